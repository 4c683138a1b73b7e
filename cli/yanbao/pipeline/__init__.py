"""The steps of a build: load → check → compose → review → pages → html → bind.

Everything is loaded and checked before the first byte is written; outputs replace the previous ones only when all are
complete. Unchanged parts come from the cache. Heavy libraries are imported only when there is something to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import date, datetime
from functools import cache
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from yanbao import layout
from yanbao.diagnostics import ContentError, Diagnostic, Level, Mark, SetupError, has_errors, in_order
from yanbao.pipeline.requests import FORMATS as FORMATS
from yanbao.pipeline.requests import BuildRequest as BuildRequest
from yanbao.pipeline.requests import BuildResult as BuildResult
from yanbao.pipeline.requests import BuiltReport as BuiltReport
from yanbao.pipeline.requests import Inventory as Inventory
from yanbao.pipeline.requests import Progress as Progress

if TYPE_CHECKING:
    from yanbao.memory import Memory
    from yanbao.model.inspection import ReportTold
    from yanbao.pipeline.fixing import Fixed as Fixed
    from yanbao.pipeline.gathering import Composed
    from yanbao.pipeline.previewing import Stage as Stage
    from yanbao.pipeline.session import Session as Session


def check(
    root: Path,
    slugs: Sequence[str] = (),
    on: date | None = None,
    *,
    builtin_themes_only: bool = False,
    given: Mapping[str, str] | None = None,
    memory: Memory | None = None,
) -> tuple[Diagnostic, ...]:
    """Diagnostics of loading, checking, composing and reviewing, and whatever else would stop a build before
    typesetting. Of pages that an earlier build has typeset, what would stop it then, too.

    They are sorted. ``on`` is the date used for waivers and data validity, today if None. ``memory`` is that of a
    session. Raises SetupError.
    """
    from yanbao import disk
    from yanbao.memory import Memory
    from yanbao.mending import verified
    from yanbao.pipeline.faults import faults
    from yanbao.pipeline.gathering import accepted, gather, reviewed
    from yanbao.pipeline.store import open_store

    memory, store = memory or Memory(), open_store(root, wanted=disk.is_folder(root, layout.STORE))
    gathered = gather(root, slugs, silent, memory, builtin_themes_only=builtin_themes_only, given=given)
    told = gathered.problems.copy()
    for item in gathered.composed:
        found = accepted(gathered.project, faults(item, memory, store), on or today())
        told.add(item.report.slug, (one for one in found if one.level is not Level.HINT))
    for _ in reviewed(gathered, slugs, on or today(), told, store):
        pass
    return in_order(verified(root, told.all))


def fix(root: Path, look: Look, choose: Choose, *, wanted: bool = True) -> Fixed:
    """Mend files of a project, if ``wanted``; see ``fixing.fix``."""
    from yanbao.pipeline.fixing import fix

    return fix(root, look, choose, wanted=wanted)


def fixes(root: Path, look: Look, choose: Choose) -> dict[str, tuple[str, str]]:
    """The old and new text of each file that ``fix`` would change, by name; see ``fixing.fixes``."""
    from yanbao.pipeline.fixing import fixes

    return fixes(root, look, choose)


def inspect(
    root: Path, slugs: Sequence[str] = (), given: Mapping[str, str] | None = None
) -> tuple[list[ReportTold], tuple[Diagnostic, ...]]:
    """What composed reports say, and the problems in the content; see ``model/inspection.py``. Raises SetupError."""
    from yanbao.pipeline.inspecting import inspect

    return inspect(root, slugs, given)


def facts(root: Path, memory: Memory | None = None, query: str = "") -> Inventory:
    """Facts and datasets that match a query, all if there is none, and where the reports use them.

    ``memory`` is that of a session.

    Raises ContentError if no uses can be determined.
    """
    from yanbao.compose.uses import Use, inventory, typed
    from yanbao.pipeline.gathering import gather

    gathered = gather(root, (), silent, memory)
    if not gathered.composed:
        raise ContentError(gathered.problems.all)
    uses = frozenset[Use]().union(*(item.uses for item in gathered.composed))
    entries = tuple(one for one in inventory(gathered.project, uses) if not query or one.matches(query))
    passages = (passage for item in gathered.composed for passage in item.manuscript.passages)
    return Inventory(entries, in_order(gathered.problems.all), typed(passages, query))


def build(request: BuildRequest, progress: Progress, session: Session | None = None) -> BuildResult:
    """Build reports, in ``session`` if one is given. Raises ContentError (nothing is written then) and SetupError."""
    from yanbao.pipeline.results import Results
    from yanbao.pipeline.store import open_store

    if request.locked:
        refuse_unlocked(request.root)
    store = open_store(request.root, wanted=request.store)
    results = Results(store, request, today())
    if known := results.recall():
        return known
    from yanbao.pipeline.session import Session

    with nullcontext(session) if session else Session(store, request.jobs, draws=results.draws()) as used:
        result = build_in(used, request, progress)
    if not result.is_partial:
        results.keep(result)
    return result


def refuse_unlocked(root: Path) -> None:
    """Raises ContentError if a table that is pulled is not what the lock says."""
    from yanbao.load.snapshots import unlocked
    from yanbao.refresh.locking import recover

    recover(root)
    if found := list(unlocked(root)):
        raise ContentError(found)


def refuse_input(root: Path, output: Path) -> None:
    """Raises SetupError for an output folder among the inputs of reports, which would then change with every build, or
    in the cache, which may be deleted at any time.
    """
    for name in (*layout.INPUTS, layout.OWN):
        if output.is_relative_to(root.resolve() / name):
            what = "is what reports are made from" if name != layout.OWN else "is deleted with the cache"
            raise SetupError(f"{output}: {name}/ {what}", "choose another folder with --output")


def build_in(session: Session, request: BuildRequest, progress: Progress) -> BuildResult:
    """Build in a session, unless an up-to-date result is in the cache. Raises as ``build`` does.

    An output folder inside the project that is a link out of it is refused: its target can be named instead.
    """
    from yanbao.disk import replace_all
    from yanbao.mending import verified
    from yanbao.pipeline.gathering import accepted, drafted, gather
    from yanbao.pipeline.making import make_report
    from yanbao.pipeline.reviewing import Reviewing

    _refuse(request)
    only, given = request.builtin_themes_only, dict(request.given)
    gathered = gather(request.root, request.slugs, progress.step, session.memory, builtin_themes_only=only, given=given)
    reviewing = Reviewing(gathered, request.slugs, session.store)
    is_strict, is_draft, failed = request.strict, False, gathered.problems.failed(strict=request.strict)
    composed = [item for item in gathered.composed if request.force or item.report.slug not in failed]
    stops = has_errors(gathered.problems.shared, strict=is_strict) or not composed
    if stops and not (request.force and gathered.is_loaded and gathered.is_told_apart and composed):
        raise ContentError(verified(request.root, reviewing.told().all))
    session.workers.meanwhile = reviewing.go_on
    if request.force:
        is_draft = has_errors(reviewing.told().all, strict=is_strict)
    composed = [drafted(item) if is_draft else item for item in composed]
    made = [make_report(item, request, session, progress.step) for item in composed]
    if request.force and not is_draft and any(has_errors(report.diagnostics, strict=is_strict) for report in made):
        is_draft = True
        made = [make_report(drafted(item), request, session, progress.step) for item in composed]
    problems = reviewing.told()
    for report in made:
        problems.add(report.slug, accepted(gathered.project, report.diagnostics, today()))
    is_whole = all(len(report.outputs) == len(request.formats) for report in made)
    failed = frozenset() if is_draft and is_whole else problems.failed(strict=is_strict)
    good = [(report, item) for report, item in zip(made, composed, strict=True) if report.slug not in failed]
    if not good or (has_errors(problems.shared, strict=is_strict) and not (is_draft and is_whole)):
        raise ContentError(verified(request.root, problems.all))
    replace_all({file: data for report, _ in good for file, data in report.outputs.items()})
    reports = tuple(
        BuiltReport(report.slug, tuple(report.outputs), report.pages, report.kept, is_draft, _fonts(item))
        for report, item in good
    )
    told = in_order(verified(request.root, problems.all))
    return BuildResult(reports, told, is_partial=bool(failed or problems.refused))


def _refuse(request: BuildRequest) -> None:
    """Raise ContentError for data that are not locked as asked, SetupError for an output folder that leads out of the
    project or is among its inputs.
    """
    from yanbao.disk import follow

    if request.locked:
        refuse_unlocked(request.root)
    if request.output.absolute().is_relative_to(request.root):
        refuse_input(request.root, follow(request.root, request.output.absolute()))


def _fonts(item: Composed) -> tuple[tuple[str, str], ...]:
    """The installed fonts of a report; a theme's own are among the inputs."""
    return tuple((file.package, file.name) for file in item.report.theme.fonts.files if file.package)


Step = Callable[[str, str, int, int], None]
Look = Callable[[Path], Sequence[Diagnostic]]
Choose = Callable[[Sequence[Diagnostic]], Sequence[Diagnostic]]


def silent(_report: str, _name: str, _done: int, _total: int) -> None:
    """No-op progress callback."""


def today() -> date:
    return datetime.now().astimezone().date()


def lines_about(root: Path, diagnostics: Iterable[Diagnostic]) -> dict[Mark, str]:
    """Source lines for diagnostics, by mark; without those of files that are binary or were refused."""
    from yanbao.load.files import lines_of

    lines = cache(lambda file: lines_of(root, file))
    marks = {diagnostic.mark for diagnostic in diagnostics}
    return {mark: line for mark in marks for line in lines(mark.file)[mark.line - 1 : mark.line]}


def open_session(root: Path, jobs: int | None = None, *, store: bool = True) -> Session:
    """Context that several builds share, see ``Session``. Raises RefusedError as ``open_store``."""
    from yanbao.pipeline.session import Session
    from yanbao.pipeline.store import open_store

    return Session(open_store(root, wanted=store), jobs)


def changes(root: Path) -> Iterator[None]:
    """Yields, endlessly, whenever a file of the project has changed since this call."""
    from yanbao.pipeline.watching import changes

    return changes(root, Event())


def preview(session: Session, root: Path, slug: str, show: Callable[[Stage], object]) -> None:
    """Make a report without writing any file; ``show`` is called with each stage. Raises SetupError."""
    from yanbao.pipeline.previewing import preview

    preview(session, root, slug, show)


def is_first(root: Path, what: str) -> bool:
    """True the first time that it is asked for a project, as far as its cache remembers."""
    from yanbao.pipeline.store import digest, open_store

    store, key = open_store(root), digest("told", what)
    if store.get(key) is not None:
        return False
    store.put(key, b"told")
    return True


def clear(root: Path) -> tuple[Path, int, int]:
    """Delete a project's cache. Returns its folder, the number of entries deleted, and their bytes."""
    from yanbao.pipeline.store import clear_store

    return root / layout.STORE, *clear_store(root)
