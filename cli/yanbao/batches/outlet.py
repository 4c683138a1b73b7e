"""Where the files of notes go: a folder, or a bucket."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from yanbao import disk
from yanbao.batches.job import NoteFile
from yanbao.batches.objects import Bucket, is_address

_LARGEST = 1 << 31


class Outlet(Protocol):
    """Takes the files of notes."""

    def put(self, files: Mapping[str, bytes]) -> tuple[NoteFile, ...]:
        """Put the files of one note there. Raises OSError and SetupError."""

    def holds(self, file: NoteFile) -> bool:
        """True if a file is there, as it was made."""

    def tidy(self) -> None:
        """Remove what killed processes have left."""

    def place(self, name: str) -> str:
        """Where a file of this name is."""


@dataclass(frozen=True)
class Folder:
    """A folder of this machine. The files of a note are replaced together."""

    path: Path

    def put(self, files: Mapping[str, bytes]) -> tuple[NoteFile, ...]:
        disk.replace_all({self.path / name: data for name, data in files.items()}, tidy=False)
        return tuple(_told(name, data) for name, data in files.items())

    def holds(self, file: NoteFile) -> bool:
        try:
            data = disk.read(self.path, file.name, _LARGEST)
        except disk.RefusedError:
            return False
        return _told(file.name, data) == file

    def tidy(self) -> None:
        disk.sweep(self.path)

    def place(self, name: str) -> str:
        return str(self.path / name)


@dataclass(frozen=True)
class BucketOutlet:
    """The objects below an address. Each file is replaced by itself."""

    bucket: Bucket

    def put(self, files: Mapping[str, bytes]) -> tuple[NoteFile, ...]:
        return tuple(_told(name, data, self.bucket.put(name, data, replaces=True)) for name, data in files.items())

    def holds(self, file: NoteFile) -> bool:
        return bool(file.tag) and self.bucket.stamp(file.name) == (file.size, file.tag)

    def tidy(self) -> None:
        """Nothing is left: an object is there whole, or not at all."""

    def place(self, name: str) -> str:
        return f"{self.bucket.address.rstrip('/')}/{name}"


def open_outlet(where: str) -> Outlet:
    """The folder or the bucket that a text names."""
    return BucketOutlet(Bucket(where)) if is_address(where) else Folder(Path(where))


def _told(name: str, data: bytes, tag: str = "") -> NoteFile:
    return NoteFile(name, len(data), hashlib.sha256(data).hexdigest(), tag)
