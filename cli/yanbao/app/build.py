"""``report build``: publishes reports as PDF and HTML."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from yanbao.app.options import (
    Archive,
    BuiltinThemesOnly,
    Cache,
    Formats,
    Locked,
    Output,
    Params,
    Project,
    Reports,
    Strict,
    open_project,
    params,
    parse_formats,
)

if TYPE_CHECKING:
    from yanbao.pipeline import BuildRequest

_LONG = 1.0
"""Seconds of a build that a warm session would shorten."""

EXAMPLES = """\b
Examples:
  report build                    every report of the project, as PDF and HTML
  report build ai-media           the report in content/ai-media/
  report build 600519.SH-2024-04-26   one of the reports of a pattern, by its file name
  report build --format html      HTML only
  report build --output dist      into dist/ instead of the project's build/
  report build --archive          the PDF as PDF/A-3, with its figures' data as CSV
  report build --strict           publish only reports without warnings
  report build --locked           only from the data that data/lock.yaml names
  report build --force            a draft in spite of errors, marked on every page
  report build --no-cache         without the cache
  report build --profile          with the duration of each step
  report build --set code=600519.SH   with another value of a parameter of report.yaml
  report build --stay             keep the session warm: the next build takes a third of the time
  report build --watch            rebuild whenever a file changes
"""


def _staying(root: Path, *, is_asked: bool) -> int | None:
    """The exit code of this command as the session of the project has run it; None without sessions, and unless one
    ``is_asked`` for, here or in the project.
    """
    from yanbao.app import session, warm
    from yanbao.warm import address

    if warm.session_of(root) or not address.is_possible() or not (is_asked or _is_preferred(root)):
        return None
    return session.run_in(root, [word for word in sys.argv[1:] if word != "--stay"])


def _is_preferred(root: Path) -> bool:
    """True if the project asks for a session. (What is wrong with its file is for the build to say.)"""
    from yanbao import disk, layout

    if not disk.is_there(root, layout.PREFERENCES):  # most have none, and nothing else may have to be loaded
        return False
    from yanbao.load.findings import Findings
    from yanbao.load.preferences import load_preferences

    return load_preferences(root, Findings()).session == "stay"


def build(
    reports: Reports = None,
    output: Output = None,
    formats: Formats = None,
    archive: Archive = False,
    strict: Strict = False,
    builtin_themes_only: BuiltinThemesOnly = False,
    locked: Locked = False,
    settings: Params = None,
    force: Annotated[
        bool, typer.Option("--force", help="Publish in spite of errors, with 草稿 (draft) across every page.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, metavar="N", help="Pages made in parallel. [default: one per core]"),
    ] = None,
    cache: Cache = True,
    watch: Annotated[
        bool, typer.Option("--watch", "-w", help="Rebuild whenever a file changes, until Ctrl-C.")
    ] = False,
    stay: Annotated[
        bool,
        typer.Option(
            "--stay", envvar="YANBAO_STAY", help="Keep the session warm for what follows: see report session."
        ),
    ] = False,
    profile: Annotated[bool, typer.Option("--profile", help="Print how long each step took.")] = False,
    project: Project = None,
) -> None:
    """Build reports as PDF and HTML.

    REPORT is the name of a folder under content/, or of one of the reports that a pattern makes; without one, every
    report is built. All problems are shown at once,
    and if there is an error nothing is written: the last good files stay. With --force, errors that leave something to
    print do not stop a build; gaps are shown where they are, and every page is marked as a draft. Of reports that are
    made from one pattern, for_each in report.yaml, those without errors are written.

    Findings of the reviewer are shown from warnings up. With --watch, the build is repeated whenever files change: one
    line for each build, and findings when they have changed.

    Unchanged pages come from the cache; the files are byte-identical either way.

    Exit code: 0 built, 1 problems in the content, 2 wrong usage or something missing on this machine.
    """
    from yanbao.app.trouble import reported

    with reported():
        from yanbao import api

        started = time.perf_counter()
        wanted = parse_formats(formats, api.FORMATS)
        root, slugs = open_project(project, reports)
        if (code := _staying(root, is_asked=stay)) is not None:
            raise typer.Exit(code)
        request = api.request(
            root,
            slugs,
            output=output,
            formats=tuple(wanted),
            archive=archive,
            strict=strict,
            force=force,
            jobs=jobs,
            cache=cache,
            builtin_themes_only=builtin_themes_only,
            locked=locked,
            params=params(settings),
        )
        if watch:
            from yanbao.app.watch import build_again

            build_again(request, profile=profile)
        _build(request, started, profile=profile)


def _build(request: BuildRequest, started: float, *, profile: bool) -> NoReturn:
    """Build once, print what came of it, and end the command."""
    from yanbao import pipeline
    from yanbao.app import console, warm
    from yanbao.app.trouble import exit_code
    from yanbao.diagnostics import ContentError

    session = warm.session_of(request.root)
    try:
        with console.BuildProgress() as progress:
            result = pipeline.build(request, progress, session)
    except ContentError as error:
        shown, hints = console.apart(error.diagnostics)
        console.show_findings(console.stderr(), shown, request.root)
        console.stderr().print(f"{console.summary(shown, hints)} Nothing was written.")
        raise typer.Exit(exit_code(error.diagnostics) or 1) from None
    if profile:
        console.show_times(console.stderr(), progress.times, started)
    seconds = time.perf_counter() - started
    console.show_built(result, request.root, seconds)
    if seconds > _LONG and session is None and _may_tell(request.root):
        console.stderr().print("With report build --stay, the next build takes a third of the time.")
    raise typer.Exit(int(result.is_partial))


def _may_tell(root: Path) -> bool:
    """True once per project, on a terminal, where sessions are supported."""
    from yanbao import pipeline
    from yanbao.app import console
    from yanbao.warm import address

    return console.stderr().is_terminal and address.is_possible() and pipeline.is_first(root, "session")
