"""A composed report's text for review: plain text in reading order, every character with its source position."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from yanbao.diagnostics import Edit, Mark, Marked
from yanbao.model.dataset import Dataset
from yanbao.model.document import Document
from yanbao.model.figures import Figure
from yanbao.model.plot import Plot
from yanbao.model.project import LoadedReport, LoadedSection, Project
from yanbao.model.report import Page


class Role(StrEnum):
    """The function of a passage in the report."""

    TITLE = "title"  # of the report, and its subtitle
    SECTION = "section"  # title of a section
    HEAD = "head"  # the line above a page's title
    LEAD = "lead"  # the sentence on a divider page
    PAGE = "page"  # title of a page
    HEADING = "heading"  # in prose; also the title of a callout
    PARAGRAPH = "paragraph"
    ITEM = "item"  # of a list in prose
    CARD = "card"  # value or label of a key figure
    CAPTION = "caption"  # title of a figure
    UNIT = "unit"  # muted end of a caption
    NOTE = "note"  # note below a figure
    ALT = "alt"  # alternative text written by the author
    LABEL = "label"  # name of a series, or of a line across a chart
    HEADER = "header"  # header of a column or row of a table
    CELL = "cell"  # of a table; a category or an event of a chart


PROSE = (Role.LEAD, Role.PARAGRAPH, Role.ITEM)
"""Roles that consist of sentences."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` of a passage that come from the ledger or a table, are a reference, or are set as
    code.

    ``paths`` are the facts (``models.kimi.context_window``), entities and datasets (``data.NAME``) they come from;
    ``value`` is set for numbers, a ratio with unit ``%`` for percentages; ``sign``, 1 or −1, if a filter has taken that
    away. ``width`` is that of the expression in the file.
    """

    start: int
    end: int
    kind: Literal["number", "words", "link", "code"]
    width: int
    paths: tuple[str, ...] = ()
    value: float | None = None
    unit: str = ""
    as_of: str = ""
    sign: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text that is read as a unit: a paragraph, a list item, a title, a cell.

    ``offsets[i]`` is the position of character ``i`` of ``text`` in ``origin``. Passages of one block of prose have the
    same ``block`` number; ``level`` is that of a heading (1 to 6).
    """

    text: str
    role: Role
    origin: Marked
    offsets: tuple[int, ...]
    spans: tuple[Span, ...] = ()
    block: int = 0
    level: int = 0

    def place(self, start: int = 0, end: int | None = None) -> tuple[Mark, int]:
        """Source position of characters ``start`` to ``end`` (all, if None), and their width on the first line."""
        end = len(self.text) if end is None else end
        mark = self.origin.locate(self.offsets[start])
        for last in range(end - 1, start - 1, -1):
            final = self.origin.locate(self.offsets[last])
            if final.line == mark.line:
                span = self.span(last)
                return mark, max(1, final.column - mark.column + (span.width if span else 1))
        return mark, 1

    def edit(self, start: int, end: int, new: str) -> tuple[Edit, ...]:
        """The edit that makes ``new`` of characters ``start`` to ``end``; none if they are not written as they read.

        What comes from an expression is not; behind one that has a value, something can be inserted.
        """
        is_cell = self.text == self.origin and self.offsets == tuple(range(len(self.text)))
        if start < end:
            own = self.offsets[start:end]
            is_read = own == tuple(range(own[0], own[0] + len(own)))
            is_same = self.origin[own[0] : own[-1] + 1] == self.text[start:end]
            is_written = is_read and is_same and (is_cell or self.is_typed(start, end))
            return self.origin.edit(own[0], own[-1] + 1, new) if is_written else ()
        at = self.offsets[max(0, start - 1)]
        opened, closed = self.origin.rfind("{{", 0, at), self.origin.find("}}", at) + 2
        is_expression = not is_cell and opened >= 0 and "}}" not in self.origin[opened:at] and closed > 1
        is_bound = not is_cell and self.span(max(0, start - 1)) is not None
        if is_bound != is_expression:  # an expression without a value is not bound
            return ()
        at = closed if is_expression else at + (start > 0)
        return self.origin.edit(at, at, new) if start or not is_expression else ()

    def span(self, at: int) -> Span | None:
        """The bound span that contains a character, if any."""
        return next((span for span in self.spans if span.start <= at < span.end), None)

    def is_typed(self, start: int, end: int) -> bool:
        """True if the author typed all of these characters, so that none is bound."""
        return not any(span.start < end and start < span.end for span in self.spans)


@dataclass(frozen=True, slots=True)
class FigureText:
    """A figure: its model, the passages in and around it, and the data it is made from.

    ``sources`` are source ids. ``datasets`` starts with the one whose rows it shows; ``rows`` are their positions in
    its frame, in the order shown. ``as_of`` is the date that its source line ends with, if it does.
    """

    spec: Figure
    kind: Literal["chart", "table", "diagram", "image"]
    label: str
    sources: tuple[str, ...]
    passages: tuple[Passage, ...]
    datasets: tuple[Dataset, ...] = ()
    rows: tuple[int, ...] = ()
    plot: Plot | None = None
    as_of: str = ""

    @property
    def caption(self) -> Passage:
        return next(passage for passage in self.passages if passage.role is Role.CAPTION)


@dataclass(frozen=True, slots=True)
class PageText:
    """A page: ``passages`` holds all text in reading order, including figures. ``number`` is its chapter's."""

    spec: Page
    section: LoadedSection
    number: str
    passages: tuple[Passage, ...]
    figures: tuple[FigureText, ...]


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section: ``passages`` are its own (title and lead), without its pages."""

    spec: LoadedSection
    passages: tuple[Passage, ...]
    pages: tuple[PageText, ...]


@dataclass(frozen=True)
class Manuscript:
    """The input of review rules. ``front`` is the title and subtitle, ``today`` the date of the review if known."""

    project: Project
    report: LoadedReport
    document: Document
    front: tuple[Passage, ...]
    sections: tuple[SectionText, ...]
    today: date | None = None

    @property
    def pages(self) -> Iterator[PageText]:
        return (page for section in self.sections for page in section.pages)

    @property
    def figures(self) -> Iterator[FigureText]:
        return (figure for page in self.pages for figure in page.figures)

    @property
    def passages(self) -> Iterator[Passage]:
        """All passages in reading order."""
        yield from self.front
        for section in self.sections:
            yield from section.passages
            for page in section.pages:
                yield from page.passages

    @property
    def datasets(self) -> tuple[Dataset, ...]:
        """The datasets that its figures and expressions use, without duplicates."""
        named = dict.fromkeys(dataset.name for figure in self.figures for dataset in figure.datasets)
        for passage in self.passages:
            for span in passage.spans:
                named.update(dict.fromkeys(path[5:] for path in span.paths if path.startswith("data.")))
        return tuple(self.project.datasets[name] for name in named if name in self.project.datasets)
