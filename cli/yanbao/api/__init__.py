"""The Python API, used by notebooks, schedulers and the command line, and exported by ``yanbao``.

Nothing here prints, handles signals or exits the process, and every function may be called from any thread. Results are
frozen; errors can be pickled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, Unpack

from yanbao import pipeline
from yanbao.api.asking import (
    TOO_FEW,
    BatchOptions,
    Folder,
    Options,
    batch_request,
    find_project,
    given_as_text,
    names_of,
    request,
)
from yanbao.diagnostics import ContentError, Diagnostic, Level, Mark, SetupError
from yanbao.pipeline import FORMATS, BuildRequest, BuildResult, BuiltReport, Inventory, Progress

if TYPE_CHECKING:
    from yanbao.batches import BatchResult, Note
    from yanbao.comparison import Difference
    from yanbao.compose.uses import Entry, Use
    from yanbao.pipeline.fixing import Fixed
    from yanbao.prove import Reason, Verdict

__all__ = [
    "FORMATS",
    "BatchResult",
    "BuildRequest",
    "BuildResult",
    "BuiltReport",
    "ContentError",
    "Diagnostic",
    "Difference",
    "Entry",
    "Fixed",
    "Inventory",
    "Level",
    "Mark",
    "Note",
    "Progress",
    "Reason",
    "SetupError",
    "Use",
    "Verdict",
    "batch",
    "batch_request",
    "build",
    "check",
    "diff",
    "facts",
    "find_project",
    "fix",
    "request",
    "verify",
]

_BUILDING = RLock()
"""Held by the thread that builds: page making has process-wide state, such as the chart fonts."""


def build(
    project: Folder = ".",
    reports: str | Sequence[str] = (),
    *,
    force: bool = False,
    progress: Progress | None = None,
    **options: Unpack[Options],
) -> BuildResult:
    """Build reports as PDF and HTML, as ``report build`` does.

    ``project``: the project's folder or any folder inside it; relative to the current directory.
    ``reports``: names of folders under ``content/``; all reports if empty.
    ``output``: the output folder; the project's ``build/`` by default.
    ``formats``: "pdf", "html" or both, as by default.
    ``archive``: write the PDF as PDF/A-3, with the data of its figures attached as CSV.
    ``strict``: treat warnings as errors.
    ``force``: publish in spite of errors, as a draft marked on every page.
    ``jobs``: pages made in parallel; 1, the default, starts no process, None means one per core. With more than 1, a
    script needs an ``if __name__ == "__main__":`` guard.
    ``cache``: read and write the cache in ``.yanbao/cache/``, as by default.
    ``builtin_themes_only``: refuse a project that has templates of its own.
    ``locked``: refuse pulled tables that are not what ``data/lock.yaml`` says.
    ``params``: values of the reports' parameters, by name.
    ``progress``: callback; its ``step`` gets the report's name, the step's name, and how much of the step is done.

    Returns the reports with their files, and the warnings and hints. Raises ContentError if the content has errors
    (nothing is written, the previous files stay), SetupError if the machine or the project lacks something, OSError
    if a file cannot be written, and ValueError for invalid arguments. Concurrent calls are serialized.
    """
    options.setdefault("jobs", 1)
    asked = request(find_project(project), reports, force=force, **options)
    with _BUILDING, _readable(asked.root):
        return pipeline.build(asked, progress or _Silent())


def batch(
    project: Folder = ".", pattern: str = "", *, progress: Progress | None = None, **options: Unpack[BatchOptions]
) -> BatchResult:
    """Make a note for each row of a table, from one pattern, as ``report batch`` does.

    ``pattern``: the name of a folder under ``content/``.
    ``over``: the table, such as ``data.coverage``; that of the pattern's ``for_each`` if empty.
    ``where``: conditions on its columns: a value, or several of which one is enough.
    ``jobs``: notes made in parallel, each by one process; 1 starts none.
    ``shard``: which part of how many to make, from 1: ``(2, 8)`` is the second of eight.
    ``output``: a folder, or the address of a bucket such as ``s3://notes/today``; the project's ``build/`` by default.
    ``store``: the folder or bucket in which machines keep finished notes for one another.
    ``scheduler``: the address of the scheduler of a Dask cluster, which makes the notes.
    For the others see ``build``.

    Returns what became of each note; those with errors are among them, and their last good files stay. Raises
    ContentError for errors that all notes share (none is made then), SetupError, OSError and ValueError as ``build``.
    """
    from yanbao import batches

    options.setdefault("jobs", 1)
    asked = batch_request(find_project(project), pattern, **options)
    with _BUILDING, _readable(asked.root):
        return batches.batch(asked, progress or _Silent())


def check(
    project: Folder = ".",
    reports: str | Sequence[str] = (),
    *,
    on: date | None = None,
    builtin_themes_only: bool = False,
    params: Mapping[str, object] | None = None,
) -> tuple[Diagnostic, ...]:
    """Find problems without building, as ``report check`` does.

    ``on`` is the date used for data validity and waivers, today if None; for the others see ``build``. Returns all
    diagnostics, sorted by file and line; errors in the content are returned, never raised. Raises SetupError.
    """
    given = dict(given_as_text(params))
    return pipeline.check(
        find_project(project), names_of(reports), on, builtin_themes_only=builtin_themes_only, given=given
    )


def fix(
    project: Folder = ".",
    reports: str | Sequence[str] = (),
    *,
    rules: Collection[str] = (),
    on: date | None = None,
    builtin_themes_only: bool = False,
    params: Mapping[str, object] | None = None,
) -> Fixed:
    """Mend every finding that has one right answer, as ``report check --fix`` does.

    ``rules`` are the ids of those whose findings are mended, all if there are none; for the others see ``check``.
    Files keep their comments and layout. Hints, which a person decides, are left.

    Returns the findings that were mended, the files that were changed, and the findings that are left. Raises
    SetupError, and OSError if a file cannot be written.
    """
    root, names, given = find_project(project), names_of(reports), dict(given_as_text(params))

    def look(where: Path) -> tuple[Diagnostic, ...]:
        return pipeline.check(where, names, on, builtin_themes_only=builtin_themes_only, given=given)

    return pipeline.fix(root, look, lambda found: [one for one in found if not rules or one.rule in rules])


def facts(project: Folder = ".", query: str = "") -> Inventory:
    """List facts and datasets with every place that uses them, as ``report facts`` does.

    ``query`` is part of a path, a name or the printed text; with digits it is looked for among what is typed, too.

    Errors in the content, which may hide uses, are in ``Inventory.diagnostics``. Raises ContentError if no uses can be
    determined, and SetupError as ``build`` does.
    """
    root = find_project(project)
    with _readable(root):
        return pipeline.facts(root, query=query)


def verify(
    file: Folder,
    project: Folder = ".",
    *,
    revision: str = "",
    jobs: int | None = 1,
    cache: bool = True,
    progress: Progress | None = None,
) -> Verdict:
    """Prove that a published file is what a project gives, or tell why not, as ``report verify`` does.

    ``file``: a PDF or HTML file that ``build`` has written, wherever it is.
    ``revision``: a commit, tag or branch of the project's git repository to compare with; the checkout if empty.
    For the others see ``build``; without ``cache``, nothing that was made before is trusted.

    Returns the verdict: ``proved``, and if not, its ``reasons``. Errors in the content are reasons, never raised.
    Raises SetupError if the file is neither PDF nor HTML, or if there is no such project, file or revision.
    """
    from yanbao import prove

    if jobs is not None and jobs < 1:
        raise ValueError(TOO_FEW.format(jobs))
    root = find_project(project, "go to the project's folder, or name it with --project")
    with _BUILDING:
        return prove.verify(Path(file), root, progress or _Silent(), revision, store=cache, jobs=jobs)


def diff(
    project: Folder = ".",
    old: str = "HEAD",
    new: str | None = None,
    *,
    reports: str | Sequence[str] = (),
    on: date | None = None,
    params: Mapping[str, object] | None = None,
    pictures: bool = False,
    jobs: int | None = 1,
) -> Difference:
    """Compare two editions of a project's reports, as ``report diff`` does.

    ``old`` and ``new``: a revision of the project's git repository, the folder of another project, or a PDF or HTML
    file, of which the revision that it was made from is looked for; ``new`` is the checkout if None.
    ``reports``: names; all if empty. ``on`` is the date of both reviews, today if None.
    ``pictures``: typeset both, and compare what each page draws, instead of what it is composed of; for ``jobs`` see
    ``build``.

    Returns all differences. Raises SetupError if there is no such edition, or if one cannot be composed.
    """
    from yanbao import comparison

    if jobs is not None and jobs < 1:
        raise ValueError(TOO_FEW.format(jobs))
    root, names, given = find_project(project), names_of(reports), dict(given_as_text(params))
    with _BUILDING:
        today = on or pipeline.today()
        return comparison.diff(root, old, new, names, today, given, pictures=pictures, jobs=jobs)


class _Silent:
    """No-op progress callback, the default."""

    def step(self, report: str, name: str, done: int, total: int) -> None:
        pass


@contextmanager
def _readable(root: Path) -> Iterator[None]:
    """Attach the source lines to a ContentError, so that its text is what the command line shows."""
    try:
        yield
    except ContentError as error:
        raise error.with_lines(pipeline.lines_about(root, error.diagnostics)) from None


def __getattr__(name: str) -> Any:
    if name in {"Entry", "Use"}:
        from yanbao.compose import uses  # it loads pandas

        return getattr(uses, name)
    if name in {"Reason", "Verdict"}:
        from yanbao import prove

        return getattr(prove, name)
    if name in {"BatchResult", "Note"}:
        from yanbao import batches

        return getattr(batches, name)
    if name == "Fixed":
        from yanbao.pipeline import fixing

        return fixing.Fixed
    if name == "Difference":
        from yanbao import comparison

        return comparison.Difference
    raise AttributeError(f"module 'yanbao.api' has no attribute '{name}'")
