"""``report build --watch``: rebuilds whenever a file changes."""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING

from yanbao.app import console
from yanbao.app.trouble import explained
from yanbao.diagnostics import ContentError, Diagnostic, printable, tally

if TYPE_CHECKING:
    from yanbao.pipeline import BuildRequest, Session


def build_again(request: BuildRequest, *, profile: bool) -> None:
    """Build, then rebuild after each change until Ctrl-C. Problems are printed, and the last good files stay."""
    from yanbao.pipeline import changes, open_session

    with open_session(request.root, request.jobs, store=request.store) as session:
        changed = changes(request.root)  # before the first build: a change during it triggers a rebuild
        found = _build(session, request, (), profile)
        session.stay()
        console.stderr().print(f"Watching {printable(str(request.root))}; Ctrl-C ends it.")
        for _ in changed:
            found = _build(session, request, found, profile)


def _build(
    session: Session, request: BuildRequest, before: tuple[Diagnostic, ...], profile: bool
) -> tuple[Diagnostic, ...]:
    """Build once and print one line, preceded by the findings if they differ from ``before``. Returns them."""
    from yanbao.pipeline import build_in

    started, written, found = time.perf_counter(), "nothing written", before
    try:
        with console.BuildProgress() as progress:
            result = build_in(session, request, progress)
        found = result.diagnostics
        written = ", ".join(console.relative(file) for report in result.reports for file in report.files)
    except ContentError as error:
        found = error.diagnostics
    except Exception as error:  # any error may be fixed by the next change
        console.show_trouble(*explained(error))
    seconds = time.perf_counter() - started
    if found != before:
        console.show_findings(console.stderr(), found, request.root)
    if profile:
        console.show_times(console.stderr(), progress.times, started)
    at = datetime.now().astimezone().strftime("%H:%M:%S")
    console.stdout().print(f"{at}  {written}  {seconds:.2f} s  {tally(found) or 'no problems'}")
    return found
