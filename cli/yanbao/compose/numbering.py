"""Assigns numbers and anchors to figures, tables and pages before prose is bound, so that prose can refer ahead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yanbao.compose.values import Link
from yanbao.memory import Same
from yanbao.model.blocks import Image, Pictures, walk
from yanbao.model.diagrams import Diagram
from yanbao.model.figures import Figure
from yanbao.model.messages import Messages
from yanbao.model.project import LoadedReport
from yanbao.model.report import Page
from yanbao.model.tables import FactTable, Table


@dataclass(frozen=True)
class Numbering:
    """``figures`` maps a figure's model to its label and anchor, ``pages`` a page's model to its anchor.

    ``links`` are the targets of ref(): figures by id; pages are added once their titles are bound.
    """

    figures: Mapping[Same, Link]
    pages: Mapping[Same, str]
    links: dict[str, Link]

    def of(self, figure: Figure) -> Link:
        """Label and anchor of a figure."""
        return self.figures[Same(figure)]

    def page_anchor(self, page: Page) -> str:
        """The anchor of a page."""
        return self.pages[Same(page)]


def number(report: LoadedReport, messages: Messages, links: dict[str, Link]) -> Numbering:
    """Number charts and pictures as one series, tables as another, through the report; ``links`` gets the ids."""
    figures: dict[Same, Link] = {}
    pages: dict[Same, str] = {}
    counts = {messages.figure: 0, messages.table: 0}
    for s, section in enumerate(report.sections, 1):
        for p, page in enumerate(section.spec.pages, 1):
            pages[Same(page)] = str(page.id or f"page-{s}-{p}")
            for figure in (block.content for block in walk(page.blocks)):
                if not isinstance(figure, Figure):
                    continue
                is_table = isinstance(figure, Table | FactTable)
                word = messages.table if is_table else messages.figure
                counts[word] += 1
                stem = "table" if is_table else _stem(figure)
                link = Link(f"{word}{counts[word]}", str(figure.id or f"{stem}-{counts[word]}"))
                figures[Same(figure)] = link
                if figure.id:
                    links[figure.id] = link
    return Numbering(figures, pages, links)


def _stem(figure: Figure) -> str:
    return "picture" if isinstance(figure, Image | Pictures) else "diagram" if isinstance(figure, Diagram) else "chart"
