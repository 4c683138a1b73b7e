"""Walks the folders of a project. Links are followed as long as they stay inside it; each folder is entered once."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from yanbao.disk.reading import RefusedError, follow, listing, read

Stamp = tuple[int, int, int]
"""Modification time, size and inode number of a file; changes when it is written."""

_NOTHING: Stamp = (0, 0, 0)


def walk(root: Path, top: str) -> Iterator[str]:
    """Yields the path, relative to ``root``, of every file below ``top``, sorted; non-regular files too."""
    yield from (name for name, _ in _walk(root, top, set()))


def stamps(root: Path, top: str) -> Iterator[tuple[str, Stamp]]:
    """The same, each with its stamp."""
    for name, path in _walk(root, top, set()):
        yield name, _stamp(path) if path.is_relative_to(root) and not path.is_symlink() else stamp(root, name)


def _walk(root: Path, folder: str, entered: set[Path]) -> Iterator[tuple[str, Path]]:
    """Names and resolved paths of the files below a folder whose links are already resolved."""
    try:
        target = follow(root, folder)
        entries = [] if target in entered else listing(root, folder)
    except RefusedError:
        yield folder, root / folder
        return
    entered.add(target)
    for entry in entries:
        name = f"{folder}/{entry.name}"
        if entry.is_folder:
            yield from _walk(root, name, entered)
        else:
            yield name, target / entry.name


def stamp(root: Path, name: str | Path) -> Stamp:
    """The stamp of the file that a path leads to below the root; zeros if there is none."""
    try:
        return _stamp(follow(root, name))
    except RefusedError:
        return _NOTHING


def _stamp(path: Path) -> Stamp:
    try:
        state = path.lstat()
    except OSError:
        return _NOTHING
    return state.st_mtime_ns, state.st_size, state.st_ino


def held(root: Path, name: str, limit: int) -> bytes:
    """Bytes that identify a file's contents: the contents, the stamp of a large file, or why it was refused."""
    try:
        state = follow(root, name).lstat()
        if stat.S_ISREG(state.st_mode) and state.st_size > limit:
            return str(stamp(root, name)).encode()
        return read(root, name, limit)
    except (RefusedError, OSError) as error:
        return str(error).encode("utf-8", "surrogateescape")


def touch(root: Path, name: str, age: int) -> None:
    """Set a file's modification time to now if it is more than ``age`` seconds old; errors are ignored."""
    with suppress(RefusedError, OSError):
        path = follow(root, name)
        if time.time() - path.lstat().st_mtime > age:
            os.utime(path)
