"""Numbers and anchors of figures, tables and pages, given before any prose is bound so that prose can point ahead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yanbao.compose.values import Link
from yanbao.model.blocks import Block, FactTable, Image, Table
from yanbao.model.charts import Figure
from yanbao.model.project import LoadedReport
from yanbao.model.report import Page
from yanbao.model.theme import Messages


@dataclass(frozen=True)
class Numbering:
    """``figures`` maps the identity of a figure's model to its label and anchor; ``links`` is what ref() finds."""

    figures: Mapping[int, Link]
    pages: Mapping[int, str]
    links: Mapping[str, Link]

    def of(self, figure: Figure) -> Link:
        return self.figures[id(figure)]

    def page_anchor(self, page: Page) -> str:
        return self.pages[id(page)]


def figures_in(blocks: tuple[Block, ...]) -> Iterator[Figure]:
    """The figures of a page in reading order."""
    for block in blocks:
        content = getattr(block, block.kind)
        if isinstance(content, Figure):
            yield content
        for column in block.columns or ():
            yield from figures_in(column.blocks)


def number(report: LoadedReport, messages: Messages) -> Numbering:
    """Number charts and pictures as one series, tables as another, through the report."""
    figures: dict[int, Link] = {}
    pages: dict[int, str] = {}
    links: dict[str, Link] = {}
    counts = {messages.figure: 0, messages.table: 0}
    for s, section in enumerate(report.sections, 1):
        for p, page in enumerate(section.spec.pages, 1):
            pages[id(page)] = str(page.id or f"page-{s}-{p}")
            if page.id:
                links[page.id] = Link(str(page.title), pages[id(page)])
            for figure in figures_in(page.blocks):
                is_table = isinstance(figure, Table | FactTable)
                word = messages.table if is_table else messages.figure
                counts[word] += 1
                stem = "table" if is_table else "picture" if isinstance(figure, Image) else "chart"
                link = Link(f"{word}{counts[word]}", str(figure.id or f"{stem}-{counts[word]}"))
                figures[id(figure)] = link
                if figure.id:
                    links[figure.id] = link
    return Numbering(figures, pages, links)
