"""Where the session of a project listens: a Unix socket in a folder that only its user can enter."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from hashlib import blake2b

_LIVE = ("PYTHON", "LD_", "DYLD_", "LC_", "MPL", "FONTCONFIG_", "YANBAO_", "XDG_", "OMP_", "OPENBLAS_")
_NAMES = {"LANG", "LANGUAGE", "HOME", "TZ", "TMPDIR", "VIRTUAL_ENV"}
"""Environment variables that libraries read once, as they load: other values need another session."""

_OF_A_LOGIN = {"XDG_SESSION_ID", "XDG_VTNR", "XDG_SEAT"}
_LONGEST = 100
"""Bytes of a path that all systems take for a socket."""


def is_possible() -> bool:
    """True where sessions exist: not on Windows, and never in CI."""
    return hasattr(os, "getuid") and sys.platform != "win32" and not os.environ.get("CI")


def folder() -> str:
    """The folder of this user's sockets, made if it is missing. Raises OSError if others could enter it."""
    own = os.environ.get("XDG_RUNTIME_DIR", "")
    path = os.path.join(own, "yanbao") if own else os.path.join(_temporary(), f"yanbao-{os.getuid()}")
    with suppress(FileExistsError):
        os.mkdir(path, 0o700)
    state = os.lstat(path)
    if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.getuid() or state.st_mode & 0o077:
        raise PermissionError(f"{path} is not a folder that only you can enter")
    return path


def socket_of(root: str) -> str:
    """The path of the socket for a project, from its root. Raises OSError as ``folder``, and if it is too long."""
    path = os.path.join(folder(), f"{_key(root)}.sock")
    if len(os.fsencode(path)) > _LONGEST:
        raise OSError(f"{path} is too long for a socket; set XDG_RUNTIME_DIR to a shorter folder")
    return path


def root_of(start: str) -> str | None:
    """The project of a folder: the folder or its nearest ancestor with ``content/``; None if none has."""
    at = os.path.realpath(start)
    while not os.path.isdir(os.path.join(at, "content")):
        at, before = os.path.dirname(at), at
        if at == before:
            return None
    return at


def _key(root: str) -> str:
    """A digest of the project, the program, and the environment that it was started in."""
    live = sorted(
        (name, value)
        for name, value in os.environ.items()
        if name not in _OF_A_LOGIN and (name in _NAMES or name.startswith(_LIVE))
    )
    told = repr((os.path.realpath(root), sys.executable, sys.version, os.path.dirname(__file__), live))
    return blake2b(os.fsencode(told), digest_size=16).hexdigest()


def _temporary() -> str:
    return os.environ.get("TMPDIR") or "/tmp"  # noqa: S108 - the folder below it is checked
