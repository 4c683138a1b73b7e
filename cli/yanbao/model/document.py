"""The composed document: plain data in reading order, in which every number is bound and every figure numbered.

Text is HTML that is safe to print (``Html``). References between pages are links to ``#anchor``. Nothing here knows
how wide or high a thing is, nor on which PDF page it lands; those are found when pages are typeset.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from yanbao.diagnostics import Mark
from yanbao.model.plot import Plot

Html = str

PageKind = Literal["cover", "contents", "figures", "divider", "content"]


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands around a figure. ``label`` is its number (图5), ``anchor`` what links point at."""

    anchor: str
    label: str
    title: Html
    unit: Html
    source: Html
    note: Html
    alt: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class TextBlock:
    html: Html
    mark: Mark
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """``height`` in mm where the author asked for one; otherwise the chart takes what its page leaves."""

    caption: Caption
    plot: Plot
    height: float | None
    kind: Literal["chart"] = "chart"


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A small line in a table cell and the dot at its end: SVG paths in a box of 60 × 14; ``alt`` tells its values."""

    path: str
    end: str
    alt: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. ``span`` counts rows, ``across`` columns; ``bar`` is the length of the bar beside the value in %
    (0 in heads and totals).

    ``heat`` is the shade of its ground, 1 to 5, or 0 for none in a column of shades. ``marks`` are the numbers of the
    footnotes about it. ``pad`` and ``mark_pad`` are characters as wide as what it lacks after its number and after its
    marks, by which its decimal point stands below those of its column.
    """

    html: Html
    kind: Literal["text", "number", "code", "name"] = "text"
    tone: Literal["", "up", "down"] = ""
    bar: float | None = None
    header: bool = False
    span: int = 1
    heat: int | None = None
    spark: Sparkline | None = None
    across: int = 1
    marks: tuple[int, ...] = ()
    pad: str = ""
    mark_pad: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: one like the others, one set off, the name of the group below it, or totals."""

    cells: tuple[Cell, ...]
    kind: Literal["", "highlight", "group", "total"] = ""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """``heads`` are its head, mostly of one row; ``groups`` its rows, mostly in one group; ``notes`` its footnotes in
    the order of their numbers, from 1. ``continued`` is what its pages after the first say (续表3).

    A cell that stands beside several rows is in the first of them only, and so in heads.
    """

    caption: Caption
    heads: tuple[tuple[Cell, ...], ...]
    groups: tuple[tuple[Row, ...], ...]
    totals: tuple[Row, ...] = ()
    notes: tuple[Html, ...] = ()
    continued: str = ""
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class ImageBlock:
    """``uri`` is a data URI: the picture itself."""

    caption: Caption
    uri: str
    kind: Literal["image"] = "image"


@dataclass(frozen=True, slots=True)
class CardItem:
    value: Html
    label: Html


@dataclass(frozen=True, slots=True)
class CardsBlock:
    items: tuple[CardItem, ...]
    source: Html
    mark: Mark
    kind: Literal["cards"] = "cards"


@dataclass(frozen=True, slots=True)
class CalloutBlock:
    title: Html
    html: Html
    mark: Mark
    kind: Literal["callout"] = "callout"


@dataclass(frozen=True, slots=True)
class ExcerptLine:
    """A line of YAML: the spaces that it begins with, how many levels deep these make it, and the rest."""

    depth: int
    indent: str
    text: str


@dataclass(frozen=True, slots=True)
class ExcerptBlock:
    """The YAML of a figure."""

    lines: tuple[ExcerptLine, ...]
    mark: Mark
    kind: Literal["excerpt"] = "excerpt"


@dataclass(frozen=True, slots=True)
class ColumnItem:
    """A column of a page; ``share`` is its part of the width in %."""

    share: float
    blocks: tuple[ComposedBlock, ...]


@dataclass(frozen=True, slots=True)
class ColumnsBlock:
    columns: tuple[ColumnItem, ...]
    kind: Literal["columns"] = "columns"


ComposedBlock = (
    TextBlock | ChartBlock | TableBlock | ImageBlock | CardsBlock | CalloutBlock | ExcerptBlock | ColumnsBlock
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents or of the list of figures; ``level`` 0 is a section, 1 a page or figure."""

    anchor: str
    label: str
    title: Html
    level: int


@dataclass(frozen=True, slots=True)
class ComposedPage:
    """One page. ``kind`` names its template partial; ``number`` is the chapter's, empty outside chapters.

    ``entries`` are what a contents page lists.
    """

    anchor: str
    kind: PageKind
    title: Html
    number: str
    section: Html
    head: Html
    lead: Html
    density: str
    blocks: tuple[ComposedBlock, ...]
    entries: tuple[Entry, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Signature:
    """An analyst who signs a report; the number of the licence and the contact may be empty."""

    name: str
    licence: str
    contact: str


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the title page and the running lines print. ``date`` is in words, ``issued`` the same as ISO text.

    The logos, for light and for dark ground, are data URIs, empty if there is none.
    """

    title: Html
    subtitle: Html
    kind: str
    industry: str
    date: str
    issued: str
    institution: str
    short_name: str
    logo: str
    logo_on_dark: str
    rating: str
    analysts: tuple[Signature, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Document:
    """``draft`` is what marks every page if there are errors in the content; empty otherwise.

    ``flows`` says whether pages follow one another on the same sheet of paper, as the theme has it.
    """

    slug: str
    masthead: Masthead
    pages: tuple[ComposedPage, ...]
    contents: tuple[Entry, ...]
    figures: tuple[Entry, ...]
    draft: str = ""
    flows: bool = False

    @property
    def runs(self) -> tuple[tuple[ComposedPage, ...], ...]:
        """The pages that are typeset together: each alone, or of those that flow all between lists, and the lists."""
        if not self.flows:
            return tuple((page,) for page in self.pages)
        return tuple(tuple(run) for _, run in groupby(self.pages, lambda page: page.kind in ("contents", "figures")))


def walk(blocks: tuple[ComposedBlock, ...]) -> list[ComposedBlock]:
    """Every block in reading order, those inside columns included."""
    found: list[ComposedBlock] = []
    for block in blocks:
        found.append(block)
        if isinstance(block, ColumnsBlock):
            for column in block.columns:
                found.extend(walk(column.blocks))
    return found


def mark_of(block: ComposedBlock) -> Mark | None:
    """Where a block was written; None for columns."""
    if isinstance(block, ChartBlock | TableBlock | ImageBlock):
        return block.caption.mark
    return None if isinstance(block, ColumnsBlock) else block.mark


def charts(page: ComposedPage) -> dict[str, ChartBlock]:
    """The charts of a page by anchor."""
    return {block.caption.anchor: block for block in walk(page.blocks) if isinstance(block, ChartBlock)}


def anchors(page: ComposedPage) -> list[str]:
    """What links can point at on a page: itself and its figures."""
    figures = (block for block in walk(page.blocks) if isinstance(block, ChartBlock | TableBlock | ImageBlock))
    return [page.anchor, *(block.caption.anchor for block in figures)]
