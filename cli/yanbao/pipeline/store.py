"""The store: what was made is kept under a key of everything it depends on, so that it need not be made again.

One file an entry, which begins with a digest of the rest: an entry that was cut short or has rotted is taken for none.
Entries are written beside their place and renamed, so that builds may run at the same time and be killed at any moment.
A store that cannot be written to keeps nothing, and nobody minds.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

FOLDER = ".yanbao/cache"
"""Where the store of a project is."""

LIMIT = 512 * 1024 * 1024
"""Bytes that a store may grow to; swept, it has three quarters of that."""

_DIGEST = 32
_NEW = ".new-"
_STALE = 3600
"""Seconds after which a use is noted, and a file that a killed build has left is taken away."""


def digest(*parts: str | bytes) -> str:
    """A key of all the parts, in their order."""
    whole = hashlib.blake2b(digest_size=_DIGEST)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.hexdigest()


@dataclass(frozen=True)
class Store:
    """The entries of one project. Without a folder it keeps nothing."""

    folder: Path | None

    def get(self, key: str) -> bytes | None:
        """What was kept under a key, whole and unchanged, or None."""
        if self.folder is None:
            return None
        file = _file(self.folder, key)
        try:
            data = file.read_bytes()
        except OSError:
            return None
        kept = data[_DIGEST:]
        with suppress(OSError):
            if data[:_DIGEST] != _checksum(kept):
                file.unlink()
                return None
            if time.time() - file.stat().st_mtime > _STALE:
                os.utime(file)
        return kept

    def put(self, key: str, data: bytes) -> None:
        """Keep data under a key."""
        if self.folder is None:
            return
        file = _file(self.folder, key)
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            ignored = self.folder / ".gitignore"
            if not ignored.exists():
                ignored.write_text("*\n", encoding="utf-8")
            handle, name = tempfile.mkstemp(prefix=_NEW, dir=file.parent)
            try:
                with os.fdopen(handle, "wb") as new:
                    new.write(_checksum(data) + data)
                Path(name).replace(file)
            finally:
                Path(name).unlink(missing_ok=True)

    def sweep(self, limit: int = LIMIT) -> None:
        """Take away leftovers of killed builds and, if the store is too large, what was used longest ago."""
        entries = sorted(self._entries())
        left = sum(size for _, size, _ in entries)
        goal = limit * 3 // 4 if left > limit else left
        for used, size, file in entries:
            is_leftover = file.name.startswith(_NEW) and time.time() - used > _STALE
            if left > goal or is_leftover:
                with suppress(OSError):
                    file.unlink()
                    left -= size

    def clear(self) -> tuple[int, int]:
        """Take everything away. Returns how many entries there were, and their bytes. Raises OSError."""
        sizes = [size for _, size, _ in self._entries()]
        if self.folder and self.folder.is_dir():
            shutil.rmtree(self.folder)
        return len(sizes), sum(sizes)

    def _entries(self) -> Iterator[tuple[float, int, Path]]:
        """Time of the last use, size and file of every entry."""
        for file in self.folder.glob("??/*") if self.folder else ():
            with suppress(OSError):
                state = file.stat()
                yield state.st_mtime, state.st_size, file


def _file(folder: Path, key: str) -> Path:
    return folder / key[:2] / key[2:]


def _checksum(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST).digest()
