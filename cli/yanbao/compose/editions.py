"""The reports that are made from a ``report.yaml``: one, or one for each row of a table or entity of a list.

Each has a name, that of its files. What all have in common is loaded and checked once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from yanbao import rules
from yanbao.compose.about import about, lost_params, with_values
from yanbao.compose.expressions import Evaluator
from yanbao.compose.filters import make_filters
from yanbao.compose.prose import Prose
from yanbao.compose.repeating import rows_of
from yanbao.compose.scope import EntityValue, NamedValue, names_in_scope
from yanbao.compose.uses import Use
from yanbao.compose.values import Named
from yanbao.compose.within import within_period
from yanbao.diagnostics import Diagnostic, Level, Marked
from yanbao.memory import Memory
from yanbao.model.conditions import is_bound
from yanbao.model.project import LoadedReport, Project
from yanbao.model.repeating import ForEach

MOST = 10_000
"""Maximum reports of one pattern."""

_LONGEST = 80
_FILE = re.compile(r"[\w（(][\w（）()+·. -]*[\w）)]|\w")
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(?:\..*)?", re.IGNORECASE)
"""Names that Windows has for devices."""

_LINES = ("kind", "industry", "rating")


@dataclass(frozen=True)
class Edition:
    """A report with the name of its files, and the names that its expressions know besides those of every report.

    ``made_from`` identifies the row or entity that it is for, if it is one of several; ``lines`` are those keys of its
    ``report.yaml`` whose text is its own.
    """

    report: LoadedReport
    names: Mapping[str, Any] = field(default_factory=dict)
    made_from: tuple[object, ...] = ()
    uses: frozenset[Use] = frozenset()
    lines: Mapping[str, str] = field(default_factory=dict)


def named(report: LoadedReport, name: str, lines: Mapping[str, str]) -> LoadedReport:
    """A report with the name and the lines of one of its editions."""
    return replace(report, slug=name, spec=report.spec.model_copy(update=lines))


@dataclass(frozen=True)
class Editions:
    """The reports of a pattern. ``wrong`` are what is wrong with the pattern; ``refused``, with single rows of it."""

    made: tuple[Edition, ...]
    wrong: tuple[Diagnostic, ...] = ()
    refused: tuple[Diagnostic, ...] = ()


def editions(project: Project, report: LoadedReport, memory: Memory, given: Mapping[str, str]) -> Editions:
    """The reports that are made from one, in order. ``given`` are values of its parameters."""
    spec = with_values(report.spec, given) if given else report.spec
    report = replace(report, spec=spec)
    if spec.for_each is None and not any(map(is_bound, (spec.file, *(getattr(spec, key) for key in _LINES)))):
        return _plain(report)
    project, prose, evaluator = _front(project, report, memory)
    with prose.apart() as record:
        chosen = list(_rows(report, project, prose, evaluator))
    if any(one.level is Level.ERROR for one in record.diagnostics):
        return Editions((), tuple(record.diagnostics))
    made, refused, taken = [], list[Diagnostic](), dict[str, str]()
    for names, made_from in chosen:
        with prose.apart() as own, prose.within(names):
            name, lines = _named(report, prose, taken, _called(names))
        if own.diagnostics:
            refused += own.diagnostics
        else:
            uses = frozenset((*record.uses, *own.uses))
            made.append(Edition(named(report, name, lines), names, made_from, uses, lines))
    return Editions(tuple(made), tuple(record.diagnostics), tuple(dict.fromkeys(refused)))


def rows(
    project: Project, report: LoadedReport, each: ForEach, memory: Memory
) -> tuple[list[NamedValue], tuple[Diagnostic, ...]]:
    """The rows of a table that a report is to be made for, and what is wrong with choosing them."""
    project, prose, evaluator = _front(project, report, memory)
    with prose.apart() as record:
        found = list(_some_rows(each, project, prose, evaluator))
    return [row for row in found if isinstance(row, NamedValue)], tuple(record.diagnostics)


def _front(project: Project, report: LoadedReport, memory: Memory) -> tuple[Project, Prose, Evaluator]:
    """The project as the report sees it, and what evaluates the lines of its ``report.yaml``."""
    spec, messages = report.spec, report.theme.messages
    project = within_period(project, spec.days, memory)
    told = about(spec, messages, lambda _told: None)
    scope = names_in_scope(project.ledger, project.datasets, {}, told)
    lost = project.lost | report.lost | lost_params(told, spec)
    evaluator = Evaluator(scope, make_filters(messages), memory, lost)
    return project, Prose(evaluator, messages, project.ledger.sources, memory), evaluator


def _plain(report: LoadedReport) -> Editions:
    """A report without expressions of its own."""
    if report.spec.file is None:
        return Editions((Edition(report),))
    if fault := _fault(report.spec.file):
        return Editions((), (_error(report.spec.file, f"'{report.spec.file}' {fault[0]}", fault[1]),))
    return Editions((Edition(replace(report, slug=str(report.spec.file))),))


def _rows(
    report: LoadedReport, project: Project, prose: Prose, evaluator: Evaluator
) -> Iterator[tuple[dict[str, Any], tuple[object, ...]]]:
    """The names that each of the reports knows, and what identifies its row."""
    each = report.spec.for_each
    if each is None:
        yield {}, ()
        return
    for row in _some_rows(each, project, prose, evaluator):
        cells = tuple(row.members.items()) if isinstance(row, NamedValue) else ()
        yield {str(each.as_): row}, (row.path, cells)


def _some_rows(each: ForEach, project: Project, prose: Prose, evaluator: Evaluator) -> list[EntityValue | NamedValue]:
    """The rows or entities to make reports for; none, and an error, if there are too many or none."""
    found = list(rows_of(each, project, prose, evaluator, MOST + 1))
    if len(found) > MOST:
        message = f"{MOST} reports are the most that can be made from one"
        prose.report(_error(each.as_, message, "choose rows with 'where', or set a 'limit'"))
        return []
    if not found and not prose.record.diagnostics:
        prose.report(_error(each.as_, "there is nothing to make a report for", "look at 'where'"))
    return found


def _named(report: LoadedReport, prose: Prose, taken: dict[str, str], called: str) -> tuple[str, dict[str, str]]:
    """A report's own file name and lines; what is wrong is recorded in ``prose``."""
    spec = report.spec
    lines = {key: prose.line(getattr(spec, key)).text for key in _LINES if is_bound(getattr(spec, key))}
    name = report.slug if spec.file is None else unicodedata.normalize("NFC", prose.line(spec.file).text)
    if spec.file is not None and not prose.record.diagnostics:
        whose = f" for {called}" if called else ""
        if fault := _fault(name):
            prose.report(_error(spec.file, f"'{name}'{whose} {fault[0]}", fault[1]))
        elif name.casefold() in taken:
            other = taken[name.casefold()]
            prose.report(_error(spec.file, f"'{name}'{whose} is the name of the report for {other}, too", _TELL_APART))
        taken.setdefault(name.casefold(), called)
    return name, lines


_TELL_APART = "add what tells them apart, such as the code"


def _called(names: Mapping[str, Any]) -> str:
    """How messages name the row or entity that a report is for."""
    return next((value.words.text for value in names.values() if isinstance(value, Named)), "")


def _fault(name: str) -> tuple[str, str] | None:
    """Why a text is no name of a file, and what to do; None if it is one."""
    if any(mark in name for mark in "/\\"):
        return "has a path separator in it, and is a file in the output folder", "take another column"
    if len(name) > _LONGEST:
        return f"is too long for the name of a file: {_LONGEST} characters are the most", "make it shorter"
    if not _FILE.fullmatch(name) or ".." in name or _RESERVED.fullmatch(name):
        return "is no name for a file", "letters, digits, '-', '_' and '.' are good in names"
    return None


def _error(at: Marked, message: str, remedy: str) -> Diagnostic:
    return Diagnostic(Level.ERROR, rules.BAD_NAME.id, message, at.mark, remedy, max(1, len(at.raw)))
