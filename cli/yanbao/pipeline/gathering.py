"""The first half of a build: loads, checks, composes and reviews reports."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from yanbao import rules
from yanbao.charts.formulas import draw
from yanbao.checks import check as check_references
from yanbao.compose import compose
from yanbao.compose.editions import Edition, editions
from yanbao.compose.uses import Use
from yanbao.diagnostics import Diagnostic, Level, SetupError, has_errors, printable, suggest
from yanbao.load.project import LoadResult, load_project, unknown_report
from yanbao.memory import Memory
from yanbao.model.document import Document
from yanbao.model.fonts import Fonts
from yanbao.model.manuscript import Manuscript
from yanbao.model.pictures import PictureFile
from yanbao.model.project import LoadedReport, Project
from yanbao.pipeline import Step
from yanbao.pipeline.problems import Problems
from yanbao.pipeline.provenance import shared_inputs
from yanbao.pipeline.store import Store


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
    """Everything known before pages are made.

    ``problems`` are of loading, checking and composing. ``incomplete`` holds the folders of reports in which something
    is left out, because it has errors. ``is_loaded`` is False if any file has errors, ``is_told_apart`` if two reports
    have one name, and would be written into one file.
    """

    project: Project
    composed: list[Composed]
    problems: Problems
    incomplete: frozenset[str]
    is_loaded: bool
    is_told_apart: bool = True


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
    gathering = _Gathering(loaded, slugs, step, memory or Memory(), dict(given or {}))
    for report in loaded.project.reports:
        gathering.take(report)
    for report in loaded.others:
        gathering.pass_by(report)
    gathering.miss()
    is_loaded, incomplete = not has_errors(loaded.diagnostics), loaded.incomplete
    if not loaded.shared_ok:
        incomplete = frozenset(report.folder for report in loaded.project.reports)
    told_apart = not gathering.clashes
    return Gathered(loaded.project, gathering.composed, gathering.problems, incomplete, is_loaded, told_apart)


class _Gathering:
    """Composes the reports of a project one by one."""

    def __init__(
        self, loaded: LoadResult, wanted: Sequence[str], step: Step, memory: Memory, given: Mapping[str, str]
    ) -> None:
        self._loaded = loaded
        self._wanted = frozenset(wanted)
        self._step = step
        self._memory = memory
        self._given = given
        self._names: dict[str, tuple[str, LoadedReport]] = {}
        """Names, and their reports, by what a file system may take for the same name."""
        self.clashes: set[str] = set()
        """Files of two reports with one name."""
        self.composed: list[Composed] = []
        self.problems = Problems(list(loaded.diagnostics))

    def take(self, report: LoadedReport) -> None:
        """Compose a report, or those that are wanted of a pattern. References are checked once."""
        project = self._loaded.project
        self._step(report.slug, "check", 0, 1)
        wrong = check_references(project, report)
        self.problems.shared += told(wrong)
        self._step(report.slug, "compose", 0, 1)
        found = editions(project, report, self._memory, self._given)
        self.problems.shared += told(found.wrong)
        self.problems.refused += told(found.refused)
        for edition in found.made:
            name = edition.report.slug
            self._name(name, report)
            if not self._wanted or self._wanted & {name, report.folder}:
                self._compose(edition, wrong, is_one=report.spec.for_each is not None)

    def pass_by(self, report: LoadedReport) -> None:
        """Look at the names of a report that is not composed."""
        for edition in editions(self._loaded.project, report, self._memory, {}).made:
            self._name(edition.report.slug, report)

    def _name(self, name: str, report: LoadedReport) -> None:
        """Give a report its name; that two have it is told at both, once of a pattern."""
        _, other = self._names.setdefault(name.casefold(), (name, report))
        clash = f"{report.file} {other.file}"
        if other.file != report.file and clash not in self.clashes:
            self.clashes.add(clash)
            self.problems.shared += [_taken(name, report, other.file), _taken(name, other, report.file)]

    def _compose(self, edition: Edition, wrong: Sequence[Diagnostic], *, is_one: bool) -> None:
        """Compose one report; ``is_one`` if it is one of those of a pattern."""
        report = edition.report
        item, made = composed(self._loaded.project, edition, wrong, self._memory, self._given)
        found = told(made)
        if is_one:
            self.problems.alone[report.slug] = found
        else:
            self.problems.shared += found
        self.composed.append(item)

    def miss(self) -> None:
        """Report names that no report has, of those that patterns might have made."""
        folders = {report.folder for report in self._loaded.project.reports}
        known = {item.report.slug for item in self.composed} | folders
        is_whole = not has_errors(self._loaded.diagnostics)
        for name in sorted(self._wanted & self._loaded.sought - known) if is_whole else ():
            every = [*(known for known, _ in self._names.values()), *sorted(folders)]
            self.problems.shared.append(unknown_report(name, every))


def composed(
    project: Project, edition: Edition, wrong: Sequence[Diagnostic], memory: Memory, given: Mapping[str, str]
) -> tuple[Composed, tuple[Diagnostic, ...]]:
    """One report composed, and what is wrong with it; ``wrong`` is what checking its references has found."""
    report = edition.report
    report = replace(report, images=dict(_set_in_fonts(report, memory)))
    made = compose(project, report, wrong, memory, given, draw, edition)
    inputs = report.inputs | shared_inputs(project, made.uses)
    own = {name: value for name, value in given.items() if name in report.spec.params}
    return Composed(report, made.document, made.manuscript, made.uses, inputs, own), made.diagnostics


def _set_in_fonts(report: LoadedReport, memory: Memory) -> Iterator[tuple[str, PictureFile]]:
    """The pictures of a report, with their text set in its fonts. Raises SetupError if these are not to be had."""
    for file, picture in report.images.items():
        if picture.letters:
            made_from = (picture.uri, report.theme.fonts)
            picture = memory.recall(("set", report.file, file), made_from, partial(_set, picture, report.theme.fonts))
        yield file, picture


def _set(picture: PictureFile, fonts: Fonts) -> PictureFile:
    from yanbao.typography.picturetexts import set_texts

    return set_texts(b64decode(picture.uri.partition(",")[2]), fonts)


def told(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics without those that only follow from others."""
    return [one for one in found if not one.follows]


def _taken(name: str, report: LoadedReport, other: str) -> Diagnostic:
    at = report.spec.file or report.spec.title
    message = f"'{name}' is the name of a report of {other}, too"
    return Diagnostic(Level.ERROR, rules.BAD_NAME.id, message, at.mark, "give one another name: 'file' in report.yaml")


def _refuse_unknown(given: Mapping[str, str], project: Project) -> None:
    known = {str(name) for report in project.reports for name in report.spec.params}
    for name in given if project.reports else ():
        if name not in known:
            remedy = suggest(name, known) or "parameters stand under 'params' in report.yaml"
            raise SetupError(printable(f"no report has a parameter '{name}'"), remedy)


def reviewed(
    gathered: Gathered, slugs: Sequence[str], today: date, told: Problems, store: Store | None = None
) -> Iterator[None]:
    """Review whole reports, one rule at each step; findings are added to ``told``.

    Unused waivers come last, since they are known only when all rules have run. What reading new texts has given, and
    lasts, is kept in the ``store``.
    """
    from yanbao.pipeline.lasting import Lasted
    from yanbao.review import Settings, all_rules, review, turn

    turn()
    lasted = Lasted(store or Store(None))
    settings = Settings(gathered.project.review, today, gathered.project.lost)
    told.shared += settings.mistakes({*all_rules(), rules.EMPTY_FOOT.id})
    yield
    for item in gathered.composed:
        is_whole = item.report.folder not in gathered.incomplete
        for found in review(replace(item.manuscript, today=today), settings, is_whole=is_whole):
            told.add(item.report.slug, found)
            yield
    if not slugs and not has_errors(gathered.problems.all):
        told.shared += settings.leftovers(all_rules())
        yield
    lasted.keep()


def accepted(project: Project, found: Iterable[Diagnostic], today: date) -> Iterator[Diagnostic]:
    """What was found while pages were made, after the project's settings of the one rule that it may set."""
    from yanbao.review import Settings
    from yanbao.review.findings import Finding

    settings = Settings(project.review, today, project.lost)
    for one in found:
        if one.rule != rules.EMPTY_FOOT.id:
            yield one
        elif not settings.is_off(one.rule):
            finding = Finding(one.mark, one.width, "", one.message, one.help)
            yield from filter(None, [settings.apply(rules.EMPTY_FOOT, finding)])


def drafted(item: Composed) -> Composed:
    """The report with a draft mark on every page."""
    return replace(item, document=replace(item.document, draft=item.report.theme.messages.draft))
