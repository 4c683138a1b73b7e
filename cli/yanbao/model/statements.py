"""Statements as authors describe them: items down, periods across."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, ConfigDict, Field, StrictBool, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from yanbao.diagnostics import Marked
from yanbao.model.base import Prose
from yanbao.model.tables import NamesOfData, Table, TableColumn

_LEFT_OUT = frozenset({"sort", "limit", "rank", "group", "group_head", "total", "transpose"})


def _without(keys: Iterable[str]) -> ConfigDict:
    """The configuration of a model whose schema lacks some keys of the class above."""

    def leave_out(schema: dict[str, Any]) -> None:
        for key in keys:
            schema["properties"].pop(key)

    return ConfigDict(json_schema_extra=leave_out)


class StatementItem(TableColumn):
    """An item of a statement: a column of the dataset, or one computed from its columns. Short form: the column alone.

    It has the keys of a column of a table, and these.
    """

    model_config = _without({"under"})
    left_out: ClassVar[frozenset[str]] = frozenset({"under"})

    section: Prose | None = Field(
        default=None, description="Heading above it, of the section that it begins.", examples=["利润表"]
    )
    sum_of: NamesOfData = Field(
        default=(),
        description="The items that it is the sum of, those with - subtracted; checked in every period that has them "
        "all. It is printed in bold.",
        examples=[["revenue", "-cost"]],
    )
    bold: StrictBool = Field(default=False, description="Print it in bold, as totals are.")

    @model_validator(mode="after")
    def _has_no_upper_header(self) -> StatementItem:
        if self.under:
            raise PydanticCustomError("table_option", "an item has no 'under': its heading is 'section'")
        return self

    @property
    def is_bold(self) -> bool:
        """True if it is a total, or printed as one."""
        return self.bold or bool(self.sum_of)

    @property
    def parts(self) -> list[tuple[Marked, int]]:
        """The items that it is the sum of, each with its sign."""
        return [
            (Marked(name, one.locate(len(one) - len(name)), name), -1 if len(name) < len(one) else 1)
            for one in self.sum_of
            for name in [one.removeprefix("-").strip()]
        ]


def _item(value: Any) -> Any:
    return {"column": value} if isinstance(value, str) else value


Items = Annotated[
    tuple[Annotated[StatementItem, BeforeValidator(_item, json_schema_input_type=Marked | StatementItem)], ...],
    Field(min_length=1),
]


class Statement(Table):
    """A numbered table of a company's figures: items down, periods such as 2023A and 2024E across, in order of time.

    Its dataset has a row for each period, and a column for each item, with its unit, label and decimals. Units that the
    end of the caption names are not repeated.
    """

    model_config = _without(_LEFT_OUT)
    left_out: ClassVar[frozenset[str]] = _LEFT_OUT

    columns: Items = Field(
        alias="items",
        description="The items from top to bottom.",
        examples=[
            [{"column": "revenue", "section": "利润表"}, "cost", {"column": "gross", "sum_of": ["revenue", "-cost"]}]
        ],
    )
    transpose: StrictBool = True
    period: Marked | None = Field(
        default=None, description="The column of time, if there are several.", examples=["year"]
    )
    forecast: Prose | StrictInt | None = Field(
        default=None,
        description="The first period that is a forecast, if the periods do not say so themselves as 2024E does. Years "
        "are then printed with A and E.",
        examples=[2024],
    )

    @model_validator(mode="before")
    @classmethod
    def _has_own_keys(cls, value: Any) -> Any:
        for key in sorted(_LEFT_OUT.intersection(value if isinstance(value, dict) else ())):
            raise PydanticCustomError("table_option", "a statement has no '{key}'", {"key": key})
        return value
