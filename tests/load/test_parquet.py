"""Tables in Parquet files: what is read, and what is refused."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from tests import projects
from tests.load import declaring
from yanbao.diagnostics import SetupError
from yanbao.load.cells import CellReader, Value
from yanbao.load.project import load_project
from yanbao.model.dataset import ColumnType

TICKER, SECURITY, TEXT, NUMBER, PERCENT, DATE, MONTH, QUARTER, YEAR = ColumnType


def packed(**columns: Any) -> bytes:
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.table(columns), sink)
    return bytes(sink.getvalue())


def read(data: bytes, **columns: ColumnType) -> tuple[list[list[str]], list[str]]:
    """The rows of a file, and what is said of it, without help."""
    rows, said = declaring.texts(data, "x.parquet", columns)
    return rows, [line.partition(" [")[0] for line in said]


def texts(kind: ColumnType, values: Any, type_: pa.DataType | None = None) -> list[str]:
    rows, problems = read(packed(x=pa.array(values, type_)), x=kind)
    assert problems == []
    return [text for [text] in rows]


def test_a_project_reads_a_parquet_file(tmp_path: Path) -> None:
    root = projects.copy("good", tmp_path / "project")
    days = [datetime(2024, 1, 2), datetime(2024, 1, 3)]  # noqa: DTZ001 - what pandas writes
    table = pa.table({"date": days, "turnover": [1234, None], "close": [627.14, float("nan")]})
    parquet.write_table(table, root / "data/index.parquet")
    catalog = root / "data/catalog.yaml"
    catalog.write_text(catalog.read_text().replace("index_daily.csv", "index.parquet"))
    loaded = load_project(root)
    assert loaded.diagnostics == ()
    frame = loaded.project.datasets["index_daily"].frame
    assert frame["close"].tolist()[0] == 627.14
    assert frame["turnover"].tolist()[0] == 1234
    assert frame[["close", "turnover"]].isna().to_numpy()[1].all()
    assert [f"{day:%Y-%m-%d}" for day in frame["date"]] == ["2024-01-02", "2024-01-03"]


@pytest.mark.parametrize(
    ("kind", "values", "type_", "expected"),
    [
        (NUMBER, [1, None, -3], pa.int64(), ["1", "", "-3"]),
        (NUMBER, [0.1, 1e20, float("nan")], pa.float64(), ["0.1", "1e+20", ""]),
        (NUMBER, [0.1, None], pa.float32(), ["0.1", ""]),
        (NUMBER, [Decimal("1.50")], pa.decimal128(10, 2), ["1.50"]),
        (NUMBER, ["1,234", "—"], pa.string(), ["1,234", "—"]),
        (NUMBER, [None], pa.null(), [""]),
        (PERCENT, [0.55, 5.51, None], pa.float64(), ["0.55", "5.51", ""]),
        (PERCENT, [Decimal("-0.0725")], pa.decimal128(10, 4), ["-0.0725"]),
        (PERCENT, ["55%"], pa.string(), ["55%"]),
        (DATE, [date(2024, 4, 26)], pa.date32(), ["2024-04-26"]),
        (DATE, [datetime(2024, 4, 26, tzinfo=UTC), None], pa.timestamp("ns"), ["2024-04-26", ""]),
        (DATE, [datetime(2024, 4, 25, 16, tzinfo=UTC)], pa.timestamp("us", "Asia/Shanghai"), ["2024-04-26"]),
        (DATE, [datetime(2024, 4, 25, 16, tzinfo=UTC)], pa.timestamp("us", "UTC"), ["2024-04-25 16:00:00+00:00"]),
        (DATE, [20240426], pa.int32(), ["20240426"]),
        (MONTH, [date(2024, 4, 1), date(2024, 4, 30)], pa.date32(), ["2024-04-01", "2024-04-30"]),
        (TEXT, ["甲", None, "甲"], pa.string(), ["甲", "", "甲"]),
        (TEXT, ["甲", None], pa.dictionary(pa.int8(), pa.string()), ["甲", ""]),
        (TEXT, [2024], pa.int16(), ["2024"]),
        (TICKER, ["600088.SH"], pa.large_string(), ["600088.SH"]),
    ],
)
def test_columns(kind: ColumnType, values: list[Any], type_: pa.DataType, expected: list[str]) -> None:
    assert texts(kind, values, type_) == expected


@pytest.mark.parametrize(
    ("kind", "values", "type_", "message"),
    [
        (TICKER, [600088], pa.int64(), "column 'x' holds int64; a column of type 'ticker' takes text"),
        (PERCENT, [True], pa.bool_(), "column 'x' holds bool; a column of type 'percent' takes numbers"),
        (NUMBER, [date(2024, 4, 26)], pa.date32(), "column 'x' holds date32[day]; a column of type 'number' takes"),
        (DATE, [45408.0], pa.float64(), "column 'x' holds double; a column of type 'date' takes dates"),
        (MONTH, [1.5], pa.float64(), "column 'x' holds double; a column of type 'month' takes dates"),
        (QUARTER, [1], pa.int64(), "column 'x' holds int64; a column of type 'quarter' takes dates"),
        (TEXT, [[1]], pa.list_(pa.int64()), "column 'x' holds list<element: int64>; a column of type 'text' takes"),
        (TEXT, [b"x"], pa.binary(), "column 'x' holds binary; a column of type 'text' takes"),
        (NUMBER, [True], pa.bool_(), "column 'x' holds bool; a column of type 'number' takes"),
    ],
)
def test_types_that_do_not_fit(kind: ColumnType, values: list[Any], type_: pa.DataType, message: str) -> None:
    _, [said] = read(packed(y=["甲"], x=pa.array(values, type_)), y=TEXT, x=kind)
    assert said.startswith(f"1:2 bad-cell: {message}")


def test_wrong_columns() -> None:
    _, said = read(packed(date=["2024-04-26"], clos=[1.0], index=[0]), date=DATE, close=NUMBER)
    assert said == [
        "1:2 bad-header: column 'clos' is not declared in the catalog",
        "1:3 bad-header: column 'index' is not declared in the catalog",
    ]


@pytest.mark.parametrize(
    "data", [b"", b"x,y\n", b"PAR1PAR1", packed(x=[1])[:-20], b"PAR1" + b"\0" * 30 + packed(x=["甲"] * 99)[20:]]
)
def test_damaged_files(data: bytes) -> None:
    _, [said] = read(data, x=NUMBER)
    assert said == "1:1 bad-encoding: the file is damaged, encrypted, or no Parquet file"


def test_dates_before_and_after_all_years() -> None:
    _, [said] = read(packed(x=pa.array([10**9], pa.int32()).cast(pa.date32())), x=DATE)
    assert "bad-encoding" in said


def test_too_many_rows() -> None:
    rows, [said] = read(packed(x=pa.array([0]).take(pa.array([0] * 500_001))), x=NUMBER)
    assert rows == []
    assert said.startswith("1:1 too-large: there are more than 500000 rows")


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(SetupError, match=r"data/x\.parquet: reading Parquet files needs pyarrow") as raised:
        read(b"", x=NUMBER)
    assert raised.value.remedy == "pip install 'yanbao[parquet]'"


def test_a_text_that_repeats_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    original = CellReader.__call__

    def counted(reader: CellReader, text: str) -> Value:
        read.append(text)
        return original(reader, text)

    monkeypatch.setattr(CellReader, "__call__", counted)
    root = repeated(tmp_path, "长" * 2_000)
    assert len(load_project(root).project.datasets["index_daily"].frame) == 50_000
    assert len(read) < 100


def test_a_cell_has_a_greatest_length(tmp_path: Path) -> None:
    found = load_project(repeated(tmp_path, "长" * 100_000)).diagnostics
    assert {d.rule for d in found} == {"bad-cell"}
    assert "100000 characters" in found[0].message


def repeated(tmp_path: Path, text: str) -> Path:
    """A project with a table of many rows that all have one text, which a small file holds."""
    root = projects.copy("good", tmp_path / "project")
    names = pa.DictionaryArray.from_arrays(pa.array([0] * 50_000), pa.array([text]))
    parquet.write_table(pa.table({"name": names, "close": [1.5] * 50_000}), root / "data/index.parquet")
    (root / "data/catalog.yaml").write_text(
        "index_daily:\n  source: wind\n  as_of: 2024-03\n  file: index.parquet\n"
        "  columns: {name: text, close: number}\n",
        encoding="utf-8",
    )
    return root
