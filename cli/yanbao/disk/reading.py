"""Reads files and lists folders below a root. Symbolic links are followed as long as they stay inside it."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from enum import StrEnum
from errno import ENAMETOOLONG
from pathlib import Path

from yanbao.diagnostics import SetupError, printable

_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"))
"""Opening never blocks on a pipe, and never follows a link that was put there after the check (a race)."""


_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFLNK: "a link that comes back to itself",
}


class Reason(StrEnum):
    """Why a file is not opened."""

    MISSING = "missing"
    OUTSIDE = "outside"
    IRREGULAR = "irregular"
    TOO_LARGE = "too large"
    UNREADABLE = "unreadable"


class RefusedError(SetupError):
    """A file or folder that may not be accessed. Code that reads content turns it into a diagnostic."""

    def __init__(self, reason: Reason, message: str, path: Path, remedy: str = "") -> None:
        super().__init__(f"{printable(str(path))}: {message}", remedy)
        self.reason, self.message, self.path = reason, message, path

    def __reduce__(self) -> tuple[type[RefusedError], tuple[Reason, str, Path, str]]:
        return RefusedError, (self.reason, self.message, self.path, self.remedy)


@dataclass(frozen=True, order=True)
class Entry:
    """A name in a folder, and whether it leads to a folder below the root."""

    name: str
    is_folder: bool


def follow(root: Path, name: str | Path) -> Path:
    """Resolve a path, links included. Raises RefusedError if the result is not below the root."""
    return Path(_target(root, name))


def _target(root: Path, name: str | Path) -> str:
    """``follow`` as a string. A path of plain names without links, as nearly all are, is not resolved from the top."""
    top, below = _resolved(root), os.fspath(name)
    if not top or os.sep != "/":
        return _followed(root, name)
    if below.startswith(f"{root}{os.sep}"):
        below = below[len(str(root)) + 1 :]
    target = top
    for part in below.split("/"):
        target = f"{target}/{part}"
        try:
            is_plain = part not in ("", os.curdir, os.pardir) and not stat.S_ISLNK(os.lstat(target).st_mode)
        except (FileNotFoundError, NotADirectoryError):
            is_plain = True
        except (OSError, ValueError):
            is_plain = False
        if not is_plain:
            return _followed(root, name)
    return target


_tops: dict[str, tuple[int, int, str]] = {}
"""Device and inode of each root, and its resolved path: as long as they are the same, it need not be resolved again."""


def _resolved(root: Path) -> str:
    """The resolved path of a folder, empty if there is none."""
    name = os.fspath(root)
    try:
        state = os.stat(name)  # noqa: PTH116 - a hot path
    except (OSError, ValueError):
        return ""
    device, inode, resolved = _tops.get(name, (0, 0, ""))
    if (device, inode) != (state.st_dev, state.st_ino) or not root.is_absolute():
        resolved = os.path.realpath(name)
        _tops[name] = (state.st_dev, state.st_ino, resolved)
    return resolved if resolved != os.sep else ""


def _followed(root: Path, name: str | Path) -> str:
    """Resolve a path part by part. Raises RefusedError as ``follow``."""
    path = Path(root, name)
    try:
        target = path.resolve()
        is_inside = target.is_relative_to(root.resolve())
    except RuntimeError:
        raise RefusedError(Reason.UNREADABLE, "this symbolic link comes back to itself", path) from None
    except (OSError, ValueError):  # name too long, or with a null character
        raise RefusedError(Reason.MISSING, "no such file", path) from None
    if not is_inside:
        raise RefusedError(Reason.OUTSIDE, "this symbolic link leads out of the project", path)
    return str(target)


def nearest(start: Path, name: str) -> Path:
    """``start`` or its nearest ancestor that has a subfolder of this name; ``start`` if none has."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / name).is_dir()), start)


def refusal(root: Path, name: str | Path) -> RefusedError | None:
    """Why a path does not lead to a regular file below the root; None if it does."""
    try:
        _refuse_irregular(os.lstat(_target(root, name)), root, name)
    except RefusedError as refused:
        return refused
    except OSError as error:
        return _refused(error, Path(root, name))
    return None


def refuse_link(root: Path, name: str) -> Path:
    """A path below the root. Raises RefusedError if any part of it is a link: nothing is deleted through one."""
    path = root
    for part in Path(name).parts:
        path = path / part
        if path.is_symlink():
            remedy = "delete the link, or put a folder in its place"
            message = "is a symbolic link, and nothing is kept or deleted through one"
            raise RefusedError(Reason.OUTSIDE, message, path, remedy)
    return path


def read(root: Path, name: str | Path, limit: int) -> bytes:
    """The contents of a regular file below the root, at most ``limit`` bytes. Raises RefusedError."""
    target = _target(root, name)
    try:
        _refuse_irregular(os.lstat(target), root, name)
        with os.fdopen(os.open(target, _FLAGS), "rb") as stream:
            state = os.fstat(stream.fileno())
            _refuse_irregular(state, root, name)
            data = b"" if state.st_size > limit else stream.read(state.st_size + 1)  # it may still grow
    except OSError as error:
        raise _refused(error, Path(root, name)) from None
    if max(len(data), state.st_size) > limit:
        raise RefusedError(Reason.TOO_LARGE, f"the file is larger than {limit // 1_000_000} MB", Path(root, name))
    return data


def is_there(root: Path, name: str | Path) -> bool:
    """True if the name exists, even as a dangling link, which may have to be reported."""
    return os.path.lexists(Path(root, name))


def is_file(root: Path, name: str | Path) -> bool:
    """True if a path leads to a regular file below the root."""
    return refusal(root, name) is None


def is_folder(root: Path, name: str | Path) -> bool:
    """True if a path leads to a folder below the root."""
    try:
        return stat.S_ISDIR(os.lstat(_target(root, name)).st_mode)
    except (RefusedError, OSError):
        return False


def listing(root: Path, name: str | Path) -> list[Entry]:
    """The entries of a folder below the root, sorted; empty if there is no such folder. Raises RefusedError."""
    path = Path(root, name)
    if not is_there(root, name):
        return []
    target = follow(root, name)
    try:
        with os.scandir(target) as entries:
            return sorted(
                Entry(entry.name, is_folder(root, path / entry.name) if entry.is_symlink() else entry.is_dir())
                for entry in entries
            )
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise _refused(error, path) from None


def _refuse_irregular(state: os.stat_result, root: Path, name: str | Path) -> None:
    if not stat.S_ISREG(state.st_mode):
        what = _KINDS.get(stat.S_IFMT(state.st_mode), "a device")
        raise RefusedError(Reason.IRREGULAR, f"this is {what}, and no file", Path(root, name))


def _refused(error: OSError, path: Path) -> RefusedError:
    if isinstance(error, FileNotFoundError | NotADirectoryError) or error.errno == ENAMETOOLONG:
        return RefusedError(Reason.MISSING, "no such file", path)
    return RefusedError(Reason.UNREADABLE, f"cannot be read: {error.strerror}", path)
