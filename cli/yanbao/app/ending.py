"""How the process of a command ends: in order if it can, and at once in any case if it was told to."""

from __future__ import annotations

import atexit
import errno
import io
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import NoReturn

AT_ONCE = 0.7
"""Seconds in which a process that is told to end may put things in order."""

AFTER_CTRL_C = 3.0
"""The same after Ctrl-C, where somebody looks on."""

BROKEN_PIPE = 128 + 13
"""Exit code when whoever reads the output, such as head, has enough: what a shell says of SIGPIPE."""

_process: list[int] = []
"""The process that is a command of its own; empty where commands run within another program."""


def prepare() -> None:
    """Make a command of this process: it ends when it is told to, and has somewhere to print."""
    _process[:] = [os.getpid()]
    _open_streams()
    signal.signal(signal.SIGTERM, _leave)
    hangup = getattr(signal, "SIGHUP", None)  # not on Windows
    if hangup and signal.getsignal(hangup) is not signal.SIG_IGN:  # as nohup has it
        signal.signal(hangup, _leave)


def _open_streams() -> None:
    """Let a stream that was closed print nowhere: else the next file to be opened would take its place."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            nowhere = os.open(os.devnull, os.O_RDWR)  # the first number that is free
            setattr(sys, name, os.fdopen(nowhere, "r" if number == 0 else "w", encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal without Chinese shows ? instead of failing
            stream.reconfigure(errors="replace")


def _leave(number: int, _frame: object) -> NoReturn:
    """Told to end, do it as on Ctrl-C: nothing stays behind."""
    limit(AT_ONCE, 128 + number)
    raise SystemExit(128 + number)


def limit(seconds: float, code: int) -> None:
    """End this process with a code if it has not ended by itself before: something may wait, or swallow the end."""
    if _process == [os.getpid()]:
        Thread(target=_end_after, args=[seconds, code], daemon=True).start()


def _end_after(seconds: float, code: int) -> None:
    time.sleep(seconds)
    for child in multiprocessing.active_children():
        with suppress(OSError):
            child.kill()
    os._exit(code)


def end(code: str | int | None, complain: Callable[[OSError], object]) -> NoReturn:
    """End at once: taking down all that was loaded would take a quarter of a second.

    What could not be printed is complained of.
    """
    atexit._run_exitfuncs()  # noqa: SLF001 - those of multiprocessing
    status = code if isinstance(code, int) else int(bool(code))
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        status = BROKEN_PIPE
    except OSError as error:
        status = 2
        with suppress(OSError):
            complain(error)
    with suppress(OSError):
        sys.stderr.flush()
    os._exit(status)


NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""Errors of writing where there is no room."""
