"""Files in the making, written piece by piece, and a lock that one process at a time can hold."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from yanbao.disk.reading import Reason, RefusedError, follow, read, refuse_link
from yanbao.disk.scratch import new_name, sweep
from yanbao.disk.writing import make_folder

_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)


class Staged:
    """A file beside its place, below a folder of the root that is reached by no link. ``size`` counts its bytes.

    It is gone when the process is, or with ``discard``, unless it was kept.
    """

    def __init__(self, root: Path, folder: str) -> None:
        refuse_link(root, folder)
        self._folder = make_folder(root, folder)
        sweep(root, folder)
        self._path = self._folder / new_name()
        self._stream = self._path.open("xb", buffering=1 << 18)
        self._digest = sha256()
        self.size = 0

    @property
    def digest(self) -> str:
        return self._digest.hexdigest()

    def write(self, data: bytes) -> None:
        self._stream.write(data)
        self._digest.update(data)
        self.size += len(data)

    def read(self) -> bytes:
        """All that was written."""
        self._stream.flush()
        return read(self._folder, self._path.name, self.size)

    def keep(self, name: str) -> None:
        """Give it a name in its folder, when all of it is on the disk. Raises OSError."""
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._stream.close()
        self._path.replace(self._folder / name)

    def discard(self) -> None:
        self._stream.close()
        with suppress(OSError):
            self._path.unlink(missing_ok=True)


def move(root: Path, source: str, target: str) -> None:
    """Put a file of the root in the place of another. Raises RefusedError if a link leads out, and OSError."""
    from_, to = follow(root, source), follow(root, target)
    to.parent.mkdir(parents=True, exist_ok=True)
    from_.replace(to)


def openable(root: Path, name: str) -> Path:
    """The path of a regular file below the root, for a library that opens it by itself. Raises RefusedError."""
    path = follow(root, name)
    if not path.is_file():
        what = "no such file" if not path.exists() else "this is no file"
        raise RefusedError(Reason.MISSING, what, Path(root, name))
    return path


@contextmanager
def alone(root: Path, name: str) -> Iterator[bool]:
    """Hold a lock file as long as the context lasts: whether nobody else does. It ends with the process."""
    refuse_link(root, name)
    make_folder(root, str(Path(name).parent))
    handle = os.open(Path(root, name), _FLAGS, 0o666)
    try:
        yield _lock(handle)
    finally:
        os.close(handle)


def _lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
