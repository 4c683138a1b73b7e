"""Tables with typed columns: their declarations, and the loaded tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StrictInt, WithJsonSchema

from yanbao import units
from yanbao.diagnostics import Mark, Marked
from yanbao.model import conditions
from yanbao.model.base import AsOf, ColumnKey, Model, Name, Names, OneOrMore
from yanbao.model.pulling import Fresh, Pull
from yanbao.model.reading import LongForm, Reading, WideForm

if TYPE_CHECKING:
    import pandas as pd


class ColumnType(StrEnum):
    """The type of a column's cells; comments give the type stored after loading."""

    TICKER = "ticker"  # text with a market suffix, such as 600088.SH
    SECURITY = "security"  # text: the code of an index, fund, bond, future, or of a security in any market
    TEXT = "text"
    NUMBER = "number"  # float
    PERCENT = "percent"  # float as a ratio: 55% is 0.55
    DATE = "date"  # datetime64
    MONTH = "month"  # datetime64, first day of the month
    QUARTER = "quarter"  # datetime64, first day of the quarter
    YEAR = "year"  # datetime64, first day of the year


NUMERIC = (ColumnType.NUMBER, ColumnType.PERCENT)
PERIODS = (ColumnType.QUARTER, ColumnType.YEAR)
TIME = (ColumnType.DATE, ColumnType.MONTH, *PERIODS)
DAYS = (ColumnType.DATE, ColumnType.MONTH)
"""Column types for charts whose axis is a calendar."""
CODES = (ColumnType.TICKER, ColumnType.SECURITY)
TEXT = (ColumnType.TEXT, *CODES)

_FORMATS = {ColumnType.DATE: "%Y-%m-%d", ColumnType.MONTH: "%Y-%m", ColumnType.YEAR: "%Y"}


def comparable(wanted: object) -> tuple[ColumnType, ...]:
    """The types of columns that a filter can compare with a value or condition: a whole number may be a year."""
    if isinstance(wanted, Sequence) and not isinstance(wanted, str):
        return tuple(kind for kind in ColumnType if all(kind in comparable(one) for one in wanted))
    if conditions.is_bound(wanted):
        return tuple(ColumnType)
    if isinstance(wanted, int):
        return NUMERIC + TIME
    if isinstance(wanted, float):
        return NUMERIC
    amount = units.AMOUNT.fullmatch(str(wanted))
    is_any = conditions.is_comparison(wanted) or bool(amount and amount[2])
    return tuple(ColumnType) if is_any else TEXT + TIME


def written(moment: Any, kind: ColumnType) -> str:
    """Format a date, month, quarter or year."""
    if kind is ColumnType.QUARTER:
        return f"{moment.year}Q{(moment.month + 2) // 3}"
    return str(moment.strftime(_FORMATS[kind]))


def spoken_of(moment: Any, kind: ColumnType) -> str:
    """The date, month or year of a row's numbers, as an as-of date: a quarter gives its last month."""
    if kind is ColumnType.QUARTER:
        return f"{moment.year}-{(moment.month + 2) // 3 * 3:02}"
    return written(moment, kind)


class Column(Model):
    """A column of a table. Short form: the type alone."""

    type: ColumnType = Field(
        description="The type of its cells: ticker (600088.SH), security (000300.SH: any code with its market), text, "
        "number, percent (55%), date (2024-04-26), month (2024-04), quarter (2024Q1) or year (2024)."
    )
    label: Marked = Field(
        default=Marked("", Mark("")), description="Label of the column in tables and legends.", examples=["市值"]
    )
    unit: str = Field(default="", description="Unit of a number column.", examples=["亿元"])
    decimals: StrictInt | None = Field(
        default=None,
        ge=0,
        le=8,
        description="Decimals printed; by default, as many as needed. What prose prints in 万 or 亿 has as many "
        "as needed, at most 2.",
    )
    source: Names = Field(
        default=(), description="Source ids of this column, in a table whose columns come from several sources."
    )
    lookup: Name | None = Field(
        default=None,
        description="Name of another dataset that has this column: its cells are looked up there by ticker.",
    )
    expr: Marked | None = Field(
        default=None,
        description="Arithmetic over the other columns of the row, which gives the cells: + - * /, numbers, brackets, "
        "a if b else c, and sum, mean, median, highest or lowest of a column over all rows. Units are converted; what "
        "is missing makes the result missing.",
        examples=["price / eps", "actual - expected", "revenue / sum(revenue)", "price / eps if eps > 0 else none"],
    )
    from_: Marked | StrictInt | None = Field(
        default=None,
        alias="from",
        description="Name of the column in the file, or its number (from 1) if it has none; by default, the name given "
        "here.",
        examples=["收盘价(元)", 1],
    )
    cells: Literal["ratio", "points", "units"] | None = Field(
        default=None,
        description="How numbers in the cells are written. In a percent column without % signs: ratio (0.045 is 4.5%) "
        "or points (4.5 is 4.5%). In a number column: units, if cells contain words such as 万 and 亿.",
    )
    market: Literal["cn", "SH", "SZ", "BJ", "HK", "US"] | None = Field(
        default=None,
        description="The market of codes without a suffix. cn derives the exchange of Chinese shares and funds from "
        "their codes.",
    )
    dates: Literal["day-first", "month-first"] | None = Field(
        default=None, description="Order of day and month in dates such as 01/02/2024."
    )
    zone: Marked | None = Field(
        default=None,
        description="Time zone in which times are converted to dates.",
        examples=["America/New_York"],
    )
    range: tuple[float | Marked | None, ...] | None = Field(
        default=None,
        min_length=2,
        max_length=2,
        description="Minimum and maximum value; a value outside is an error. Null means no limit.",
        examples=[[0, 10000], ["-30%", "30%"]],
    )

    @property
    def has_cells(self) -> bool:
        """True if its cells are written in the table, and neither looked up nor computed."""
        return self.lookup is None and self.expr is None


def _column(value: Any) -> Any:
    return {"type": value} if isinstance(value, str) else value


def _of_points(column: Column) -> Column:
    """The column with the unit % turned into type percent (4.07 is 4.07%), so that it prints as such everywhere."""
    if column.type is not ColumnType.NUMBER or column.unit.strip() not in ("%", "％"):
        return column
    bounds = column.range and tuple(Marked(f"{b}%", Mark("")) if isinstance(b, float) else b for b in column.range)
    changes = {
        "type": ColumnType.PERCENT,
        "unit": "",
        "cells": None if column.expr else column.cells or "points",
        "range": bounds,
    }
    return column.model_copy(update=changes)


Columns = dict[
    str,
    Annotated[
        Column,
        BeforeValidator(_column, json_schema_input_type=ColumnType | Column),
        AfterValidator(_of_points),
    ],
]

Rows = Annotated[
    tuple[tuple[Any, ...], ...],
    WithJsonSchema(
        {
            "type": "array",
            "items": {"type": "array", "items": {"type": ["string", "number", "boolean", "null"]}},
        }
    ),
]
"""Cells as written; loading validates them against the columns."""


class DatasetSpec(Model):
    """The declaration of a table: in ``data/catalog.yaml`` with a file, in the ledger with its rows."""

    title: str = Field(default="", description="What the table holds.")
    source: Names = Field(description="Ids of the sources, in content/ledger/sources.yaml.", examples=["wind"])
    as_of: AsOf = Field(
        description="The date, month or year of the numbers; newest: that of the newest row.",
        examples=["2024-04-26", "2024-04", "2024", "newest"],
    )
    note: str = Field(default="", description="A comment for you and your colleagues; not printed.")
    columns: Columns = Field(
        min_length=1,
        description="The columns in order, each with its type, or a mapping with more keys.",
        examples=[{"code": "ticker", "market_cap": {"type": "number", "label": "市值", "unit": "亿元"}}],
    )
    file: Marked | None = Field(
        default=None,
        description="The file, in the catalog's folder: text (.csv, .tsv, .txt, also .gz), Excel (.xlsx, .xls, .xlsb), "
        "OpenDocument (.ods), Parquet, JSON (.json, .jsonl) or SQLite (.sqlite, .db).",
        examples=["index_daily.csv", "stocks.xlsx", "visits.parquet"],
    )
    sheet: Marked | None = Field(
        default=None,
        description="Sheet of a workbook, or table of an SQLite file; by default, the first.",
        examples=["行情"],
    )
    read: Reading = Field(
        default_factory=Reading, description="How to read the file, where it differs from the defaults."
    )
    key: Annotated[tuple[ColumnKey, ...], OneOrMore()] = Field(
        default=(),
        description="Key columns: no two rows may have the same values in all of them.",
        examples=[["code", "date"]],
    )
    long: LongForm | None = Field(
        default=None, description="Unpivots a wide table, with one column per name, into a long one."
    )
    wide: WideForm | None = Field(
        default=None, description="Pivots a long table, with one row per item and period, into one row per period."
    )
    pull: Pull | None = Field(default=None, description="Where `report data pull` gets the table from.")
    fresh: Fresh | None = Field(
        default=None,
        description="How old its newest row may be.",
        examples=[{"warn": 2, "error": 10}],
    )
    facts: Marked | None = Field(
        default=None,
        description="An entity whose facts make the rows of a table in the ledger: revenue_2023, revenue_2024e and so "
        "on are the column 'revenue' by period. The first column is the period: text, year or quarter.",
        examples=["companies.kunlun"],
    )
    rows: Rows | None = Field(
        default=None,
        description="The rows of a table in the ledger: each lists its cells in the order of the columns.",
        examples=[[["600088.SH", "中视传媒", 79, "55%"]]],
    )


def newest_by(spec: DatasetSpec) -> str | None:
    """The column of time that tells how new a table is: of the key, or else the first; None if it has none."""
    times = [name for name, column in spec.columns.items() if column.type in TIME and column.has_cells]
    return next((name for name in times if name in map(str, spec.key)), times[0] if times else None)


@dataclass(frozen=True)
class Dataset:
    """A loaded table. ``frame`` has the declared columns, in order, and a plain 0…n-1 index.

    ``place`` tells where the cell of a row and column stands, and its width; ``dated`` where its `as_of` does.
    ``grows`` if it is as of its newest row.
    """

    name: str
    spec: DatasetSpec
    frame: pd.DataFrame
    mark: Mark
    place: Callable[[int, str], tuple[Mark, int]] = field(repr=False, compare=False)
    grows: bool = False
    dated: Mark | None = None

    def sources(self, columns: Iterable[str]) -> tuple[str, ...]:
        """Source ids of the numbers in some columns, without duplicates; those of the table if none holds numbers."""
        specs = [self.spec.columns[column] for column in columns]
        numbers = [spec for spec in specs if spec.type in NUMERIC]
        named = [source for spec in numbers for source in spec.source or self.spec.source]
        return tuple(dict.fromkeys(map(str, named or self.spec.source)))

    def select(self, where: Mapping[str, object]) -> pd.DataFrame:
        """The rows whose columns are as wanted, see ``conditions``; none for a condition that is refused."""
        frame = self.frame
        for column, wanted in where.items():
            try:
                frame = frame[self.has(column, wanted).loc[frame.index]]
            except conditions.ConditionError:
                return frame.iloc[:0]
        return frame

    def has(self, column: str, wanted: object) -> pd.Series[bool]:
        """Which cells of a column have a value, or are as a condition wants. Raises ConditionError."""
        return conditions.holds(self.frame[column], self._kind(column), wanted, self.spec.columns[column].unit)

    def _kind(self, column: str) -> conditions.Kind:
        kind = self.spec.columns[column].type
        if kind in TIME:
            return "time"
        if kind is ColumnType.PERCENT:
            return "percent"
        return "number" if kind in NUMERIC else "text"

    def label(self, column: str) -> str:
        """The label of a column, or its name."""
        return str(self.spec.columns[column].label) or column
