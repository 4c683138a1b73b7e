"""Reads a Parquet file as text, as the same table would be in CSV.

Its columns have types, which must be compatible with the declared ones: a mismatch is reported once per column.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from yanbao import rules
from yanbao.diagnostics import Mark, SetupError
from yanbao.load.files import MAX_ROWS, MAX_UNPACKED
from yanbao.load.findings import Findings
from yanbao.load.records import Records
from yanbao.model.dataset import Column, ColumnType

if TYPE_CHECKING:
    import pyarrow as pa

_DAMAGED = "the file is damaged, encrypted, or no Parquet file", "write it again"


class ParquetRecords(Records):
    """The rows of a Parquet file, counted from 1.

    ``typed`` are the declared columns by their names in the file.
    """

    def __init__(self, data: bytes, file: str, typed: Mapping[str, Column], found: Findings) -> None:
        import pyarrow as pa
        from pyarrow.parquet import ParquetFile

        super().__init__(file)
        self._data = data
        self._found = found
        self._typed = typed
        self._schema = ParquetFile(pa.BufferReader(data)).schema_arrow
        self.head = self._schema.names

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        import pyarrow as pa
        from pyarrow.parquet import ParquetFile

        names = [name for name in self._schema.names if name in self._typed] or list(self._schema.names)
        fits = [self._fits(name) for name in names]
        if not all(fits):
            return
        try:
            texts = [name for name in names if _is_text(self._schema.field(name).type)]
            source = ParquetFile(pa.BufferReader(self._data), read_dictionary=texts)
            table = source.read(columns=names, use_threads=False)
            empty = [""] * table.num_rows
            read = {name: _texts(table.column(name)) for name in names}
            cells = [read.get(name, empty) for name in self._schema.names]
        except (
            pa.ArrowException,
            OSError,
            ValueError,
            OverflowError,
        ):  # the last two from dates out of range
            self._found.error(rules.BAD_ENCODING, _DAMAGED[0], Mark(self.file), _DAMAGED[1])
            return
        yield from enumerate(zip(*cells, strict=True), 1)

    def place(self, number: int, column: int) -> tuple[Mark, int]:
        return Mark(self.file, number, column + 1), 1

    def _fits(self, name: str) -> bool:
        if (column := self._typed.get(name)) is None:
            return True
        at = Mark(self.file, 1, self._schema.names.index(name) + 1)
        return _check_type(self._schema.field(name), column, at, self._found)


def parquet_records(data: bytes, file: str, typed: Mapping[str, Column], found: Findings) -> ParquetRecords | None:
    """The rows of a Parquet file; None, and errors, if they cannot be read.

    Raises SetupError if the library is missing.
    """
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise SetupError(f"{file}: reading Parquet files needs pyarrow", "pip install 'yanbao[parquet]'") from None
    try:
        source = ParquetFile(pa.BufferReader(data))
        groups = (source.metadata.row_group(index) for index in range(source.num_row_groups))
        if source.metadata.num_rows > MAX_ROWS or sum(group.total_byte_size for group in groups) > MAX_UNPACKED:
            message = f"there are more than {MAX_ROWS} rows, or {MAX_UNPACKED // 1_000_000} MB unpacked"
            found.error(rules.TOO_LARGE, message, Mark(file), "leave only the rows in it that the report shows")
            return None
        return ParquetRecords(data, file, typed, found)
    except (pa.ArrowException, OSError, ValueError):
        found.error(rules.BAD_ENCODING, _DAMAGED[0], Mark(file), _DAMAGED[1])
    return None


_TAKES = {
    ColumnType.TICKER: "text, or whole numbers with `market`",
    ColumnType.SECURITY: "text, or whole numbers with `market`",
    ColumnType.TEXT: "text or whole numbers",
    ColumnType.NUMBER: "numbers or text",
    ColumnType.PERCENT: "numbers, with `cells: ratio` or `cells: points`, or text such as 55%",
    ColumnType.DATE: "dates, timestamps, text or numbers such as 20240426",
    ColumnType.MONTH: "dates, timestamps, text such as 2024-04 or numbers such as 202404",
    ColumnType.QUARTER: "dates, timestamps or text such as 2024Q1",
    ColumnType.YEAR: "whole numbers, dates, timestamps or text",
}


def _check_type(part: pa.Field, column: Column, mark: Mark, found: Findings) -> bool:
    """True if a column of the file is compatible with its declared type; otherwise an error."""
    from pyarrow import types

    held = part.type.value_type if types.is_dictionary(part.type) else part.type
    is_whole, is_ratio = types.is_integer(held), types.is_floating(held) or types.is_decimal(held)
    is_day = types.is_date(held) or types.is_timestamp(held)
    fits = {
        ColumnType.TICKER: is_whole and column.market is not None,
        ColumnType.SECURITY: is_whole and column.market is not None,
        ColumnType.TEXT: is_whole,
        ColumnType.NUMBER: is_whole or is_ratio,
        ColumnType.PERCENT: is_ratio or is_whole,
        ColumnType.DATE: is_whole or is_day,
        ColumnType.MONTH: is_whole or is_day,
        ColumnType.QUARTER: is_day,
        ColumnType.YEAR: is_whole or is_day,
    }
    if fits[column.type] or _is_text(held) or types.is_null(held):
        return True
    message = f"column '{part.name}' holds {held}; a column of type '{column.type}' takes {_TAKES[column.type]}"
    found.error(rules.BAD_CELL, message, mark, "change its type in the file, or in the catalog")
    return False


def _is_text(held: pa.DataType) -> bool:
    from pyarrow import types

    return bool(types.is_string(held) or types.is_large_string(held) or types.is_string_view(held))


def _texts(column: pa.ChunkedArray) -> list[str]:
    """The cells of a column as text. For dictionary-encoded columns each value is formatted once."""
    from pyarrow import types

    texts: list[str] = []
    for chunk in column.chunks:
        if types.is_dictionary(chunk.type):
            known = [_text(value) for value in chunk.dictionary.to_pylist()]
            texts += ["" if index is None else known[index] for index in chunk.indices.to_pylist()]
        else:
            narrow = types.is_float16(chunk.type) or types.is_float32(chunk.type)
            texts += [_text(_shortest(value) if narrow else value) for value in chunk.to_pylist()]
    return texts


def _shortest(value: float | None) -> float | None:
    """A single-precision number in its shortest form: 0.1, not 0.10000000149011612."""
    return None if value is None else float(f"{value:.7g}")


def _text(value: Any) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, datetime):  # with a time of day other than midnight, in its column's time zone
        return value.isoformat(" ") if value.time() != time.min else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
