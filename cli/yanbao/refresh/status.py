"""How fresh the tables of a project are, and whether they are what was pulled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from yanbao import disk, layout
from yanbao.diagnostics import ContentError, SetupError
from yanbao.load.declared import Declared, load_catalog
from yanbao.load.files import MAX_TABLE
from yanbao.load.findings import Findings
from yanbao.load.snapshots import as_snapshot, digest_of
from yanbao.model.pulling import Lock
from yanbao.refresh.calendars import trading_days
from yanbao.refresh.canonical import newest, rows_of
from yanbao.refresh.locking import read_lock, recover
from yanbao.refresh.outcomes import TableStatus, Word
from yanbao.refresh.plain import PlainProof
from yanbao.refresh.trouble import UnusableError
from yanbao.trading import last_day


def statuses(root: Path, on: date, names: Sequence[str] = ()) -> list[TableStatus]:
    """The status of each table of the catalog, or of those named. Raises ContentError and SetupError."""
    recover(root)
    found = Findings()
    tables = {str(item.name): item for item in load_catalog(root, found)}
    if found:
        raise ContentError(found)
    lock = read_lock(root)
    return [_status(root, item, tables, lock, on) for name, item in tables.items() if not names or name in names]


def _status(root: Path, item: Declared, tables: Mapping[str, Declared], lock: Lock, on: date) -> TableStatus:
    name, file = str(item.name), layout.data_file(item.spec.file)
    locked = lock.tables.get(name)
    pull = item.spec.pull
    told = {
        "is_pulled": pull is not None,
        "connection": str(pull.connection) if pull else "",
        "retrieved": locked.retrieved if locked and pull else "",
    }
    if not disk.is_there(root, file):
        return TableStatus(name, Word.NOT_PULLED if pull and not locked else Word.MISSING, **told)  # type: ignore[arg-type]
    try:
        data = disk.read(root, file, MAX_TABLE)
        shown = as_snapshot(item)
        count, last = _extent(shown, data, file)
        days = trading_days(root, item, tables)
    except (UnusableError, SetupError) as error:
        why = f"{error}: {error.found[0].message}" if isinstance(error, UnusableError) and error.found else str(error)
        return TableStatus(name, Word.WRONG, problem=why, **told)  # type: ignore[arg-type]
    age = days.between(last_day(last), on) if last else None
    word, limit = next(_words(item, lock, digest_of(data, file), age))
    return TableStatus(name, word, count, last, age, days.words if last else "", limit, **told)  # type: ignore[arg-type]


def _extent(item: Declared, data: bytes, file: str) -> tuple[int, str]:
    """How many rows a file has, and its newest moment. Raises UnusableError if it does not fit its declaration."""
    proof = PlainProof(item, file)
    proof.feed(data)
    if proof.finish():
        return proof.rows, proof.newest
    rows = rows_of(item, data, file)
    return len(rows), newest(item, rows)


def _words(item: Declared, lock: Lock, digest: str, age: int | None) -> Iterator[tuple[Word, int | None]]:
    """What is to be said, the worst first."""
    fresh, locked = item.spec.fresh, lock.tables.get(str(item.name))
    if fresh and fresh.error is not None and age is not None and age > fresh.error:
        yield Word.STALE, fresh.error
    if item.spec.pull and locked is None:
        yield Word.NOT_PULLED, None
    if item.spec.pull and locked and locked.sha256 != digest:
        yield Word.EDITED, None
    if fresh and fresh.warn is not None and age is not None and age > fresh.warn:
        yield Word.OLD, fresh.warn
    yield Word.OK, None
