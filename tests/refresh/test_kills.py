"""A pull that is killed leaves the old or the new data, and two pulls do not get in each other's way."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.conftest import Run, environment
from tests.processes import PATIENCE, finish
from tests.refresh.conftest import ROWS, PullProject, add_rows
from yanbao import disk
from yanbao.load.findings import Findings
from yanbao.load.snapshots import digest_of, load_lock, unlocked

KILLS = int(os.environ.get("KILLS", "6"))

STEPS = ("Staged.keep", "write", "move")
"""What a commit is made of, in this order."""

SCRIPT = """
import os, signal, sys
from yanbao import disk
from yanbao.app import app

name, when = sys.argv[1:3]
owner = disk.Staged if "." in name else disk
called = getattr(owner, name.rpartition(".")[2])

def killed(*arguments):
    if when == "after":
        called(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(owner, name.rpartition(".")[2], killed)
app(["data", "pull"])
"""


def states(root: Path) -> tuple[str, str]:
    """The digests of the snapshot and of what the lock says of it."""
    lock = load_lock(root, Findings())
    file = root / "data/quotes.csv"
    return digest_of(file.read_bytes(), file.name) if file.exists() else "", lock.tables[
        "quotes"
    ].sha256 if lock and lock.tables else ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("is_first", [True, False])
def test_killed_at_any_step_it_leaves_old_or_new(
    run: Run, pull_project: PullProject, step: str, when: str, is_first: bool
) -> None:
    root = pull_project()
    old = "" if is_first else states_after(run, root)
    add_rows(root, [("2024-04-26", "600519.SH", "1690", None)])
    killed = finish([sys.executable, "-c", SCRIPT, step, when], root, environment())
    assert killed.returncode == -9
    is_committed = (STEPS.index(step), when) >= (1, "b") if step != "write" else when == "after"
    file, locked = states(root)
    assert (locked != old) == is_committed
    assert file in {old, locked}
    assert run(root, "data", "status").exit_code == (1 if is_first and not is_committed else 0)
    file, locked = states(root)
    assert file == locked, "what was committed is put in its place"
    assert run(root, "data", "pull").stdout.startswith(
        "quotes: " + ("unchanged" if is_committed else "new" if is_first else "updated")
    )
    assert list(unlocked(root)) == []
    assert [entry.name for entry in disk.listing(root, ".yanbao/pull")] == []


def states_after(run: Run, root: Path) -> str:
    assert run(root, "data", "pull").exit_code == 0
    return states(root)[1]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_at_any_moment_it_leaves_old_or_new(run: Run, pull_project: PullProject) -> None:
    root = pull_project()
    known = {states_after(run, root)}
    chosen = random.Random(KILLS)
    for number in range(KILLS):
        add_rows(root, [(f"2024-05-{number % 28 + 1:02}", f"6{number:05}.SH", str(number), None)])
        process = subprocess.Popen(
            [sys.executable, "-m", "yanbao", "data", "pull"], cwd=root, env=environment(), stdout=subprocess.DEVNULL
        )
        try:
            process.wait(chosen.uniform(0.1, 1.5))
        except subprocess.TimeoutExpired:
            process.kill()
        process.wait(PATIENCE)
        file, locked = states(root)
        assert file in known | {locked}
        assert run(root, "data", "status").exit_code == 0
        file, locked = states(root)
        assert file == locked
        known.add(locked)
    assert run(root, "data", "pull").exit_code == 0
    assert len(ROWS) + KILLS == (root / "data/quotes.csv").read_text(encoding="utf-8").count("\n") - 1


def test_of_two_pulls_at_once_one_is_refused(run: Run, pull_project: PullProject) -> None:
    root = pull_project()
    with disk.alone(root, ".yanbao/pull.lock") as is_alone:
        assert is_alone
        result = run(root, "data", "pull")
    assert result.exit_code == 2
    assert "another report data pull is at work" in result.stderr
    assert run(root, "data", "pull").exit_code == 0
