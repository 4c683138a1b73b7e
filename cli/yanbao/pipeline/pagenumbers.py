"""Makes all pages of a report and resolves their page numbers: a fixpoint iteration.

A page's HTML contains its own number, and lists contain those of other pages; both are known only once everything
before is typeset. So numbers start from a guess (one side per page), and pages whose HTML turns out to differ are
typeset again. Pages of flowing text are made together, as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from yanbao import rules
from yanbao.diagnostics import Diagnostic, Level
from yanbao.model.document import ComposedPage, anchors
from yanbao.model.screens import Drawing
from yanbao.model.sheet import Sheet
from yanbao.pipeline.pages import Press
from yanbao.pipeline.runs import Made
from yanbao.pipeline.workers import Workers
from yanbao.render import Renderer

MOST_ROUNDS = 4
"""Limit of rounds: numbers settle in two or three, but a page whose length depends on its own number never would."""

Step = Callable[[str, int, int], None]
Take = Callable[[ComposedPage, Mapping[str, Drawing | None]], None]


@dataclass(frozen=True)
class MadePages:
    """All sheets, unless there are errors; charts as SVG for paper, by anchor; and how many pages were in the cache."""

    sheets: tuple[Sheet, ...]
    charts: Mapping[str, str]
    kept: int
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Beside:
    """Callbacks for progress and for finished charts.

    ``step`` gets the number of pages; ``take`` gets the charts of each page once finished, perhaps more than once.
    """

    step: Step
    take: Take


def make_pages(
    renderer: Renderer,
    press: Press,
    workers: Workers,
    beside: Beside,
    *,
    wants_sheets: bool,
    wants_screens: bool = False,
) -> MadePages:
    """Make the pages of a document; unchanged ones come from the cache. Charts are also drawn for screens if wanted."""
    runs = renderer.document.runs
    wanted = {"wants_sheet": wants_sheets, "wants_screens": wants_screens}
    made: list[Made] = [Made(run, renderer, press, **wanted) for run in runs]
    numbers, page_of = list(range(1, len(runs) + 1)), _guess(runs)
    remade: set[int] = set()
    settled = not wants_sheets
    if wants_sheets:  # lists may take several sides: number the pages after them right
        lists = {index: one for index, one in enumerate(made) if one.is_list}
        remade |= _make(lists, numbers, page_of, press, workers, beside)
        _number(made, numbers, page_of)
    for _ in range(MOST_ROUNDS):
        known = dict(page_of)
        remade |= _make(dict(enumerate(made)), numbers, known, press, workers, beside)
        if not wants_sheets or any(one.is_short for one in made):
            break
        _number(made, numbers, page_of)
        if settled := page_of == known:
            break
    diagnostics = [diagnostic for one in made for diagnostic in one.diagnostics()]
    is_whole = wants_sheets and not any(one.is_short for one in made)
    if is_whole and not settled:
        message = "page numbers in lists may be wrong: the number of pages changes with them"
        diagnostics.append(Diagnostic(Level.WARNING, rules.ENGINE.id, message, runs[0][0].mark))
    drawn = {anchor: chart.paper for one in made for anchor, chart in one.made.charts.items() if chart}
    sheets = tuple(one.sheet for one in made) if is_whole else ()
    kept = sum(len(run) for index, run in enumerate(runs) if index not in remade and made[index].takes_work)
    return MadePages(sheets, drawn, kept, tuple(diagnostics))


def known_troubles(renderer: Renderer, press: Press) -> Iterator[Diagnostic]:
    """What was found when pages of a document were typeset that are in the cache; nothing about others."""
    runs = renderer.document.runs
    made = [Made(run, renderer, press, wants_sheet=True, wants_screens=True) for run in runs]
    numbers, page_of = list(range(1, len(runs) + 1)), _guess(runs)
    for _ in range(MOST_ROUNDS):
        known = dict(page_of)
        for one, number in zip(made, numbers, strict=True):
            one.recall(number, known)
        _number(made, numbers, page_of)
        if page_of == known:
            break
    for one in made:
        yield from one.troubles()


def _number(made: Sequence[Made], numbers: list[int], page_of: dict[str, int]) -> None:
    """Assign page numbers from the sheets made so far; a page without one counts as one side."""
    next_number = 1
    for index, one in enumerate(made):
        numbers[index] = next_number
        places = one.sheet.anchors if one.made.typeset else {}
        found = {anchor: places[anchor].page if anchor in places else 0 for anchor in (*one.anchors, *places)}
        page_of.update({anchor: next_number + page for anchor, page in found.items()})
        next_number += one.sheet.page_count if one.made.typeset else 1


def _guess(runs: Sequence[Sequence[ComposedPage]]) -> dict[str, int]:
    return {anchor: number for number, run in enumerate(runs, 1) for page in run for anchor in anchors(page)}


def _make(
    made: Mapping[int, Made],
    numbers: Sequence[int],
    page_of: Mapping[str, int],
    press: Press,
    workers: Workers,
    beside: Beside,
) -> set[int]:
    """Make pages given by position; returns the positions of those not found in the cache."""
    jobs = {index: job for index, one in made.items() if (job := one.job(numbers[index], page_of))}
    waiting = list(jobs)
    beside.step("pages", len(made) - len(waiting), len(made))
    pages = workers.make(press, list(jobs.values()))
    for index in made.keys() - jobs.keys():
        _tell(beside.take, made[index])
    for done, (index, page) in enumerate(pages, 1):
        made[waiting[index]].made = page
        _tell(beside.take, made[waiting[index]])
        beside.step("pages", len(made) - len(waiting) + done, len(made))
    return set(waiting)


def _tell(take: Take, one: Made) -> None:
    for page in one.pages:
        take(page, one.made.charts)
