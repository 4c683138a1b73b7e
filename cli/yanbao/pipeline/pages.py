"""One page: its charts measured and drawn, its sheet typeset; each from the store if it was made before.

What is made of a page depends on nothing but its HTML, its plots and what all pages of the report share. So pages can
be made in any order and by any process.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from yanbao.memory import exactly
from yanbao.model.plot import ChartStyle, Plot
from yanbao.model.sheet import FontSet, Place, Sheet, Trouble, Typeset
from yanbao.pipeline.store import Store, digest

if TYPE_CHECKING:
    from yanbao.typeset import Typesetter

T = TypeVar("T")


@dataclass(frozen=True)
class PageJob:
    """A page to make.

    ``html`` asks for its charts by their addresses; ``bare`` is the same page with empty charts, in which their room is
    measured. Blocks have numbers. ``plots`` are the charts by anchor. Without ``wants_sheet`` only they are drawn.
    """

    html: str
    bare: str
    plots: Mapping[str, Plot]
    wants_sheet: bool = True


@dataclass(frozen=True)
class MadePage:
    """A page that was made: SVG of the charts that have room, None of one that has nothing to show; and the sheet.

    Without all of its charts a page is not typeset.
    """

    charts: Mapping[str, str | None]
    typeset: Typeset | None


class _NotKeptError(Exception):
    """The store does not have what is asked for."""


@dataclass(frozen=True)
class Press:
    """What all pages of a report are made with.

    ``engine`` is the key of the program and its libraries; ``chinese`` says whether text is set by Chinese rules. With
    ``from_store_only`` nothing is made anew.
    """

    engine: str
    styles: str
    fonts: FontSet
    style: ChartStyle
    chinese: bool
    store: Store
    from_store_only: bool = False

    def made_from(self, job: PageJob) -> tuple[object, ...]:
        """All that a page is made from."""
        shared = (self.engine, self.styles, self.fonts.identity, repr(self.style), self.chinese)
        return (*shared, job.html, job.bare, exactly(job.plots), job.wants_sheet)

    def recall(self, job: PageJob) -> MadePage | None:
        """The page, if the store has all of it."""
        try:
            return replace(self, from_store_only=True).make(job)
        except _NotKeptError:
            return None

    def make(self, job: PageJob) -> MadePage:
        """The page. Raises OSError if a system library is missing."""
        charts: dict[str, str | None] = {}
        if job.plots:
            sizes = self._sizes(job.bare)
            charts = {
                anchor: self._chart(plot, sizes[anchor], anchor)
                for anchor, plot in job.plots.items()
                if anchor in sizes
            }
        drawn = {anchor: svg for anchor, svg in charts.items() if svg is not None}
        if not job.wants_sheet or len(drawn) < len(job.plots):
            return MadePage(charts, None)
        return MadePage(charts, self._sheet(job.html, drawn))

    def _sizes(self, bare: str) -> Mapping[str, tuple[float, float]]:
        key = digest("sizes", self.engine, self.fonts.identity, self.styles, str(self.chinese), bare)
        made = self._kept(key, lambda: self._typesetter.measure(self._set(bare)), _json, json.loads)
        return {anchor: (width, height) for anchor, (width, height) in made.items()}

    def _chart(self, plot: Plot, size: tuple[float, float], anchor: str) -> str | None:
        parts = (self.fonts.identity, repr(plot), repr(size), repr(self.style), anchor)
        key = digest("chart", self.engine, *parts)
        return self._kept(key, lambda: self._draw(plot, size, anchor), _json, _svg)

    def _draw(self, plot: Plot, size: tuple[float, float], anchor: str) -> str | None:
        from yanbao.charts.drawing import EmptyPlotError, draw

        try:
            return draw(plot, *size, self.style, self.fonts, anchor)
        except EmptyPlotError:
            return None

    def _sheet(self, html: str, charts: Mapping[str, str]) -> Typeset:
        drawings = [part for item in sorted(charts.items()) for part in item]
        key = digest("sheet", self.engine, self.fonts.identity, self.styles, str(self.chinese), html, *drawings)

        def made() -> Typeset:
            return self._typesetter.typeset(self._set(html), self._set_drawn(charts))

        return self._kept(key, made, _pack_sheet, _unpack_sheet)

    def _set(self, html: str) -> str:
        """A page whose text is set."""
        from yanbao.typography import for_typesetter

        return for_typesetter(html) if self.chinese else html

    def _set_drawn(self, charts: Mapping[str, str]) -> Mapping[str, str]:
        """Charts whose lettering is set."""
        from yanbao.typography import for_typesetter_drawn

        return {anchor: for_typesetter_drawn(svg) for anchor, svg in charts.items()} if self.chinese else charts

    def _kept(self, key: str, make: Callable[[], T], pack: Callable[[T], bytes], unpack: Callable[[bytes], T]) -> T:
        """What the store has under a key; otherwise it is made and kept."""
        if (data := self.store.get(key)) is not None:
            return unpack(data)
        if self.from_store_only:
            raise _NotKeptError
        made = make()
        self.store.put(key, pack(made))
        return made

    @property
    def _typesetter(self) -> Typesetter:
        return _typesetter(self.styles, self.fonts, self.chinese)


def forget() -> None:
    """Let go of what this process has kept of styles and fonts. (At its very end, WeasyPrint could not any more.)"""
    _typesetter.cache_clear()


@lru_cache(maxsize=4)
def _typesetter(styles: str, fonts: FontSet, chinese: bool) -> Typesetter:
    """One for all pages of a report: it keeps the style sheet that it has read."""
    from yanbao.typeset import Typesetter

    return Typesetter(styles, fonts, chinese)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _svg(data: bytes) -> str | None:
    svg: str | None = json.loads(data)
    return svg


def _pack_sheet(made: Typeset) -> bytes:
    sheet = made.sheet
    anchors = {anchor: [place.page, place.top] for anchor, place in sheet.anchors.items()}
    head = {"pages": sheet.page_count, "anchors": anchors, "troubles": [asdict(trouble) for trouble in made.troubles]}
    return _json(head) + b"\n" + sheet.pdf


def _unpack_sheet(data: bytes) -> Typeset:
    head, _, pdf = data.partition(b"\n")
    told = json.loads(head)
    anchors = {anchor: Place(page, top) for anchor, (page, top) in told["anchors"].items()}
    return Typeset(Sheet(pdf, told["pages"], anchors), tuple(Trouble(**trouble) for trouble in told["troubles"]))
