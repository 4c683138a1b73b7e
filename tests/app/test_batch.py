"""``report batch`` as a user runs it: exit codes, what it says, and what is left when it is stopped."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.conftest import COMMAND, Run, environment
from tests.batches.conftest import BROKEN, STOCKS, Make, bytes_of, leftovers
from tests.batches.conftest import make as make
from tests.processes import PATIENCE, start, until
from yanbao import api

KILLS = int(os.environ.get("KILLS", "1"))


def test_what_it_says(run: Run, make: Make) -> None:
    root = make(STOCKS + BROKEN)
    good = run(root, "batch", "demo", "--format", "html", "--where", "ytd=> 2%", "--where", "theme=影视", "--jobs", "1")
    assert good.exit_code == 0, good.output
    assert "1 note in" in good.stdout
    assert "1 built" in good.stdout
    assert str(Path("build/batch.json")) in good.stdout
    result = run(root, "batch", "demo", "--format", "html", "--jobs", "1")
    assert result.exit_code == 1
    assert "2 built, 1 unchanged, 1 failed" in result.stdout
    assert "failed: 000001.SZ-2024-04-26" in result.stderr
    assert "content/demo/note.yaml" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["demo", "--shard", "3/2"], "write 1/8 … 8/8"),
        (["demo", "--where", "theme"], "write COLUMN=VALUE"),
        (["demo", "--format", "docx"], "'docx' is not one of"),
        (["demos"], "no report 'demos'"),
        (["demo", "--over", "data.stock"], "did you mean 'stocks'?"),
    ],
)
def test_wrong_usage(run: Run, make: Make, arguments: list[str], message: str) -> None:
    result = run(make(), "batch", *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.replace("│", " ").split())
    assert not (make() / "build").exists()


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder for temporary files whose path is short enough for sockets."""
    with tempfile.TemporaryDirectory(prefix="yb-") as name:
        yield Path(name)


def many(count: int) -> dict[str, str]:
    """Tables of a batch that is still at work when a busy machine comes to stop it."""
    codes = [f"{number}.SH" for number in range(600100, 600100 + count)]
    head, *_ = STOCKS.splitlines()
    stocks = "\n".join([head, *(f"{code},公司{code[3:6]},白酒,{code[:4]},1%" for code in codes), ""])
    daily = "\n".join(["date,code,close", *(f"2024-04-26,{code},10" for code in codes), ""])
    return {"data/stocks.csv": stocks, "data/daily.csv": daily}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, *[signal.SIGKILL] * KILLS])
def test_stopped_and_started_again(make: Make, number: signal.Signals, short: Path) -> None:
    root = make(**many(8))
    build = root / "build"
    command = [*COMMAND, "batch", "demo", "--format", "html", "--jobs", "2"]
    process = start(command, root, environment(TMPDIR=str(short)), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    wanted = random.randrange(1, 3)
    until(lambda: (build.exists() and len(bytes_of(build)) >= wanted) or process.poll() is not None)
    process.send_signal(number)
    output, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode in {-number, 128 + number}, output + errors
    assert "Traceback" not in errors
    assert not json.loads((build / "batch.json").read_text(encoding="utf-8"))["is_complete"]
    if number is not signal.SIGKILL:
        assert leftovers(build) == []
        until(lambda: leftovers(short) == [])
    before = len(bytes_of(build))
    assert before < 8
    result = api.batch(root, "demo", formats="html", jobs=2)
    kept = [note for note in result.notes if note.status == "unchanged"]
    assert before - 2 <= len(kept) <= before, "all but those that were being told of"
    assert result.is_whole
    assert len(bytes_of(build)) == 8
    assert leftovers(build) == []
