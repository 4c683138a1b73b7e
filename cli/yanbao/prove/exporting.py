"""The files of a revision that builds read, written into a folder of their own as the repository keeps them."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from yanbao import disk
from yanbao.diagnostics import SetupError, printable
from yanbao.git import Blob
from yanbao.prove.history import History

_MOST = 500_000_000
"""Bytes of all files together."""

_KEPT_ELSEWHERE = b"version https://git-lfs.github.com/spec/"


def export(history: History, commit: str, folder: Path) -> None:
    """Write the files, then links among them. Raises SetupError for what cannot be written as it is."""
    blobs = {name: blob for name, blob in history.tree(commit).items() if _is_sane(name)}
    if sum(blob.size for blob in blobs.values()) > _MOST:
        raise SetupError(f"the files of revision {commit[:12]} are larger than {_MOST // 1_000_000} MB", _BY_HAND)
    files = {name: blob for name, blob in blobs.items() if not blob.is_link}
    for name, data in zip(files, history.repository.read(files.values()), strict=True):
        if data.startswith(_KEPT_ELSEWHERE):
            raise SetupError(f"{printable(name)} is kept by Git LFS, and not in the repository itself", _BY_HAND)
        disk.write(folder, name, data)
    links = {name: blob for name, blob in blobs.items() if blob.is_link}
    _link(history, links, folder)


_BY_HAND = "check the revision out in a folder of its own, with git worktree, and name that with --project"


def _link(history: History, links: dict[str, Blob], folder: Path) -> None:
    for name, target in zip(links, history.repository.read(links.values()), strict=True):
        if not disk.is_there(folder, name):
            disk.link(folder, name, os.fsdecode(target))


def _is_sane(name: str) -> bool:
    """Whether a name is one of a file below a folder, on all systems."""
    parts = PurePosixPath(name).parts
    return not name.startswith("/") and "\\" not in name and ":" not in parts[0] and ".." not in parts
