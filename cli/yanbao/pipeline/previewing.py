"""One report in stages, what its author waits for first: the HTML, the PDF, then what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from yanbao.diagnostics import Diagnostic, has_errors
from yanbao.pipeline import BuildRequest, in_order, silent
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


def preview(session: Session, root: Path, slug: str) -> Iterator[Stage]:
    """Make a report without writing any file. Raises SetupError."""
    gathered = gather(root, (slug,), silent, session.memory)
    found, reviewing = set(gathered.diagnostics), Reviewing(gathered, (slug,))
    if has_errors(gathered.diagnostics) or not gathered.composed:
        found.update(reviewing.found())
        yield Stage(diagnostics=in_order(found))
        return
    (item,) = gathered.composed
    made = make_report(item, BuildRequest(root, Path(), formats=frozenset({"html"})), session, silent)
    yield Stage(html=made.outputs.get(Path(f"{slug}.html")))
    session.workers.meanwhile = reviewing.go_on
    made = make_report(item, BuildRequest(root, Path(), formats=frozenset({"pdf"})), session, silent)
    yield Stage(pdf=made.outputs.get(Path(f"{slug}.pdf")))
    found.update(made.diagnostics, reviewing.found())
    yield Stage(diagnostics=in_order(found))
