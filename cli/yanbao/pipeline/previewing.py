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

    Of a pattern it is the first report.

    HTML comes twice if the session has drawn its charts before: at once with the old charts, and when all pages are
    made.
    """
    gathered = gather(root, (slug,), silent, session.memory)
    reviewing = Reviewing(gathered, (slug,), session.store)
    if not gathered.composed or has_errors(gathered.problems.of(gathered.composed[0].report.slug)):
        show(Stage(diagnostics=in_order(reviewing.told().all)))
        return
    item = gathered.composed[0]
    session.workers.meanwhile = reviewing.go_on
    made = make_report(item, BuildRequest(root, Path()), session, silent, lambda html: show(Stage(html=html)))
    show(Stage(pdf=made.outputs.get(Path(f"{item.report.slug}.pdf"))))
    told = reviewing.told()
    told.add(item.report.slug, made.diagnostics)
    show(Stage(diagnostics=in_order(told.all)))
