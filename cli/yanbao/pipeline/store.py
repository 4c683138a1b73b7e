"""The cache on disk: values kept under a key derived from all their inputs.

One file per entry, which begins with a digest of key and data: a truncated, corrupted or misplaced entry counts as
missing. Whoever can write to the cache can forge entries, so it is trusted as they are. Entries are written to a
temporary file and renamed, so builds may run concurrently and be killed at any moment. An unwritable cache is silently
disabled.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from yanbao import disk, layout

T = TypeVar("T")

LIMIT = 512 * 1024 * 1024
"""Maximum size of a cache in bytes; sweeping shrinks it to three quarters of that."""

_DIGEST = 32
_STALE = 3600
"""Seconds after which another use of an entry updates its time of use."""

_IGNORED = ".gitignore"


def digest(*parts: str | bytes) -> str:
    """A key derived from all parts, in order."""
    whole = hashlib.blake2b(digest_size=_DIGEST)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.hexdigest()


@dataclass(frozen=True)
class Store:
    """The cache entries of one project. Without a folder it is disabled; entries above ``largest`` are not kept."""

    folder: Path | None
    largest: int = LIMIT

    def get(self, key: str) -> bytes | None:
        """The data kept under a key, or None if missing or damaged."""
        if self.folder is None:
            return None
        name = _name(key)
        try:
            data = disk.read(self.folder, name, LIMIT)
        except disk.RefusedError:
            return None
        kept = data[_DIGEST:]
        if data[:_DIGEST] != _checksum(key, kept):
            disk.discard(self.folder, name)
            return None
        disk.touch(self.folder, name, _STALE)
        return kept

    def recall(self, key: str, unpack: Callable[[bytes], T]) -> T | None:
        """The data kept under a key, unpacked; None if missing or malformed."""
        data = self.get(key)
        try:
            return None if data is None else unpack(data)
        except (ValueError, TypeError, LookupError, AttributeError, struct.error):
            return None

    def put(self, key: str, data: bytes) -> None:
        """Keep data under a key."""
        if self.folder is None or len(data) > self.largest:
            return
        with suppress(OSError, disk.RefusedError):
            if not disk.is_there(self.folder, _IGNORED):
                disk.write(self.folder, _IGNORED, b"*\n")
            disk.write(self.folder, _name(key), _checksum(key, data) + data)

    def sweep(self, limit: int = LIMIT) -> None:
        """Delete leftovers of killed builds and, if the cache is too large, the least recently used entries."""
        entries = sorted(self._entries())
        left = sum(size for _, size, _ in entries)
        goal = limit * 3 // 4 if left > limit else left
        for _, size, name in entries:
            if self.folder and left > goal and disk.discard(self.folder, name):
                left -= size

    def size(self) -> tuple[int, int]:
        """Number of entries, and their bytes."""
        sizes = [size for _, size, _ in self._entries()]
        return len(sizes), sum(sizes)

    def _entries(self) -> Iterator[tuple[int, int, str]]:
        """Time of last use, size and name of every entry."""
        for shelf in disk.listing(self.folder, "") if self.folder else ():
            if self.folder and shelf.is_folder and len(shelf.name) == 2:
                disk.sweep(self.folder, shelf.name)
                for name, (used, size, _) in disk.stamps(self.folder, shelf.name):
                    yield used, size, name


def open_store(root: Path, *, wanted: bool = True) -> Store:
    """The cache of a project, disabled unless ``wanted``. Raises RefusedError if its path goes through a link."""
    return Store(disk.refuse_link(root, layout.STORE) if wanted else None)


def clear_store(root: Path) -> tuple[int, int]:
    """Delete all cache entries of a project. Returns their number and bytes. Raises as ``clear``."""
    counted = [open_store(root).size(), Store(disk.refuse_link(root, layout.NOTES)).size()]
    disk.remove_tree(root, layout.STORE)
    return sum(number for number, _ in counted), sum(size for _, size in counted)


def _name(key: str) -> str:
    return f"{key[:2]}/{key[2:]}"


def _checksum(key: str, data: bytes) -> bytes:
    return hashlib.blake2b(key.encode() + data, digest_size=_DIGEST).digest()
