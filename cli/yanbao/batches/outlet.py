"""Where the files of notes go: a folder."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from yanbao import disk
from yanbao.batches.job import NoteFile

_LARGEST = 1 << 31


class Outlet(Protocol):
    """Takes the files of notes; a note's files are replaced together."""

    def put(self, files: Mapping[str, bytes]) -> None:
        """Put the files of one note there. Raises OSError."""

    def holds(self, file: NoteFile) -> bool:
        """True if a file is there, as it was made."""


@dataclass(frozen=True)
class Folder:
    """A folder of this machine."""

    path: Path

    def put(self, files: Mapping[str, bytes]) -> None:
        disk.replace_all({self.path / name: data for name, data in files.items()}, tidy=False)

    def holds(self, file: NoteFile) -> bool:
        try:
            data = disk.read(self.path, file.name, _LARGEST)
        except disk.RefusedError:
            return False
        return file_of(file.name, data) == file


def file_of(name: str, data: bytes) -> NoteFile:
    """What is told of a file."""
    return NoteFile(name, len(data), hashlib.sha256(data).hexdigest())
