"""Turns trouble that is not the author's into a message and exit code 2. (What the author got wrong are findings.)"""

from __future__ import annotations

import errno
import os
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from yanbao.app import console
from yanbao.diagnostics import SetupError

_DEBUG = "YANBAO_DEBUG"

_UNWRITABLE = {errno.EACCES, errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.EPERM, errno.EROFS}
"""Errors of writing that another folder mends; reading has findings of its own."""


@contextmanager
def reported() -> Iterator[None]:
    """Run a command; end it with a message instead of a traceback."""
    try:
        yield
    except (typer.Exit, typer.BadParameter, BrokenPipeError):
        raise
    except SetupError as error:
        _stop(str(error), error.remedy)
    except OSError as error:
        from yanbao.app.machine import install_command, missing_libraries

        missing = missing_libraries()
        if missing:
            _stop(f"this machine lacks {', '.join(missing)}, which WeasyPrint needs", install_command())
        _stop(_say(error), "choose another folder with --output" if error.errno in _UNWRITABLE else "")
    except Exception as error:
        _stop(
            f"this is a bug in yanbao: {type(error).__name__}: {error}", f"set {_DEBUG}=1 to see where, and report it"
        )


def _say(error: OSError) -> str:
    """What the system refused, without its numbers."""
    names = [str(name) for name in (error.filename, error.filename2) if name is not None]
    return ": ".join([*names[-1:], error.strerror or str(error)])


def _stop(message: str, help_text: str) -> None:
    if os.environ.get(_DEBUG):
        traceback.print_exc()
    console.show_trouble(message, help_text)
    raise typer.Exit(2)
