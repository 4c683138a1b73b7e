"""Makes one page: lays it out, draws its charts at the size that they get, and typesets its sheet.

A page is a pure function of its HTML, its plots and what all pages of the report share. So pages can be made in any
order and process, and are cached.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Any

from yanbao.charts import UndrawnError
from yanbao.memory import exactly
from yanbao.model.plot import ChartStyle, Plot
from yanbao.model.plotheights import Heights, heights
from yanbao.model.screens import PX_IN_MM, Drawing, bands_of, for_screens, widths_wanted
from yanbao.model.sheet import FontSet, Place, Sheet, Trouble, Typeset
from yanbao.pipeline.store import Store, digest

if TYPE_CHECKING:
    from yanbao.typeset import Typesetter


Size = tuple[float, float]
"""Width and height in mm."""


@dataclass(frozen=True)
class PageJob:
    """A page to make, and its cache key.

    ``html`` refers to charts by URL and numbers its blocks. ``plots`` are the charts by anchor. Without ``wants_sheet``
    only the charts are drawn; with ``wants_screens`` also for screens.
    """

    key: str
    html: str
    plots: Mapping[str, Plot]
    wants_sheet: bool = True
    wants_screens: bool = False


@dataclass(frozen=True)
class MadePage:
    """A finished page: its charts, None for one with no data or no room; and its sheet.

    A page with a chart missing is not typeset.
    """

    charts: Mapping[str, Drawing | None]
    typeset: Typeset | None


@dataclass(frozen=True)
class Press:
    """What all pages of a report share.

    ``program`` is the cache key of the program and its libraries; ``chinese`` turns on Chinese typesetting rules;
    ``flows`` is True if text flows across sheets of paper; ``least`` is the minimum text size in pt.
    """

    program: str
    styles: tuple[str, ...]
    fonts: FontSet
    style: ChartStyle
    chinese: bool
    flows: bool
    least: float
    store: Store

    @cached_property
    def _key(self) -> str:
        return digest("press", self.program, self.fonts.identity, repr(self.styles), repr(self.style), *self._rules)

    @cached_property
    def _drawn_from(self) -> str:
        """What drawings depend on besides their plots and sizes: no style sheet."""
        return digest("drawn from", self.program, self.fonts.identity, repr(self.style))

    def key(self, html: str, plots: Mapping[str, Plot], *, wants_sheet: bool, wants_screens: bool) -> str:
        """The cache key of a page, from a digest of its HTML."""
        return digest("page", self._key, html, exactly(plots), str(wants_sheet), str(wants_screens))

    def recall(self, key: str) -> MadePage | None:
        """The page from the cache, or None."""
        return self.store.recall(key, _unpack)

    def make(self, job: PageJob) -> MadePage:
        """Make the page. Raises OSError if a system library is missing."""
        page = self._typesetter.lay_out(self._set(job.html), partial(self._heights, job.plots))
        charts = {
            anchor: self._chart(plot, page.sizes, job.plots, anchor, wants_screens=job.wants_screens)
            for anchor, plot in job.plots.items()
            if anchor in page.sizes
        }
        drawn = {anchor: chart.paper for anchor, chart in charts.items() if chart is not None}
        is_whole = job.wants_sheet and len(drawn) == len(job.plots)
        made = MadePage(charts, page.typeset(self._set_drawn(drawn)) if is_whole else None)
        self.store.put(job.key, _pack(made))
        return made

    def _heights(self, plots: Mapping[str, Plot], anchor: str, width: float) -> Heights | None:
        """The heights of a chart by its width in mm; None if it is not one of ``plots``."""
        return heights(plots[anchor], width, self.style.size) if anchor in plots else None

    def _chart(
        self, plot: Plot, sizes: Mapping[str, Size], plots: Mapping[str, Plot], anchor: str, *, wants_screens: bool
    ) -> Drawing | None:
        """Draw one of the charts of a page; and for the columns of screens in which that could not be read."""
        size = sizes[anchor]
        beside = [(plots[one], sizes[one][0]) for one in plot.beside if one in plots and one in sizes]
        if (paper := self._on_paper(plot, size, anchor, beside)) is None:
            return None
        if not wants_screens:
            return Drawing(paper)
        width = size[0] * PX_IN_MM
        served = bands_of(width, self.style.size)
        drawn = {wanted: self._in_column(plot, wanted, anchor) for wanted in widths_wanted(served)}
        return Drawing(paper, for_screens(paper, width, served, drawn))

    def _on_paper(self, plot: Plot, size: Size, anchor: str, beside: Sequence[tuple[Plot, float]]) -> str | None:
        def drawn() -> str:
            from yanbao.charts.drawing import draw, height_above

            above = height_above(plot, *size, self.style, self.fonts, beside)
            return draw(plot, *size, self.style, self.fonts, anchor, above)

        return self._drawn(digest("chart", self._drawn_from, repr(plot), repr(size), repr(beside), anchor), drawn)

    def _in_column(self, plot: Plot, width: float, anchor: str) -> str | None:
        def drawn() -> str:
            from yanbao.charts.screencolumns import draw_column

            return draw_column(plot, width, self.style, self.fonts, f"{anchor}-{width}")

        return self._drawn(digest("column", self._drawn_from, repr(plot), repr(width), anchor), drawn)

    def _drawn(self, key: str, draw: Callable[[], str]) -> str | None:
        """A drawing, None if there is nothing to draw or no room. Drawings are cached by themselves, because the text
        around them changes more often.
        """
        if (kept := self.store.recall(key, _drawing)) is not None:
            return kept or None
        svg: str | None = None
        with suppress(UndrawnError):
            svg = draw()
        self.store.put(key, (svg or "").encode())
        return svg

    def _set(self, html: str) -> str:
        """The page's HTML with Chinese typesetting controls added."""
        from yanbao.typography.setting import for_typesetter

        return for_typesetter(html) if self.chinese else html

    def _set_drawn(self, charts: Mapping[str, str]) -> Mapping[str, str]:
        """The SVG of charts with Chinese typesetting applied to their text."""
        from yanbao.typography.setting import for_typesetter_drawn

        return {anchor: for_typesetter_drawn(svg) for anchor, svg in charts.items()} if self.chinese else charts

    @property
    def _rules(self) -> tuple[str, str, str]:
        return str(self.chinese), str(self.flows), str(self.least)

    @property
    def _typesetter(self) -> Typesetter:
        return _typesetter(self.styles, self.fonts, self.chinese, self.flows, self.least)


def forget() -> None:
    """Drop this process's cached styles and fonts, before interpreter exit, when WeasyPrint can no longer free them."""
    _typesetter.cache_clear()


@lru_cache(maxsize=4)
def _typesetter(styles: tuple[str, ...], fonts: FontSet, chinese: bool, flows: bool, least: float) -> Typesetter:
    """The typesetter for all pages of a report, cached because it holds the parsed style sheet."""
    from yanbao.typeset import Typesetter

    return Typesetter(styles, fonts, chinese, flows, least)


def _pack(made: MadePage) -> bytes:
    charts = {anchor: [chart.paper, chart.screen] if chart else None for anchor, chart in made.charts.items()}
    head: dict[str, Any] = {"charts": charts}
    pdf = b""
    if made.typeset:
        sheet, pdf = made.typeset.sheet, made.typeset.sheet.pdf
        head["pages"] = sheet.page_count
        head["anchors"] = {anchor: [place.page, place.top] for anchor, place in sheet.anchors.items()}
        head["troubles"] = [asdict(trouble) for trouble in made.typeset.troubles]
    return json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n" + pdf


def _unpack(data: bytes) -> MadePage:
    """Unpack a cached page. Raises ValueError and the like if the data is malformed."""
    head, _, pdf = data.partition(b"\n")
    told = json.loads(head)
    charts = {str(anchor): Drawing(*map(_svg, kept)) if kept else None for anchor, kept in told["charts"].items()}
    if not pdf:
        return MadePage(charts, None)
    anchors = {anchor: Place(int(page), float(top)) for anchor, (page, top) in told["anchors"].items()}
    troubles = tuple(Trouble(**trouble) for trouble in told["troubles"])
    if not pdf.startswith(b"%PDF-") or not anchors:
        raise ValueError("no sheet")
    return MadePage(charts, Typeset(Sheet(pdf, int(told["pages"]), anchors), troubles))


def _drawing(data: bytes) -> str:
    """Unpack a chart's SVG; empty if it could not be drawn. Raises ValueError if the data is malformed."""
    return _svg(data.decode())


def _svg(text: str) -> str:
    if text and not text.startswith("<svg"):
        raise ValueError("no drawing")
    return text
