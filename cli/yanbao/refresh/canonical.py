"""Answers as snapshots: the declared columns, canonical cells, sorted by the key. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from itertools import islice

from yanbao.load.cells import CellError, CellReader
from yanbao.load.declared import Declared
from yanbao.load.files import MAX_ROWS
from yanbao.load.findings import Findings
from yanbao.model.dataset import NUMERIC, TIME, Column, ColumnType, newest_by
from yanbao.refresh.trouble import UnusableError

Row = Sequence[str]
SortKey = Callable[[Row], tuple[object, ...]]

_AT_ONCE = 4096


def own_columns(item: Declared) -> dict[str, Column]:
    """The columns that a table has itself."""
    return {name: column for name, column in item.spec.columns.items() if column.has_cells}


def sort_key(item: Declared) -> SortKey:
    """What rows of a snapshot are sorted by: numbers by their value, all else by its characters."""
    names = list(own_columns(item))
    parts = [(names.index(str(name)), item.spec.columns[str(name)].type in NUMERIC) for name in item.spec.key]
    return lambda row: tuple(_number(row[at]) if is_number else row[at] for at, is_number in parts)


def _number(text: str) -> Decimal:
    try:
        return Decimal(text.removesuffix("%"))
    except InvalidOperation:  # a number with its unit
        return Decimal(0)


def rows_of(item: Declared, data: bytes, file: str) -> list[Row]:
    """The rows of a file, sorted, with canonical cells. Raises UnusableError with the loader's findings."""
    from yanbao.load.formats import is_known, read_grid  # most of what is pulled is plain, and needs none of it

    found = Findings()
    readers = _readers(item, file)
    grid = read_grid(data, file, item, readers, found) if is_known(file, item, found) else None
    if grid is None:
        raise UnusableError("it cannot be read", found=found)
    writers = [_Writer(readers[name]) for name in grid.columns]
    rows: list[Row] = []
    try:
        for part in grid.parts():
            rows.extend(zip(*(write(cells) for write, cells in zip(writers, part, strict=True)), strict=True))
    except CellError:
        from yanbao.load.tables import read_table

        read_table(item, file, data, found)
    if not found and len(rows) > MAX_ROWS:
        raise UnusableError(f"it has more than {MAX_ROWS:,} rows", "narrow the query, or sum up")
    if found:
        raise UnusableError("it does not fit the declaration", found=found)
    rows.sort(key=sort_key(item))
    return rows


def _readers(item: Declared, file: str) -> dict[str, CellReader]:
    from yanbao.load.formats import kind_of

    reading = item.spec.read
    is_plain = not (kind_of(file) in (".csv", ".tsv", ".txt", ".xls") and reading.separator == "semicolon")
    missing = frozenset(map(str, reading.missing))
    return {
        name: CellReader(column, missing, reading.decimal or "", is_plain) for name, column in own_columns(item).items()
    }


class _Writer:
    """Writes the cells of a column, a batch at a time."""

    def __init__(self, reader: CellReader) -> None:
        self._reader, self._kind = reader, reader.column.type
        self._known: dict[str, str] = {}

    def __call__(self, cells: Sequence[str]) -> Sequence[str]:
        """Raises CellError."""
        if self._kind in NUMERIC and _are_canonical(cells, self._reader):
            return cells
        known = self._known
        if len(known) > _AT_ONCE:
            known.clear()
        for text in {*cells} - known.keys():
            value = self._reader(text)
            written = self._reader.exact(text) if self._kind in NUMERIC else _written(str(value), self._kind)
            known[text] = "" if value is None else written
        return list(map(known.__getitem__, cells))


def _are_canonical(cells: Sequence[str], reader: CellReader) -> bool:
    """True if numbers are in canonical form."""
    from yanbao.load.bulk import read_numbers

    marks = {*reader.missing, "%", ","}
    joined = "\n".join(cells)
    return not any(mark in joined for mark in marks) and read_numbers(cells, reader) is not None


def _written(value: str, kind: ColumnType) -> str:
    if kind not in TIME:
        return value
    if kind is ColumnType.QUARTER:
        return f"{value[:4]}Q{(int(value[5:7]) + 2) // 3}"
    return value[: {ColumnType.YEAR: 4, ColumnType.MONTH: 7, ColumnType.DATE: 10}[kind]]


def as_csv(rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Rows as CSV, some at a time. A value has the digits that its source gives it."""
    remaining = iter(rows)
    while batch := list(islice(remaining, _AT_ONCE)):
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n").writerows([[as_text(value) for value in row] for row in batch])
        yield buffer.getvalue().encode("utf-8", "surrogatepass")


def as_text(value: object) -> str:
    """A value of a database as text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, float):
        return repr(value)[:-2] if value.is_integer() and abs(value) < 1e16 else repr(value)
    if isinstance(value, bytes | bytearray | memoryview):
        raise UnusableError("a column holds bytes", "cast it in the query")
    return str(value)


def read_csv(data: bytes) -> list[Row]:
    """The rows of a snapshot, with its head."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig", "replace"), newline="")))


def newest(item: Declared, rows: Iterable[Row]) -> str:
    """The newest moment of a table's first column of time; nothing if it has none."""
    at = time_column(item)
    return "" if at is None else max((row[at] for row in rows), default="")


def time_column(item: Declared) -> int | None:
    """The position of the column of time that tells how new a table is: of the key, or else the first."""
    name = newest_by(item.spec)
    return None if name is None else list(own_columns(item)).index(name)
