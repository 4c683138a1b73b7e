"""All pages of a report, with page numbers that agree with one another.

A page's HTML holds its own number, and lists hold those of others; both are known only once everything before is
typeset. So pages start from a guess (one side each), and those whose HTML turns out to differ are typeset again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from yanbao.diagnostics import Diagnostic, Level, Mark
from yanbao.memory import exactly
from yanbao.model.document import ChartBlock, ComposedPage, anchors, walk
from yanbao.model.sheet import Sheet, chart_address
from yanbao.pipeline.pages import MadePage, PageJob, Press
from yanbao.pipeline.workers import Workers
from yanbao.render import Renderer, take_marks

MOST_ROUNDS = 4
"""Numbers settle in two rounds or three; a page whose length depends on its own number never would."""

_LISTS = -1
"""The attempt before the first, at lists alone."""

Step = Callable[[str, int, int], None]


@dataclass(frozen=True)
class MadePages:
    """All sheets, unless something is wrong; all charts as SVG by anchor; how many pages the store had."""

    sheets: tuple[Sheet, ...]
    charts: Mapping[str, str]
    kept: int
    diagnostics: tuple[Diagnostic, ...]


def make_pages(renderer: Renderer, press: Press, workers: Workers, *, wants_sheets: bool, step: Step) -> MadePages:
    """Make the pages of a document, those that were made before from memory or the store."""
    pages = renderer.document.pages
    made: list[_Made] = [_Made(page, renderer, wants_sheets) for page in pages]
    numbers, page_of = list(range(1, len(pages) + 1)), _guess(pages)
    remade: set[int] = set()
    settled = not wants_sheets
    if wants_sheets:  # lists may run on: what stands behind them should not be made with wrong numbers first
        told = exactly(page_of)
        lists = {
            index: one.job(_LISTS, numbers[index], page_of, told) for index, one in enumerate(made) if one.page.entries
        }
        remade |= _make(made, {index: job for index, job in lists.items() if job}, press, workers, step)
        _number(made, numbers, page_of)
    for attempt in range(MOST_ROUNDS):
        known = dict(page_of)
        told = exactly(known)
        jobs = {index: job for index, one in enumerate(made) if (job := one.job(attempt, numbers[index], known, told))}
        remade |= _make(made, jobs, press, workers, step)
        if not wants_sheets or any(one.is_short for one in made):
            break
        _number(made, numbers, page_of)
        if settled := page_of == known:
            break
    diagnostics = [diagnostic for one in made for diagnostic in one.diagnostics()]
    is_whole = wants_sheets and not any(one.is_short for one in made)
    if is_whole and not settled:
        message = "page numbers in lists may be wrong: the number of pages changes with them"
        diagnostics.append(Diagnostic(Level.WARNING, "engine", message, pages[0].mark))
    charts = {anchor: svg for one in made for anchor, svg in one.made.charts.items() if svg}
    sheets = tuple(one.sheet for one in made) if is_whole else ()
    return MadePages(sheets, charts, len(pages) - len(remade), tuple(diagnostics))


def _number(made: Sequence[_Made], numbers: list[int], page_of: dict[str, int]) -> None:
    """Number pages by the sheets that there are; a page without one is taken for one side."""
    next_number = 1
    for index, one in enumerate(made):
        numbers[index] = next_number
        places = one.sheet.anchors if one.made.typeset else {}
        found = {anchor: places[anchor].page if anchor in places else 0 for anchor in (*anchors(one.page), *places)}
        page_of.update({anchor: next_number + page for anchor, page in found.items()})
        next_number += one.sheet.page_count if one.made.typeset else 1


def _guess(pages: Sequence[ComposedPage]) -> dict[str, int]:
    return {anchor: number for number, page in enumerate(pages, 1) for anchor in anchors(page)}


def _make(made: Sequence[_Made], jobs: Mapping[int, PageJob], press: Press, workers: Workers, step: Step) -> set[int]:
    """Make pages by their positions; returns those that the store did not have."""
    waiting: list[int] = []
    for index, job in jobs.items():
        if not made[index].recall(press, job):
            waiting.append(index)
    step("pages", len(made) - len(waiting), len(made))
    for done, (index, page) in enumerate(workers.make(press, [jobs[index] for index in waiting]), 1):
        made[waiting[index]].keep(press, jobs[waiting[index]], page)
        step("pages", len(made) - len(waiting) + done, len(made))
    return set(waiting)


class _Made:
    """A page on its way: what is asked for, and what has been made of it."""

    def __init__(self, page: ComposedPage, renderer: Renderer, wants_sheet: bool) -> None:
        self.page = page
        self.made = MadePage({}, None)
        self._renderer = renderer
        self._memory = renderer.memory
        self._wants_sheet = wants_sheet
        self._charts = {block.caption.anchor: block for block in walk(page.blocks) if isinstance(block, ChartBlock)}
        self._made_from = renderer.made_from(page)
        self._key = (renderer.document.slug, page.anchor)
        self._attempt = 0
        self._html = ""
        self._marks: Sequence[Mark | None] = ()

    def job(self, attempt: int, number: int, page_of: Mapping[str, int], exact: bytes) -> PageJob | None:
        """What is to be made with these numbers, exactly; None if it is what was made before."""
        self._attempt = attempt
        addresses = {anchor: chart_address(anchor) for anchor in self._charts}
        made_from = (*self._made_from, number, exact)
        render = partial(self._rendered, number, page_of, addresses)
        html, self._marks = self._memory.recall((*self._key, "html", attempt), made_from, render)
        if html == self._html:
            return None
        self._html = html
        bare = ""
        if self._charts:
            bare, _ = self._memory.recall((*self._key, "bare"), self._made_from, partial(self._rendered, 1, {}, {}))
        return PageJob(html, bare, {anchor: block.plot for anchor, block in self._charts.items()}, self._wants_sheet)

    def recall(self, press: Press, job: PageJob) -> bool:
        """Whether the page was made before, and is there."""
        made: MadePage | None = self._memory.get(self._page_key, press.made_from(job)) or press.recall(job)
        if made:
            self.keep(press, job, made)
        return made is not None

    def keep(self, press: Press, job: PageJob, made: MadePage) -> None:
        """Take the page that was made."""
        self._memory.keep(self._page_key, press.made_from(job), made)
        self.made = made

    def _rendered(
        self, number: int, page_of: Mapping[str, int], charts: Mapping[str, str]
    ) -> tuple[str, Sequence[Mark | None]]:
        return take_marks(self._renderer.page(self.page, number, page_of, charts))

    @property
    def _page_key(self) -> tuple[object, ...]:
        return (*self._key, "made", self._attempt, self._wants_sheet)

    @property
    def is_short(self) -> bool:
        """Whether a chart is missing, so that the page cannot be typeset."""
        return len([svg for svg in self.made.charts.values() if svg]) < len(self._charts)

    @property
    def sheet(self) -> Sheet:
        if self.made.typeset is None:
            raise ValueError("this page has no sheet")
        return self.made.typeset.sheet

    def diagnostics(self) -> Iterator[Diagnostic]:
        """What is wrong with the page as it was made."""
        for anchor, block in self._charts.items():
            if anchor not in self.made.charts:
                yield self._lost(anchor, block.caption.mark)
            elif self.made.charts[anchor] is None:
                yield _unmade(block)
        if self.made.typeset:
            for trouble in self.made.typeset.troubles:
                mark = (None if trouble.block is None else self._marks[trouble.block]) or self.page.mark
                yield Diagnostic(Level.WARNING, trouble.rule, trouble.message, mark, trouble.remedy)
            if lost := [anchor for anchor in anchors(self.page) if anchor not in self.sheet.anchors]:
                yield self._lost(", ".join(lost), self.page.mark)

    @staticmethod
    def _lost(anchor: str, mark: Mark) -> Diagnostic:
        message = f"no room could be found for '{anchor}'"
        return Diagnostic(Level.ERROR, "overflow", message, mark, "move it to another page")


def _unmade(chart: ChartBlock) -> Diagnostic:
    """Why a chart could not be drawn."""
    mark = chart.caption.mark
    if count := len(chart.plot.panels):
        message = f"the {count} panels of this chart have no room to be read"
        return Diagnostic(Level.ERROR, "crowded-chart", message, mark, "make it higher or wider, or show fewer")
    return Diagnostic(Level.ERROR, "empty-chart", "this chart has no value to show", mark)
