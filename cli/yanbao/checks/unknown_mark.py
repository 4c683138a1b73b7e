"""Every cell of a column of marks, and every such fact, is a word for yes, partly or no.

Marks stand for 支持, 部分支持 and 不支持, or words that say the same. Another text would have no mark. A cell may be
empty.

PASS::

    columns: [product, {column: video, ticks: true}]      # cells: 支持, 部分, 不支持

FAIL::

    columns: [product, {column: video, ticks: true}]      # a cell: 1分钟
"""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.checks.references import error, figures, shown_tables
from yanbao.diagnostics import Diagnostic, Marked
from yanbao.model.dataset import TEXT
from yanbao.model.ledger import LocatedFact
from yanbao.model.project import LoadedReport, Project
from yanbao.model.tables import FactTable
from yanbao.model.ticks import WORDS, degree_of
from yanbao.rules import define

RULE = define("unknown-mark", __doc__, "checks")


def check(project: Project, report: LoadedReport) -> Iterator[Diagnostic]:
    """An error at each text that has no mark; at a column if its cells are not written by the author."""
    for table, dataset in shown_tables(project, report):
        for column in table.columns:
            spec = dataset.spec.columns.get(column.column)
            if column.ticks and spec and spec.type in TEXT and table.where.keys() <= dataset.spec.columns.keys():
                for row, cell in dataset.select(table.where)[column.column].items():
                    if isinstance(cell, str) and cell:
                        mark, width = dataset.place(int(str(row)), column.column)
                        yield from _unread(Marked(cell, mark, cell[:width]))
    for facts in figures(report, FactTable):
        for fact in (project.ledger.find(f"{entity}.{key}") for entity in facts.entities for key in facts.ticks):
            if isinstance(fact, LocatedFact):
                text = str(fact.spec.value)
                yield from _unread(Marked(text, fact.mark, text))


def _unread(text: Marked) -> Iterator[Diagnostic]:
    if degree_of(text) is None:
        words = "、".join(word for known in WORDS.values() for word in known)
        yield error(RULE, f"'{text}' has no mark", text, f"write one of {words}, or show the column without 'ticks'")
