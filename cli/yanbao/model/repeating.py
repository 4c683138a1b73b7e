"""What blocks, pages and sections may have beside what they are: a condition, and what they are repeated for."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from yanbao.diagnostics import Marked
from yanbao.model.base import ColumnKey, Model, Name, OneOrMore, Prose
from yanbao.model.figures import WHERE, Wanted


class ForEach(Model):
    """The rows of a table, or entities of the ledger: for each there is one more of what has this key."""

    as_: Name = Field(
        alias="as", description="What expressions call the row or entity, as stock.name.", examples=["stock"]
    )
    data: Name | None = Field(default=None, description="A dataset: once for each of its rows.", examples=["picks"])
    where: dict[ColumnKey, Wanted] = Field(default_factory=dict, description=WHERE, examples=[{"theme": "游戏"}])
    sort: Marked | None = Field(
        default=None, description="Column to sort by; -column for descending.", examples=["-ytd"]
    )
    limit: StrictInt | None = Field(default=None, ge=1, description="At most so many rows.")
    entities: Annotated[tuple[Marked, ...], OneOrMore()] = Field(
        default=(), description="Paths of entities: once for each.", examples=[["companies.kunlun"]]
    )

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.data is None) == (not self.entities):
            raise PydanticCustomError("for_each", "name either a dataset in 'data' or entities in 'entities'")
        return self


class Repeated(Model):
    """What is there only if a condition holds, or once for each of several rows."""

    when: Prose | None = Field(
        default=None,
        description="An expression: it is there only if this holds.",
        examples=['change(data.index_daily, "close", "week") > 0'],
    )
    for_each: ForEach | None = Field(default=None, description="It is repeated for these rows or entities.")
