"""Deletes files and folders below a root, never through a link."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from yanbao.disk.reading import RefusedError, follow, refuse_link

_FLAGS = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)


def discard(root: Path, name: str) -> bool:
    """Delete one file below the root. Returns whether it no longer exists."""
    with suppress(OSError, RefusedError):
        follow(root, Path(name).parent)
        Path(root, name).unlink(missing_ok=True)
        return True
    return False


def remove_tree(root: Path, name: str) -> None:
    """Delete a folder below the root recursively. Raises RefusedError if it is reached through a link, and OSError.

    Where the system supports it, each part of the path is opened and held, so that no link can replace it (race).
    """
    path = refuse_link(root, name)
    if not path.is_dir():
        return
    if os.open not in os.supports_dir_fd or not shutil.rmtree.avoids_symlink_attacks:
        shutil.rmtree(path)
        return
    *parents, last = Path(name).parts
    held = [os.open(root, os.O_RDONLY)]
    try:
        for part in parents:
            held.append(os.open(part, _FLAGS, dir_fd=held[-1]))
        shutil.rmtree(last, dir_fd=held[-1])
    finally:
        for handle in held:
            os.close(handle)
