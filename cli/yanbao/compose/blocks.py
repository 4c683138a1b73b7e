"""Blocks of a page: prose bound, figures captioned and shaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import product

from yanbao.compose import alt, tables
from yanbao.compose.factplots import make_fact_plot
from yanbao.compose.numbering import Numbering
from yanbao.compose.plots import PlotError, make_plot
from yanbao.compose.prose import Prose
from yanbao.compose.sources import source_line
from yanbao.compose.uses import DATA, Use
from yanbao.compose.values import of_fact
from yanbao.diagnostics import Mark, Marked
from yanbao.model import blocks as spec
from yanbao.model.base import Model
from yanbao.model.charts import Chart, EntityFigure, EventChart, FactChart, Figure
from yanbao.model.document import (
    CalloutBlock,
    Caption,
    CardItem,
    CardsBlock,
    ChartBlock,
    ColumnItem,
    ColumnsBlock,
    ComposedBlock,
    ImageBlock,
    TableBlock,
    TextBlock,
)
from yanbao.model.ledger import LocatedFact
from yanbao.model.project import LoadedReport, Project
from yanbao.model.theme import Messages


@dataclass(frozen=True)
class Composer:
    """Composes the blocks of one report. Problems are collected by ``prose``.

    ``wrong`` are the lines (file and number) with references that lead nowhere, which has been reported.
    """

    project: Project
    report: LoadedReport
    numbering: Numbering
    prose: Prose
    wrong: frozenset[tuple[str, int]] = frozenset()

    @property
    def messages(self) -> Messages:
        return self.report.theme.messages

    def blocks(self, items: Iterable[spec.Block]) -> tuple[ComposedBlock, ...]:
        """Composed blocks in order; one that cannot be made is reported and left out."""
        return tuple(block for item in items if (block := self._block(item)) is not None)

    def _block(self, item: spec.Block) -> ComposedBlock | None:
        content = item.content
        if isinstance(content, Figure) and any((m.file, m.line) in self.wrong for m in _marks(content)):
            self._caption(content, ())  # for what is wrong in its words
            return None
        if item.text is not None:
            return TextBlock(self.prose.block(item.text).html, item.text.mark)
        if item.chart is not None:
            return self._chart(item.chart)
        if item.table is not None:
            return self._table(item.table)
        if item.facts is not None:
            cells = tables.fact_cells(item.facts, self.project.ledger, self.prose, self.messages)
            self._use_facts(item.facts, item.facts.facts)
            return self._cells(item.facts, cells)
        if item.image is not None:
            uri = self.report.images[item.image.file]
            return ImageBlock(self._caption(item.image, item.image.source), uri)
        if item.cards is not None:
            return self._cards(item.cards)
        if item.callout is not None:
            title, text = self.prose.line(item.callout.title), self.prose.block(item.callout.text)
            return CalloutBlock(title.html, text.html, item.callout.text.mark)
        columns = item.columns or ()
        whole = sum(column.width for column in columns)
        items = tuple(ColumnItem(round(c.width / whole * 100, 3), self.blocks(c.blocks)) for c in columns)
        return ColumnsBlock(items)

    def _chart(self, chart: Chart) -> ChartBlock | None:
        try:
            if isinstance(chart, FactChart):
                plot, sources = make_fact_plot(chart, self.project.ledger)
                self._use_facts(chart, (chart.fact,))
            else:
                plot, sources = make_plot(chart, self.project, self.prose)
                self._use_data(chart.data, *([chart.events] if isinstance(chart, EventChart) else []))
        except PlotError as error:
            self.prose.diagnostics.append(error.diagnostic)
            return None
        caption = self._caption(chart, chart.source or sources, partial(alt.describe, plot, messages=self.messages))
        return ChartBlock(caption, plot, chart.height)

    def _table(self, table: spec.Table) -> TableBlock:
        self._use_data(table.data)
        cells = tables.table_cells(table, self.project.datasets[table.data], self.prose, self.messages)
        return self._cells(table, cells)

    def _cells(self, figure: Figure, cells: tables.Cells) -> TableBlock:
        describe = partial(tables.describe, cells, messages=self.messages)
        return TableBlock(self._caption(figure, figure.source or cells.sources, describe), cells.head, cells.rows)

    def _cards(self, cards: tuple[spec.Card, ...]) -> CardsBlock:
        bound = [(self.prose.line(card.value), self.prose.line(card.label)) for card in cards]
        sources = [source for value, label in bound for source in (*value.sources, *label.sources)]
        items = tuple(CardItem(value.html, label.html) for value, label in bound)
        return CardsBlock(items, self._source(sources), cards[0].value.mark)

    def _caption(self, figure: Figure, sources: Iterable[str], describe: Callable[[str], str] = str) -> Caption:
        """What stands around a figure; ``describe`` makes its alternative text from its title, if none is written."""
        link = self.numbering.of(figure)
        title = self.prose.line(figure.title)
        return Caption(
            anchor=link.anchor,
            label=link.text,
            title=title.html,
            unit=self.prose.line(figure.unit).html,
            source=self._source(sources),
            note=self.prose.line(figure.note).html,
            alt=self.prose.line(figure.alt).text if figure.alt else describe(title.text),
            mark=figure.title.mark,
        )

    def _use_facts(self, figure: EntityFigure, keys: Iterable[str]) -> None:
        """Remember the facts that a figure shows, at the names of their entities."""
        for entity, key in product(figure.entities, keys):
            if isinstance(fact := self.project.ledger.find(f"{entity}.{key}"), LocatedFact):
                self.prose.uses.add(Use(entity.mark, fact.path, self.prose.print(of_fact(fact))))

    def _use_data(self, *names: Marked) -> None:
        self.prose.uses.update(Use(name.mark, f"{DATA}.{name}") for name in names)

    def _source(self, ids: Iterable[str]) -> str:
        return source_line(ids, self.project.ledger.sources, self.messages, self.report.spec.institution)


def _marks(value: object) -> Iterator[Mark]:
    """The places of all names and texts inside a figure's model."""
    if isinstance(value, Marked):
        yield value.mark
    elif isinstance(value, Model):
        for _, inner in value:
            yield from _marks(inner)
    elif isinstance(value, dict):
        yield from _marks((*value.keys(), *value.values()))
    elif isinstance(value, tuple):
        for inner in value:
            yield from _marks(inner)
