"""Files on a share: copied as they are, if they are whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from yanbao import disk
from yanbao.disk import Reason
from yanbao.load.files import MAX_TABLE
from yanbao.model.pulling import CopyConnection
from yanbao.refresh.asking import Answer, Ask
from yanbao.refresh.trouble import UnreachedError, UnsetError, UnusableError


def answer(ask: Ask) -> Answer:
    given, path = ask.of(CopyConnection), ask.pull.path
    if (given.folder is None) == (given.folder_env is None):
        raise UnsetError(
            f"the connection '{ask.pull.connection}' has no folder, or two",
            "write either folder or folder_env in data/connections.yaml",
        )
    named = str(given.folder) if given.folder is not None else ask.secrets.value(str(given.folder_env))
    if path is None or path.startswith("/") or "\\" in path or ".." in path.split("/"):
        raise UnusableError(f"'{path}' is not a path below the folder", "write it with '/', without '..'")
    folder = Path(ask.root, named)
    return Answer(_copy(folder, str(path)), path.rpartition("/")[2])


def _copy(folder: Path, name: str) -> Iterator[bytes]:
    if not disk.is_folder(folder, ""):
        raise UnreachedError("the folder of the share is not there: it may not be mounted")
    before = disk.stamp(folder, name)
    try:
        data = disk.read(folder, name, MAX_TABLE)
    except disk.RefusedError as refused:
        if refused.reason in (Reason.MISSING, Reason.UNREADABLE):
            raise UnreachedError(f"{name}: {refused.message}") from None
        raise UnusableError(f"{name}: {refused.message}") from None
    if disk.stamp(folder, name) != before:
        raise UnreachedError(f"{name} is being written to")
    yield data
