"""Sheets of a whole report, with page numbers that agree with one another.

A page's HTML holds its own number, and lists hold those of others; both are known only once everything before is
typeset. So pages start from a guess (one side each), and those whose HTML turns out to differ are typeset again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from yanbao.diagnostics import Diagnostic, Level
from yanbao.model.document import ComposedPage, anchors
from yanbao.model.sheet import Sheet
from yanbao.typeset.typesetter import Typeset, Typesetter

MOST_ROUNDS = 4
"""Numbers settle in two rounds or three; a page whose length depends on its own number never would."""

Render = Callable[[ComposedPage, int, Mapping[str, int]], str]


def typeset_pages(
    pages: Sequence[ComposedPage], render: Render, typesetter: Typesetter, step: Callable[[int, int], None]
) -> tuple[list[Sheet], list[Diagnostic]]:
    """One sheet a page, and what was found. ``render`` gives the HTML of a page from its number and all others'."""
    made: dict[int, tuple[str, Typeset]] = {}
    numbers = list(range(1, len(pages) + 1))
    page_of = {anchor: number for number, page in enumerate(pages, 1) for anchor in anchors(page)}
    settled = False
    for _ in range(MOST_ROUNDS):
        known = dict(page_of)
        for index, page in enumerate(pages):
            html = render(page, numbers[index], known)
            if index not in made or made[index][0] != html:
                made[index] = (html, typesetter.typeset(html, page.mark))
            step(index + 1, len(pages))
        next_number = 1
        for index in range(len(pages)):
            sheet = made[index][1].sheet
            numbers[index] = next_number
            page_of.update({anchor: next_number + place.page for anchor, place in sheet.anchors.items()})
            next_number += sheet.page_count
        if settled := page_of == known:
            break
    results = [made[index][1] for index in range(len(pages))]
    diagnostics = [diagnostic for result in results for diagnostic in result.diagnostics]
    for page, result in zip(pages, results, strict=True):
        if lost := [anchor for anchor in anchors(page) if anchor not in result.sheet.anchors]:
            message = f"no room could be found for {', '.join(lost)}"
            diagnostics.append(Diagnostic(Level.ERROR, "overflow", message, page.mark, "move it to another page"))
    if not settled:
        message = "page numbers in lists may be wrong: the number of pages changes with them"
        diagnostics.append(Diagnostic(Level.WARNING, "engine", message, pages[0].mark))
    return [result.sheet for result in results], diagnostics
