"""Evaluates conditions and repetitions of a report: the result has plain sections, pages and blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar, cast

from yanbao import rules
from yanbao.checks import unknown_column, unknown_value
from yanbao.checks.references import error
from yanbao.compose import axisbounds
from yanbao.compose.binding import bound, evaluated, refusal
from yanbao.compose.expressions import Evaluator
from yanbao.compose.mentions import bound_names, with_names
from yanbao.compose.prose import Prose
from yanbao.compose.repeating import rows_of
from yanbao.compose.uses import Use
from yanbao.compose.values import ExpressionError, Link
from yanbao.diagnostics import Mark, Marked
from yanbao.grammar import split
from yanbao.memory import Same
from yanbao.model.base import RowName
from yanbao.model.blocks import Block, walk
from yanbao.model.conditions import is_bound
from yanbao.model.figures import Figure
from yanbao.model.project import LoadedReport, LoadedSection, Project
from yanbao.model.repeating import ForEach
from yanbao.model.report import Page, Section
from yanbao.model.shown import Wanted

R = TypeVar("R", Section, Page, Block)

Names = Mapping[str, Any]

MOST, MOST_OF_ALL = 500, 2_000
"""Maximum repetitions of one page or block, and in a report, where one may stand inside another."""


class Expansion:
    """Expands the sections of a report.

    ``scopes`` has the additional names for expressions in repeated parts, and ``wrong`` the places of expressions that
    could not be evaluated, which has been reported.
    """

    def __init__(self, project: Project, evaluator: Evaluator, prose: Prose) -> None:
        self._project = project
        self._evaluator = evaluator
        self._prose = prose
        self._count = 0
        self.scopes: dict[Same, Names] = {}
        self.wrong: set[Mark] = set()

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
        """A copy of a figure with its own id, and with the expressions in its filters and bounds evaluated."""
        changes: dict[str, Any] = self._named(figure, names)
        changes |= self._bounds(figure, names)
        where = cast("Mapping[str, Wanted]", getattr(figure, "where", {}))
        if any(map(is_bound, where.values())):
            changes["where"] = {key: self._bound(value, key, names) for key, value in where.items()}
            if dataset := self._project.datasets.get(getattr(figure, "data", "")):
                wrong = list(unknown_column.check_where(changes["where"], dataset))
                wrong = wrong or list(unknown_value.check_where(changes["where"], dataset))
                self._prose.report(*wrong)
                self.wrong.update(one.mark for one in wrong)
        made = figure.model_copy(update=changes)
        return self._with_names(made, names) if changes.keys() & {"where"} or any(bound_names(made)) else made

    def _with_names(self, figure: Figure, names: Names) -> Figure:
        """A figure with the expressions in the names of rows that it mentions evaluated, and all of these checked."""

        def evaluate(name: RowName) -> str:
            try:
                return str(self._evaluated(name, name, names))
            except ExpressionError as wrong:
                self._refuse(wrong, name)
                return name

        made: Figure = with_names(figure, evaluate)
        dataset = self._project.datasets.get(getattr(figure, "data", None) or "")
        where = getattr(figure, "where", {}).values()
        if dataset and not any(map(is_bound, where)):
            wrong = list(unknown_value.check_names(made, dataset))
            self._prose.report(*wrong)
            self.wrong.update(one.mark for one in wrong)
        return made

    def _bound(self, value: Wanted, at: str, names: Names) -> Wanted:
        """A filter value with its expressions evaluated to plain text or numbers."""
        key = cast("Marked", at)
        try:
            return bound(value, key, self._evaluator.within(names), self._prose)
        except ExpressionError as wrong:
            self._refuse(wrong, key)
            return value

    def _evaluated(self, text: str, at: Marked, names: Names) -> str | float:
        return evaluated(text, at, self._evaluator.within(names), self._prose)

    def _bounds(self, figure: Figure, names: Names) -> dict[str, Any]:
        """The bounds of a figure's axis that are expressions, evaluated: changes to its model."""

        def evaluate(text: Marked) -> Marked:
            return Marked(str(self._evaluated(text, text, names)), text.mark, text.raw)

        changes: dict[str, Any] = {}
        for key, first in axisbounds.expressions(figure):
            try:
                changes |= axisbounds.evaluated(figure, key, evaluate)
            except ExpressionError as wrong:
                self._refuse(wrong, first)
        return changes

    def _named(self, one: Page | Figure, names: Names) -> dict[str, Any]:
        """A unique id for a repeated page or figure."""
        if one.id is None or not names:
            return {}
        return {"id": Marked(f"{one.id}-{names[_COUNT]}", one.id.mark, one.id.raw)}

    def _each(self, one: R, outer: Names) -> Iterator[tuple[R, Names]]:
        """The repetitions of a section, page or block, each with the names that its expressions can use.

        A condition that is not about a row is looked at first: where it does not hold, there may be no rows.
        """
        if one.when and one.for_each and not _mentions(one.when, one.for_each.as_):
            if not self._holds(one.when, outer):
                return
            one = one.model_copy(update={"when": None})
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
        self._prose.report(refusal(wrong, at))
        self.wrong.add(at.mark)

    def _rows(self, each: ForEach, outer: Names) -> Iterator[Names]:
        values = list(rows_of(each, self._project, self._prose, self._evaluator.within(outer), MOST + 1))
        if len(values) > MOST or self._count + len(values) > MOST_OF_ALL:
            limits = f"{MOST} times are the most here, and {MOST_OF_ALL} in a report"
            remedy = "choose rows with 'where', or set a 'limit'"
            self._prose.report(error(rules.TOO_LARGE, f"this is repeated too often: {limits}", each.as_, remedy))
            return
        for value in values:
            self._count += 1
            yield {**outer, str(each.as_): value, _COUNT: self._count, "ref": self._reference(self._count, outer)}

    def _reference(self, count: int, outer: Names) -> Callable[[str], Link]:
        """``ref`` inside a repetition: prefers targets repeated together with it, then those of the one around it."""
        anywhere: Callable[[str], Link] = outer.get("ref") or self._evaluator.function("ref")

        def ref(name: str) -> Link:
            try:
                return anywhere(f"{name}-{count}")
            except ExpressionError:
                return anywhere(name)

        return ref


_COUNT = "#"
"""The name that holds a repetition's number: not valid in expressions."""


def _mentions(condition: str, name: str) -> bool:
    """True if a condition is about the row that has a name."""
    return re.search(rf"(?<![\w.\"'-]){re.escape(name)}(?![\w\"'-])", condition) is not None


def _is_dynamic(section: Section) -> bool:
    """True if anything in a section depends on conditions, rows, or expressions in filters and highlights."""
    blocks = [block for page in section.pages for block in walk(page.blocks)]
    parts: list[Section | Page | Block] = [section, *section.pages, *blocks]
    if any(one.when is not None or one.for_each is not None for one in parts):
        return True
    figures = [block.content for block in blocks if isinstance(block.content, Figure)]
    filters = [getattr(figure, "where", {}) for figure in figures]
    return any(is_bound(value) for where in filters for value in where.values()) or any(
        axisbounds.expressions(figure) or any(bound_names(figure)) for figure in figures
    )
