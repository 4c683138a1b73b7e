"""Figures and pages are pointed at by ref(), not by a number that was typed.

Figures and pages are numbered by the tool, and their numbers change when one is added or moved; a typed number then
points at another one, and nobody notices. ``ref()`` prints the number that holds and links to it. A number that the
report does not have is reported as ``missing-pointer``.

PASS::

    - text: 访问量持续上升，见{{ ref("visits") }}。
    - chart: {id: visits, type: bar, title: 网页访问量, data: ai_visits, x: product, y: march}

FAIL::

    - text: 访问量持续上升，见图1。
    - chart: {id: visits, type: bar, title: 网页访问量, data: ai_visits, x: product, y: march}
"""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding
from yanbao.review.reading.report_parts import pointers
from yanbao.rules import define

RULE = define("typed-reference", __doc__, "review", Level.HINT)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A hint at each typed number of a figure or page that there is."""
    figures = {figure.label: figure for figure in manuscript.figures}
    pages = len(manuscript.document.pages)
    for pointer in pointers(manuscript):
        if pointer.kind == "figure":
            meant = [figures.get(f"{pointer.word}{number}") for number in pointer.numbers]
            if meant[0] and all(meant):
                name = meant[0].spec.id or "…"
                remedy = f'write {{{{ ref("{name}") }}}}' + ("" if meant[0].spec.id else " and give the figure that id")
                yield pointer.finding(f"the number of {pointer.text} is typed", remedy)
        elif pointer.kind == "page" and pointer.numbers[0] <= pages:
            remedy = 'give the page an id and write {{ ref("…") }}'
            yield pointer.finding(f"the number of {pointer.text} is typed", remedy)
