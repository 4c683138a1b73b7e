"""Checks of a loaded project: so far, of its references. One module per rule, with its manual as docstring."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from yanbao.checks import (
    duplicate_id,
    missing_label,
    unknown_column,
    unknown_dataset,
    unknown_entity,
    unknown_fact,
    unknown_figure,
    unknown_mark,
    unknown_source,
    unknown_value,
    unplaced_row,
    untimed_change,
    wrong_unit,
)
from yanbao.diagnostics import Diagnostic, SetupError, in_order
from yanbao.model.project import LoadedReport, Project
from yanbao.rules import failure

__all__ = ["RULES", "check"]

RULES: Mapping[str, Callable[[Project, LoadedReport], Iterator[Diagnostic]]] = {
    module.RULE.id: module.check
    for module in (
        duplicate_id,
        missing_label,
        unknown_column,
        unknown_dataset,
        unknown_entity,
        unknown_fact,
        unknown_figure,
        unknown_mark,
        unknown_source,
        unknown_value,
        unplaced_row,
        untimed_change,
        wrong_unit,
    )
}
"""The check function of each rule, by id."""


def check(project: Project, report: LoadedReport) -> tuple[Diagnostic, ...]:
    """Diagnostics of all rules for a report and its shared files, sorted. A rule that crashes is reported."""
    found = set[Diagnostic]()
    for name, check_rule in RULES.items():
        try:
            found.update(check_rule(project, report))
        except (MemoryError, OSError, SetupError):  # caused by the machine
            raise
        except Exception as error:  # a bug in a rule
            found.add(failure(name, error, report.slug, report.mark, "report it"))
    return in_order(found)
