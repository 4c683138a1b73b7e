"""One report in stages, what its author waits for first: the HTML, the PDF, then what is wrong with it."""

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
    """What is new of a report: its HTML, or its PDF, none if there are errors, or at last all that was found."""

    html: bytes | None = None
    pdf: bytes | None = None
    diagnostics: tuple[Diagnostic, ...] | None = None


def preview(session: Session, root: Path, slug: str, show: Callable[[Stage], object]) -> None:
    """Make a report without writing any file, and show each stage of it. Raises SetupError.

    HTML comes twice if the session has drawn its charts before: at once, with these, and when all pages are made.
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
