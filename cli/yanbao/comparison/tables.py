"""Tables that differ between two editions: rows that came or went, cells, and what the declaration says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from yanbao import formatting
from yanbao.comparison.difference import CellChange, Kind, Place, TableChange
from yanbao.comparison.edition import Edition
from yanbao.comparison.facts import is_first, places
from yanbao.model.dataset import CODES, NUMERIC, TEXT, TIME, Column, ColumnType, Dataset, newest_by, written
from yanbao.model.madeof import naming_column

if TYPE_CHECKING:
    import pandas as pd

Key = tuple[str, ...]


def table_changes(old: Edition, new: Edition, printed: Mapping[str, list[Place]]) -> Iterator[TableChange]:
    """Tables of both editions, by name; a table whose rows are in another order is the same."""
    was, now = old.project.datasets, new.project.datasets
    for name in [*now, *(name for name in was if name not in now)]:
        before, after = was.get(name), now.get(name)
        path = f"data.{name}"
        one = after or before
        if one is None or (before and after and before.spec == after.spec and before.frame.equals(after.frame)):
            continue
        entry = new.entries.get(path) or old.entries[path]
        at = places(path, new.entries.get(path), printed)
        if before and after:
            found = _Compared(before, after)
            if found:
                yield found.change(path, entry.publishers, at)
        else:
            kind: Kind = "added" if after else "gone"
            rows = tuple(_rows(one, _key(one, None)))
            added, gone = (rows, ()) if after else ((), rows)
            yield TableChange(kind, path, one.spec.title, entry.publishers, None, "", added, gone, (), (), one.mark, at)


class _Compared:
    """Two versions of a table."""

    def __init__(self, old: Dataset, new: Dataset) -> None:
        self.old, self.new = old, new
        key = _key(new, old)
        before, after = _rows(old, key), _rows(new, key)
        self.added = tuple(row for row in after if row not in before)
        self.gone = tuple(row for row in before if row not in after)
        self.cells = tuple(self._cells(before, after, key))
        self.declared = tuple(_declared(old, new))
        told = {*self.added, *self.gone, *(cell.key for cell in self.cells)}
        self.names = {**_names(old, key, before, told), **_names(new, key, after, told)}
        time = newest_by(new.spec)
        self.date_at = key.index(time) if time in key else None
        self.since = _newest(old, time) if time in key else ""

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.cells or self.declared)

    def _cells(self, before: Mapping[Key, int], after: Mapping[Key, int], key: Sequence[str]) -> Iterator[CellChange]:
        both = [(row, before[row], at) for row, at in after.items() if row in before]
        for column, spec in self.new.spec.columns.items():
            if column in key or column not in self.old.spec.columns or spec.lookup:
                continue
            old, new = self.old.frame[column].tolist(), self.new.frame[column].tolist()
            say, said = _writer(self.old, column), _writer(self.new, column)
            label, exact = self.new.label(column), _writer(self.new, column, exact=True)
            for row, index, at in both:
                if _is_other(old[index], new[at]):
                    texts = say(old[index]), said(new[at])
                    if texts[0] == texts[1]:  # as printed
                        texts = exact(old[index]), exact(new[at])
                    yield CellChange(row, label, *texts, is_first(column, label, *row))

    def change(self, path: str, publishers: tuple[str, ...], at: tuple[Place, ...]) -> TableChange:
        spec = self.new.spec
        return TableChange(
            "changed",
            path,
            spec.title,
            publishers,
            self.date_at,
            self.since,
            self.added,
            self.gone,
            self.cells,
            self.declared,
            self.new.mark,
            at,
            self.names,
        )


def _is_other(old: Any, new: Any) -> bool:
    """True for another value; a missing one (NaN, NaT, None) equals a missing one."""
    return bool(old != new) and not (_is_missing(old) and _is_missing(new))


def _is_missing(value: Any) -> bool:
    return value is None or value != value  # NaN and NaT differ from themselves


def _key(table: Dataset, other: Dataset | None) -> list[str]:
    """The columns that name rows, in both versions: those declared, or the fewest that make all rows different."""
    declared = [str(name) for name in table.spec.key]
    if declared and all(other is None or name in other.spec.columns for name in declared):
        return declared
    columns = {
        name: column.type
        for name, column in table.spec.columns.items()
        if not column.lookup and column.type not in NUMERIC and (other is None or name in other.spec.columns)
    }
    time = newest_by(table.spec)
    codes = [name for name, kind in columns.items() if kind in CODES]
    texts = [name for name, kind in columns.items() if kind in TEXT and kind not in CODES]
    dates = [time] if time in columns else []
    for some in _candidates(codes, texts, dates):
        if all(not one.frame.duplicated(some).any() for one in (table, other) if one is not None):
            return some
    return list(columns)


def _candidates(codes: list[str], texts: list[str], dates: list[str]) -> Iterator[list[str]]:
    for one in (*codes, *texts, *dates):
        yield [one]
    for one in (*codes, *texts):
        yield from ([one, date] for date in dates)
    yield from ([one, other] for one in codes for other in texts)
    yield from ([one, other] for at, one in enumerate(texts) for other in texts[at + 1 :])


def _rows(table: Dataset, key: Sequence[str]) -> dict[Key, int]:
    """Indices of rows by their key; of rows with the same, the second has its count behind it."""
    texts = [list(map(_writer(table, column, exact=True), table.frame[column].tolist())) for column in key]
    counts: Counter[Key] = Counter()
    rows: dict[Key, int] = {}
    for index, row in enumerate(zip(*texts, strict=True)):
        counts[row] += 1
        rows[row if counts[row] == 1 else (*row, f"#{counts[row]}")] = index
    return rows


def _names(table: Dataset, key: Sequence[str], rows: Mapping[Key, int], told: Collection[Key]) -> dict[str, str]:
    """What a column of text, if it is not of the key, calls the rows that are told."""
    column = naming_column(table.spec.columns)
    if not column or column in key:
        return {}
    cells = table.frame[column].tolist()
    return {" ".join(row): str(cells[at]) for row, at in rows.items() if row in told and not _is_missing(cells[at])}


def _writer(table: Dataset, column: str, *, exact: bool = False) -> Callable[[Any], str]:
    """Writes cells of a column as text, empty if missing; with all their decimals if ``exact``."""
    spec = table.spec.columns[column]
    decimals = None if exact else spec.decimals

    def write(value: Any) -> str:
        if _is_missing(value):
            return ""
        if spec.type in TIME:
            return written(value, spec.type)
        if spec.type is ColumnType.PERCENT:
            return formatting.quantity(value, "%", decimals, ())
        return formatting.quantity(value, spec.unit, decimals, ()) if spec.type in NUMERIC else str(value)

    return write


def _newest(table: Dataset, time: str | None) -> str:
    column: pd.Series[Any] = table.frame[time]
    newest = column.max()
    return "" if _is_missing(newest) else written(newest, table.spec.columns[str(time)].type)


_OF_TABLE = ("title", "as_of", "source")
_OF_COLUMN = ("type", "label", "unit", "decimals", "source", "lookup")


def _declared(old: Dataset, new: Dataset) -> Iterator[tuple[str, str, str]]:
    """What declarations say otherwise that pages show, as (what, old, new)."""
    for key in _OF_TABLE:
        was, now = _text(getattr(old.spec, key)), _text(getattr(new.spec, key))
        if was != now and not (key == "as_of" and old.grows and new.grows):
            yield key, was, now
    for name in [*new.spec.columns, *(name for name in old.spec.columns if name not in new.spec.columns)]:
        before, after = old.spec.columns.get(name), new.spec.columns.get(name)
        if before is None or after is None:
            yield f"column {name}", _called(before, name), _called(after, name)
            continue
        for key in _OF_COLUMN:
            was, now = _text(getattr(before, key)), _text(getattr(after, key))
            if was != now:
                yield f"{name}: {key}", was, now


def _called(column: Column | None, name: str) -> str:
    return "" if column is None else str(column.label) or name


def _text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)
