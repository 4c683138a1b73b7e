"""Conditions and repetitions of blocks, pages and sections."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BeforeValidator, Field, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from yanbao.diagnostics import Marked
from yanbao.model.base import ColumnKey, Model, Name, OneOrMore, Prose
from yanbao.model.shown import WHERE, Wanted


class ForEach(Model):
    """Repeats the part that has this key, for rows of a table or for entities of the ledger."""

    as_: Name = Field(
        alias="as", description="Name of the row or entity in expressions, as in stock.name.", examples=["stock"]
    )
    data: Name | None = Field(default=None, description="A dataset: repeat for each of its rows.", examples=["picks"])
    where: dict[ColumnKey, Wanted] = Field(default_factory=dict, description=WHERE, examples=[{"theme": "游戏"}])
    sort: Marked | None = Field(
        default=None, description="Column to sort by; -column for descending.", examples=["-ytd"]
    )
    limit: StrictInt | None = Field(default=None, ge=1, description="Maximum number of rows.")
    entities: Annotated[tuple[Marked, ...], OneOrMore()] = Field(
        default=(), description="Paths of entities: repeat for each.", examples=[["companies.kunlun"]]
    )

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.data is None) == (not self.entities):
            raise PydanticCustomError("for_each", "name either a dataset in 'data' or entities in 'entities'")
        return self


def _condition(value: object) -> object:
    if value is not None and not isinstance(value, str):
        message = "a condition compares: what is always there has no 'when', and what never is, is left out"
        raise PydanticCustomError("no_condition", message)
    return value


When = Annotated[
    Prose | None,
    BeforeValidator(_condition),
    Field(
        description="An expression: the part is present only if it is true.",
        examples=['change(data.index_daily, "close", "week") > 0'],
    ),
]
"""A condition of a block, page or section."""

Repetition = Annotated[ForEach | None, Field(description="It is repeated for these rows or entities.")]
"""What a block, page or section is repeated for."""

BESIDE = ("when", "for_each")
"""Keys that a block, page or section may have besides what it is."""
