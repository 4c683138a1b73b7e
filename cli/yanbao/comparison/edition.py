"""Editions of a project to compare: the checkout, another folder, a git revision, or what a published file is from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from yanbao import disk
from yanbao.compose.uses import Entry, Use, inventory
from yanbao.diagnostics import Diagnostic, Level, SetupError, in_order, printable, suggest, tally
from yanbao.git import open_repository
from yanbao.load.files import report_names
from yanbao.load.findings import Findings
from yanbao.load.project import patterns_of
from yanbao.memory import Memory
from yanbao.model.project import LoadedReport, Project
from yanbao.pipeline import silent
from yanbao.pipeline.gathering import Composed, Gathered, gather, reviewed
from yanbao.pipeline.provenance import used
from yanbao.pipeline.store import Store
from yanbao.prove.exporting import export
from yanbao.prove.history import History
from yanbao.prove.published import folder_of, read_published

CHECKOUT = "the checkout"


@dataclass(frozen=True)
class Edition:
    """The composed reports of a project, by what they are called in all of its editions, and the inventory of what
    they use."""

    name: str
    project: Project
    reports: Mapping[str, Composed]
    entries: Mapping[str, Entry]
    gathered: Gathered
    notes: tuple[str, ...]

    def names(self, slug: str) -> set[str]:
        """What the reports of a folder, of a name, or with that lasting name, are called in all editions."""
        return {name for name, item in self.reports.items() if slug in (name, item.report.slug, item.report.folder)}

    def alone(self, names: Collection[str]) -> Edition:
        """The edition with some of its reports, and nothing that is told of others."""
        reports = {name: item for name, item in self.reports.items() if name in names}
        slugs = {item.report.slug for item in reports.values()}
        problems = self.gathered.problems.copy()
        problems.alone = {slug: found for slug, found in problems.alone.items() if slug in slugs}
        return replace(self, reports=reports, gathered=replace(self.gathered, problems=problems))

    def uses(self) -> set[str]:
        """The paths of facts and tables that its reports use."""
        return used(self.project, {use for item in self.reports.values() for use in item.uses})

    def findings(self, but: Collection[str], today: date, store: Store) -> tuple[Diagnostic, ...]:
        """All that report check finds, without what the review of some reports does; see ``reviewed``."""
        some = replace(self.gathered, composed=[item for name, item in self.reports.items() if name not in but])
        told = self.gathered.problems.copy()
        for _ in reviewed(some, sorted(self.reports), today, told, store):
            pass
        return in_order(told.all)


_NAMES = "name a revision of git, the folder of a project, or a file that report build has written"


@dataclass(frozen=True)
class Located:
    """Where an edition is: its folder, what it is called, and the parameters that its reports were given.

    ``report`` is that of a published file, which has no other. ``notes`` say what was not looked at.
    """

    folder: Path
    name: str
    given: Mapping[str, str]
    report: str = ""
    notes: tuple[str, ...] = ()


def locate(named: str, root: Path, scratch: disk.Scratch) -> Located:
    """Find an edition: a published file, the folder of a project, or a revision of the git repository of ``root``.

    What is in a repository is written into ``scratch``. Raises SetupError.
    """
    if not named.strip():
        raise SetupError("an edition without a name", _NAMES)
    path = Path(named).resolve()
    if disk.is_file(path.parent, path.name):
        return _published(path, root, scratch)
    is_folder = disk.is_folder(path.parent, path.name)
    if is_folder and report_names(path, Findings()):
        return Located(path, f"the folder {printable(named)}", {})
    try:
        history = History(open_repository(root))
        commit = history.repository.commit(named)
    except SetupError as error:
        if is_folder:
            raise SetupError(f"the folder {printable(named)} is no project: it has no report", _NAMES) from None
        if named == "HEAD":
            raise
        raise SetupError(f"{error}, and no file or folder of that name", error.remedy) from None
    return _exported(history, commit, f"revision {commit[:12]}", scratch, {})


def _exported(history: History, commit: str, name: str, scratch: disk.Scratch, given: Mapping[str, str]) -> Located:
    folder = scratch.new_folder()
    export(history, commit, folder)
    return Located(folder, name, given)


def _published(file: Path, root: Path, scratch: disk.Scratch) -> Located:
    """The revision with the inputs that a file says it was made from, or else the checkout if it has them."""
    from yanbao.prove.searching import installed_tags  # imports what builds

    published = read_published(file)
    if published.made_from is None:
        raise SetupError(
            f"{printable(str(file))}: {published.fault.message if published.fault else 'it has no digests'}",
            "name a file that report build has written, or a git revision",
        )
    if published.is_cut:
        raise SetupError(f"{printable(str(file))} is cut short", "fetch the file again from where it was published")
    history = History(open_repository(root))
    commit, count = history.find(published.made_from.inputs, frozenset(installed_tags()))
    if not commit:
        message = f"none of the {count} newest revisions has the inputs of {printable(str(file))}"
        raise SetupError(message, "name the revision or the folder that it was made from")
    name = f"{printable(file.name)}, of revision {commit[:12]}"
    note = f"compared is what {printable(file.name)} says it was made from; whether it is that, report verify tells"
    place = _exported(history, commit, name, scratch, published.made_from.given)
    folder = folder_of(published.made_from, place.folder)
    report = published.name if patterns_of(place.folder, [folder]) else folder
    return replace(place, report=report, notes=(note,))


def open_editions(
    places: Sequence[Located], slugs: Sequence[str], memory: Memory, given: Mapping[str, str]
) -> tuple[Edition, ...]:
    """Load and compose editions, with the named reports alone, or those of published files, if there are any.

    Raises SetupError if nothing of one can be composed.
    """
    wanted = [*slugs] or [place.report for place in places if place.report]
    found = tuple(_open(place, wanted, memory, given) for place in places)
    if not wanted:
        return found
    names = set[str]()
    for slug in wanted:
        if not (called := set[str]().union(*(edition.names(slug) for edition in found))):
            every = [item.report.slug for edition in found for item in edition.reports.values()]
            raise SetupError(f"neither has a report '{printable(slug)}'", suggest(slug, every) or _there_are(every))
        names |= called
    return tuple(edition.alone(names) for edition in found)


def _open(where: Located, slugs: Sequence[str], memory: Memory, given: Mapping[str, str]) -> Edition:
    known = report_names(where.folder, Findings())
    wanted = [slug for slug in slugs if slug in known]
    if len(wanted) < len(slugs):  # notes, which another edition may call by another date
        wanted += patterns_of(where.folder, known)
    if slugs and not wanted:
        raise SetupError(f"{where.name} has no report {', '.join(map(printable, slugs))}", _there_are(known))
    gathered = gather(where.folder, wanted, silent, memory, given={**where.given, **given})
    if not gathered.composed or not gathered.is_loaded:
        raise SetupError(f"{where.name} cannot be compared: {_told(gathered.problems.all)}", "")
    reports = {_lasting(item.report): item for item in gathered.composed}
    uses = frozenset[Use]().union(*(item.uses for item in gathered.composed))
    entries = {entry.path: entry for entry in inventory(gathered.project, uses)}
    return Edition(where.name, gathered.project, reports, entries, gathered, where.notes)


def _lasting(report: LoadedReport) -> str:
    """What a report is called in each edition: its folder, or of those of a pattern the name without the date."""
    if report.spec.for_each is None:
        return report.folder
    return report.slug.replace(report.spec.date, "").strip("-_ ") or report.slug


def _there_are(known: Sequence[str]) -> str:
    return f"there are: {', '.join(map(printable, known))}" if known else ""


def _told(diagnostics: Sequence[Diagnostic]) -> str:
    """The first error, and how many there are."""
    errors = [found for found in in_order(diagnostics) if found.level is Level.ERROR]
    if not errors:
        return "it has no report"
    first = errors[0]
    more = f" (in all {tally(errors)})" if len(errors) > 1 else ""
    return f"{printable(first.mark.file)}:{first.mark.line}:{first.mark.column}: {printable(first.message)}{more}"
