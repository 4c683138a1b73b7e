"""Writes files atomically: beside their targets, then renamed, so that none is half written and a set is all or
nothing.

Files get the permissions that the umask leaves. Leftovers of a killed process are removed by the next.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from errno import EEXIST, EISDIR
from pathlib import Path

from yanbao.disk.reading import RefusedError, follow, listing, read
from yanbao.disk.scratch import new_name, sweep

_MAY_LACK = ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY")
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | sum(getattr(os, name, 0) for name in _MAY_LACK)
_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_MODE = 0o666  # before the umask is applied
_LARGEST = 64_000_000


def make_folder(root: Path, name: str = "") -> Path:
    """Create a folder below ``root`` if it does not exist. Raises RefusedError if a link leads out, and OSError."""
    folder = Path(root, name)
    if name:
        follow(root, name)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def write(root: Path, name: str, data: bytes) -> Path:
    """Write one file below ``root``. Raises RefusedError if a link leads out, and OSError."""
    path = Path(root, name)
    make_folder(root, str(Path(name).parent))
    with _written(path, data) as beside:
        beside.replace(path)
    return path


def link(root: Path, name: str, target: str) -> None:
    """A symbolic link below ``root``. Raises RefusedError if it leads out, and OSError."""
    path = Path(root, name)
    make_folder(root, str(Path(name).parent))
    path.symlink_to(target)
    try:
        follow(root, name)
    except RefusedError:
        path.unlink()
        raise


def replace_all(outputs: Mapping[Path, bytes], *, tidy: bool = True) -> None:
    """Write all files or none: if one cannot be put in place, the previous files are restored. Raises OSError.

    Leftovers of killed processes beside them are removed, unless not ``tidy``.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        for target, data in outputs.items():
            _prepare(target, tidy=tidy)
            beside = target.parent / new_name()
            staged.append((beside, target))
            _fill(beside, data)
        with _uninterrupted():
            _put(staged)
    finally:
        for beside, _ in staged:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def _prepare(target: Path, *, tidy: bool) -> None:
    """Check that a file can be replaced, before any is."""
    if target.is_dir() and not target.is_symlink():
        raise IsADirectoryError(EISDIR, "A folder has the name of this file", str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    if tidy:
        sweep(target.parent)


def _put(staged: list[tuple[Path, Path]]) -> None:
    """Rename all staged files. The previous ones are kept under a second name meanwhile, and restored on failure."""
    former: list[tuple[Path | None, Path]] = []
    try:
        for beside, target in staged:
            kept = target.parent / new_name() if os.path.lexists(target) else None
            former.append((kept, target))
            if kept:
                _name_twice(target, kept)
            beside.replace(target)
    except BaseException:
        for kept, target in reversed(former):
            if kept is None:
                target.unlink(missing_ok=True)
            elif os.path.lexists(kept):
                kept.replace(target)
        raise
    finally:
        for kept, _ in former:
            if kept:
                with suppress(OSError):  # the next build sweeps it
                    kept.unlink(missing_ok=True)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Context that delays termination signals until its end: it only renames a few files.

    Only the main thread receives signals, so in others this does nothing.
    """
    came: list[int] = []
    with ExitStack() as handlers:
        if threading.current_thread() is threading.main_thread():
            for number in _ENDING:
                before = signal.getsignal(number)
                if before not in (signal.SIG_IGN, None):
                    handlers.callback(signal.signal, number, before)
                    signal.signal(number, lambda came_now, _: came.append(came_now))
        yield
    for number in came:
        signal.raise_signal(number)


def _name_twice(target: Path, kept: Path) -> None:
    """Hard-link a file to a second name, so that the first never disappears; without link support, rename it."""
    try:
        os.link(target, kept, follow_symlinks=False)
    except (OSError, NotImplementedError):
        target.replace(kept)


def copy_tree(source: Path, target: Path) -> None:
    """Copy the files of a folder into a new or empty one. Raises FileExistsError if it is not empty, and OSError."""
    if os.path.lexists(target) and (not target.is_dir() or any(target.iterdir())):
        what = "is not empty" if target.is_dir() else "is a file"
        raise FileExistsError(EEXIST, what, str(target))
    _copy(source, target)


def _copy(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for entry in listing(source, ""):
        if entry.is_folder:
            _copy(source / entry.name, target / entry.name)
        else:
            write(target, entry.name, read(source, entry.name, _LARGEST))


@contextmanager
def _written(path: Path, data: bytes) -> Iterator[Path]:
    """Context with a temporary file beside ``path`` that holds the data; deleted at the end unless renamed."""
    beside = path.parent / new_name()
    try:
        _fill(beside, data)
        yield beside
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _fill(path: Path, data: bytes) -> None:
    try:
        with os.fdopen(os.open(path, _FLAGS, _MODE), "wb") as file:
            file.write(data)
    except OSError as error:  # errors while writing carry no file name
        raise OSError(error.errno, error.strerror, str(path)) from None
