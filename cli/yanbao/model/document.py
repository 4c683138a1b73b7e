"""The composed document: plain data in reading order, with all numbers bound and all figures numbered.

Text is safe HTML (``Html``). References between pages are links to ``#anchor``. Sizes and PDF page numbers are unknown
here; they are determined when pages are typeset.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from yanbao.diagnostics import Mark
from yanbao.model.caption import Caption
from yanbao.model.drawn import CompaniesBlock, StructureBlock, TimelineBlock
from yanbao.model.html import Html
from yanbao.model.masthead import Masthead
from yanbao.model.plot import Plot

PageKind = Literal["cover", "contents", "figures", "divider", "content"]


@dataclass(frozen=True, slots=True)
class TextBlock:
    html: Html
    mark: Mark
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A chart. ``height`` is in mm if the author set one; otherwise it depends on what the chart shows."""

    caption: Caption
    plot: Plot
    height: float | None
    kind: Literal["chart"] = "chart"


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A sparkline in a table cell, with a dot at its end: SVG paths in a 60 × 14 view box; ``alt`` lists its values."""

    path: str
    end: str
    alt: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. ``span`` and ``across`` are its row and column span; ``bar`` is the length in % of the bar beside
    the value (0 in headers and totals).

    ``heat`` is the shade of its background, 1 to 5, or 0 for none in a shaded column. ``marks`` are its footnote
    numbers. ``column`` sets off its column, in a table whose rows are items. ``pad`` and ``mark_pad`` are invisible
    characters added after its number and after its marks, which align its decimal point with those of its column.
    ``said`` is what a tick says, in a word.
    """

    html: Html
    kind: Literal["text", "number", "code", "name", "tick"] = "text"
    tone: Literal["", "up", "down"] = ""
    bar: float | None = None
    header: bool = False
    span: int = 1
    heat: int | None = None
    spark: Sparkline | None = None
    across: int = 1
    marks: tuple[int, ...] = ()
    column: Literal["", "forecast", "highlight"] = ""
    pad: str = ""
    mark_pad: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: plain, highlighted, the name of the group below it, totals, or an item that is a sum."""

    cells: tuple[Cell, ...]
    kind: Literal["", "highlight", "group", "total", "subtotal"] = ""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table. ``heads`` are its header rows, mostly one; ``groups`` its body rows, mostly in one group; ``notes`` its
    footnotes, numbered from 1. ``continued`` is its label on pages after the first (续表3).

    A cell that spans several rows is in the first of them only. ``is_turned`` if its rows are items, in their order.
    """

    caption: Caption
    heads: tuple[tuple[Cell, ...], ...]
    groups: tuple[tuple[Row, ...], ...]
    totals: tuple[Row, ...] = ()
    notes: tuple[Html, ...] = ()
    continued: str = ""
    is_turned: bool = False
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class ImageBlock:
    """A picture as data URIs, one of them for the typesetter; ``letters`` are the characters of its text."""

    caption: Caption
    uri: str
    on_paper: str
    letters: str
    kind: Literal["image"] = "image"


@dataclass(frozen=True, slots=True)
class PictureItem:
    """A picture of a row, as an ``ImageBlock``; ``ratio`` is its width by its height."""

    uri: str
    on_paper: str
    letters: str
    alt: str
    caption: Html
    credit: Html
    ratio: float


@dataclass(frozen=True, slots=True)
class PicturesBlock:
    """A row of pictures of equal height, at most ``height`` mm."""

    caption: Caption
    items: tuple[PictureItem, ...]
    height: float
    kind: Literal["pictures"] = "pictures"


FigureBlock = ChartBlock | TableBlock | ImageBlock | PicturesBlock | StructureBlock | TimelineBlock | CompaniesBlock
"""The blocks with a caption."""


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
class AsideBlock:
    """Text with a note beside it."""

    html: Html
    note: Html
    mark: Mark
    kind: Literal["aside"] = "aside"


@dataclass(frozen=True, slots=True)
class TakeawayBlock:
    """What a page comes to, in a sentence."""

    html: Html
    mark: Mark
    kind: Literal["takeaway"] = "takeaway"


@dataclass(frozen=True, slots=True)
class ExcerptLine:
    """A line of YAML: its leading spaces, its indentation level, and the rest."""

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
    TextBlock | FigureBlock | CardsBlock | CalloutBlock | AsideBlock | TakeawayBlock | ExcerptBlock | ColumnsBlock
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

    ``entries`` are the lines of a contents page or list of figures. With a ``band``, the page begins its chapter: the
    band above it has the chapter's title and lead.
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
    band: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A composed report. ``draft`` is the mark on every page if the content has errors, else empty.

    ``flows`` is set by the theme: whether pages continue one another on the same sheet of paper.
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
        """The pages that are typeset together: each alone; or, in flowing text, those between lists as one."""
        if not self.flows:
            return tuple((page,) for page in self.pages)
        return tuple(tuple(run) for _, run in groupby(self.pages, lambda page: page.kind in ("contents", "figures")))


def walk(blocks: tuple[ComposedBlock, ...]) -> list[ComposedBlock]:
    """Every block in reading order, including those inside columns."""
    found: list[ComposedBlock] = []
    for block in blocks:
        found.append(block)
        if isinstance(block, ColumnsBlock):
            for column in block.columns:
                found.extend(walk(column.blocks))
    return found


def mark_of(block: ComposedBlock) -> Mark | None:
    """A block's position in the source; None for columns."""
    if isinstance(block, FigureBlock):
        return block.caption.mark
    return None if isinstance(block, ColumnsBlock) else block.mark


def charts(page: ComposedPage) -> dict[str, ChartBlock]:
    """The charts of a page by anchor."""
    return {block.caption.anchor: block for block in walk(page.blocks) if isinstance(block, ChartBlock)}


def anchors(page: ComposedPage) -> list[str]:
    """The link targets on a page: the page itself, and its figures."""
    figures = (block for block in walk(page.blocks) if isinstance(block, FigureBlock))
    return [page.anchor, *(block.caption.anchor for block in figures)]
