"""Blocks: what a page is made of. A block is a mapping with one key, its kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from yanbao.diagnostics import Marked
from yanbao.model.base import ColumnKey, Model, Name, Prose, as_list
from yanbao.model.charts import Chart, EntityFigure, Figure, Scalar


class TableColumn(Model):
    """A column as a table shows it. Short form: the column of the dataset alone."""

    column: Marked
    label: Prose | None = Field(default=None, description="Head; the dataset's label if absent.")
    decimals: int | None = Field(default=None, ge=0, le=8)
    sign: bool = Field(default=False, description="Print + and − and colour gains and losses as the market does.")
    bar: bool = Field(default=False, description="Draw a bar beside each value.")


def _table_columns(value: Any) -> Any:
    return [{"column": item} if isinstance(item, str) else item for item in as_list(value)]


class Table(Figure):
    """A numbered table of a dataset's rows."""

    data: Name
    columns: Annotated[tuple[TableColumn, ...], BeforeValidator(_table_columns)] = Field(min_length=1)
    where: dict[ColumnKey, Scalar] = Field(default_factory=dict, description="Keep the rows with these values.")
    sort: Marked | None = Field(default=None, description="Column to sort by; -column for descending.")
    limit: int | None = Field(default=None, ge=1)
    rank: bool = Field(default=False, description="Number the rows.")
    group: Marked | None = Field(default=None, description="Column whose equal neighbours share one cell, put first.")


class FactTable(EntityFigure):
    """A numbered table that compares entities of the ledger: one column an entity, one row a fact."""

    facts: Annotated[tuple[Marked, ...], BeforeValidator(as_list)] = Field(
        min_length=1, description="Keys of facts, named in content/ledger/labels.yaml."
    )


class Image(Figure):
    """A numbered picture from a file inside the project."""

    file: Marked
    alt: Prose = Field(description="Alternative text.")


class Card(Model):
    """One key number."""

    value: Prose
    label: Prose


class Callout(Model):
    """A short text set off from the rest."""

    title: Prose | None = None
    text: Prose


class Column(Model):
    """A column of a page: blocks in a stack. Short form: one block, or a list of blocks."""

    width: float = Field(default=1, gt=0, description="Share of the width, relative to the other columns.")
    blocks: tuple[Block, ...] = Field(min_length=1)


def _columns(value: Any) -> Any:
    def column(item: Any) -> Any:
        if isinstance(item, list):
            return {"blocks": item}
        is_column = isinstance(item, dict) and ("blocks" in item or "width" in item)
        return item if is_column else {"blocks": [item]}

    return [column(item) for item in value] if isinstance(value, list) else value


BlockKind = Literal["text", "chart", "table", "facts", "image", "cards", "callout", "columns"]


class Block(Model):
    """One block; exactly one of the keys is given."""

    text: Prose | None = Field(default=None, description="Markdown with expressions.")
    chart: Chart | None = None
    table: Table | None = None
    facts: FactTable | None = None
    image: Image | None = None
    cards: Annotated[tuple[Card, ...], Field(min_length=1)] | None = Field(
        default=None, description="A strip of key numbers."
    )
    callout: Callout | None = None
    columns: Annotated[tuple[Column, ...], BeforeValidator(_columns), Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Block:
        if len(self.model_fields_set) != 1:
            raise PydanticCustomError("one_block", "a block has exactly one key, its kind")
        if getattr(self, self.kind) is None:
            raise PydanticCustomError("empty_block", "this block is empty")
        return self

    @property
    def kind(self) -> str:
        return next(iter(self.model_fields_set))


Column.model_rebuild()  # its blocks may now be resolved


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block in reading order, those inside columns included."""
    for block in blocks:
        yield block
        for column in block.columns or ():
            yield from walk(column.blocks)
