"""Evaluates conditions and repetitions of a report: the result has plain sections, pages and blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar, cast

from yanbao import rules
from yanbao.checks import unknown_column, unknown_dataset, unknown_entity, unknown_value
from yanbao.checks.references import error, unknown
from yanbao.compose.expressions import Evaluator
from yanbao.compose.grammar import split
from yanbao.compose.lookups import cell_value, is_missing
from yanbao.compose.prose import Prose
from yanbao.compose.scope import EntityValue, NamedValue
from yanbao.compose.uses import DATA, Use
from yanbao.compose.values import Bound, ExpressionError, Link, Quantity, Words
from yanbao.diagnostics import Diagnostic, Level, Marked
from yanbao.memory import Same
from yanbao.model.blocks import Block, walk
from yanbao.model.conditions import is_bound
from yanbao.model.dataset import ColumnType, Dataset
from yanbao.model.figures import Figure, Wanted
from yanbao.model.project import LoadedReport, LoadedSection, Project
from yanbao.model.repeating import ForEach
from yanbao.model.report import Page, Section
from yanbao.model.tablerows import in_order

R = TypeVar("R", Section, Page, Block)

Names = Mapping[str, Any]

MOST, MOST_OF_ALL = 500, 2_000
"""Maximum repetitions of one page or block, and in a report, where one may stand inside another."""


class Expansion:
    """Expands the sections of a report. ``scopes`` has the additional names for expressions in repeated parts."""

    def __init__(self, project: Project, evaluator: Evaluator, prose: Prose) -> None:
        self._project = project
        self._evaluator = evaluator
        self._prose = prose
        self._count = 0
        self.scopes: dict[Same, Names] = {}

    def report(self, report: LoadedReport) -> LoadedReport:
        """The expanded report; sections without conditions, repetitions and bound filters are the identical objects."""
        outline = [
            made
            for item in report.outline
            for made in (self._sections(item) if isinstance(item, LoadedSection) else (item,))
        ]
        return replace(report, outline=tuple(outline))

    def _sections(self, item: LoadedSection) -> Iterator[LoadedSection]:
        if not _is_dynamic(item.spec):
            yield item
            return
        for section, names in self._each(item.spec, {}):
            pages = tuple(page for one in section.pages for page in self._pages(one, names))
            if pages:
                spec = section.model_copy(update={"pages": pages})
                self.scopes[Same(spec)] = names
                yield LoadedSection(item.file, spec)

    def _pages(self, page: Page, outer: Names) -> Iterator[Page]:
        for one, names in self._each(page, outer):
            blocks = tuple(self._blocks(one.blocks, names))
            if blocks:
                made = one.model_copy(update={"blocks": blocks, **self._named(one, names)})
                self.scopes[Same(made)] = names
                yield made

    def _blocks(self, blocks: Iterable[Block], outer: Names) -> Iterator[Block]:
        for block in blocks:
            for one, names in self._each(block, outer):
                made = one
                if one.columns is not None:
                    columns = tuple(
                        column.model_copy(update={"blocks": tuple(self._blocks(column.blocks, names))})
                        for column in one.columns
                    )
                    made = one.model_copy(update={"columns": tuple(column for column in columns if column.blocks)})
                elif one.exhibits is not None:
                    figures = tuple(self._blocks(one.exhibits.figures, names))
                    made = one.model_copy(update={"exhibits": one.exhibits.model_copy(update={"figures": figures})})
                elif isinstance(one.content, Figure):
                    made = one.model_copy(update={one.kind: self._figure(one.content, names)})
                self.scopes[Same(made)] = names
                yield made

    def _figure(self, figure: Figure, names: Names) -> Figure:
        """A copy of a figure with its own id, and with the expressions in its filters evaluated."""
        changes: dict[str, Any] = self._named(figure, names)
        where = cast("Mapping[str, Wanted]", getattr(figure, "where", {}))
        if any(map(is_bound, where.values())):
            changes["where"] = {key: self._bound(value, key, names) for key, value in where.items()}
            if dataset := self._project.datasets.get(getattr(figure, "data", "")):
                wrong = list(unknown_column.check_where(changes["where"], dataset))
                self._prose.report(*(wrong or unknown_value.check_where(changes["where"], dataset)))
        return figure.model_copy(update=changes)

    def _bound(self, value: Wanted, at: str, names: Names) -> Wanted:
        """A filter value with its expressions evaluated to plain text or numbers."""
        if not is_bound(value):
            return value
        text, key = str(value), cast("Marked", at)
        found: list[Bound] = []
        try:
            for piece in split(text):
                if piece.is_expression:
                    evaluated = self._evaluator.within(names).evaluate(piece.text)
                    self._prose.use(*(Use(key.mark, path) for path in evaluated.paths))
                    found.append(evaluated.value)
                else:
                    found.append(Words(piece.text))
        except ExpressionError as wrong:
            self._refuse(wrong, key)
            return text
        if len(found) == 1 and isinstance(found[0], Quantity):
            return found[0].value
        return "".join(self._prose.print(one) for one in found)

    def _named(self, one: Page | Figure, names: Names) -> dict[str, Any]:
        """A unique id for a repeated page or figure."""
        if one.id is None or not names:
            return {}
        return {"id": Marked(f"{one.id}-{names[_COUNT]}", one.id.mark, one.id.raw)}

    def _each(self, one: R, outer: Names) -> Iterator[tuple[R, Names]]:
        """The repetitions of a section, page or block, each with the names that its expressions can use."""
        rows = [outer] if one.for_each is None else self._rows(one.for_each, outer)
        for names in rows:
            if one.when is None or self._holds(one.when, names):
                yield (one if names is outer else one.model_copy(deep=True)), names

    def _holds(self, condition: Marked, names: Names) -> bool:
        try:
            pieces = list(split(condition)) if is_bound(condition) else []
            text = pieces[0].text if len(pieces) == 1 else str(condition).strip()
            answer, paths = self._evaluator.within(names).holds(text)
        except ExpressionError as wrong:
            self._refuse(wrong, condition)
            return False
        self._prose.use(*(Use(condition.mark, path) for path in paths))
        return answer

    def _refuse(self, wrong: ExpressionError, at: Marked) -> None:
        width = max(1, len(at.raw))
        self._prose.report(Diagnostic(Level.ERROR, wrong.rule.id, str(wrong), at.mark, wrong.remedy, width))

    def _rows(self, each: ForEach, outer: Names) -> Iterator[Names]:
        values = list(self._of_dataset(each) if each.data is not None else self._entities(each))
        if len(values) > MOST or self._count + len(values) > MOST_OF_ALL:
            limits = f"{MOST} times are the most here, and {MOST_OF_ALL} in a report"
            remedy = "choose rows with 'where', or set a 'limit'"
            self._prose.report(error(rules.TOO_LARGE, f"this is repeated too often: {limits}", each.as_, remedy))
            return
        for value in values:
            self._count += 1
            yield {**outer, str(each.as_): value, _COUNT: self._count, "ref": self._reference(self._count)}

    def _reference(self, count: int) -> Callable[[str], Link]:
        """``ref`` inside a repetition: prefers targets repeated together with it."""
        anywhere: Callable[[str], Link] = self._evaluator.function("ref")

        def ref(name: str) -> Link:
            try:
                return anywhere(f"{name}-{count}")
            except ExpressionError:
                return anywhere(name)

        return ref

    def _entities(self, each: ForEach) -> Iterator[EntityValue]:
        ledger = self._project.ledger
        known = {entity.path: entity for group in ledger.namespaces.values() for entity in group.values()}
        for path in each.entities:
            if path in known:
                yield EntityValue(known[path], ledger)
            else:
                self._prose.report(unknown(unknown_entity.RULE, "entity", path, known))

    def _of_dataset(self, each: ForEach) -> Iterator[NamedValue]:
        name = cast("Marked", each.data)
        dataset = self._project.datasets.get(name)
        if dataset is None:
            self._prose.report(unknown(unknown_dataset.RULE, "dataset", name, self._project.datasets))
            return
        self._prose.use(Use(name.mark, f"{DATA}.{name}"))
        keys: list[tuple[Marked, bool]] = []
        if each.sort:
            keys = [(Marked(each.sort.removeprefix("-"), each.sort.mark, each.sort.raw), each.sort[0] != "-")]
        wrong = list(unknown_column.check_where(each.where, dataset))
        wrong += [fault for key, _ in keys for fault in unknown_column.check_column(key, dataset)]
        self._prose.report(*(wrong or unknown_value.check_where(each.where, dataset)))
        if not wrong:
            rows = in_order(dataset.select(each.where), keys, dataset)
            for row in rows.index[: min(each.limit or MOST + 1, MOST + 1)]:
                yield _row(dataset, row)


_COUNT = "#"
"""The name that holds a repetition's number: not valid in expressions."""


def _row(dataset: Dataset, row: int) -> NamedValue:
    """A row in expressions: prints as its first text, and has its cells as members."""
    cells: dict[str, Words | Quantity] = {}
    for column in dataset.spec.columns:
        cell = dataset.frame.at[row, column]
        if not is_missing(cell):
            cells[column] = cell_value(dataset, column, cell)
    texts = [name for name, column in dataset.spec.columns.items() if column.type is ColumnType.TEXT]
    first = next((value for name in (*texts, *cells) if isinstance(value := cells.get(name), Words)), Words(""))
    path = f"{DATA}.{dataset.name}"
    return NamedValue(path, first, cells, path)


def _is_dynamic(section: Section) -> bool:
    """True if anything in a section depends on conditions, rows, or expressions in filters."""
    blocks = [block for page in section.pages for block in walk(page.blocks)]
    parts: list[Section | Page | Block] = [section, *section.pages, *blocks]
    if any(one.when is not None or one.for_each is not None for one in parts):
        return True
    filters = [getattr(block.content, "where", {}) for block in blocks if isinstance(block.content, Figure)]
    return any(is_bound(value) for where in filters for value in where.values())
