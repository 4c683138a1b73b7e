"""Helpers of the rules about references: iterating over figures, and reporting unknown names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from yanbao.diagnostics import Diagnostic, Level, Marked, meant, suggest
from yanbao.model.blocks import walk
from yanbao.model.dataset import Dataset
from yanbao.model.figures import Figure
from yanbao.model.project import LoadedReport, Project, is_lost
from yanbao.model.tablecomputing import with_computed
from yanbao.model.tables import Table
from yanbao.rules import Rule

F = TypeVar("F", bound=Figure)


def figures(report: LoadedReport, kind: type[F]) -> Iterator[F]:
    """The figures of a given type in a report, in reading order."""
    for section in report.sections:
        for page in section.spec.pages:
            for block in walk(page.blocks):
                content = block.content
                if isinstance(content, kind):
                    yield content


def shown_tables(project: Project, report: LoadedReport) -> Iterator[tuple[Table, Dataset]]:
    """The tables of a report whose datasets exist, each with its dataset and the columns that the table computes."""
    for table in figures(report, Table):
        if dataset := project.datasets.get(table.data):
            yield table, with_computed(table, dataset)[0]


def error(rule: Rule, message: str, at: Marked, remedy: str = "", known: Iterable[str] = ()) -> Diagnostic:
    """An error that underlines a whole name, which may be a slip of the pen for one that is known."""
    width, edits = max(1, len(at.raw)), meant(at, known)
    return Diagnostic(Level.ERROR, rule.id, message, at.mark, remedy, width, edits=edits)


def unknown(rule: Rule, what: str, name: Marked, known: Iterable[str], lost: Collection[str] = ()) -> Diagnostic:
    """The error for an unknown name, with a suggestion. It follows from another if a part of the name is ``lost``."""
    known = list(known)
    found = error(rule, f"no {what} '{name}'", name, suggest(name, known), known)
    return replace(found, follows=any(is_lost(part, lost) for part in name.split(".")))
