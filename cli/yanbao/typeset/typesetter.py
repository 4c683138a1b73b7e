"""WeasyPrint, one page at a time, reading nothing but what it is given."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration

from yanbao.model.sheet import FontSet, Place, Sheet, Trouble, Typeset
from yanbao.typeset.boxes import Box
from yanbao.typeset.fetching import ClosedFetcher, font_faces
from yanbao.typeset.fit import fit
from yanbao.typeset.lettering import set_by_lines
from yanbao.typeset.lineends import half_width_ends
from yanbao.typeset.overflow import overflows

_DATA_URI = re.compile(r"(data:[^\s'\"]{40})[^\s'\"]*")

PT = 0.75
"""Points in a CSS pixel."""

set_by_lines()


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(_DATA_URI.sub(r"\1…", record.getMessage()))


@contextmanager
def _listening() -> Iterator[list[str]]:
    """WeasyPrint merely logs what goes wrong; what it logs meanwhile is collected."""
    logger, collector = logging.getLogger("weasyprint"), _Collector()
    logger.addHandler(collector)
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)


@dataclass(frozen=True)
class Typesetter:
    """Typesets the pages of one report: same styles and fonts for all.

    ``chinese`` sets marks at the ends of lines by Chinese rules, as the signs in the text do all others.
    """

    styles: str
    fonts: FontSet
    chinese: bool = False

    @cached_property
    def _fetcher(self) -> ClosedFetcher:
        return ClosedFetcher(self.fonts)

    @cached_property
    def _configuration(self) -> FontConfiguration:
        return FontConfiguration()

    @cached_property
    def _sheet(self) -> CSS:
        styles = font_faces(self.fonts) + self.styles
        return CSS(string=styles, url_fetcher=self._fetcher, font_config=self._configuration)

    def measure(self, html: str) -> dict[str, tuple[float, float]]:
        """Width and height in mm that each chart of a page is to have, by anchor; charts in ``html`` are empty."""
        with _listening():
            return fit(self._boxes(self._render(html, self._fetcher)))

    def typeset(self, html: str, charts: Mapping[str, str]) -> Typeset:
        """The sheet of a page; ``charts`` are the drawings that it asks for, by anchor."""
        with _listening() as messages:
            document = self._render(html, ClosedFetcher(self.fonts, charts))
            pdf = document.write_pdf(pdf_variant="pdf/ua-1")
        boxes = self._boxes(document)
        troubles = [Trouble("engine", text) for text in dict.fromkeys(messages)]
        sheet = Sheet(pdf, len(document.pages), self._anchors(document))
        return Typeset(sheet, (*overflows(boxes), *troubles))

    def _render(self, html: str, fetcher: ClosedFetcher) -> Document:
        source = HTML(string=html, url_fetcher=fetcher, base_url=None)
        with half_width_ends(wanted=self.chinese):
            return source.render(stylesheets=[self._sheet], font_config=self._configuration)

    @staticmethod
    def _boxes(document: Document) -> list[Box]:
        return [page._page_box for page in document.pages]  # noqa: SLF001 - WeasyPrint has no public box tree

    @staticmethod
    def _anchors(document: Document) -> Mapping[str, Place]:
        """Every element with an id, at its first appearance."""
        places: dict[str, Place] = {}
        for number, page in enumerate(document.pages):
            for name, (_left, top, *_rest) in page.anchors.items():
                places.setdefault(name, Place(number, (page.height - top) * PT))
        return places
