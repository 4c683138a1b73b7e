"""Notes made on a Dask cluster of separate processes with folders of their own: the same, whatever dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from distributed import Client

from tests.app.conftest import environment
from tests.batches.conftest import NAMES, Make, bytes_of
from tests.batches.test_batch import statuses
from yanbao import SetupError, api
from yanbao.batches import remote

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="processes are killed as Linux kills them"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # of Dask and Tornado
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
ROOT = Path(__file__).parents[2]
SCRIPT = """
import sys
from distributed import LocalCluster

if __name__ == "__main__":
    options = {"preload": sys.argv[2:]} if sys.argv[2:] else {}
    options |= {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with LocalCluster(local_directory=sys.argv[1], **options) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


@contextmanager
def running(folder: Path, *preload: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A cluster in processes of its own: the address of its scheduler, and the process that runs it."""
    folder.mkdir()
    script = folder / "cluster.py"
    script.write_text(SCRIPT, encoding="utf-8")
    variables = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0", "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, str(script), str(folder), *preload],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=folder,
        env=environment(**variables),
        start_new_session=True,
    )
    try:
        assert process.stdout
        yield process.stdout.readline().strip(), process
    finally:
        if process.poll() is None:
            process.communicate("")
        else:
            process.communicate()


class Killing:
    """Kills a worker of a cluster when the first note is made."""

    def __init__(self, address: str) -> None:
        self._address = address
        self.killed = 0

    def step(self, _report: str, name: str, _done: int, _total: int) -> None:
        if name == "notes" and not self.killed:
            with Client(self._address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
                self.killed = min(client.run(os.getpid).values())
            os.kill(self.killed, signal.SIGKILL)


def test_notes_of_a_cluster(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make()
    api.build(root, output=tmp_path / "single", cache=False)
    with running(tmp_path / "cluster") as (address, _):
        result = api.batch(root, "demo", output=tmp_path / "out", cache=False, scheduler=address)
        assert statuses(result) == dict.fromkeys(NAMES, "built")
        assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "single")
        killing = Killing(address)
        killed = api.batch(root, "demo", output=tmp_path / "two", cache=False, scheduler=address, progress=killing)
        assert killing.killed
        assert [one.message for one in killed.diagnostics if one.level == "error"] == []
        assert statuses(killed) == dict.fromkeys(NAMES, "built")
        assert bytes_of(tmp_path / "two") == bytes_of(tmp_path / "single")
        monkeypatch.setattr(remote, "shaping", lambda: {"weasyprint": "1"})
        with pytest.raises(SetupError, match=r"the worker tcp:.* has weasyprint .*, here 1"):
            api.batch(root, "demo", output=tmp_path / "three", cache=False, scheduler=address)
        assert bytes_of(tmp_path / "three") == {}


class Ending:
    """Ends a whole cluster when the first note is made."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def step(self, _report: str, name: str, _done: int, _total: int) -> None:
        if name == "notes":
            os.killpg(self._process.pid, signal.SIGKILL)


def test_a_note_that_kills_and_a_scheduler_that_goes_away(make: Make, tmp_path: Path) -> None:
    root = make()
    with running(tmp_path / "cluster", "tests.batches.poison") as (address, process):
        result = api.batch(root, "demo", formats="html", output=tmp_path / "out", cache=False, scheduler=address)
        assert statuses(result) == dict.fromkeys(NAMES, "built") | {NAMES[1]: "failed"}
        [found] = [one for one in result.diagnostics if one.level == "error"]
        assert f"'{NAMES[1]}' could not be made: the process that made it was killed twice" in found.message
        with Client(address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(1)  # in place of those that were killed
        with pytest.raises(SetupError, match="went away"):
            api.batch(root, "demo", formats="html", scheduler=address, progress=Ending(process))
    again = api.batch(root, "demo", formats="html")
    assert sorted(statuses(again).values()) == ["built", "built", "unchanged"]
    with pytest.raises(SetupError, match="no scheduler answers"):
        api.batch(root, "demo", formats="html", output=tmp_path / "none", scheduler="tcp:/127.0.0.1")
