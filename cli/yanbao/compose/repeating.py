"""What a ``for_each`` repeats its part for: the rows of a table, or entities of the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from yanbao import rules
from yanbao.checks import unknown_column, unknown_dataset, unknown_entity, unknown_value
from yanbao.checks.references import error, unknown
from yanbao.compose.binding import bound, refusal
from yanbao.compose.expressions import Evaluator
from yanbao.compose.lookups import cell_value, is_missing
from yanbao.compose.prose import Prose
from yanbao.compose.scope import EntityValue, NamedValue, is_taken
from yanbao.compose.uses import DATA, Use
from yanbao.compose.values import ExpressionError, Quantity, Words
from yanbao.diagnostics import Marked
from yanbao.model.conditions import is_comparison
from yanbao.model.dataset import ColumnType, Dataset
from yanbao.model.project import Project
from yanbao.model.repeating import ForEach
from yanbao.model.shown import Wanted
from yanbao.model.tablerows import in_order


def rows_of(
    each: ForEach, project: Project, prose: Prose, evaluator: Evaluator, most: int
) -> Iterator[EntityValue | NamedValue]:
    """At most so many rows or entities, in order; problems and uses are recorded in ``prose``."""
    if is_taken(each.as_, project.ledger):
        message = f"'{each.as_}' means something else in expressions already"
        prose.report(error(rules.WRONG_VALUE, message, each.as_, "choose another name, such as 'row'"))
        return
    if each.data is None:
        yield from _entities(each, project, prose)
        return
    where: dict[str, Wanted] = {}
    for key, value in each.where.items():
        at = cast("Marked", key)  # ColumnKey keeps the mark
        try:
            where[key] = bound(value, at, evaluator, prose)
        except ExpressionError as wrong:
            prose.report(refusal(wrong, at))
            return
    yield from _rows(each.model_copy(update={"where": where}), project, prose, most)


def _entities(each: ForEach, project: Project, prose: Prose) -> Iterator[EntityValue]:
    ledger = project.ledger
    known = {entity.path: entity for group in ledger.namespaces.values() for entity in group.values()}
    for path in each.entities:
        if path in known:
            yield EntityValue(known[path], ledger)
        else:
            prose.report(unknown(unknown_entity.RULE, "entity", path, known, project.lost))


def _rows(each: ForEach, project: Project, prose: Prose, most: int) -> Iterator[NamedValue]:
    name = cast("Marked", each.data)
    dataset = project.datasets.get(name)
    if dataset is None:
        prose.report(unknown(unknown_dataset.RULE, "dataset", name, project.datasets, project.lost))
        return
    prose.use(Use(name.mark, f"{DATA}.{name}"))
    keys: list[tuple[Marked, bool]] = []
    if each.sort:
        keys = [(Marked(each.sort.removeprefix("-"), each.sort.mark, each.sort.raw), each.sort[0] != "-")]
    wrong = list(unknown_column.check_where(each.where, dataset))
    wrong += [fault for key, _ in keys for fault in unknown_column.check_column(key, dataset)]
    if not wrong:
        found = list(unknown_value.check_where(each.where, dataset))
        prose.report(*(replace(one, help=one.help or _may_be_none(each)) for one in found))
    prose.report(*wrong)
    if not wrong:
        rows = in_order(dataset.select(each.where), keys, dataset)
        for row in rows.index[: min(each.limit or most, most)]:
            yield _row(dataset, row)


def _may_be_none(each: ForEach) -> str:
    """How to say that no row may be as wanted; empty if a value that none has must be wrong."""
    if not any(map(is_comparison, each.where.values())):
        return ""
    where = "".join(f", {key}={_quoted(value)}" for key, value in each.where.items())
    return f"if there may be none, write beside for_each: when: 'count(data.{each.data}{where}) > 0'"


def _quoted(value: Wanted) -> str:
    """A value of a filter as expressions write it."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_quoted, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


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
    return NamedValue(path, first, cells, path, frozenset(dataset.spec.columns.keys() - cells.keys()))
