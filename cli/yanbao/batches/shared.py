"""The shared store: a cache of finished notes that several machines use.

An entry is named by a digest of all that the note is made from, and begins with a digest of its name and its data:
what is truncated or damaged counts as missing, and is replaced. Whoever can write to the store can forge notes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from yanbao import disk
from yanbao.batches.job import Made, Status, Task
from yanbao.batches.kept import pack, unpack
from yanbao.batches.objects import Bucket, is_address

_DIGEST = 32
_LARGEST = 1 << 30


class Shelf(Protocol):
    """Protocol of a store of entries by name."""

    def get(self, name: str) -> bytes | None: ...

    def put(self, name: str, data: bytes, *, replaces: bool) -> object: ...


class _FolderShelf:
    """Entries in a folder, perhaps one that several machines have."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, name: str) -> bytes | None:
        try:
            return disk.read(self._path, name, _LARGEST)
        except disk.RefusedError:
            return None

    def put(self, name: str, data: bytes, *, replaces: bool) -> None:
        if replaces or not disk.is_there(self._path, name):
            disk.write(self._path, name, data)


class SharedStore:
    """The finished notes at an address or in a folder."""

    def __init__(self, where: str) -> None:
        self._shelf: Shelf = Bucket(where) if is_address(where) else _FolderShelf(Path(where))
        self._damaged: set[str] = set()

    def get(self, task: Task) -> Made | None:
        """A note that has been made; None if there is none, or it is damaged. Raises SetupError."""
        data = self._shelf.get(_name(task))
        if data is None:
            return None
        try:
            return _unpack(task, data)
        except (ValueError, TypeError, LookupError, AttributeError):
            self._damaged.add(task.key)
            return None

    def put(self, task: Task, made: Made) -> None:
        """Keep a note that was made, unless it is there. Raises OSError and SetupError."""
        if made.note.status is Status.BUILT:
            self._shelf.put(_name(task), _pack(task, made), replaces=task.key in self._damaged)


def _name(task: Task) -> str:
    return f"notes/{task.key[:2]}/{task.key[2:]}"


def _checksum(task: Task, data: bytes) -> bytes:
    return hashlib.blake2b(task.key.encode() + data, digest_size=_DIGEST).digest()


def _pack(task: Task, made: Made) -> bytes:
    sizes = {name: len(data) for name, data in made.files.items()}
    head = json.dumps({"note": json.loads(pack(made.note)), "files": sizes}, ensure_ascii=False)
    data = head.encode("utf-8", "surrogatepass") + b"\n" + b"".join(made.files.values())
    return _checksum(task, data) + data


def _unpack(task: Task, entry: bytes) -> Made:
    """Unpack an entry. Raises ValueError and the like if it is damaged, or of another note."""
    data = entry[_DIGEST:]
    if entry[:_DIGEST] != _checksum(task, data):
        raise ValueError("damaged")
    head, _, body = data.partition(b"\n")
    told = json.loads(head)
    files: dict[str, bytes] = {}
    at = 0
    for name, size in told["files"].items():
        if name not in {f"{task.name}.pdf", f"{task.name}.html"}:
            raise ValueError("another note")
        files[name] = body[at : at + size]
        at += size
    return Made(replace(unpack(json.dumps(told["note"]).encode()), status=Status.FETCHED), _whole(files, at, body))


def _whole(files: Mapping[str, bytes], end: int, body: bytes) -> Mapping[str, bytes]:
    if not files or end != len(body):
        raise ValueError("not whole")
    return files
