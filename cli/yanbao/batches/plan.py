"""Which notes a batch has: a task for each row of a table, with its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal

from yanbao import rules
from yanbao.batches.fitting import refuse_misfit, wanted
from yanbao.batches.job import BatchRequest, Job, Task
from yanbao.checks import check
from yanbao.compose.editions import Edition, editions, rows
from yanbao.compose.values import Quantity, Words
from yanbao.diagnostics import ContentError, Diagnostic, Level, Marked, has_errors, in_order
from yanbao.load.project import load_project
from yanbao.memory import Memory
from yanbao.model.fonts import Fonts
from yanbao.model.project import LoadedReport, Project
from yanbao.model.repeating import ForEach
from yanbao.model.shown import Wanted
from yanbao.pipeline import today
from yanbao.pipeline.gathering import told
from yanbao.review import Settings, all_rules

_DIGITS = Context(prec=28)


@dataclass(frozen=True)
class Plan:
    """The notes of a batch or of a shard; ``warnings`` are of what they share, ``refused`` of single rows."""

    job: Job
    tasks: tuple[Task, ...]
    warnings: tuple[Diagnostic, ...]
    refused: tuple[Diagnostic, ...]
    fonts: Fonts


def plan(request: BatchRequest, held: str) -> Plan:
    """Load the project and name the notes; ``held`` is the digest of its inputs. Raises ContentError for what all notes
    share, SetupError for a request that does not fit the project.
    """
    day, memory = today(), Memory()
    loaded = load_project(request.root, (request.pattern,), memory, builtin_themes_only=request.builtin_themes_only)
    project = loaded.project
    found = list(loaded.diagnostics)
    if not loaded.shared_ok or not project.reports or has_errors(found, strict=request.strict):
        raise ContentError(found)
    [report] = project.reports
    refuse_misfit(request, report, project)
    found += told(check(project, report))
    found += Settings(project.review, day).mistakes({*all_rules(), rules.EMPTY_FOOT.id})
    tasks, wrong, refused = _tasks(request, report, project, memory)
    found += told(wrong)
    if has_errors(found, strict=request.strict):
        raise ContentError([*found, *refused])
    part, parts = request.shard
    return Plan(
        Job(request, held, day),
        tuple(tasks[part - 1 :: parts]),
        in_order(found),
        in_order(told(refused)),
        report.theme.fonts,
    )


Found = tuple[list[Task], Sequence[Diagnostic], Sequence[Diagnostic]]
"""Notes, what is wrong with all of them, and what with single rows."""


def _tasks(request: BatchRequest, report: LoadedReport, project: Project, memory: Memory) -> Found:
    each, over = report.spec.for_each, request.table
    where: dict[str, Wanted] = {Marked(column, report.mark): wanted(values) for column, values in request.where.items()}
    if each is None:
        return _by_parameters(_each(over, where, report), request, report, project, memory)
    changed = {"where": {**each.where, **where}} | ({"data": Marked(over, report.mark)} if over else {})
    spec = report.spec.model_copy(update={"for_each": each.model_copy(update=changed)})
    found = editions(project, replace(report, spec=spec), memory, dict(request.given))
    return [_task(edition, {}) for edition in found.made], found.wrong, found.refused


def _each(table: str, where: Mapping[str, Wanted], report: LoadedReport) -> ForEach:
    """The rows of a table that a request names."""
    each = ForEach.model_validate({"as": Marked("row", report.mark), "data": Marked(table, report.mark)})
    return each.model_copy(update={"where": where})


def _by_parameters(
    each: ForEach, request: BatchRequest, report: LoadedReport, project: Project, memory: Memory
) -> Found:
    """The notes of a pattern whose parameters get the cells of a row that have their names."""
    chosen, wrong = rows(project, report, each, memory)
    given, taken = dict(request.given), dict[str, str]()
    names = [str(name) for name in report.spec.params if name not in given]
    tasks, refused = [], list[Diagnostic]()
    for row in chosen:
        own = {name: _text(row.members[name]) for name in names if name in row.members}
        found = editions(project, report, memory, {**given, **own})
        wrong_here = [*found.wrong, *found.refused]
        for edition in found.made:
            name = edition.report.slug
            if (other := taken.setdefault(name.casefold(), row.said.text)) is not row.said.text:
                wrong_here.append(_taken(name, row.said.text, other, report))
            elif not has_errors(wrong_here):
                tasks.append(_task(edition, own))
        refused += wrong_here
    return tasks, wrong, refused


def _task(edition: Edition, own: Mapping[str, str]) -> Task:
    return Task(edition.report.slug, own, edition.lines, edition.names, edition.made_from, edition.uses)


def _text(cell: Words | Quantity) -> str:
    """A cell as ``--set`` would give it."""
    if isinstance(cell, Words):
        return cell.text
    value = cell.value * 100 if cell.unit == "%" else cell.value
    exact = _DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))
    return f"{exact.normalize():f}{'%' * (cell.unit == '%')}"


def _taken(name: str, called: str, other: str, report: LoadedReport) -> Diagnostic:
    at = report.spec.file or report.spec.title
    message = f"'{name}' for {called} is the name of the report for {other}, too"
    remedy = "name the files by what tells the rows apart: 'file' in report.yaml, with params in it"
    return Diagnostic(Level.ERROR, rules.BAD_NAME.id, message, at.mark, remedy, max(1, len(at.raw)))
