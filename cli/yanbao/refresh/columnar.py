"""Snapshots in Parquet, for tables that are too large for CSV: the same rows, every cell as its canonical text."""

from __future__ import annotations

import io
from contextlib import suppress
from csv import reader
from itertools import islice

from yanbao.diagnostics import SetupError
from yanbao.load.files import MAX_TABLE, MAX_UNPACKED
from yanbao.load.findings import Findings
from yanbao.refresh.canonical import Row, as_csv, read_csv


def is_columnar(file: str) -> bool:
    return file.lower().endswith(".parquet")


def most_bytes(file: str) -> int:
    """The largest snapshot as CSV that a file may hold."""
    return MAX_UNPACKED if is_columnar(file) else MAX_TABLE


def as_parquet(data: bytes) -> bytes:
    """A snapshot in CSV as Parquet. Raises SetupError if the library is missing."""
    try:
        import pyarrow as pa
        from pyarrow import csv, parquet
    except ImportError:
        raise SetupError("a snapshot in Parquet needs pyarrow", "pip install 'yanbao[parquet]'") from None

    [head] = islice(reader(io.StringIO(data.decode(), newline="")), 1)
    parsing = csv.ParseOptions(newlines_in_values=True)
    texts = csv.ConvertOptions(column_types=dict.fromkeys(head, pa.string()))
    table = csv.read_csv(pa.BufferReader(data), csv.ReadOptions(use_threads=False, block_size=1 << 24), parsing, texts)
    buffer = io.BytesIO()
    parquet.write_table(table, buffer, compression="zstd", compression_level=9, store_schema=False)
    return buffer.getvalue()


def as_text(data: bytes, file: str) -> bytes:
    """A snapshot as CSV; empty if it is damaged. Raises SetupError as above."""
    if not is_columnar(file):
        return data
    with suppress(ValueError):
        return b"".join(as_csv(read_snapshot(data, file)))
    return b""


def read_snapshot(data: bytes, file: str) -> list[Row]:
    """The rows of a snapshot, with its head. Raises ValueError if it is damaged, SetupError as above."""
    if not is_columnar(file):
        return read_csv(data)
    from yanbao.load.parquet import parquet_records

    found = Findings()
    records = parquet_records(data, file, {}, found)
    rows = [records.head or (), *(cells for _, cells in records.rows())] if records else []
    if found:
        raise ValueError(found[0].message)
    return rows
