"""Temporary names and folders that live as long as their process; those of killed processes are swept by the next.

A name encodes its owner: ``.yanbao-<machine>-<process>-<random>``. It is swept once that process has ended, or, for
other machines' processes, which cannot be queried, after a day.
"""

from __future__ import annotations

import os
import platform
import re
import secrets
import shutil
import tempfile
import time
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from yanbao.disk.reading import RefusedError, follow

_DAY = 86_400
_MACHINE = blake2b(platform.node().encode("utf-8", "surrogateescape"), digest_size=4).hexdigest()
_OURS = re.compile(r"\.yanbao-([0-9a-f]{8})-([0-9]{1,10})-[0-9a-f]{16}")


def new_name() -> str:
    """A unique name that encodes which process owns it."""
    return f".yanbao-{_MACHINE}-{os.getpid()}-{secrets.token_hex(8)}"


def sweep(root: Path, name: str = "") -> None:
    """Delete leftovers of ended processes in a folder below the root; whatever cannot be deleted stays."""
    with suppress(OSError, RefusedError):
        folder = follow(root, name)
        for path in folder.iterdir():
            if _OURS.fullmatch(path.name):
                with suppress(OSError):
                    if _is_left(path):
                        _take_away(path)


class Scratch:
    """A private temporary folder, deleted on close: this process's own, or in one of another process."""

    def __init__(self, inside: Path | None = None) -> None:
        parent = inside or Path(tempfile.gettempdir())
        if inside is None:
            sweep(parent)
        self.folder = parent / new_name()
        self.folder.mkdir(mode=0o700)

    def new_folder(self) -> Path:
        """A new subfolder, with the same lifetime."""
        folder = self.folder / secrets.token_hex(8)
        folder.mkdir()
        return folder

    def close(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def _is_left(path: Path) -> bool:
    """True if a file or folder of ours belongs to a process that has ended."""
    state = path.lstat()
    if hasattr(os, "getuid") and state.st_uid != os.getuid():
        return False
    found = _OURS.fullmatch(path.name)
    if found and found[1] == _MACHINE and not _is_running(int(found[2])):
        return True
    return time.time() - state.st_mtime > _DAY and not (found and found[1] == _MACHINE)


def _is_running(process: int) -> bool:
    if os.name != "posix":  # on Windows, signal 0 would end the process
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _take_away(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)  # does not follow links inside
    else:
        path.unlink()
