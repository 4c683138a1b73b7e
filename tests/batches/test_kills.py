"""A batch that is killed at any moment leaves whole files, and does the rest when it is started again."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.conftest import COMMAND, environment
from tests.batches.conftest import DAILY, STOCKS, Make, bytes_of, leftovers
from tests.batches.test_batch import record
from tests.processes import start, until
from yanbao import api

KILLS = int(os.environ.get("KILLS", "1"))
"""More with ``make fuzz``."""

CODES = [f"60000{number}.SH" for number in range(5)]
BATCH = [*COMMAND, "batch", "demo", "--format", "html", "--jobs", "2", "--output"]


def new_prices(root: Path, number: int) -> None:
    """After which every note is another one."""
    daily = "".join(f"2024-04-26,{code},{number + 1}.{at}\n" for at, code in enumerate(CODES))
    (root / "data/daily.csv").write_text(DAILY + daily, encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_batch_that_was_killed_does_the_rest(make: Make, tmp_path: Path) -> None:
    root = make(STOCKS + "".join(f"{code},甲{code[5]},银行,2000,1%\n" for code in CODES))
    out, moments, good = tmp_path / "out", random.Random(KILLS), list[dict[str, bytes]]()
    whole = len(CODES) + STOCKS.count("\n") - 1
    for number in range(KILLS):
        new_prices(root, number)
        before = bytes_of(out) if out.exists() else {}
        process = start([*BATCH, out], root, environment(), stdout=-3, stderr=-3, start_new_session=True)
        wanted = moments.randrange(whole + 1)
        until(lambda: process.poll() is not None or _renewed(out, before) >= wanted)  # noqa: B023 - called at once
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        api.batch(root, "demo", formats="html", jobs=1, cache=False, output=tmp_path / "anew")
        good.append(bytes_of(tmp_path / "anew"))
        for name, data in (bytes_of(out) if out.exists() else {}).items():
            assert data in [files[name] for files in good], "half a file"
        if number % 2:  # every other time it is killed again before it has done the rest
            subprocess.run([*map(str, BATCH), str(out)], cwd=root, env=environment(), check=True, capture_output=True)
            assert bytes_of(out) == good[-1]
    api.batch(root, "demo", formats="html", jobs=1, output=out)
    assert (bytes_of(out), leftovers(out)) == (good[-1], [])
    assert record(out)["is_complete"]
    assert len(good[-1]) == whole


def _renewed(out: Path, before: dict[str, bytes]) -> int:
    """How many notes differ from what they were."""
    now = bytes_of(out) if out.exists() else {}
    return sum(data != before.get(name) for name, data in now.items())
