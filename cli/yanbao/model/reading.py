"""How to read a table file from elsewhere: options that an author declares instead of editing the file."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictInt, WithJsonSchema

from yanbao.diagnostics import Marked
from yanbao.model.base import Model, OneOrMore

Encoding = Literal["utf-8", "gb18030", "gbk", "big5", "utf-16", "windows-1252"]
Separator = Literal["comma", "tab", "semicolon", "pipe", "space"]

SEPARATORS = {"comma": ",", "tab": "\t", "semicolon": ";", "pipe": "|", "space": " "}


def _head(value: Any) -> Any:
    return value if value == "none" or isinstance(value, list | tuple) else [value]


Head = Annotated[
    Literal["none"] | tuple[Annotated[StrictInt, Field(ge=1)], ...],
    BeforeValidator(_head),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1},
                {"const": "none"},
                {"type": "array", "items": {"type": "integer", "minimum": 1}},
            ]
        }
    ),
]
"""The numbers of the header rows; a single number is accepted in place of a list."""


class Reading(Model):
    """How to read a file from a data terminal, a database or a website."""

    encoding: Encoding | None = Field(
        default=None, description="Encoding of a text file; by default UTF-8, or UTF-16 with a byte order mark."
    )
    separator: Separator | None = Field(
        default=None, description="Column separator of a text file; by default a comma, in .tsv files a tab."
    )
    decimal: Literal["point", "comma"] | None = Field(
        default=None, description="Decimal separator of numbers in a text file; by default a point."
    )
    head: Head | None = Field(
        default=None,
        description="Line of a text file, or row of a sheet, with the column names; several are joined. none if there "
        "is no such row: columns are then declared in order. By default the first row.",
        examples=[3, [1, 2], "none"],
    )
    skip: Annotated[StrictInt, Field(ge=0)] = Field(
        default=0, description="Number of rows to skip below the header, such as those with units and sources."
    )
    footer: Annotated[tuple[Marked, ...], OneOrMore()] = Field(
        default=(),
        description="The table ends before the first row that starts with this.",
        examples=["数据来源", ["注：", "资料来源"]],
    )
    missing: Annotated[tuple[Marked, ...], OneOrMore()] = Field(
        default=(), description="Additional markers of missing values.", examples=[".", [".", ".."]]
    )
    range: Marked | None = Field(default=None, description="Range of cells to read from a sheet.", examples=["B3:H40"])
    hidden: Literal["keep", "leave"] | None = Field(
        default=None, description="Whether to keep hidden and filtered rows of a sheet."
    )
    columns: Literal["declared"] | None = Field(
        default=None, description="declared: ignore columns of the file that are not declared."
    )
    transpose: StrictBool = Field(
        default=False,
        description="Read rows as columns: the first cell of each row is the name of a column, as in a model with "
        "items down and years across.",
    )
    path: Marked | None = Field(
        default=None, description="Path to the rows in a JSON file: keys separated by points.", examples=["data"]
    )


class WideForm(Model):
    """Pivots a long table, with one row per item and period, into a wide one, with one row per period.

    Each name in one column of the file becomes a column, whose cells are those of another.
    """

    names: Marked = Field(description="The column of the file with the names of items.", examples=["项目"])
    values: Marked = Field(description="The column of the file with their values.", examples=["金额"])


class LongForm(Model):
    """Unpivots a wide table, with one column per security or year, into a long one.

    Each column of the file that is not declared gives one row per cell: its header goes into one column, its cell into
    another.
    """

    names: Marked = Field(description="The declared column that receives the headers.", examples=["code"])
    values: Marked = Field(description="The declared column that receives the cells.", examples=["market_cap"])
