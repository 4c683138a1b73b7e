"""The first half of a build: loads, checks, composes and reviews reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from yanbao import rules
from yanbao.checks import check as check_references
from yanbao.compose import compose
from yanbao.compose.uses import Use
from yanbao.diagnostics import Diagnostic, SetupError, has_errors, printable, suggest
from yanbao.load.project import LoadResult, load_project
from yanbao.memory import Memory
from yanbao.model.document import Document
from yanbao.model.manuscript import Manuscript
from yanbao.model.project import LoadedReport, Project
from yanbao.pipeline import Step
from yanbao.pipeline.provenance import shared_inputs


@dataclass(frozen=True)
class Composed:
    """A report, its document and text, and what it takes from the ledger and the tables.

    ``inputs`` is what the files held that it is made from, by name; ``given`` are the values that its parameters were
    given.
    """

    report: LoadedReport
    document: Document
    manuscript: Manuscript
    uses: frozenset[Use]
    inputs: Mapping[str, bytes]
    given: Mapping[str, str]


@dataclass(frozen=True)
class Gathered:
    """Everything known before pages are made. Nothing is composed if files that reports share have errors.

    ``incomplete`` holds reports with a section missing. ``is_loaded`` is False if any file has errors.
    """

    project: Project
    composed: list[Composed]
    diagnostics: list[Diagnostic]
    incomplete: frozenset[str]
    is_loaded: bool


def gather(
    root: Path,
    slugs: Sequence[str],
    step: Step,
    memory: Memory | None = None,
    *,
    builtin_themes_only: bool = False,
    given: Mapping[str, str] | None = None,
) -> Gathered:
    """Load, check and compose. What several reports share is looked at once; ``given`` are values of parameters.

    Raises SetupError if no report has a parameter that is given.
    """
    step("", "load", 0, 1)
    loaded: LoadResult = load_project(root, slugs, memory, builtin_themes_only=builtin_themes_only)
    _refuse_unknown(given or {}, loaded.project)
    diagnostics = list(loaded.diagnostics)
    composed: list[Composed] = []
    for report in loaded.project.reports if loaded.shared_ok else ():
        step(report.slug, "check", 0, 1)
        wrong = check_references(loaded.project, report)
        diagnostics += wrong
        step(report.slug, "compose", 0, 1)
        made = compose(loaded.project, report, wrong, memory, given)
        found = made.diagnostics
        if report.slug in loaded.incomplete:  # references into unreadable sections are not mistakes
            found = tuple(d for d in found if d.rule != rules.UNKNOWN_REFERENCE.id)
        diagnostics += found
        inputs = report.inputs | shared_inputs(loaded.project, made.uses)
        own = {name: value for name, value in (given or {}).items() if name in report.spec.params}
        composed.append(Composed(report, made.document, made.manuscript, made.uses, inputs, own))
    is_loaded = not has_errors(loaded.diagnostics)
    return Gathered(loaded.project, composed, diagnostics, loaded.incomplete, is_loaded)


def _refuse_unknown(given: Mapping[str, str], project: Project) -> None:
    known = {str(name) for report in project.reports for name in report.spec.params}
    for name in given if project.reports else ():
        if name not in known:
            remedy = suggest(name, known) or "parameters stand under 'params' in report.yaml"
            raise SetupError(printable(f"no report has a parameter '{name}'"), remedy)


def reviewed(gathered: Gathered, slugs: Sequence[str], today: date) -> Iterator[list[Diagnostic]]:
    """Review whole reports; yields the findings of one rule at a time.

    Unused waivers come last, since they are known only when all rules have run.
    """
    from yanbao.review import Settings, all_rules, review

    settings = Settings(gathered.project.review, today)
    yield list(settings.mistakes({*all_rules(), rules.EMPTY_FOOT.id}))
    for item in gathered.composed:
        if item.report.slug not in gathered.incomplete:
            yield from review(replace(item.manuscript, today=today), settings)
    if not slugs and not has_errors(gathered.diagnostics):
        yield list(settings.leftovers(all_rules()))


def accepted(project: Project, found: Iterable[Diagnostic], today: date) -> Iterator[Diagnostic]:
    """What was found while pages were made, after the project's settings of the one rule that it may set."""
    from yanbao.review import Settings
    from yanbao.review.findings import Finding

    settings = Settings(project.review, today)
    for one in found:
        if one.rule != rules.EMPTY_FOOT.id:
            yield one
        elif not settings.is_off(one.rule):
            finding = Finding(one.mark, one.width, "", one.message, one.help)
            yield from filter(None, [settings.apply(rules.EMPTY_FOOT, finding)])


def drafted(item: Composed) -> Composed:
    """The report with a draft mark on every page."""
    return replace(item, document=replace(item.document, draft=item.report.theme.messages.draft))
