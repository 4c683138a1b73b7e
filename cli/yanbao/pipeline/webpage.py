"""Assembles the HTML for readers page by page, with unchanged pages from memory."""

from __future__ import annotations

import re
from collections.abc import Mapping

from yanbao.memory import Memory
from yanbao.model.document import ComposedPage
from yanbao.model.document import charts as charts_of
from yanbao.model.screens import Drawing
from yanbao.model.sheet import FontSet
from yanbao.pipeline.pages import Press
from yanbao.pipeline.provenance import said
from yanbao.pipeline.store import digest
from yanbao.render import Renderer
from yanbao.typography.setting import for_reader

_PLACE = "<!--yanbao:{}-->"
_PLACES = re.compile(r"<!--yanbao:([0-9]+)-->")


class WebPage:
    """Takes the pages of a report as they come, in any order. ``provenance`` is what the file says it is made from."""

    def __init__(self, renderer: Renderer, press: Press, memory: Memory, provenance: str) -> None:
        self._renderer = renderer
        self._provenance = provenance
        self._press = press
        self._memory = memory
        self._parts: dict[str, tuple[str, str]] = {}

    def take(self, page: ComposedPage, charts: Mapping[str, Drawing | None]) -> None:
        """Add a page, with its charts; ``charts`` may contain others too."""
        press, own = self._press, charts_of(page)
        made = {anchor: chart for anchor, chart in sorted(charts.items()) if chart and anchor in own}
        for anchor, chart in made.items():
            self._memory.keep(self._drawn(anchor), own[anchor].plot, chart)
        drawn = {anchor: chart.screen for anchor, chart in made.items()}
        made_from = (self._renderer.made_from([page]), str(press.chinese))
        key = digest("reading", press.program, *made_from, *(part for item in drawn.items() for part in item))
        if self._parts.get(page.anchor, ("", ""))[0] == key:
            return
        if (kept := press.store.recall(key, bytes.decode)) is not None:
            self._parts[page.anchor] = (key, kept)
            return
        part = self._set(self._renderer.reader_page(page, drawn))
        press.store.put(key, part.encode())
        self._parts[page.anchor] = (key, part)

    def early(self, fonts: FontSet) -> str | None:
        """The HTML with each chart as last drawn, perhaps at another size; None if one was never drawn."""
        for page in self._renderer.document.pages:
            own = charts_of(page).items()
            charts = {anchor: self._memory.get(self._drawn(anchor), block.plot) for anchor, block in own}
            if None in charts.values():
                return None
            self.take(page, charts)
        return self.html(fonts)

    def html(self, fonts: FontSet) -> str:
        """The complete HTML. All pages must have been added."""
        pages = self._renderer.document.pages
        frame = self._set(self._renderer.reader([_PLACE.format(index) for index in range(len(pages))], fonts))
        frame = said(frame, self._provenance)
        return _PLACES.sub(lambda place: self._parts[pages[int(place[1])].anchor][1], frame)

    def _set(self, html: str) -> str:
        return for_reader(html) if self._press.chinese else html

    def _drawn(self, anchor: str) -> tuple[str, str, str]:
        """The memory key of a chart's drawing."""
        return self._renderer.document.slug, anchor, "drawn"
