"""The HTML for readers, page by page: what was made before of the same page is not made again."""

from __future__ import annotations

import re
from collections.abc import Mapping

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
        self._parts: dict[int, tuple[str, str]] = {}

    def take(self, index: int, charts: Mapping[str, str | None]) -> None:
        """A page by its position, with the SVG of its charts."""
        page, press = self._renderer.document.pages[index], self._press
        drawn = {anchor: svg for anchor, svg in charts.items() if svg}
        number = index + 1
        made_from = (self._renderer.made_from(page), str(number), str(press.chinese))
        key = digest("reading", press.engine, *made_from, *(part for item in sorted(drawn.items()) for part in item))
        if self._parts.get(index, ("", ""))[0] == key:
            return
        if (data := press.store.get(key)) is not None:
            self._parts[index] = (key, data.decode())
            return
        part = self._set(self._renderer.reader_page(page, number, drawn))
        press.store.put(key, part.encode())
        self._parts[index] = (key, part)

    def html(self, fonts: FontSet) -> str:
        """The whole file. All pages must have been taken."""
        places = [_PLACE.format(index) for index in range(len(self._renderer.document.pages))]
        frame = self._set(self._renderer.reader(places, fonts))
        return _PLACES.sub(lambda place: self._parts[int(place[1])][1], frame)

    def _set(self, html: str) -> str:
        return for_reader(html) if self._press.chinese else html
