"""How a file that others have made is to be read: what an author declares instead of editing the file."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StrictInt, WithJsonSchema

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
"""The numbers of the rows of the head; one may stand for a list of one."""


class Reading(Model):
    """How a file is read that comes from a data terminal, a database or a website."""

    encoding: Encoding | None = Field(
        default=None, description="Encoding of a text file; UTF-8, or UTF-16 with its byte order mark, if absent."
    )
    separator: Separator | None = Field(
        default=None, description="What separates the columns of a text file; comma if absent, in .tsv files tab."
    )
    decimal: Literal["point", "comma"] | None = Field(
        default=None, description="The decimal sign of numbers in a text file; point if absent."
    )
    head: Head | None = Field(
        default=None,
        description="The line of a text file, or row of a sheet, that names the columns; of several, the names are "
        "joined. none if no row does: then the columns are declared in their order. The first row if absent.",
        examples=[3, [1, 2], "none"],
    )
    skip: Annotated[StrictInt, Field(ge=0)] = Field(
        default=0, description="How many rows below the head are left out, such as those with units and sources."
    )
    footer: Annotated[tuple[Marked, ...], OneOrMore()] = Field(
        default=(),
        description="The table ends above the first row that begins with this.",
        examples=["数据来源", ["注：", "资料来源"]],
    )
    missing: Annotated[tuple[Marked, ...], OneOrMore()] = Field(
        default=(), description="Marks of missing values, beside the usual ones.", examples=[".", [".", ".."]]
    )
    range: Marked | None = Field(default=None, description="The cells of a sheet that are read.", examples=["B3:H40"])
    hidden: Literal["keep", "leave"] | None = Field(
        default=None, description="Whether hidden and filtered rows of a sheet are kept, or left out."
    )
    columns: Literal["declared"] | None = Field(
        default=None, description="declared: the other columns of the file are left out."
    )
    path: Marked | None = Field(
        default=None, description="Where a JSON file has its rows: keys with points between them.", examples=["data"]
    )


class LongForm(Model):
    """How a wide table, with a column for each security or year, is read as a long one.

    Columns of the file that are not declared give rows: their head goes into one column, their cells into another.
    """

    names: Marked = Field(description="The declared column that takes the heads.", examples=["code"])
    values: Marked = Field(description="The declared column that takes the cells.", examples=["market_cap"])
