"""Blocks, the parts of a page. A block is a mapping with one key, its kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StrictFloat, model_validator
from pydantic_core import PydanticCustomError

from yanbao.diagnostics import Marked
from yanbao.model.base import Anchor, Model, Prose
from yanbao.model.charts import Chart
from yanbao.model.diagrams import Companies, Structure, Timeline
from yanbao.model.figures import Figure
from yanbao.model.repeating import BESIDE, Repetition, When
from yanbao.model.statements import Statement
from yanbao.model.tables import FactTable, Table


class Image(Figure):
    """A numbered picture from a file in the project."""

    file: Marked = Field(description="PNG, JPEG or SVG in the report's folder.", examples=["pictures/workflow.png"])
    alt: Prose = Field(description="Alternative text: what the picture shows, for readers who cannot see it.")


class Picture(Model):
    """A picture of a row."""

    file: Marked = Field(description="PNG, JPEG or SVG in the report's folder.", examples=["pictures/sora.png"])
    alt: Prose = Field(description="Alternative text: what the picture shows, for readers who cannot see it.")
    caption: Prose | None = Field(default=None, description="A line below it.", examples=["Sora：雪地里的长毛象"])
    credit: Prose | None = Field(
        default=None, description="Who made it, and its licence.", examples=["OpenAI", "张三，CC BY 4.0"]
    )


class Pictures(Figure):
    """A row of pictures of equal height."""

    items: tuple[Picture, ...] = Field(min_length=2, max_length=8, description="The pictures, from left to right.")
    height: StrictFloat = Field(default=60, ge=20, le=120, description="Greatest height in mm.")


class Card(Model):
    """A key figure: one number with its label."""

    value: Prose = Field(description="The number, bound to the ledger.", examples=["{{ models.sora.length }}"])
    label: Prose = Field(description="Its label.", examples=["Sora单次生成视频的最长时间"])


class Callout(Model):
    """A short text in a highlighted box."""

    title: Prose | None = Field(default=None, description="Its heading.")
    text: Prose = Field(description="Markdown with expressions, as in 'text'.")


class Aside(Model):
    """Text with a note in the margin beside it."""

    text: Prose = Field(description="The text: Markdown with expressions, as in 'text'.")
    note: Prose = Field(description="The note: a sentence or two, beside the text's first line.")


class Column(Model):
    """A column of a page: blocks in a stack. Short form: one block, or a list of blocks."""

    width: StrictFloat = Field(default=1, gt=0, description="Share of the width, relative to the other columns.")
    blocks: tuple[Block, ...] = Field(min_length=1, description="Its blocks, from top to bottom.")


class Exhibits(Model):
    """Figures in a grid, numbered row by row. Those side by side share the edges of their plots, and a source line."""

    layout: Literal["2x2", "1+2", "1/2"] = Field(
        default="2x2",
        description="2x2: two in each row. 1+2: the first at the left, the others beside it. 1/2: the first over the "
        "whole width, the others side by side below it.",
    )
    figures: tuple[Block, ...] = Field(
        min_length=2, max_length=8, description="Charts, tables, diagrams and pictures, in reading order."
    )

    @model_validator(mode="after")
    def _are_figures(self) -> Exhibits:
        if any(not isinstance(block.content, Figure) for block in self.figures):
            raise PydanticCustomError("not_a_figure", "exhibits are charts, tables, diagrams, facts and images only")
        return self


def _column(value: Any) -> Any:
    if isinstance(value, list):
        return {"blocks": value}
    is_column = isinstance(value, dict) and ("blocks" in value or "width" in value)
    return value if is_column else {"blocks": [value]}


ColumnItem = Annotated[
    Column,
    BeforeValidator(
        _column, json_schema_input_type="Column | Block | Annotated[tuple[Block, ...], Field(min_length=1)]"
    ),
]


class Block(Model):
    """One block; exactly one of the keys is given, beside ``when`` and ``for_each``."""

    text: Prose | None = Field(
        default=None,
        description="Markdown with expressions: paragraphs, lists, headings, quotations, tables, footnotes, formulas.",
        examples=['上下文窗口扩展到{{ models.gemini_1_5_pro.context_window }}，见{{ ref("context-windows") }}。'],
    )
    chart: Chart | None = Field(default=None, description="A chart of the given type.")
    table: Table | None = Field(default=None, description="A table of a dataset's rows.")
    statement: Statement | None = Field(
        default=None, description="A company's figures: items down, periods such as 2023A and 2024E across."
    )
    facts: FactTable | None = Field(default=None, description="A table that compares entities of the ledger.")
    structure: Structure | None = Field(
        default=None, description="A diagram of layers of boxes, such as an industry's chain or a process."
    )
    timeline: Timeline | None = Field(default=None, description="Rows of a dataset in time, such as releases.")
    companies: Companies | None = Field(default=None, description="Cards of companies, with key figures.")
    image: Image | None = Field(default=None, description="A picture.")
    pictures: Pictures | None = Field(default=None, description="A row of pictures of equal height.")
    cards: Annotated[tuple[Card, ...], Field(min_length=1)] | None = Field(
        default=None, description="A row of key figures."
    )
    callout: Callout | None = Field(default=None, description="A short text in a highlighted box.")
    aside: Aside | None = Field(
        default=None,
        description="Text with a note: in the margin beside it on A4, on slides and phones in a small box below it.",
    )
    takeaway: Prose | None = Field(
        default=None,
        description="What the page comes to, in a sentence, set off by a mark: first on the page, below its title.",
        examples=["上下文窗口一年内扩大到{{ models.gemini_1_5_pro.context_window }}。"],
    )
    excerpt: Anchor | None = Field(
        default=None,
        description="Id of a figure of the report, whose YAML is printed as written.",
        examples=["gemini-win-rate"],
    )
    columns: Annotated[tuple[ColumnItem, ...], Field(min_length=1)] | None = Field(
        default=None, description="Blocks side by side: each column is a block, or a list of blocks."
    )
    exhibits: Exhibits | None = Field(default=None, description="Figures in a grid of two columns.")
    when: When = None
    for_each: Repetition = None

    @model_validator(mode="after")
    def _one_kind(self) -> Block:
        if len(self.model_fields_set.difference(BESIDE)) != 1:
            raise PydanticCustomError("one_block", "a block has exactly one key, its kind")
        if self.content is None:
            raise PydanticCustomError("empty_block", "this block is empty")
        return self

    @property
    def kind(self) -> str:
        return next(iter(self.model_fields_set.difference(BESIDE)))

    @property
    def picture_files(self) -> tuple[Marked, ...]:
        """The files of its pictures."""
        if self.image:
            return (self.image.file,)
        return tuple(one.file for one in self.pictures.items) if self.pictures else ()

    @property
    def content(self) -> Any:
        """The model of the block's content."""
        return getattr(self, self.kind)


Column.model_rebuild()  # resolves the forward references
Exhibits.model_rebuild()


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block in reading order, including those inside columns."""
    for block in blocks:
        yield block
        for column in block.columns or ():
            yield from walk(column.blocks)
        yield from walk(block.exhibits.figures if block.exhibits else ())
