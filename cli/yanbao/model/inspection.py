"""A composed report as programs read it: a documented, versioned schema.

A new version has keys that mean something else, or lacks some; new keys may be added to a version.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

VERSION = 1


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True)


class Place(_Told):
    """Where something is written."""

    file: str = Field(description="Path with slashes, relative to the project.")
    line: int = Field(description="Line, from 1.")
    column: int = Field(description="Column in characters, from 1.")


class BoundValue(_Told):
    """What an expression has printed in a text."""

    start: int = Field(description="Its first character in the text, from 0.")
    end: int = Field(description="The character behind it.")
    text: str = Field(description="What is printed.")
    kind: Literal["number", "words", "link", "code"] = Field(description="What it is.")
    value: float | None = Field(description="Of a number: its value; a percentage is a ratio.")
    unit: str = Field(description="Unit of a number; `%` of a percentage.")
    as_of: str = Field(description="The date of the value, as far as it is known.")
    paths: tuple[str, ...] = Field(description="The facts, entities and datasets that it comes from.")


class TextTold(_Told):
    """A text that is read as one: a title, a paragraph, an item, a cell."""

    role: str = Field(description="What it is: `title`, `paragraph`, `item`, `caption`, `cell` and others.")
    text: str = Field(description="Plain text, as it is printed.")
    block: int = Field(description="Number of the text block that it is in; the same for paragraphs of one block.")
    place: Place = Field(description="Where it begins.")
    bound: tuple[BoundValue, ...] = Field(description="What expressions have printed in it; all else is typed.")


class SeriesTold(_Told):
    """A series of a chart."""

    label: str = Field(description="Its name.")
    unit: str = Field(description="Unit of its values; `%` if they are ratios that print as percentages.")
    values: tuple[float | None, ...] = Field(description="A value for each of `x`; null where there is none.")


class FigureTold(_Told):
    """A chart, table, picture or diagram."""

    id: str = Field(description="Its id, to which ref() leads; given by the tool if the author gave none.")
    kind: str = Field(description="`chart`, `table`, `image`, `structure`, `timeline` or `companies`.")
    type: str = Field(description="Type of a chart, such as `line`; empty for others.")
    label: str = Field(description="Its number as it is printed, such as 图5.")
    title: str = Field(description="The caption.")
    unit: str = Field(description="The muted end of the caption.")
    note: str = Field(description="The note below it.")
    alt: str = Field(description="Alternative text, written or made.")
    sources: tuple[str, ...] = Field(description="Ids of its sources.")
    source_line: str = Field(description="The source line as it is printed.")
    as_of: str = Field(description="The date of its data that the source line ends with; empty if it does not.")
    datasets: tuple[str, ...] = Field(description="Names of its datasets; the rows are of the first.")
    x: tuple[str, ...] = Field(description="Of a chart: dates or names along its axis.")
    series: tuple[SeriesTold, ...] = Field(description="Of a chart: its series.")
    heads: tuple[tuple[str, ...], ...] = Field(description="Of a table: its header rows, as they are printed.")
    rows: tuple[tuple[str, ...], ...] = Field(
        description="Of a table: its rows, totals last. A cell that spans several rows is in the first."
    )
    texts: tuple[TextTold, ...] = Field(description="All texts in and around it.")
    place: Place = Field(description="Where its caption is written.")


class PageTold(_Told):
    """A page; in flowing text, a title with what is below it."""

    id: str = Field(description="Its id, to which ref() leads; given by the tool if the author gave none.")
    kind: str = Field(description="`content`, or made by the tool: `cover`, `contents`, `figures`, `divider`.")
    title: str = Field(description="Its title.")
    section: str = Field(description="Title of its section.")
    chapter: str = Field(description="Number of its chapter; empty outside chapters.")
    blocks: tuple[str, ...] = Field(description="Kinds of its blocks in order; those of columns after `columns`.")
    texts: tuple[TextTold, ...] = Field(description="All texts in reading order, with those of figures.")
    figures: tuple[FigureTold, ...] = Field(description="Its figures, in order.")
    place: Place = Field(description="Where its title is written.")


class SourceTold(_Told):
    """A source that the report names."""

    id: str = Field(description="Its id.")
    publisher: str = Field(description="Who published it.")


class ReportTold(_Told):
    """A composed report."""

    version: Literal[1] = Field(description="Version of this schema.")
    program: str = Field(description="Version of yanbao.")
    name: str = Field(description="Name of its files.")
    folder: str = Field(description="Its folder in content/.")
    title: str = Field(description="Its title.")
    subtitle: str = Field(description="Second line of the title page.")
    kind: str = Field(description="Kind of report, as it is printed.")
    date: str = Field(description="Its date, as ISO text.")
    institution: str = Field(description="Who publishes it.")
    theme: str = Field(description="Its theme.")
    is_whole: bool = Field(description="False if something with errors is left out: see `report check`.")
    texts: tuple[TextTold, ...] = Field(description="Texts outside content pages: title, chapters and their leads.")
    pages: tuple[PageTold, ...] = Field(description="Its pages in order.")
    sources: tuple[SourceTold, ...] = Field(description="The sources of its figures, without duplicates.")


MODELS: tuple[type[BaseModel], ...] = (
    *(ReportTold, PageTold, TextTold, BoundValue, FigureTold, SeriesTold, SourceTold, Place),
)
"""All models, from the outermost on."""
