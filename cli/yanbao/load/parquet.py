"""The rows of a Parquet file, as the text that the same table has in CSV.

Its columns have types of their own, which must go with the declared ones: a mismatch is told once, of the column.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from yanbao.diagnostics import Mark, SetupError
from yanbao.load.files import MAX_ROWS, MAX_UNPACKED
from yanbao.load.findings import Findings, Rule
from yanbao.load.grids import Grid, has_columns
from yanbao.model.dataset import ColumnType

if TYPE_CHECKING:
    import pyarrow as pa

_DAMAGED = "the file is damaged, encrypted, or no Parquet file", "write it again"


@dataclass
class ParquetGrid(Grid):
    """Rows of a Parquet file, which has no lines: rows and columns are counted from 1."""

    columns: list[str]
    file: str
    rows: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)

    def place(self, row: int, column: int) -> tuple[Mark, int]:
        return Mark(self.file, self.numbers[row], column + 1), 1


def parquet_grid(data: bytes, file: str, columns: Mapping[str, ColumnType], found: Findings) -> ParquetGrid | None:
    """The rows of a Parquet file; None, and errors, if they cannot be read.

    Raises SetupError if the library is missing.
    """
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise SetupError(f"{file}: reading Parquet files needs pyarrow", "pip install 'yanbao[parquet]'") from None
    before = len(found)
    try:
        source = ParquetFile(pa.BufferReader(data))
        groups = (source.metadata.row_group(index) for index in range(source.num_row_groups))
        if source.metadata.num_rows > MAX_ROWS or sum(group.total_byte_size for group in groups) > MAX_UNPACKED:
            message = f"the file has more than {MAX_ROWS} rows, or {MAX_UNPACKED // 1_000_000} MB unpacked"
            found.error(Rule.TOO_LARGE, message, Mark(file), "leave only the rows in it that the report shows")
            return None
        grid = ParquetGrid(source.schema_arrow.names, file)
        if not has_columns(grid.columns, list(columns), Mark(file), lambda index: Mark(file, 1, index + 1), found):
            return None
        for index, part in enumerate(source.schema_arrow):
            _check_type(part, columns[part.name], Mark(file, 1, index + 1), found)
        if len(found) > before:
            return None
        texts = [name for name in grid.columns if _is_text(source.schema_arrow.field(name).type)]
        table = ParquetFile(pa.BufferReader(data), read_dictionary=texts).read(use_threads=False)
        cells = [_texts(table.column(name), columns[name]) for name in grid.columns]
    except (pa.ArrowException, OSError, ValueError, OverflowError):  # the last two of dates before or after all years
        found.error(Rule.BAD_ENCODING, _DAMAGED[0], Mark(file), _DAMAGED[1])
        return None
    grid.rows = [list(row) for row in zip(*cells, strict=True)]
    grid.numbers = list(range(1, len(grid.rows) + 1))
    return grid


_TAKES = {
    ColumnType.TICKER: "text",
    ColumnType.TEXT: "text or whole numbers",
    ColumnType.NUMBER: "numbers or text",
    ColumnType.PERCENT: "ratios, which are numbers with decimals (0.55 is 55%), or text such as 55%",
    ColumnType.DATE: "dates, timestamps, text or numbers such as 20240426",
    ColumnType.MONTH: "dates, timestamps or text such as 2024-04",
}


def _check_type(part: pa.Field, kind: ColumnType, mark: Mark, found: Findings) -> None:
    """An error if a column of the file cannot be of its declared type."""
    from pyarrow import types

    held = part.type.value_type if types.is_dictionary(part.type) else part.type
    is_whole, is_ratio = types.is_integer(held), types.is_floating(held) or types.is_decimal(held)
    fits = {
        ColumnType.TICKER: False,
        ColumnType.TEXT: is_whole,
        ColumnType.NUMBER: is_whole or is_ratio,
        ColumnType.PERCENT: is_ratio,
        ColumnType.DATE: is_whole or types.is_date(held) or types.is_timestamp(held),
        ColumnType.MONTH: types.is_date(held) or types.is_timestamp(held),
    }
    if not (fits[kind] or _is_text(held) or types.is_null(held)):
        message = f"column '{part.name}' holds {held}; a column of type '{kind}' takes {_TAKES[kind]}"
        found.error(Rule.BAD_CELL, message, mark, "change its type in the file, or in the catalog")


def _is_text(held: pa.DataType) -> bool:
    from pyarrow import types

    return bool(types.is_string(held) or types.is_large_string(held) or types.is_string_view(held))


def _texts(column: pa.ChunkedArray, kind: ColumnType) -> list[str]:
    """The cells of a column as text. A dictionary has each value once: it is not written out for every row."""
    from pyarrow import types

    texts: list[str] = []
    for chunk in column.chunks:
        if types.is_dictionary(chunk.type):
            known = [_text(value, kind) for value in chunk.dictionary.to_pylist()]
            texts += ["" if index is None else known[index] for index in chunk.indices.to_pylist()]
        else:
            narrow = types.is_float16(chunk.type) or types.is_float32(chunk.type)
            texts += [_text(_shortest(value) if narrow else value, kind) for value in chunk.to_pylist()]
    return texts


def _shortest(value: float | None) -> float | None:
    """A number of single precision as it was written: 0.1, not 0.10000000149011612."""
    return None if value is None else float(f"{value:.7g}")


def _text(value: Any, kind: ColumnType) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, date):
        return _day(value, kind)
    if isinstance(value, Decimal | float) and kind is ColumnType.PERCENT:
        return f"{(Decimal(str(value)) * 100).normalize():f}%"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _day(value: date, kind: ColumnType) -> str:
    """A date; with its time of day if that is not midnight, in the time zone of its column."""
    if isinstance(value, datetime):
        if value.time() != time.min:
            return value.isoformat(" ")
        value = value.date()
    return value.isoformat()[:7] if kind is ColumnType.MONTH and value.day == 1 else value.isoformat()
