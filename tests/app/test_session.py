"""Commands through a warm session: nothing differs from a process of their own but the time, and nothing stays."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.app.conftest import COMMAND, environment, write_many_pages
from tests.app.test_cache import below
from tests.batches.conftest import bytes_of, write_pattern
from tests.conftest import write_small_project
from tests.pipeline.test_rebuilds import REPORT, Editor, built, more
from tests.processes import finish, hearing_signals, start, until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux has them")

FILES = {"content/demo/report.yaml": REPORT, "content/demo/more.yaml": more([1, 2], {})}
EDITS = int(os.environ.get("EDITS", "8")) // 2
"""Half as many as in ``pipeline/test_rebuilds.py``, where a session of the same process is tested."""
PLACE = "content/demo/intro.yaml"


@dataclass
class Desk:
    """A project, and a user's environment, in which sessions may be kept."""

    root: Path
    env: dict[str, str]
    before: int = 0
    """Commands that the session had run before this test."""

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        return finish([*COMMAND, *words], self.root, self.env | more)

    def alone(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """The same in a process of its own."""
        return self.run(*words, **more, CI="true")

    def status(self) -> Mapping[str, int] | None:
        told: Mapping[str, int] | None = json.loads(self.run("session", "status", "--json").stdout)
        return told

    def served(self) -> int:
        """How many commands the session has run for this test."""
        told = self.status()
        assert told, "no session"
        return told["commands"] - self.before

    def write(self, text: str) -> None:
        (self.root / PLACE).write_text(text, encoding="utf-8")

    def read(self) -> str:
        return (self.root / PLACE).read_text(encoding="utf-8")


@contextmanager
def desk_at(root: Path) -> Iterator[Desk]:
    runtime = tempfile.mkdtemp(dir="/tmp")  # a socket's path is short
    env = environment(XDG_RUNTIME_DIR=runtime)
    env.pop("CI", None)
    try:
        yield Desk(root, env)
    finally:
        finish([*COMMAND, "session", "stop"], root, env)
        shutil.rmtree(runtime, ignore_errors=True)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk without a session."""
    with desk_at(write_small_project(tmp_path / "project", FILES)) as desk:
        yield desk


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with a session, which takes as long to start as many commands."""
    with desk_at(write_small_project(tmp_path_factory.mktemp("desk") / "project", FILES)) as desk:
        assert desk.run("session", "start").returncode == 0
        yield desk


@pytest.fixture
def warm(started: Desk) -> Desk:
    """The same for each test that does not end the session, with the project as it was."""
    for path in started.root.iterdir():
        shutil.rmtree(path)
    write_small_project(started.root, FILES)
    return replace(started, before=replace(started, before=0).served())


def write_long_report(desk: Desk) -> None:
    write_many_pages(desk.root)
    report = desk.root / "content/demo/report.yaml"
    report.write_text(REPORT.replace(", more.yaml", "").replace(", figures", ""), encoding="utf-8")


def timeless(text: str) -> str:
    return re.sub(r"\d+\.\d s", "… s", text)


def test_it_prints_and_writes_what_a_process_of_its_own_does(warm: Desk) -> None:
    wrong = warm.read().replace("models.gemini", "models.gemeni")
    odd = warm.read().replace("上下文窗口长度", "上下文窗口窗口长度。。")
    others = [("check", "--format", "json"), ("facts", "100万"), ("build", "--no-such-option"), ("build", "--force")]
    for text in (wrong, odd, warm.read()):
        warm.write(text)
        for words in [("check", "--strict", "demo"), ("build", "--output", "ours"), *others]:
            shutil.rmtree(warm.root / "ours", ignore_errors=True)
            done = warm.run(*words)
            files = {file.name: file.read_bytes() for file in warm.root.glob("ours/*")}
            shutil.rmtree(warm.root / "ours", ignore_errors=True)
            shutil.rmtree(warm.root / ".yanbao", ignore_errors=True)
            cold = warm.alone(*words)
            assert (done.returncode, timeless(done.stdout), timeless(done.stderr)) == (
                cold.returncode,
                timeless(cold.stdout),
                timeless(cold.stderr),
            )
            assert files == {file.name: file.read_bytes() for file in warm.root.glob("ours/*")}
        others = []
    assert warm.served() == 10


def test_edits_in_a_warm_session_give_what_clean_builds_give(warm: Desk, tmp_path: Path) -> None:
    editor, done = Editor(warm.root, seed=EDITS + 7), []
    assert warm.run("build", "--stay").returncode == 0
    for _ in range(EDITS):
        done.append(editor.edit())
        warm.run("build", "--output", "ours")
        anew = built(warm.root, tmp_path / "anew", store=False)
        assert {name: (warm.root / "ours" / name).read_bytes() for name in anew} == anew, done
    assert warm.served() == EDITS + 1


def test_notes_are_those_of_a_batch_and_of_a_process_of_its_own(warm: Desk) -> None:
    write_pattern(warm.root)
    assert warm.run("build", "demo", "--output", "ours").returncode == 0
    assert warm.served() == 1
    assert warm.alone("build", "demo", "--no-cache", "--output", "alone").returncode == 0
    assert warm.run("batch", "demo", "--no-cache", "--jobs", "2", "--output", "batch").returncode == 0
    notes = bytes_of(warm.root / "ours")
    assert len(notes) == 6
    assert notes == bytes_of(warm.root / "alone") == bytes_of(warm.root / "batch")


def test_its_memory_is_little(warm: Desk) -> None:
    """What stays while nothing is built: the processes that make pages have ended by then, see ``pipeline``."""
    assert warm.run("build", "--output", "ours").returncode == 0
    told = warm.status()
    assert told
    text = Path(f"/proc/{told['process']}/smaps_rollup").read_text(encoding="utf-8")
    assert int(re.findall(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)[0]) * 1024 <= 250_000_000


def test_a_terminal_gets_its_colours_and_width(warm: Desk) -> None:
    warm.write(warm.read().replace("上下文窗口长度", "上下文窗口窗口长度。。"))
    said = [_on_terminal(warm, variables) for variables in ({}, {"CI": "true"}, {"NO_COLOR": "1"})]
    assert said[0] == said[1]
    assert "\x1b[1;33m" in said[0]
    assert "\x1b[1;33m" not in said[2]
    assert warm.served() == 2


def _on_terminal(desk: Desk, variables: Mapping[str, str]) -> str:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "check"],
        cwd=desk.root,
        env={**desk.env, "TERM": "xterm", **variables},
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    said = b""
    while data := _read(ours):
        said += data
    process.wait()
    return said.decode()


def _read(number: int) -> bytes:
    try:
        return os.read(number, 65536)
    except OSError:  # the other side is closed
        return b""


def test_it_has_the_folder_environment_and_umask_of_its_client(warm: Desk) -> None:
    command = ["sh", "-c", f"mkdir sub && cd sub && umask 077 && {' '.join(COMMAND)} build -f html -o here"]
    assert "here/demo.html" in finish(command, warm.root, warm.env).stdout
    assert (warm.root / "sub/here/demo.html").stat().st_mode & 0o077 == 0
    assert warm.served() == 1


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_command_and_what_was_half_made(desk: Desk, number: signal.Signals, code: int) -> None:
    desk.run("session", "start")
    session = desk.status()
    assert session
    write_long_report(desk)
    with hearing_signals():
        process = start([*COMMAND, "build"], desk.root, desk.env, stderr=subprocess.PIPE)
    until(lambda: any((desk.root / ".yanbao/cache").glob("*/*")))  # pages are being made
    process.send_signal(number)
    _, errors = process.communicate()
    assert process.returncode == code
    assert "Traceback" not in errors
    assert not (desk.root / "build").exists()
    until(lambda: not Path(f"/proc/{session['process']}").exists())


def test_a_client_that_is_killed_stops_its_command(desk: Desk) -> None:
    desk.run("session", "start")
    session = desk.status()
    assert session
    write_long_report(desk)
    process = start([*COMMAND, "build"], desk.root, desk.env)
    until(lambda: any((desk.root / ".yanbao/cache").glob("*/*")))
    process.kill()
    process.wait()
    until(lambda: not Path(f"/proc/{session['process']}").exists())
    assert not (desk.root / "build").exists()


def test_nothing_stays_after_stop(desk: Desk) -> None:
    desk.run("build", "--stay")
    session = desk.status()
    assert session
    processes = {session["process"], *below({session["process"]})}
    assert len(processes) > 1
    assert "ended" in desk.run("session", "stop").stdout
    until(lambda: not any(Path(f"/proc/{process}").exists() for process in processes))
    assert not [*Path(desk.env["XDG_RUNTIME_DIR"]).rglob("*.sock")]
    assert "no session" in desk.run("session", "stop").stdout
    assert desk.run("session", "status").returncode == 1


def test_a_new_program_or_library_ends_it(desk: Desk, tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    desk.env["PYTHONPATH"] = os.pathsep.join([str(library), os.environ.get("PYTHONPATH", "")])
    desk.run("session", "start")
    session = desk.status()
    assert session
    (library / "installed.py").touch()
    assert desk.run("check").returncode == 0
    until(lambda: not Path(f"/proc/{session['process']}").exists())
    assert desk.status() is None


def test_another_environment_has_another_session(warm: Desk) -> None:
    warm.run("check", LANG="C")
    assert warm.served() == 0
    warm.run("check")
    assert warm.served() == 1


def test_it_is_never_used_in_ci(warm: Desk) -> None:
    assert warm.alone("build", "--stay").returncode == 0
    assert warm.served() == 0
    refused = warm.alone("session", "start")
    assert refused.returncode == 2
    assert "CI" in refused.stderr


def test_a_project_may_ask_for_one(desk: Desk) -> None:
    preferences = desk.root / "content/preferences.yaml"
    preferences.write_text("session: stay\n", encoding="utf-8")
    assert desk.alone("build").returncode == 0
    assert desk.status() is None
    assert desk.run("build", "--no-cache").returncode == 0  # which runs in a process of its own
    assert desk.status() is None
    assert desk.run("build").returncode == 0
    assert desk.served() == 1
    preferences.write_text("session: often\n", encoding="utf-8")
    wrong = desk.run("build")
    assert wrong.returncode == 1
    assert "content/preferences.yaml:1:10" in wrong.stderr


def test_one_that_does_not_answer_is_left_alone(desk: Desk) -> None:
    desk.run("session", "start")
    (name,) = Path(desk.env["XDG_RUNTIME_DIR"]).rglob("*.sock")
    with socket.socket(socket.AF_UNIX) as mute:
        mute.connect(str(name))
        assert desk.run("check").returncode == 0
    name.unlink()
    with socket.socket(socket.AF_UNIX) as never:
        never.bind(str(name))
        never.listen()
        assert desk.run("check").returncode == 0


def test_a_folder_that_others_may_enter_is_not_trusted(desk: Desk) -> None:
    folder = Path(desk.env["XDG_RUNTIME_DIR"], "yanbao")
    folder.mkdir()
    folder.chmod(0o777)
    assert desk.run("check").returncode == 0
    refused = desk.run("session", "start")
    assert refused.returncode == 2
    assert "only you" in refused.stderr


@pytest.mark.parametrize("how", ["idle", "logout", "terminal"])
def test_it_ends_by_itself(desk: Desk, how: str) -> None:
    idle = {"idle": ["--idle", "0.5"], "terminal": ["--alone", "0.5"], "logout": []}[how]
    process = start([*COMMAND, "session", "serve", *idle], desk.root, desk.env, stderr=subprocess.PIPE)
    assert process.stderr
    with process.stderr:
        assert not process.stderr.read()  # it listens
    if how == "logout":
        shutil.rmtree(desk.env["XDG_RUNTIME_DIR"])
    if how == "terminal":  # which leads a process session, and is gone when the command has ended
        until(lambda: _used_from_a_terminal(desk))
    assert process.wait() == 0


def _used_from_a_terminal(desk: Desk) -> bool:
    """Whether a session has run a command, or has ended since; on a busy machine a command may not wait for it."""
    subprocess.run([*COMMAND, "check"], cwd=desk.root, env=desk.env, start_new_session=True, check=True)
    told = desk.status()
    return told is None or told["commands"] > 0


def test_the_way_to_a_warm_session_loads_nothing_heavy() -> None:
    program = "import sys, yanbao.__main__; print(*{'typer', 'pathlib', 'yaml', 'pandas'} & {*sys.modules})"
    assert not finish([sys.executable, "-S", "-c", program], Path("cli").absolute(), environment()).stdout.strip()
