"""Editions of a project to compare: the checkout, another folder, a git revision, or what a published file is from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from yanbao import disk
from yanbao.compose.uses import Entry, Use, inventory
from yanbao.diagnostics import Diagnostic, Level, SetupError, in_order, printable, tally
from yanbao.git import open_repository
from yanbao.load.files import report_names
from yanbao.load.findings import Findings
from yanbao.load.project import patterns_of
from yanbao.memory import Memory
from yanbao.model.project import LoadedReport, Project
from yanbao.pipeline import silent
from yanbao.pipeline.gathering import Composed, Gathered, gather, reviewed
from yanbao.pipeline.store import Store
from yanbao.prove.exporting import export
from yanbao.prove.history import History
from yanbao.prove.published import read_published

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

    def findings(self, but: Collection[str], today: date, store: Store) -> tuple[Diagnostic, ...]:
        """All that report check finds, without what the review of some reports does; see ``reviewed``."""
        some = replace(self.gathered, composed=[item for name, item in self.reports.items() if name not in but])
        told = self.gathered.problems.copy()
        for _ in reviewed(some, sorted(self.reports), today, told, store):
            pass
        return in_order(told.all)


@dataclass(frozen=True)
class Located:
    """Where an edition is: its folder, what it is called, and the parameters that its reports were given."""

    folder: Path
    name: str
    given: Mapping[str, str]


def locate(named: str, root: Path, scratch: disk.Scratch) -> Located:
    """Find an edition: a published file, the folder of a project, or a revision of the git repository of ``root``.

    What is in a repository is written into ``scratch``. Raises SetupError.
    """
    path = Path(named).resolve()
    if disk.is_file(path.parent, path.name):
        return _published(path, root, scratch)
    if disk.is_folder(path.parent, path.name) and report_names(path, Findings()):
        return Located(path, f"the folder {printable(named)}", {})
    history = History(open_repository(root))
    commit = history.repository.commit(named)
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
    history = History(open_repository(root))
    commit, count = history.find(published.made_from.inputs, frozenset(installed_tags()))
    if not commit:
        message = f"none of the {count} newest revisions has the inputs of {printable(str(file))}"
        raise SetupError(message, "name the revision or the folder that it was made from")
    name = f"{printable(file.name)}, of revision {commit[:12]}"
    return _exported(history, commit, name, scratch, published.made_from.given)


def open_edition(where: Located, slugs: Sequence[str], memory: Memory, given: Mapping[str, str]) -> Edition:
    """Load and compose an edition. Raises SetupError if nothing of it can be composed."""
    known = report_names(where.folder, Findings())
    wanted = [*slugs] if slugs and patterns_of(where.folder, known) else [slug for slug in slugs if slug in known]
    if slugs and not wanted:
        raise SetupError(f"{where.name} has no report {', '.join(map(printable, slugs))}", _there_are(known))
    gathered = gather(where.folder, wanted, silent, memory, given={**where.given, **given})
    if not gathered.composed or not gathered.is_loaded:
        raise SetupError(f"{where.name} cannot be compared: {_told(gathered.problems.all)}", "")
    alone = {
        folder for folder, count in Counter(item.report.folder for item in gathered.composed).items() if count == 1
    }
    reports = {_lasting(item.report, is_alone=item.report.folder in alone): item for item in gathered.composed}
    uses = frozenset[Use]().union(*(item.uses for item in gathered.composed))
    entries = {entry.path: entry for entry in inventory(gathered.project, uses)}
    return Edition(where.name, gathered.project, reports, entries, gathered)


def _lasting(report: LoadedReport, *, is_alone: bool) -> str:
    """What a report is called in each edition: its folder, or of those of a pattern the name without the date."""
    if is_alone:
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
