"""The Python API: what notebooks, schedulers and the command line call. ``yanbao`` exports it.

Nothing here prints, handles signals or ends the process, and any thread may call it. Results are frozen, and errors can
be pickled.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from yanbao import pipeline
from yanbao.diagnostics import ContentError, Diagnostic, Level, Mark, SetupError
from yanbao.pipeline import FORMATS, BuildRequest, BuildResult, BuiltReport, Inventory, Progress

if TYPE_CHECKING:
    from yanbao.compose.uses import Entry, Use

__all__ = [
    "FORMATS",
    "BuildRequest",
    "BuildResult",
    "BuiltReport",
    "ContentError",
    "Diagnostic",
    "Entry",
    "Inventory",
    "Level",
    "Mark",
    "Progress",
    "SetupError",
    "Use",
    "build",
    "check",
    "facts",
    "find_project",
    "request",
]

Folder = str | os.PathLike[str]

_BUILDING = RLock()
"""Held by the thread that builds: what makes pages has state of its process, such as the fonts of charts."""


def build(
    project: Folder = ".",
    reports: str | Sequence[str] = (),
    *,
    output: Folder | None = None,
    formats: str | Sequence[str] = ("pdf", "html"),
    archive: bool = False,
    strict: bool = False,
    force: bool = False,
    jobs: int | None = 1,
    cache: bool = True,
    builtin_themes_only: bool = False,
    params: Mapping[str, object] | None = None,
    progress: Progress | None = None,
) -> BuildResult:
    """Build reports as PDF and HTML: what ``report build`` does.

    ``project``: its folder, or a folder in it; relative to the current folder.
    ``reports``: names of folders under ``content/``; all reports if empty.
    ``output``: the folder for the files; ``build/`` in the project if None.
    ``formats``: "pdf", "html" or both.
    ``archive``: make the PDF as PDF/A-3, with the numbers of its figures as CSV.
    ``strict``: count warnings as errors.
    ``force``: publish a draft in spite of errors, marked on every page.
    ``jobs``: pages made at a time; with 1 no process is started, None is one per core. With more than 1, a script needs
    an ``if __name__ == "__main__":`` guard.
    ``cache``: keep what is made in ``.yanbao/cache/``, and take it from there.
    ``builtin_themes_only``: refuse a project with templates of its own.
    ``params``: values of the reports' parameters by name.
    ``progress``: its ``step`` is called with the name of the report and of the step, and how much of it is done.

    Returns the reports with their files, and the warnings and hints. Raises ContentError if there are errors in the
    content (nothing is written, the last files stay), SetupError if the machine or the project lacks something, OSError
    if a file cannot be written, and ValueError for arguments that mean nothing. Builds of several threads wait for one
    another.
    """
    asked = request(
        find_project(project),
        reports,
        output=output,
        formats=formats,
        archive=archive,
        strict=strict,
        force=force,
        jobs=jobs,
        cache=cache,
        builtin_themes_only=builtin_themes_only,
        params=params,
    )
    with _BUILDING, _readable(asked.root):
        return pipeline.build(asked, progress or _Silent())


def check(
    project: Folder = ".",
    reports: str | Sequence[str] = (),
    *,
    on: date | None = None,
    builtin_themes_only: bool = False,
    params: Mapping[str, object] | None = None,
) -> tuple[Diagnostic, ...]:
    """Find mistakes without building: what ``report check`` does.

    ``on`` is the day on which data and waivers must be valid, today if None; for the rest see ``build``. Returns all
    findings, sorted by file and line; mistakes in the content are never raised. Raises SetupError.
    """
    given = dict(_given(params))
    return pipeline.check(
        find_project(project), _names(reports), on, builtin_themes_only=builtin_themes_only, given=given
    )


def facts(project: Folder = ".") -> Inventory:
    """List facts and datasets with every place that uses them: what ``report facts`` does.

    ``Inventory.diagnostics`` are the problems in the content: errors may hide uses. Raises ContentError if no use can
    be known, SetupError as ``build``.
    """
    root = find_project(project)
    with _readable(root):
        return pipeline.facts(root)


def request(
    root: Path,
    reports: str | Sequence[str] = (),
    *,
    output: Folder | None = None,
    formats: str | Sequence[str] = ("pdf", "html"),
    cache: bool = True,
    jobs: int | None = None,
    params: Mapping[str, object] | None = None,
    **options: bool,
) -> BuildRequest:
    """The request that the arguments of ``build`` make. Raises ValueError."""
    wanted = frozenset(_names(formats))
    if not wanted or not wanted <= FORMATS:
        raise ValueError(f"formats are {' and '.join(sorted(FORMATS))}, not {', '.join(sorted(wanted)) or 'none'}")
    if jobs is not None and jobs < 1:
        raise ValueError(f"jobs is {jobs}: at least one page is made at a time")
    folder = Path(output).absolute() if output is not None else root / "build"
    given = _given(params)
    return BuildRequest(root, folder, _names(reports), wanted, jobs=jobs, store=cache, given=given, **options)


def find_project(folder: Folder, remedy: str = "name the project's folder, or a folder in it") -> Path:
    """The root of the project that a folder belongs to. Raises SetupError if there is none, or no report in it."""
    from yanbao.load.files import find_root, report_names
    from yanbao.load.findings import Findings

    root = find_root(Path(folder))
    if not report_names(root, Findings()):
        message = f"no report in {root}: a report is a folder in content/ with a report.yaml"
        raise SetupError(message, remedy)
    return root


def _given(params: Mapping[str, object] | None) -> tuple[tuple[str, str], ...]:
    """Values of parameters as text."""
    return tuple(sorted((name, str(value)) for name, value in (params or {}).items()))


def _names(names: str | Sequence[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


class _Silent:
    """Progress that nobody asked for: a no-op."""

    def step(self, report: str, name: str, done: int, total: int) -> None:
        pass


@contextmanager
def _readable(root: Path) -> Iterator[None]:
    """Give a ContentError the lines that it is about, so that its text is what the command line shows."""
    try:
        yield
    except ContentError as error:
        raise error.with_lines(pipeline.lines_about(root, error.diagnostics)) from None


def __getattr__(name: str) -> Any:
    if name not in {"Entry", "Use"}:
        raise AttributeError(f"module 'yanbao.api' has no attribute '{name}'")
    from yanbao.compose import uses  # it loads pandas

    return getattr(uses, name)
