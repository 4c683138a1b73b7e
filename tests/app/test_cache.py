"""What builds keep, as their user sees it: unchanged reports, --no-cache, --jobs, --profile, report clean."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.app.conftest import COMMAND, Run, RunProcess, environment, write_many_pages
from tests.conftest import WriteProject
from tests.processes import PATIENCE, finish, start, until
from yanbao.app.trouble import reported

CACHE = ".yanbao/cache"


HEAVY = ["matplotlib", "weasyprint", "pandas", "pikepdf", "jinja2", "numpy"]


def test_a_second_build_has_nothing_to_do_and_loads_no_library(
    run_process: RunProcess, write_project: WriteProject
) -> None:
    root = write_project({})
    first = run_process(root, "build", "--jobs", "1")
    code = "import sys\nfrom yanbao.app import app\napp(['build'], standalone_mode=False)\nprint(*sys.modules)"
    again = finish([sys.executable, "-c", code], root, environment())
    assert (first.returncode, again.returncode, again.stderr) == (0, 0, "")
    *files, summary, modules = again.stdout.splitlines()
    assert files == first.stdout.splitlines()[:-1]
    assert re.fullmatch(r"Nothing has changed: 1 report, looked at in [\d.]+ s\.", summary)
    assert not set(HEAVY) & set(modules.split())


def test_an_edit_makes_the_pages_that_show_it(run: Run, write_project: WriteProject) -> None:
    root = write_project({})
    run(root, "build", "--jobs", 1)
    intro = root / "content/demo/intro.yaml"
    intro.write_text(intro.read_text(encoding="utf-8").replace("长度扩展到", "长度扩展到了"), encoding="utf-8")
    result = run(root, "build", "--jobs", 1)
    assert re.search(r"Built 1 report in [\d.]+ s, 3 pages of them unchanged\.", result.stdout)


def test_without_the_cache_nothing_is_kept(run: Run, write_project: WriteProject) -> None:
    root = write_project({})
    for _ in range(2):
        assert re.search(r"Built 1 report in [\d.]+ s\.", run(root, "build", "--no-cache", "--jobs", 1).stdout)
    assert not (root / CACHE).exists()


def test_profile(run: Run, write_project: WriteProject) -> None:
    result = run(write_project({}), "build", "--profile", "--jobs", 1)
    steps = re.findall(r"^(\S.*?) +(\d+\.\d\d) s$", result.stderr, re.MULTILINE)
    assert [name for name, _ in steps] == [
        "start",
        "load",
        *(f"demo {step}" for step in ("check", "compose", "fonts", "pages", "html", "bind")),
    ]
    assert all(float(seconds) >= 0 for _, seconds in steps)


def test_no_fewer_than_one_job(run: Run, write_project: WriteProject) -> None:
    result = run(write_project({}), "build", "--jobs", 0)
    assert result.exit_code == 2
    assert "--jobs" in result.stderr


def test_clean(run: Run, write_project: WriteProject) -> None:
    root = write_project({})
    run(root, "build", "--jobs", 1)
    result = run(root, "clean")
    assert re.fullmatch(r"Removed \d+ entries, [\d.]+ [kM]B, from \.yanbao/cache\.\n", result.stdout)
    assert not (root / CACHE).exists()
    assert run(root, "clean").stdout == "Removed 0 entries, 0 bytes, from .yanbao/cache.\n"
    assert (root / "build/demo.pdf").exists()


def test_a_cache_that_cannot_be_written_is_no_trouble(run: Run, write_project: WriteProject) -> None:
    root = write_project({})
    (root / ".yanbao").write_text("a file in the way", encoding="utf-8")
    result = run(root, "build", "--jobs", 1)
    assert (result.exit_code, result.stderr) == (0, "")


def started(root: Path) -> subprocess.Popen[str]:
    """A build by two processes that has begun to make pages."""
    process = begun(root, stdout=subprocess.PIPE)
    until(lambda: len(workers(process.pid)) == 2 or process.poll() is not None)
    return process


def begun(root: Path, **options: Any) -> subprocess.Popen[str]:
    """A build by two processes, in a session of its own, that would take long."""
    write_many_pages(root)
    command = [*COMMAND, "build", "--no-cache", "--jobs", "2"]
    return start(command, root, environment(), stderr=subprocess.PIPE, start_new_session=True, **options)


def workers(parent: int) -> list[int]:
    """The processes below one that make pages: those below its fork server."""
    return below(set(below({parent})))


def below(parents: set[int]) -> list[int]:
    """The processes right below some others."""
    pids = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [pid for pid in pids if parent_of(pid) in parents]


def parent_of(pid: int) -> int:
    """The parent of a process; 0 if it has ended meanwhile, though nobody may have asked how."""
    try:
        state, parent, *_ = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return 0 if state in "ZX" else int(parent)


linux = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


@linux
def test_a_worker_that_is_killed_is_told_of(write_project: WriteProject) -> None:
    root = write_project({})
    process = started(root)
    for pid in workers(process.pid):
        os.kill(pid, signal.SIGKILL)
    _, stderr = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert re.search("the processes that make pages ended as they began|a process that makes pages was killed", stderr)
    assert "--jobs 1" in stderr
    assert not (root / "build").exists()


@linux
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_build_that_is_killed_leaves_no_process(write_project: WriteProject, how: signal.Signals) -> None:
    process = started(write_project({}))
    working = workers(process.pid)
    servers = {parent_of(pid) for pid in working}
    assert len(working) == 2
    os.kill(process.pid, how)
    _, stderr = process.communicate(timeout=PATIENCE)
    assert how == signal.SIGKILL or (process.returncode, stderr) == (143, "")
    until(lambda: not any(map(parent_of, (*working, *servers))))


@linux
@pytest.mark.parametrize("tenths", range(0, 7, 2))
def test_ctrl_c_says_nothing_of_what_it_interrupts(write_project: WriteProject, tenths: int) -> None:
    """While processes start, and load what they need."""
    process = begun(write_project({}))
    until(lambda: below({process.pid}) or process.poll() is not None)
    time.sleep(tenths / 10)  # whichever moment this is, on this machine
    os.killpg(process.pid, signal.SIGINT)
    _, stderr = process.communicate(timeout=PATIENCE)
    assert (process.returncode, "Traceback" in stderr) == (130, False)


@linux
def test_ctrl_c_ends_a_build_at_once_and_leaves_no_process(write_project: WriteProject) -> None:
    root = write_project({})
    process = started(root)
    working = workers(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert not (root / "build").exists()
    until(lambda: not any(map(parent_of, working)))


def interrupted_library() -> None:
    """One that makes an error of its own of Ctrl-C, as pydantic does while it is loaded."""
    with reported():
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            raise ValueError("of the library") from None


def test_an_interrupt_that_a_library_takes_for_an_error_is_none() -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            interrupted_library()
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
