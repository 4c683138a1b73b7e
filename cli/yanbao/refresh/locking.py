"""The lock of what was pulled. It is the commit point: what it names is there, or is put there by the next command.

A new snapshot lies in ``.yanbao/pull/`` under its digest; then the lock is replaced, and then the snapshot moved to its
place. A pull that is killed before the second step leaves the old, one that is killed after it the new.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from yanbao import disk, layout
from yanbao.diagnostics import ContentError, SetupError
from yanbao.load.findings import Findings
from yanbao.load.snapshots import current, load_lock
from yanbao.model.pulling import Lock, LockedTable

_HEAD = "# What was pulled last. Written by `report data pull`; keep it under version control with the snapshots.\n"


@contextmanager
def pulling(root: Path) -> Iterator[None]:
    """Context that excludes other pulls, after completing what a killed one has committed. Raises SetupError."""
    with disk.alone(root, layout.PULL_HELD) as is_alone:
        if not is_alone:
            raise SetupError("another report data pull is at work in this project", "wait until it has ended")
        lock = read_lock(root)
        _move_all(root, lock)
        kept = {locked.sha256 for locked in lock.tables.values()}
        for entry in disk.listing(root, layout.PULLS):
            if not entry.name.startswith(".") and entry.name not in kept:
                disk.discard(root, f"{layout.PULLS}/{entry.name}")
        yield


def recover(root: Path) -> None:
    """Complete what a killed pull has committed, unless another pull is running."""
    if disk.is_folder(root, layout.PULLS) and disk.listing(root, layout.PULLS):
        with disk.alone(root, layout.PULL_HELD) as is_alone:
            if is_alone:
                _move_all(root, read_lock(root))


def read_lock(root: Path) -> Lock:
    """What was pulled. Raises ContentError."""
    found = Findings()
    lock = load_lock(root, found)
    if lock is None:
        raise ContentError(found)
    return lock


def _move_all(root: Path, lock: Lock) -> None:
    for locked in lock.tables.values():
        if disk.is_file(root, f"{layout.PULLS}/{locked.sha256}"):
            if current(root, locked) == locked.sha256:
                disk.discard(root, f"{layout.PULLS}/{locked.sha256}")
            else:
                disk.move(root, f"{layout.PULLS}/{locked.sha256}", layout.data_file(locked.file))


def commit(root: Path, name: str, locked: LockedTable, staged: disk.Staged | None) -> None:
    """Take a new snapshot of a table; None if only the lock changes. Raises OSError."""
    if staged:
        staged.keep(locked.sha256)
    lock = read_lock(root)
    tables = {**lock.tables, name: locked}
    disk.write(root, layout.LOCK, written(lock.model_copy(update={"tables": dict(sorted(tables.items()))})))
    if staged:
        disk.move(root, f"{layout.PULLS}/{locked.sha256}", layout.data_file(locked.file))


def written(lock: Lock) -> bytes:
    """The lock as YAML."""
    plain = lock.model_dump(mode="json", exclude_none=True)
    text = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=1000, default_flow_style=None)
    return (_HEAD + text).encode()
