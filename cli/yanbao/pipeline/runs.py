"""One page, or the pages of flowing text that are typeset together: from the cache, or what is needed to make them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from html import unescape

from yanbao import rules
from yanbao.diagnostics import Diagnostic, Level, Mark
from yanbao.model.document import ChartBlock, ComposedPage, anchors, charts, mark_of, walk
from yanbao.model.sheet import Sheet, Trouble
from yanbao.pipeline.cutnames import cut_names
from yanbao.pipeline.pages import MadePage, PageJob, Press
from yanbao.pipeline.store import digest
from yanbao.render import Renderer, take_marks
from yanbao.render.printing import Misprint, misprints


class _Consulted(Mapping[str, int]):
    """Page numbers by anchor. Records the lookups of a page, which are all it depends on."""

    def __init__(self, page_of: Mapping[str, int]) -> None:
        self._page_of = page_of
        self.answers: dict[str, int | None] = {}

    def __getitem__(self, anchor: str) -> int:
        self.answers[anchor] = self._page_of.get(anchor)
        return self._page_of[anchor]

    def __iter__(self) -> Iterator[str]:
        self.answers |= self._page_of
        return iter(self._page_of)

    def __len__(self) -> int:
        return len(list(iter(self)))


class Made:
    """The state of one page, or of several typeset together: what is needed, and what has been made of it."""

    def __init__(
        self,
        pages: Sequence[ComposedPage],
        renderer: Renderer,
        press: Press,
        *,
        wants_sheet: bool,
        wants_screens: bool,
    ) -> None:
        self.pages = pages
        self.anchors = [anchor for page in pages for anchor in anchors(page)]
        self.is_list = any(page.entries for page in pages)
        self.made = MadePage({}, None)
        self._renderer = renderer
        self._press = press
        self._wants_sheet = wants_sheet
        self._wants_screens = wants_screens
        self._charts = {anchor: block for page in pages for anchor, block in charts(page).items()}
        self._plots = {anchor: block.plot for anchor, block in self._charts.items()}
        self._made_from = renderer.made_from(pages)
        self._key = ""
        self._misprints: list[Misprint] = []

    @property
    def takes_work(self) -> bool:
        """Whether there is anything to make: for screens alone, only charts are."""
        return self._wants_sheet or bool(self._plots)

    def job(self, number: int, page_of: Mapping[str, int]) -> PageJob | None:
        """The job to make the page with these numbers; None if that result exists."""
        self._number, self._page_of = number, page_of
        html, known = "", self._known()
        if not known:
            html, known = self._rendered()
        wanted = {"wants_sheet": self._wants_sheet, "wants_screens": self._wants_screens}
        key = self._press.key(known, self._plots, **wanted)
        if key == self._key or not self.takes_work:
            return None
        self._key = key
        if made := self._press.recall(key):
            self.made = made
            return None
        return PageJob(key, html or self._render(page_of)[0], self._plots, **wanted)

    def recall(self, number: int, page_of: Mapping[str, int]) -> None:
        """Take the result with these numbers from the cache, nothing if it is not there."""
        self._number, self._page_of, self.made = number, page_of, MadePage({}, None)
        rendered = self._known()
        for wants_screens in (True, False) if rendered else ():
            key = self._press.key(rendered, self._plots, wants_sheet=True, wants_screens=wants_screens)
            if made := self._press.recall(key):
                self.made = made
                return

    def _known(self) -> str:
        """The digest of the page's HTML if the same page was rendered before, otherwise empty."""
        told = self._press.store.recall(self._source, _answers)
        if told is None:
            return ""
        consulted, rendered, self._misprints = told
        is_same = all(self._page_of.get(anchor) == number for anchor, number in consulted.items())
        return rendered if is_same else ""

    def _rendered(self) -> tuple[str, str]:
        """The page's HTML and its digest, which is cached: mostly the digest alone is needed."""
        consulted = _Consulted(self._page_of)
        html, _ = self._render(consulted)
        rendered = digest(html)
        self._misprints = misprints(self.pages, self._renderer.document.masthead, html)
        self._press.store.put(self._source, json.dumps([consulted.answers, rendered, self._misprints]).encode())
        return html, rendered

    @property
    def _source(self) -> str:
        return digest("rendered", self._press.program, self._made_from, str(self._number))

    def _render(self, page_of: Mapping[str, int]) -> tuple[str, Sequence[Mark | None]]:
        """The page's HTML, in which blocks are numbered, and the place of each block by number."""
        return take_marks(self._renderer.pages(self.pages, self._number, page_of), self.pages)

    @property
    def is_short(self) -> bool:
        """True if a chart is missing, so that the page cannot be typeset."""
        return len([chart for chart in self.made.charts.values() if chart]) < len(self._charts)

    @property
    def sheet(self) -> Sheet:
        if self.made.typeset is None:
            raise ValueError("this page has no sheet")
        return self.made.typeset.sheet

    def diagnostics(self) -> Iterator[Diagnostic]:
        """The problems found while making the page."""
        for anchor, block in self._charts.items():
            if anchor not in self.made.charts:
                yield lost(anchor, block.caption.mark)
            elif (drawing := self.made.charts[anchor]) is None:
                yield _unmade(block)
            elif cut := cut_names(block.plot, drawing.paper):
                yield _cut(block, cut)
        found = list(self.troubles())
        yield from found
        doubled = {diagnostic.mark for diagnostic in found if diagnostic.rule == rules.PRINTED_TWICE.id}
        for misprint in self._misprints:
            told = misprinted(misprint, self.pages[misprint.page])
            if not (misprint.twice and told.mark in doubled):
                yield told

    def troubles(self) -> Iterator[Diagnostic]:
        """Diagnostics for what typesetting reported."""
        if self.made.typeset:
            troubles = self.made.typeset.troubles
            marks = self._render(self._page_of)[1] if any(one.block is not None for one in troubles) else ()
            for trouble in troubles:
                mark = (None if trouble.block is None else marks[trouble.block]) or self._blamed(trouble).mark
                mild = Level.HINT if trouble.rule == rules.EMPTY_FOOT.id else Level.WARNING
                level = Level.ERROR if trouble.is_error else mild
                yield Diagnostic(level, trouble.rule, trouble.message, mark, trouble.remedy)
            for page in self.pages:
                if absent := [anchor for anchor in anchors(page) if anchor not in self.sheet.anchors]:
                    yield lost(", ".join(absent), page.mark)

    def _blamed(self, trouble: Trouble) -> ComposedPage:
        """The page a problem belongs to; the first if unknown."""
        around = trouble.anchors.split()
        return next((page for page in self.pages if page.anchor in around), self.pages[0])


def lost(anchor: str, mark: Mark) -> Diagnostic:
    """What has an anchor, and is on no page."""
    message = f"'{anchor}' is on no page"
    return Diagnostic(Level.ERROR, rules.LOST_TEXT.id, message, mark, "let the theme's templates and styles show it")


def _answers(data: bytes) -> tuple[dict[str, int | None], str, list[Misprint]]:
    """The page numbers a page looked up, the digest of its HTML, and misprints of its templates.

    Raises ValueError and the like if the data is malformed.
    """
    consulted, rendered, misprints = json.loads(data)
    return dict(consulted.items()), str(rendered), [Misprint(*misprint) for misprint in misprints]


def misprinted(misprint: Misprint, page: ComposedPage) -> Diagnostic:
    """The diagnostic for a text that a template has printed wrongly."""
    mark = mark_of(walk(page.blocks)[misprint.block]) if misprint.block >= 0 else None
    text = unescape(misprint.text)
    words = f"'{text[:24]}…'" if len(text) > 24 else f"'{text}'"
    rule, times = (rules.PRINTED_TWICE, "once ") if misprint.twice else (rules.LOST_TEXT, "")
    message = f"{words} is {'printed twice' if misprint.twice else 'not printed'} by the theme"
    return Diagnostic(Level.ERROR, rule.id, message, mark or page.mark, f"print it {times}in the theme's templates")


def _unmade(chart: ChartBlock) -> Diagnostic:
    """The diagnostic for a chart that could not be drawn."""
    mark = chart.caption.mark
    if count := len(chart.plot.panels):
        message = f"the {count} panels of this chart have no room to be read"
        return Diagnostic(Level.ERROR, rules.CROWDED_CHART.id, message, mark, "make it higher or wider, or show fewer")
    return Diagnostic(Level.ERROR, rules.EMPTY_CHART.id, "this chart has no value to show", mark)


def _cut(chart: ChartBlock, names: Sequence[str]) -> Diagnostic:
    """The warning that a chart has no room for names."""
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    message = f"this chart has no room for the whole name '{names[0]}'{more}"
    remedy = "write a shorter `label` or name, or make the chart wider or higher"
    return Diagnostic(Level.WARNING, rules.CROWDED_CHART.id, message, chart.caption.mark, remedy)
