"""``report session``: keeps a project's session warm, so that builds and checks take a third of the time."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from yanbao.app import ending
from yanbao.app.options import Json, Project, open_project

EXAMPLES = """\b
Examples:
  report build --stay      build, and keep the session warm
  report session start     the same without a build
  report session status    whether one is warm, and what it has done
  report session stop      end it
"""

HELP = """Keep a project's session warm, so that builds take less time.

A session is a process of yours that holds what is loaded and composed. build, check and facts in the project find it,
print what they would print without it, and take a third of the time. It ends ten minutes after the last command, when
yanbao or a library is replaced, when the terminals that used it are closed, and when memory is short. In CI and on
Windows there are none.
"""

app = typer.Typer(name="session", no_args_is_help=True, rich_markup_mode=None, help=HELP, epilog=EXAMPLES)

_PATIENCE = 30.0
"""Seconds for a session to begin, to answer, or to end."""

_NOWHERE = "there are no sessions on Windows and in CI", "build without --stay"


@app.command(epilog=EXAMPLES)
def start(project: Project = None) -> None:
    """Keep the project's session warm from now on.

    Exit code: 0 it is warm, 2 it cannot be started.
    """
    from yanbao.app import console
    from yanbao.app.trouble import reported

    with reported():
        root, _ = open_project(project, None)
        begin(root)
        console.stdout().print(f"The session of {console.relative(root)} is warm; report session stop ends it.")


@app.command(epilog=EXAMPLES)
def stop(project: Project = None) -> None:
    """End the project's session, if there is one, and wait until its processes have ended.

    Exit code: 0 there is none now, 2 it does not end.
    """
    from yanbao.app import console
    from yanbao.app.trouble import reported

    with reported():
        from yanbao.diagnostics import SetupError
        from yanbao.warm import address, client

        root = _root(project)
        told = client.ask(str(root), "stop", _PATIENCE) if address.is_possible() else None
        if told and not _has_ended(root):
            message = f"the session, process {told.get('process')}, does not end"
            raise SetupError(message, "it may be building: try again, or end the process")
        console.stdout().print("The session has ended." if told else "There is no session.")


@app.command(epilog=EXAMPLES)
def status(as_json: Json = False, project: Project = None) -> None:
    """Tell whether the project's session is warm.

    Exit code: 0 it is, 1 there is none, or it is busy, 2 wrong usage.
    """
    import json

    from yanbao.app import console
    from yanbao.app.trouble import reported

    with reported():
        from yanbao.warm import address, client

        told = client.ask(str(_root(project)), "status", 2.0) if address.is_possible() else None
        if as_json:
            typer.echo(json.dumps(told, ensure_ascii=False))
        elif told:
            console.stdout().print(_described(told))
        else:
            console.stdout().print("There is no session, or it is busy.")
        if not told:
            raise typer.Exit(1)


@app.command(hidden=True)
def serve(
    idle: Annotated[float | None, typer.Option("--idle", help="Seconds without a command after which it ends.")] = None,
    alone: Annotated[float | None, typer.Option("--alone", help="The same once its terminals are gone.")] = None,
    project: Project = None,
) -> None:
    """Be the session of a project. Started by ``start`` and ``build --stay``."""
    from yanbao.app.trouble import reported

    ending.hear_interrupts()
    with reported():
        from yanbao.app import serving
        from yanbao.app.standing import ALONE, IDLE, Standing

        root, _ = open_project(project, None)
        limits = (IDLE if idle is None else idle, ALONE if alone is None else alone)
        serving.serve(root, Standing(root, *limits), _run)


def begin(root: Path) -> None:
    """Start the session of a project unless it runs, and wait until it listens. Raises SetupError."""
    from yanbao.diagnostics import SetupError
    from yanbao.warm import address, client

    if not address.is_possible():
        raise SetupError(*_NOWHERE)
    address.socket_of(str(root))  # raises what is wrong with its folder
    if client.ask(str(root), "status", 2.0):
        return
    command = [sys.executable, "-P", "-m", "yanbao", "session", "serve", "--project", str(root)]
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603 - this program
        command, stdin=nowhere, stdout=nowhere, stderr=subprocess.PIPE, start_new_session=True, text=True
    )
    said = process.stderr.read() if process.stderr else ""  # the session closes it when it listens
    if process.poll():
        raise SetupError("the session did not start", said.strip())


def run_in(root: Path, words: Sequence[str]) -> int | None:
    """Start the session of a project if need be, and have it run a command. None if that is not possible."""
    from yanbao.warm import address, client

    if not address.is_possible() or not client.fits(words):
        return None
    begin(root)
    try:
        return client.through(str(root), words, _PATIENCE)
    except (OSError, ValueError):
        return None


def _root(project: Path | None) -> Path:
    from yanbao.load.files import find_root

    return find_root(project or Path.cwd())


def _has_ended(root: Path) -> bool:
    """True once the process of a session has let go of its lock; False if it does not in time."""
    import fcntl

    from yanbao.warm import address

    end = time.monotonic() + _PATIENCE
    with Path(f"{address.socket_of(str(root))}.lock").open("wb") as lock:
        while time.monotonic() < end:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(0.05)
            else:
                return True
    return False


def _run(words: Sequence[str]) -> int:
    """Run a command in this process as ``main`` does; its exit code."""
    from yanbao.app import app as commands
    from yanbao.app import console
    from yanbao.app.trouble import explained

    def complain(error: Exception) -> None:
        console.show_trouble(*explained(error))

    try:
        commands(args=list(words[1:]), prog_name=words[0])
    except SystemExit as ended:
        return ending.flushed(ended.code, complain)
    except Exception as error:  # as in ``main``
        complain(error)
    return ending.flushed(2, complain)


def _described(told: dict[str, Any]) -> str:
    from yanbao.diagnostics import printable

    return printable(
        f"Warm for {told['seconds']} s, process {told['process']}: {told['commands']} commands, "
        f"the last {told['idle_seconds']} s ago. {told['project']}"
    )
