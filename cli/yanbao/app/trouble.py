"""Turns errors other than the author's into a message and exit code 2. (Errors in the content are findings.)"""

from __future__ import annotations

import errno
import os
import signal
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import current_thread, main_thread
from types import FrameType

import typer

from yanbao.app import console, ending
from yanbao.diagnostics import Diagnostic, SetupError, has_errors
from yanbao.rules import FAILED_RULE

_DEBUG = "YANBAO_DEBUG"

_UNWRITABLE = {errno.EACCES, errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.EPERM, errno.EROFS}
"""Error numbers for which writing to another folder helps; errors of reading become findings."""


@contextmanager
def reported() -> Iterator[None]:
    """Context that ends a command with a message instead of a traceback."""
    with _interrupts():
        try:
            yield
        except (typer.Exit, typer.BadParameter):
            raise
        except BrokenPipeError:
            raise typer.Exit(ending.BROKEN_PIPE) from None
        except Exception as error:
            console.show_trouble(*explained(error))
            raise typer.Exit(2) from None


@contextmanager
def _interrupts() -> Iterator[None]:
    """Records each Ctrl-C: some libraries, interrupted while they load, raise an error of their own instead."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        ending.asked.append(number)
        ending.limit(ending.AFTER_CTRL_C, 128 + number)
        signal.default_int_handler(number, frame)

    if current_thread() is not main_thread() or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        ending.asked.clear()


def exit_code(found: Sequence[Diagnostic], *, strict: bool = False) -> int:
    """The exit code for findings: 0 nothing blocks, 1 problems in the content, 2 a rule of yanbao crashed."""
    if any(diagnostic.rule == FAILED_RULE.id for diagnostic in found):
        return 2
    return int(has_errors(found, strict=strict))


def explained(error: Exception) -> tuple[str, str]:
    """An error's message for the user, and its remedy. Exits instead if a signal has asked for it."""
    ending.obey()
    if os.environ.get(_DEBUG):
        traceback.print_exception(error)
    if isinstance(error, SetupError):
        return str(error), error.remedy
    if isinstance(error, MemoryError):
        return "there is not enough memory", "close other programs, or make fewer pages at a time: --jobs 1"
    if isinstance(error, OSError):
        from yanbao.app.machine import install_command, missing_libraries

        if missing := missing_libraries():
            return f"this machine lacks {', '.join(missing)}, which WeasyPrint needs", install_command()
        if error.errno in ending.NO_ROOM:
            return _say(error), "make room on the disk, or write somewhere else"
        return _say(error), "choose another folder with --output" if error.errno in _UNWRITABLE else ""
    message = f"this is a bug in yanbao: {type(error).__name__}: {error}"
    return message, f"set {_DEBUG}=1 to see where, and report it"


def _say(error: OSError) -> str:
    """The system's message without its error number."""
    names = [_from_here(str(name)) for name in (error.filename, error.filename2) if name is not None]
    return ": ".join([*(names[-1:] or ["a file, or what is printed"]), error.strerror or str(error)])


def _from_here(name: str) -> str:
    """A path as the user would type it: relative if it is below the current directory."""
    path, here = Path(name), Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else name
