"""The HTML for readers, page by page: what was made before of the same page is not made again."""

from __future__ import annotations

import re
from collections.abc import Mapping

from yanbao.model.document import ChartBlock, ComposedPage, walk
from yanbao.model.sheet import FontSet
from yanbao.pipeline.pages import Press
from yanbao.pipeline.store import digest
from yanbao.render import Renderer
from yanbao.typography.setting import for_reader

_PLACE = "<!--yanbao:{}-->"
_PLACES = re.compile(r"<!--yanbao:(\d+)-->")


class Reading:
    """Takes the pages of a report as they come, in any order."""

    def __init__(self, renderer: Renderer, press: Press) -> None:
        self._renderer = renderer
        self._press = press
        self._parts: dict[str, tuple[str, str]] = {}

    def take(self, page: ComposedPage, charts: Mapping[str, str | None]) -> None:
        """A page, with the SVG of its charts, and perhaps of others."""
        press, own = self._press, {block.caption.anchor for block in walk(page.blocks) if isinstance(block, ChartBlock)}
        drawn = {anchor: svg for anchor, svg in sorted(charts.items()) if svg and anchor in own}
        made_from = (self._renderer.made_from([page]), str(press.chinese))
        key = digest("reading", press.engine, *made_from, *(part for item in drawn.items() for part in item))
        if self._parts.get(page.anchor, ("", ""))[0] == key:
            return
        if (data := press.store.get(key)) is not None:
            self._parts[page.anchor] = (key, data.decode())
            return
        part = self._set(self._renderer.reader_page(page, drawn))
        press.store.put(key, part.encode())
        self._parts[page.anchor] = (key, part)

    def html(self, fonts: FontSet) -> str:
        """The whole file. All pages must have been taken."""
        pages = self._renderer.document.pages
        frame = self._set(self._renderer.reader([_PLACE.format(index) for index in range(len(pages))], fonts))
        return _PLACES.sub(lambda place: self._parts[pages[int(place[1])].anchor][1], frame)

    def _set(self, html: str) -> str:
        return for_reader(html) if self._press.chinese else html
