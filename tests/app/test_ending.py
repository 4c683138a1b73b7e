"""How commands end: when they are told to, when nobody reads, when there is no room or no memory."""

from __future__ import annotations

import pickle
import resource
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from tests.app.conftest import COMMAND, environment
from tests.app.test_cache import below
from tests.conftest import SMALL_PROJECT, WriteProject
from tests.pipeline.test_rebuilds import Silent
from tests.processes import PATIENCE, finish, hearing_signals
from yanbao.checks import unknown_fact
from yanbao.diagnostics import ContentError, Diagnostic, Level, Mark, SetupError
from yanbao.pipeline import BuildRequest, build

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux has them")

STUCK = """
    import signal, time
    from yanbao.app import ending
    ending.prepare()
    try:
        signal.raise_signal(signal.{0})
    finally:
        time.sleep(600)  # waits for what never comes
"""
SWALLOWS = """
    import signal, time
    from yanbao.app import ending
    ending.prepare()
    try:
        signal.raise_signal(signal.{0})
    except BaseException:
        pass
    time.sleep(600)
"""


REPLACES = """
    import signal
    from yanbao.app import ending
    from yanbao.app.trouble import reported
    ending.prepare()
    with reported():
        try:
            signal.raise_signal(signal.{0})
        except BaseException as error:
            raise ValueError("a schema that cannot be built") from error
"""


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", -2)])
def test_a_library_that_makes_another_error_of_a_signal(name: str, code: int) -> None:
    """As pydantic does while it builds a model."""
    with hearing_signals():
        done = finish([sys.executable, "-c", textwrap.dedent(REPLACES.format(name))], Path.cwd(), environment())
    assert done.returncode == code
    assert "bug" not in done.stderr


@pytest.mark.parametrize("program", [STUCK, SWALLOWS])
@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_what_waits_or_goes_on_is_ended(program: str, name: str, code: int) -> None:
    command = [sys.executable, "-c", textwrap.dedent(program.format(name))]
    with hearing_signals():
        assert subprocess.run(command, timeout=PATIENCE, check=False).returncode == code


@pytest.mark.parametrize(
    ("number", "tenths"), [(signal.SIGTERM, 0), (signal.SIGHUP, 4), (signal.SIGTERM, 8), (signal.SIGHUP, 14)]
)
def test_told_to_end_at_any_step(write_project: WriteProject, number: signal.Signals, tenths: int) -> None:
    """Both signals in turn, at moments that are others on every machine."""
    root = write_project({})
    command = [*COMMAND, "build", "--watch", "--no-cache", "--jobs", "2"]
    with hearing_signals():
        process = subprocess.Popen(command, cwd=root, env=environment(), stderr=subprocess.PIPE, text=True)
    while not below({process.pid}) and process.poll() is None:
        time.sleep(0.005)
    time.sleep(tenths / 10)
    others = below({process.pid})
    process.send_signal(number)
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 128 + number
    assert "Traceback" not in said
    assert "error" not in said
    until = time.monotonic() + PATIENCE
    while (left := [pid for pid in others if Path(f"/proc/{pid}").exists()]) and time.monotonic() < until:
        time.sleep(0.02)
    assert left == []


BINDS = """
    import os, signal, time
    from yanbao.app import main
    from yanbao.pipeline import making

    def bind(*_parts):
        os.kill(os.getpid(), signal.{0})
        time.sleep(600)

    making.bind = bind
    main()
"""


def test_told_to_end_while_it_binds(write_project: WriteProject) -> None:
    """Its pages are in the store: what is tested comes after them."""
    root = write_project({})
    build(BuildRequest(root, root / "before", formats=frozenset({"pdf"})), Silent())
    for name, code in (("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)):
        program = [sys.executable, "-c", textwrap.dedent(BINDS.format(name))]
        done = finish([*program, "build", "--jobs", "1", "--format", "pdf"], root, environment())
        assert (done.returncode, done.stderr) == (code, "")
        assert [pdf.parent.name for pdf in root.rglob("*.pdf")] == ["before"]


def test_nohup_is_obeyed() -> None:
    program = """
        import signal
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        from yanbao.app import ending
        ending.prepare()
        signal.raise_signal(signal.SIGHUP)
        print("goes on")
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], capture_output=True, check=False)
    assert done.stdout == b"goes on\n"


def shell(root: Path, command: str) -> tuple[int, str]:
    """The exit code and standard error of a command in a shell; ``report`` is the command of this project."""
    script = f'report() {{ "{sys.executable}" -c "from yanbao.app import main; main()" "$@"; }}; {command}'
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=root,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return done.returncode, done.stderr


WRONG = {"content/demo/intro.yaml": SMALL_PROJECT["content/demo/intro.yaml"].replace("data: visits", "data: visit")}


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("report check >&-", 1),
        ("report check <&- >&- 2>&-", 1),
        ("report check --format json | true; exit ${PIPESTATUS[0]}", 141),
        ("report check --help >&-", 0),
    ],
)
def test_nobody_reads(write_project: WriteProject, command: str, code: int) -> None:
    assert shell(write_project(WRONG), command) == (code, "")


@pytest.mark.parametrize("command", ["report check", "report check --format sarif", "report --help", "report facts"])
def test_no_room_for_what_is_printed(write_project: WriteProject, command: str) -> None:
    code, said = shell(write_project({}), f"{command} > /dev/full")
    assert code == 2
    assert said.splitlines()[0] == "error: a file, or what is printed: No space left on device"
    assert "Traceback" not in said


def test_no_room_for_a_file(write_project: WriteProject) -> None:
    root = write_project({})
    code, said = shell(root, "ulimit -f 20; trap '' XFSZ; report build --jobs 1 --no-cache --format html")
    assert code == 2
    assert said.splitlines()[0].endswith(": File too large")
    assert "Traceback" not in said
    assert not list(root.glob("build/*"))


def test_too_little_memory(write_project: WriteProject) -> None:
    megabytes = resource.getpagesize() * int(Path("/proc/self/statm").read_text().split()[0]) // 1_000_000
    root = write_project({})
    for limit in (250, 350, 450):
        code, said = shell(root, f"ulimit -v {limit * 1000}; report check > /dev/null")
        assert code in (0, 2), (megabytes, said)
        assert "Traceback" not in said
        assert len(said.splitlines()) <= 2


def test_trouble_comes_back_from_other_processes() -> None:
    setup = pickle.loads(pickle.dumps(SetupError("Pango is missing", "apt-get install it")))
    assert (str(setup), setup.remedy) == ("Pango is missing", "apt-get install it")
    found = Diagnostic(Level.ERROR, unknown_fact.RULE.id, "no", Mark("a.yaml"))
    assert pickle.loads(pickle.dumps(ContentError([found]))).diagnostics == (found,)


def test_a_script_without_a_guard_is_told_what_it_lacks(write_project: WriteProject, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from pathlib import Path\n"
        "from yanbao.pipeline import BuildRequest, build\n"
        "class Quiet:\n"
        "    def step(self, *_): pass\n"
        f"root = Path({str(write_project({}))!r})\n"
        "try:\n"
        "    build(BuildRequest(root, root / 'build', jobs=2), Quiet())\n"
        "except Exception as error:\n"
        "    print(type(error).__name__, error, error.remedy)\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert "SetupError the processes that make pages ended as they began" in done.stdout
    assert "__main__" in done.stdout
