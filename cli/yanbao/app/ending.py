"""Ends a command's process: cleanly if it can, but within a time limit after a signal."""

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
"""Seconds for cleaning up after a signal to terminate."""

AFTER_CTRL_C = 3.0
"""The same after Ctrl-C, where somebody is watching."""

BROKEN_PIPE = 128 + 13
"""Exit code when the reader of the output, such as head, has closed the pipe: what a shell reports for SIGPIPE."""

_process: list[int] = []
"""The id of this process if it runs a command; empty when commands run inside another program."""


asked: list[int] = []
"""Signals by which this process was asked to end. Libraries that are interrupted may raise an error of their own."""


def prepare() -> None:
    """Set up the process of a command: signal handlers, and standard streams that are open."""
    _process[:] = [os.getpid()]
    _open_streams()
    signal.signal(signal.SIGTERM, _leave)
    hangup = getattr(signal, "SIGHUP", None)  # missing on Windows
    if hangup and signal.getsignal(hangup) is not signal.SIG_IGN:  # ignored under nohup
        signal.signal(hangup, _leave)


def _open_streams() -> None:
    """Open closed standard streams on the null device; otherwise the next opened file would get their number."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            nowhere = os.open(os.devnull, os.O_RDWR)  # takes the lowest free number
            setattr(sys, name, os.fdopen(nowhere, "r" if number == 0 else "w", encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal whose encoding lacks Chinese shows ? instead of failing
            stream.reconfigure(errors="replace")


def hear_interrupts() -> None:
    """Make SIGINT an interrupt, also in a process that was started with it ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _leave(number: int, _frame: object) -> NoReturn:
    """Signal handler: exit as on Ctrl-C, so that nothing is left behind."""
    asked.append(number)
    limit(AT_ONCE, 128 + number)
    raise SystemExit(128 + number)


def obey() -> None:
    """Exit if a signal has asked for it, though a library has turned that into another error."""
    if signal.SIGINT in asked:
        raise KeyboardInterrupt
    if asked:
        raise SystemExit(128 + asked[0])


def limit(seconds: float, code: int) -> None:
    """Exit with ``code`` after ``seconds`` unless the process has ended: cleaning up may hang, or catch the exit."""
    if _process == [os.getpid()]:
        Thread(target=_end_after, args=[seconds, code], daemon=True).start()


def _end_after(seconds: float, code: int) -> None:
    time.sleep(seconds)
    for child in multiprocessing.active_children():
        with suppress(OSError):
            child.kill()
    os._exit(code)


def end(code: str | int | None, complain: Callable[[OSError], object]) -> NoReturn:
    """Exit at once with ``code``: unloading everything would take a quarter of a second.

    ``complain`` is called with the error if output could not be flushed.
    """
    atexit._run_exitfuncs()  # noqa: SLF001 - those of multiprocessing
    os._exit(flushed(code, complain))


def flushed(code: str | int | None, complain: Callable[[OSError], object]) -> int:
    """Flush what was printed. Returns the exit code; ``complain`` as for ``end``."""
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
    return status


NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""Error numbers of a full disk, quota or file size limit."""
