"""A table with a column of changes has one time column, without repeated periods within a group.

A change is relative to the previous row in time, whatever the order of rows. A time column holds dates or months, or
texts that are all periods with their year, such as 2023A, 1Q24 or 2024年上半年; if there are several, the one that the
table shows counts. A row without a date, such as a total, has no change, nor has a year before which one is missing;
it is an error if no row has any.

PASS::

    columns: [period, profit, {column: profit, change: true}]     # period: 2024年, 2023年, 2022年

FAIL::

    columns: [name, profit, {column: profit, change: true}]       # name: 昆仑万维, 中文在线
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from yanbao.checks.references import error, shown_tables
from yanbao.diagnostics import Diagnostic, Marked
from yanbao.model.dataset import TIME, Dataset, written
from yanbao.model.project import LoadedReport, Project
from yanbao.model.tablerows import change_columns, sort_keys, table_rows
from yanbao.model.tables import Table
from yanbao.rules import define

if TYPE_CHECKING:
    import pandas as pd

RULE = define("untimed-change", __doc__, "checks")


def check(project: Project, report: LoadedReport) -> Iterator[Diagnostic]:
    """An error at each column of changes whose rows cannot be ordered by time."""
    for table, dataset in shown_tables(project, report):
        changed = next((column.column for column in table.columns if column.change), None)
        if changed is None or not _named(table) <= dataset.spec.columns.keys():
            continue
        shown = table_rows(table, dataset).shown
        found = change_columns(table, dataset, shown)
        if len(found) > 1:
            named = ", ".join(f"'{name}'" for name in found)
            message = f"changes are from moment to moment, and several columns may tell when: {named}"
            yield error(
                RULE, message, changed, "show the one that is meant among the columns of the table, and no other"
            )
        elif not found and len(shown):
            message = f"the rows of '{dataset.name}' shown have no dates, months or periods that changes could follow"
            remedy = "a column of time is a date or month, or text such as 2023A or 2024Q1 in every row shown"
            yield error(RULE, message, changed, remedy)
        elif found:
            yield from _repeated(table, dataset, shown, found[0], changed)


def _named(table: Table) -> set[str]:
    """The columns that filter and sort the rows of a table; other rules report their problems."""
    named = {*map(str, table.where), *(str(name) for name, _ in sort_keys(table)), *map(str, table.shown_columns)}
    return named | ({str(table.group)} if table.group else set())


def _repeated(table: Table, dataset: Dataset, shown: pd.DataFrame, time: str, changed: Marked) -> Iterator[Diagnostic]:
    rows = shown.dropna(subset=[time])
    twice = rows[rows.duplicated([time, *([str(table.group)] if table.group else [])])]
    if len(twice):
        cell = twice[time].iloc[0]
        kind = dataset.spec.columns[time].type
        what = written(cell, kind) if kind in TIME else cell
        where = "a group of this table has" if table.group else "this table has"
        message = f"{where} '{what}' more than once: from which of them is the next change?"
        yield error(RULE, message, changed, "choose rows with 'where', or 'group' them")
