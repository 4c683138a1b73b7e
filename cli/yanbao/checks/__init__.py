"""Checks of a loaded project. One rule a file, each with its manual; references only, so far."""

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
    unknown_source,
    unknown_value,
    unplaced_row,
    untimed_change,
    wrong_unit,
)
from yanbao.diagnostics import Diagnostic, SetupError
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
        unknown_source,
        unknown_value,
        unplaced_row,
        untimed_change,
        wrong_unit,
    )
}
"""What applies each rule, by its id."""


def check(project: Project, report: LoadedReport) -> tuple[Diagnostic, ...]:
    """What the rules find in a report and in what it shares with others, sorted. A rule that fails is a finding."""
    found = set[Diagnostic]()
    for name, check_rule in RULES.items():
        try:
            found.update(check_rule(project, report))
        except (MemoryError, OSError, SetupError):  # of the machine
            raise
        except Exception as error:  # a bug in one rule
            found.add(failure(name, error, report.slug, report.mark, "report it"))
    return tuple(sorted(found, key=lambda d: d.sort_key))
