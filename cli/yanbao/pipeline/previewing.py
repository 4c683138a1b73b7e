"""Makes one report in stages, in the order its author waits for them: the HTML, the PDF, then the diagnostics."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from yanbao.diagnostics import Diagnostic, has_errors, in_order
from yanbao.pipeline import BuildRequest, silent
from yanbao.pipeline.gathering import gather
from yanbao.pipeline.making import make_report
from yanbao.pipeline.reviewing import Reviewing
from yanbao.pipeline.session import Session


@dataclass(frozen=True)
class Stage:
    """A new stage of a report: its HTML, its PDF (None if there are errors), or finally all diagnostics."""

    html: bytes | None = None
    pdf: bytes | None = None
    diagnostics: tuple[Diagnostic, ...] | None = None


def preview(session: Session, root: Path, slug: str, show: Callable[[Stage], object]) -> None:
    """Make a report without writing any file; ``show`` is called with each stage. Raises SetupError.

    HTML comes twice if the session has drawn its charts before: at once with the old charts, and when all pages are
    made.
    """
    gathered = gather(root, (slug,), silent, session.memory)
    reviewing = Reviewing(gathered, (slug,))
    if has_errors(gathered.diagnostics) or not gathered.composed:
        show(Stage(diagnostics=in_order([*gathered.diagnostics, *reviewing.found()])))
        return
    (item,) = gathered.composed
    session.workers.meanwhile = reviewing.go_on
    made = make_report(item, BuildRequest(root, Path()), session, silent, lambda html: show(Stage(html=html)))
    show(Stage(pdf=made.outputs.get(Path(f"{slug}.pdf"))))
    show(Stage(diagnostics=in_order([*gathered.diagnostics, *made.diagnostics, *reviewing.found()])))
