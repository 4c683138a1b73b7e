"""Composes the blocks of a page: binds prose, shapes figures and adds their captions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from html import escape
from itertools import product
from typing import Any

from yanbao import rules, units
from yanbao.compose import alt, tables
from yanbao.compose.cellmarks import legend
from yanbao.compose.datadate import data_date
from yanbao.compose.diagrams import draw_diagram
from yanbao.compose.excerpts import excerpt
from yanbao.compose.exhibits import arranged
from yanbao.compose.factplots import make_fact_plot
from yanbao.compose.figuremarks import kind_of, marks_of
from yanbao.compose.numbering import Numbering
from yanbao.compose.picturerow import picture_item
from yanbao.compose.ploterror import PlotError
from yanbao.compose.plots import make_plot
from yanbao.compose.prose import Prose
from yanbao.compose.record import Record
from yanbao.compose.sources import source_line
from yanbao.compose.uses import DATA, Use
from yanbao.compose.values import of_fact
from yanbao.diagnostics import Diagnostic, Level, Mark, Marked
from yanbao.layout import pictures_folder
from yanbao.memory import Same
from yanbao.model import blocks as spec
from yanbao.model.caption import Caption
from yanbao.model.charts import Chart, FactChart
from yanbao.model.dataset import Dataset
from yanbao.model.diagrams import AnyDiagram
from yanbao.model.document import (
    AsideBlock,
    CalloutBlock,
    CardItem,
    CardsBlock,
    ChartBlock,
    ColumnItem,
    ColumnsBlock,
    ComposedBlock,
    ImageBlock,
    PicturesBlock,
    TableBlock,
    TakeawayBlock,
    TextBlock,
)
from yanbao.model.figures import EntityFigure, Figure
from yanbao.model.html import Html
from yanbao.model.ledger import LocatedFact
from yanbao.model.manuscript import FigureText, Role
from yanbao.model.messages import Messages
from yanbao.model.pictures import PictureFile
from yanbao.model.plot import Plot
from yanbao.model.project import LoadedReport, Project
from yanbao.model.report import Page, Section
from yanbao.model.tablecomputing import with_computed
from yanbao.model.tables import FactTable, Table

_LEGEND_JOINT = "。"
"""Between the legend of a table's marks and what its author notes."""


@dataclass(frozen=True)
class _Made:
    """What a figure is made from; see ``FigureText``."""

    sources: tuple[str, ...]
    datasets: tuple[Dataset, ...] = ()
    rows: tuple[int, ...] = ()
    plot: Plot | None = None
    tail: str = ""
    legend: Html = ""


@dataclass(frozen=True)
class Composer:
    """Composes the blocks of one report; results besides the blocks go to the record of ``prose``.

    ``wrong`` are the places of references that lead nowhere, which has been reported; ``scopes`` has the names of rows
    that expressions of what is repeated see. ``edition`` identifies the report, if several are made from one pattern.
    """

    project: Project
    report: LoadedReport
    numbering: Numbering
    prose: Prose
    wrong: frozenset[Mark] = frozenset()
    scopes: Mapping[Same, Mapping[str, Any]] = field(default_factory=dict)
    edition: tuple[object, ...] = ()

    @property
    def messages(self) -> Messages:
        return self.report.theme.messages

    def blocks(self, items: Iterable[spec.Block]) -> tuple[ComposedBlock, ...]:
        """Composed blocks in order; a block that cannot be made, which is reported, is replaced by a visible gap."""
        return tuple(self._block(item) or self._gap(item.content) for item in items)

    def _gap(self, figure: Figure) -> TextBlock:
        """Placeholder for a figure that cannot be made, for drafts; references still lead to it."""
        link = self.numbering.of(figure)
        html = f'<p id="{escape(link.anchor)}">{escape(link.text)} {escape(self.messages.gap)}</p>'
        return TextBlock(html, figure.title.mark)

    def _block(self, item: spec.Block) -> ComposedBlock | None:
        with self.prose.within(self.scope(item)):
            return self._inside(item)

    def scope(self, item: Section | Page | spec.Block) -> Mapping[str, Any]:
        """The names that expressions of a section, page or block see besides those of the report."""
        return self.scopes.get(Same(item), {})

    def _inside(self, item: spec.Block) -> ComposedBlock | None:
        content = item.content
        if isinstance(content, Figure) and not self.wrong.isdisjoint(marks_of(content)):
            self._caption(content)  # to report problems in its caption
            return None
        if item.text is not None:
            return TextBlock(self.prose.block(item.text).html, item.text.mark)
        if item.chart is not None:
            return self._chart(item.chart)
        if (table := item.table or item.statement) is not None:
            return self._table(table)
        if item.facts is not None:
            return self._fact_table(item.facts)
        if isinstance(content, AnyDiagram):
            return self._diagram(content)
        if item.image is not None:
            found = self._picture(item.image.file)
            caption = self._caption(item.image, _Made(tuple(map(str, item.image.source))) if found else None)
            return ImageBlock(caption, found.uri, found.on_paper, found.letters) if found else None
        if item.pictures is not None:
            return self._pictures(item.pictures)
        if item.cards is not None:
            return self.cards(item.cards)
        if (callout := item.callout) is not None:
            title, text = self.prose.line(callout.title, Role.HEADING), self.prose.block(callout.text)
            return CalloutBlock(title.html, text.html, callout.text.mark)
        if item.aside is not None:
            text, note = self.prose.block(item.aside.text), self.prose.line(item.aside.note, Role.LEAD)
            return AsideBlock(text.html, note.html, item.aside.text.mark)
        if item.takeaway is not None:
            return TakeawayBlock(self.prose.line(item.takeaway, Role.LEAD).html, item.takeaway.mark)
        if item.excerpt is not None:
            return excerpt(self.report.excerpts.get(item.excerpt, ""), item.excerpt.mark)
        if item.exhibits is not None:
            return arranged(self.blocks(item.exhibits.figures), item.exhibits.layout)
        columns = item.columns or ()
        whole = sum(column.width for column in columns)
        return ColumnsBlock(tuple(ColumnItem(round(c.width / whole * 100, 3), self.blocks(c.blocks)) for c in columns))

    def _chart(self, chart: Chart) -> ChartBlock | None:
        try:
            with self.prose.apart() as inside:
                made, plot = self._plotted(chart)
        except PlotError as error:
            self.prose.add(inside)
            self.prose.report(error.diagnostic)
            return None
        describe = partial(alt.describe, plot, messages=self.messages)
        caption = self._caption(chart, made, inside, describe)
        return ChartBlock(caption, replace(plot, unsaid=units.named(chart.unit)), chart.height)

    def _plotted(self, chart: Chart) -> tuple[_Made, Plot]:
        """What a chart is made from, and its plot. Raises PlotError."""
        if isinstance(chart, FactChart):
            plot, sources = make_fact_plot(chart, self.project.ledger, self.prose)
            self._use_facts(chart, (chart.fact,))
            return _Made(sources, plot=plot), plot
        plot, sources, rows = make_plot(chart, self.project, self.prose)
        self._use_data(*chart.datasets)
        return _Made(sources, tuple(self.project.datasets[name] for name in chart.datasets), rows, plot), plot

    def _nothing(self, name: Marked, inside: Record) -> None:
        """Report a figure for which no row of its dataset is left."""
        self.prose.add(inside)
        message, dataset = f"no row of '{name}' is left to show", self.project.datasets[name]
        ends = f"its rows end with {dataset.spec.as_of}: add the new ones" if dataset.grows else "look at 'where'"
        remedy = f"{ends}, or give the block a 'when'"
        found = Diagnostic(Level.ERROR, rules.EMPTY_FIGURE.id, message, name.mark, remedy, max(1, len(name.raw)))
        self.prose.report(found)

    def _table(self, table: Table) -> TableBlock | None:
        dataset, faults = with_computed(table, self.project.datasets[table.data])
        for one in faults:
            message = f"'{one.column}': {one.error}"
            found = Diagnostic(Level.ERROR, one.error.rule.id, message, one.mark, one.error.remedy, one.width)
            self.prose.report(found)
        with self.prose.apart() as inside:
            self._use_data(table.data)
            parts = tables.table_parts(table, dataset, self.prose)
        if not parts.shown:
            self._nothing(table.data, inside)
            return None
        return self._table_block(table, parts, inside, dataset)

    def _fact_table(self, table: FactTable) -> TableBlock:
        with self.prose.apart() as inside:
            parts = tables.fact_parts(table, self.project.ledger, self.prose, self.messages)
            self._use_facts(table, table.facts)
        return self._table_block(table, parts, inside)

    def _table_block(self, figure: Figure, parts: tables.TableParts, inside: Record, *datasets: Dataset) -> TableBlock:
        cells = [row.cells for group in parts.groups for row in group]
        made = _Made(parts.sources, datasets, parts.shown, legend=legend(cells, self.messages))
        caption = self._caption(figure, made, inside, partial(tables.describe, parts, messages=self.messages))
        continued = self.messages.continued.format(label=caption.label)
        is_turned = isinstance(figure, Table) and figure.transpose
        return TableBlock(caption, parts.heads, parts.groups, parts.totals, parts.notes, continued, is_turned)

    def _diagram(self, figure: AnyDiagram) -> ComposedBlock | None:
        with self.prose.apart() as inside:
            if figure.data:
                self._use_data(figure.data)
            drawn = draw_diagram(figure, self.project.datasets, self.prose, self.report.theme.tokens.page)
        if figure.data and not drawn.parts.rows:
            self._nothing(figure.data, inside)
            return None
        datasets = (self.project.datasets[figure.data],) if figure.data else ()
        made = _Made(drawn.parts.sources, datasets, drawn.parts.rows, tail=drawn.parts.tail)
        return drawn.block(self._caption(figure, made, inside, drawn.describe))

    def _picture(self, file: Marked) -> PictureFile | None:
        return self.report.images.get(f"{pictures_folder(file.mark.file)}/{file}")

    def _pictures(self, figure: spec.Pictures) -> PicturesBlock | None:
        """A row of pictures; None if one cannot be used, which has been reported."""
        with self.prose.apart() as inside:
            found = [(one, self._picture(one.file)) for one in figure.items]
            items = tuple(picture_item(one, file, self.prose) for one, file in found if file)
        alternative = self.messages.list_separator.join(item.alt for item in items)
        made = _Made(tuple(map(str, figure.source))) if len(items) == len(figure.items) else None
        caption = self._caption(figure, made, inside, lambda _: alternative)
        return PicturesBlock(caption, items, figure.height) if made else None

    def cards(self, cards: tuple[spec.Card, ...]) -> CardsBlock:
        """A row of key figures with the sources of their numbers."""
        bound = [(self.prose.line(card.value, Role.CARD), self.prose.line(card.label, Role.CARD)) for card in cards]
        sources = [source for value, label in bound for source in (*value.sources, *label.sources)]
        items = tuple(CardItem(value.html, label.html) for value, label in bound)
        return CardsBlock(items, self._source(sources), cards[0].value.mark)

    def _caption(
        self,
        figure: Figure,
        made: _Made | None = None,
        inside: Record | None = None,
        describe: Callable[[str], str] = str,
    ) -> Caption:
        """The caption, source line and alternative text of a figure; ``inside`` is the record of the figure's own
        content.

        The figure is added to the manuscript if it could be made (``made``). ``describe`` turns its title into
        alternative text if the author wrote none.
        """
        link = self.numbering.of(figure)
        with self.prose.apart() as record:
            title, unit = self.prose.line(figure.title, Role.CAPTION), self.prose.line(figure.unit, Role.UNIT)
            self.prose.add(inside or Record())
            note = self.prose.line(figure.note, Role.NOTE)
            alternative = self.prose.line(figure.alt, Role.ALT).text if figure.alt else describe(title.text)
        sources = tuple(map(str, figure.source)) or (made.sources if made else ())
        tail = made.tail or (made.plot.tail if made.plot else "") if made and not figure.unit else ""
        as_of = ""
        if made:
            text = tuple(record.passages)
            as_of = data_date(figure, made.datasets, made.rows, tail, text) if sources else ""
            kind, data = kind_of(figure), made.datasets
            told = FigureText(figure, kind, link.text, sources, text, data, made.rows, made.plot, as_of)
            record.figures.append(told)
        self.prose.add(record)
        return Caption(
            anchor=link.anchor,
            label=link.text,
            title=title.html,
            unit=unit.html or escape(tail),
            source=self._source(sources, as_of),
            note=_LEGEND_JOINT.join(filter(None, [made.legend if made else "", note.html])),
            alt=alternative,
            mark=figure.title.mark,
        )

    def _use_facts(self, figure: EntityFigure, keys: Iterable[str]) -> None:
        """Record uses of the facts that a figure shows, at the names of their entities."""
        for entity, key in product(figure.entities, keys):
            if isinstance(fact := self.project.ledger.find(f"{entity}.{key}"), LocatedFact):
                self.prose.use(Use(entity.mark, fact.path, self.prose.print(of_fact(fact))))

    def _use_data(self, *names: Marked) -> None:
        self.prose.use(*(Use(name.mark, f"{DATA}.{name}") for name in names))

    def _source(self, ids: Iterable[str], as_of: str = "") -> str:
        return source_line(ids, self.project.ledger.sources, self.messages, self.report.publisher.name, as_of)
