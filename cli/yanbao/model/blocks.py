"""Blocks: what a page is made of. A block is a mapping with one key, its kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictFloat, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from yanbao.diagnostics import Marked
from yanbao.model.base import Anchor, ColumnKey, Model, Name, OneOrMore, Prose
from yanbao.model.charts import Chart
from yanbao.model.figures import EntityFigure, Figure, Scalar


class TableColumn(Model):
    """A column as a table shows it. Short form: the column of the dataset alone."""

    column: Marked = Field(description="Its name in the dataset.")
    label: Prose | None = Field(default=None, description="Head; the dataset's label if absent.")
    decimals: StrictInt | None = Field(
        default=None, ge=0, le=8, description="Decimals printed; as the dataset says if absent."
    )
    sign: StrictBool = Field(default=False, description="Print + and − and colour gains and losses as the market does.")
    bar: StrictBool = Field(default=False, description="Draw a bar beside each value.")
    heat: StrictBool = Field(
        default=False,
        description="Shade the cells by value, the greatest most, on one scale with the other shaded "
        "columns of the same unit; with sign, gains and losses in their colours.",
    )
    spark: Annotated[tuple[Marked, ...], Field(min_length=2)] | None = Field(
        default=None,
        description="Columns whose numbers are drawn in order as a small line beside the value.",
        examples=[["january", "february", "march"]],
    )


def _table_column(value: Any) -> Any:
    return {"column": value} if isinstance(value, str) else value


TableColumns = Annotated[
    tuple[Annotated[TableColumn, BeforeValidator(_table_column, json_schema_input_type=Marked | TableColumn)], ...],
    Field(min_length=1),
    OneOrMore(),
]


class Table(Figure):
    """A numbered table of a dataset's rows."""

    data: Name = Field(description="Dataset, of data/catalog.yaml or the ledger.", examples=["media_gainers"])
    columns: TableColumns = Field(description="Columns to show, in order.", examples=[["code", "name", "ytd"]])
    where: dict[ColumnKey, Scalar] = Field(
        default_factory=dict, description="Keep the rows whose columns have these values.", examples=[{"theme": "游戏"}]
    )
    sort: Marked | None = Field(
        default=None, description="Column to sort by; -column for descending.", examples=["-market_cap"]
    )
    limit: StrictInt | None = Field(default=None, ge=1, description="How many rows at most.")
    rank: StrictBool = Field(default=False, description="Number the rows.")
    group: Marked | None = Field(default=None, description="Column whose equal neighbours share one cell, put first.")


class FactTable(EntityFigure):
    """A numbered table that compares entities of the ledger: one column an entity, one row a fact."""

    facts: Annotated[tuple[Marked, ...], Field(min_length=1), OneOrMore()] = Field(
        description="Keys of facts, named in content/ledger/labels.yaml.", examples=[["vendor", "released"]]
    )


class Image(Figure):
    """A numbered picture from a file inside the project."""

    file: Marked = Field(description="PNG, JPEG or SVG in the report's folder.", examples=["pictures/workflow.png"])
    alt: Prose = Field(description="Alternative text: what the picture shows, for who cannot see it.")


class Card(Model):
    """One key number."""

    value: Prose = Field(description="The number, bound to the ledger.", examples=["{{ models.sora.length }}"])
    label: Prose = Field(description="What it is.", examples=["Sora单次生成视频的最长时间"])


class Callout(Model):
    """A short text set off from the rest."""

    title: Prose | None = Field(default=None, description="Its head.")
    text: Prose = Field(description="Markdown with expressions.")


class Column(Model):
    """A column of a page: blocks in a stack. Short form: one block, or a list of blocks."""

    width: StrictFloat = Field(default=1, gt=0, description="Share of the width, relative to the other columns.")
    blocks: tuple[Block, ...] = Field(min_length=1, description="What is in it, from top to bottom.")


def _column(value: Any) -> Any:
    if isinstance(value, list):
        return {"blocks": value}
    is_column = isinstance(value, dict) and ("blocks" in value or "width" in value)
    return value if is_column else {"blocks": [value]}


BlockKind = Literal["text", "chart", "table", "facts", "image", "cards", "callout", "excerpt", "columns"]


ColumnItem = Annotated[
    Column,
    BeforeValidator(
        _column, json_schema_input_type="Column | Block | Annotated[tuple[Block, ...], Field(min_length=1)]"
    ),
]


class Block(Model):
    """One block; exactly one of the keys is given."""

    text: Prose | None = Field(
        default=None,
        description="Markdown with expressions: paragraphs, lists, **emphasis**, ### headings.",
        examples=['上下文窗口扩展到{{ models.gemini_1_5_pro.context_window }}，见{{ ref("context-windows") }}。'],
    )
    chart: Chart | None = Field(default=None, description="A chart; its type says which.")
    table: Table | None = Field(default=None, description="A table of a dataset's rows.")
    facts: FactTable | None = Field(default=None, description="A table that compares entities of the ledger.")
    image: Image | None = Field(default=None, description="A picture.")
    cards: Annotated[tuple[Card, ...], Field(min_length=1)] | None = Field(
        default=None, description="A strip of key numbers."
    )
    callout: Callout | None = Field(default=None, description="A short text set off from the rest.")
    excerpt: Anchor | None = Field(
        default=None,
        description="Id of a figure of the report whose YAML is shown, as it is written.",
        examples=["gemini-win-rate"],
    )
    columns: Annotated[tuple[ColumnItem, ...], Field(min_length=1)] | None = Field(
        default=None, description="Blocks side by side: each column is a block, or a list of blocks."
    )

    @model_validator(mode="after")
    def _one_kind(self) -> Block:
        if len(self.model_fields_set) != 1:
            raise PydanticCustomError("one_block", "a block has exactly one key, its kind")
        if self.content is None:
            raise PydanticCustomError("empty_block", "this block is empty")
        return self

    @property
    def kind(self) -> str:
        return next(iter(self.model_fields_set))

    @property
    def content(self) -> Any:
        """What stands under the kind."""
        return getattr(self, self.kind)


Column.model_rebuild()  # its blocks may now be resolved


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block in reading order, those inside columns included."""
    for block in blocks:
        yield block
        for column in block.columns or ():
            yield from walk(column.blocks)
