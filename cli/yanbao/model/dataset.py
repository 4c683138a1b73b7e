"""Tables with typed columns: how they are declared, and what they are once loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, Field, StrictInt, WithJsonSchema

from yanbao.diagnostics import Mark, Marked
from yanbao.model.base import AsOf, Model, Name, Names

if TYPE_CHECKING:
    import pandas as pd


class ColumnType(StrEnum):
    """What the cells of a column are; how each is stored once loaded is said beside it."""

    TICKER = "ticker"  # text with market suffix, such as 600088.SH
    TEXT = "text"
    NUMBER = "number"  # float
    PERCENT = "percent"  # float as a ratio: 55% is 0.55
    DATE = "date"  # datetime64
    MONTH = "month"  # datetime64, first day of the month


NUMERIC = (ColumnType.NUMBER, ColumnType.PERCENT)
TIME = (ColumnType.DATE, ColumnType.MONTH)
TEXT = (ColumnType.TEXT, ColumnType.TICKER)

DATE_FORMATS = {ColumnType.DATE: "%Y-%m-%d", ColumnType.MONTH: "%Y-%m"}
"""How dates print."""


class Column(Model):
    """A column of a table. Short form: the type alone."""

    type: ColumnType = Field(
        description="What its cells are: ticker (600088.SH), text, number, percent (55%), date (2024-04-26) or "
        "month (2024-04)."
    )
    label: Marked = Field(
        default=Marked("", Mark("")), description="Head of the column in tables and legends.", examples=["市值"]
    )
    unit: str = Field(default="", description="Unit of a number column.", examples=["亿元"])
    decimals: StrictInt | None = Field(
        default=None, ge=0, le=8, description="Decimals printed; as many as needed if absent."
    )
    source: Names = Field(default=(), description="Ids of its own sources, where a table has columns of several.")
    lookup: Name | None = Field(
        default=None,
        description="Name of another dataset that holds this column: cells come from there, matched on the ticker.",
    )


def _column(value: Any) -> Any:
    return {"type": value} if isinstance(value, str) else value


Columns = dict[str, Annotated[Column, BeforeValidator(_column, json_schema_input_type=ColumnType | Column)]]

Rows = Annotated[
    tuple[tuple[Any, ...], ...],
    WithJsonSchema(
        {
            "type": "array",
            "items": {"type": "array", "items": {"type": ["string", "number", "boolean", "null"]}},
        }
    ),
]
"""Cells as typed; loading checks them against the columns."""


class DatasetSpec(Model):
    """The declaration of a table: in ``data/catalog.yaml`` with a file, in the ledger with its rows."""

    title: str = Field(default="", description="What the table holds.")
    source: Names = Field(description="Ids of the sources, in content/ledger/sources.yaml.", examples=["wind"])
    as_of: AsOf = Field(
        description="The date, month or year that the numbers speak of; newest: that of the newest row.",
        examples=["2024-04-26", "2024-04", "2024", "newest"],
    )
    note: str = Field(default="", description="For you and your colleagues; not printed.")
    columns: Columns = Field(
        min_length=1,
        description="The columns in order, each with its type, or a mapping with more.",
        examples=[{"code": "ticker", "market_cap": {"type": "number", "label": "市值", "unit": "亿元"}}],
    )
    file: Marked | None = Field(
        default=None,
        description="CSV, Excel (.xlsx) or Parquet file beside the catalog.",
        examples=["index_daily.csv", "stocks.xlsx", "visits.parquet"],
    )
    sheet: Marked | None = Field(
        default=None, description="Sheet of an Excel file that has the table; the first if absent.", examples=["行情"]
    )
    rows: Rows | None = Field(
        default=None,
        description="The rows, for a table in the ledger: of each, the cells in the order of the columns.",
        examples=[[["600088.SH", "中视传媒", 79, "55%"]]],
    )


@dataclass(frozen=True)
class Dataset:
    """A loaded table. ``frame`` has one column per declared column, in order, and a plain 0…n-1 index.

    ``place`` tells where the cell of a row and column stands, and its width.
    """

    name: str
    spec: DatasetSpec
    frame: pd.DataFrame
    mark: Mark
    place: Callable[[int, str], tuple[Mark, int]] = field(repr=False, compare=False)

    def sources(self, columns: Iterable[str]) -> tuple[str, ...]:
        """Ids of the sources of the numbers in some columns, each once; of the table, if none holds numbers."""
        specs = [self.spec.columns[column] for column in columns]
        numbers = [spec for spec in specs if spec.type in NUMERIC]
        named = [source for spec in numbers for source in spec.source or self.spec.source]
        return tuple(dict.fromkeys(map(str, named or self.spec.source)))

    def select(self, where: Mapping[str, object]) -> pd.DataFrame:
        """The rows whose columns have the given values."""
        frame = self.frame
        for column, wanted in where.items():
            frame = frame[frame[column] == wanted]
        return frame

    def label(self, column: str) -> str:
        """Head of a column: its label, or its name."""
        return str(self.spec.columns[column].label) or column
