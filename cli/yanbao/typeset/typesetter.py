"""Runs WeasyPrint on one page at a time, without access to files or the network."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from xml.etree import ElementTree

from pydyf import PDF
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.images import SVGImage
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from yanbao import rules
from yanbao.model.plotheights import Heights
from yanbao.model.sheet import FontSet, Place, Sheet, Trouble, Typeset
from yanbao.typeset import weasyprint
from yanbao.typeset.audit import audit
from yanbao.typeset.audit.emptiness import find_empty
from yanbao.typeset.audit.violations import Element
from yanbao.typeset.boxes import MM, Box
from yanbao.typeset.fetching import ClosedFetcher, font_faces
from yanbao.typeset.fit import fill, images
from yanbao.typeset.flowing import fill_holes
from yanbao.typeset.justifying import justify_line
from yanbao.typeset.lettering import set_by_lines
from yanbao.typeset.lineends import half_width_ends, narrow_marks, split_text_box
from yanbao.typeset.measuring import line_widths
from yanbao.typeset.naming import named_fonts
from yanbao.typeset.overflow import overflows, overlong
from yanbao.typeset.plotsizes import Sizes, lay_out_picture, sized
from yanbao.typeset.relief import MOST_ROUNDS, relieve
from yanbao.typeset.shaping import split_first_line
from yanbao.typeset.structure import PT, complete
from yanbao.typeset.tablegaps import above
from yanbao.typeset.tablegroups import lay_out_rows
from yanbao.typeset.tablewidths import lay_out_columns

_LOGGER = logging.getLogger("weasyprint")
_DATA_URI = re.compile(r"(data:[^\s'\"]{40})[^\s'\"]*")

set_by_lines()
weasyprint.replace_shaping(split_first_line)
weasyprint.replace_layout(split_text_box, line_widths, lay_out_columns, lay_out_rows, lay_out_picture, justify_line)


def _unknown(_anchor: str, _width: float) -> None:
    """No heights for any chart."""


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(_DATA_URI.sub(r"\1…", record.getMessage()))


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Context that collects WeasyPrint's log messages, its only way to report problems."""
    collector = _Collector()
    _LOGGER.addHandler(collector)
    try:
        yield collector.messages
    finally:
        _LOGGER.removeHandler(collector)


@lru_cache(maxsize=8)
def _parsed(styles: str) -> tuple[CSS, tuple[str, ...]]:
    """A style sheet, which the reports of a theme share, and what WeasyPrint said of it."""
    with _listening() as messages:
        return CSS(string=styles, url_fetcher=URLFetcher(allowed_protocols=("data",))), tuple(messages)


@dataclass(frozen=True)
class Typesetter:
    """Typesets the pages of one report, with the same styles and fonts.

    Pages are slides, each of which must fit on one sheet of paper, unless ``flows``: then they take as many sheets as
    they need. ``chinese`` turns on half-width punctuation at line ends; other Chinese rules are applied by control
    characters in the text. Text smaller than ``least``, in pt, is reported.
    """

    styles: tuple[str, ...]
    fonts: FontSet
    chinese: bool = False
    flows: bool = False
    least: float = 0

    @cached_property
    def _fetcher(self) -> ClosedFetcher:
        return ClosedFetcher(self.fonts)

    @cached_property
    def _narrow(self) -> str:
        return narrow_marks(self.fonts) if self.chinese else ""

    @cached_property
    def _configuration(self) -> FontConfiguration:
        return FontConfiguration()

    @cached_property
    def _sheets(self) -> list[CSS]:
        faces = CSS(string=font_faces(self.fonts), url_fetcher=self._fetcher, font_config=self._configuration)
        return [faces, *map(self._sheet, self.styles)]

    def _sheet(self, styles: str) -> CSS:
        """A parsed style sheet; one that brings a font of its own belongs to one configuration."""
        if "@font-face" in styles.lower():
            return CSS(string=styles, url_fetcher=self._fetcher, font_config=self._configuration)
        sheet, messages = _parsed(styles)
        for message in messages:  # again, for a report that is not the first
            _LOGGER.warning(message)
        return sheet

    def lay_out(self, html: str, sizes: Sizes = _unknown) -> LaidOutPage:
        """Lay out a page with placeholders for its charts, which are images identified by URL.

        ``sizes`` are the heights of charts; by default, they keep those of their styles.
        """
        with _listening() as messages:
            source = HTML(string=html, url_fetcher=self._fetcher, base_url=None)
            root = source.etree_element
            fixed = {one.get("data-plot") for one in root.iter() if one.get("data-height") is not None}

            def free(anchor: str, width: float) -> Heights | None:
                return None if anchor in fixed else sizes(anchor, width)

            with half_width_ends(wanted=self.chinese, narrow=self._narrow), sized(free, flows=self.flows):
                for _ in range(MOST_ROUNDS):
                    pictures: dict[str, object] = {}
                    above.set({})
                    document = source.render(stylesheets=self._sheets, font_config=self._configuration, cache=pictures)
                    boxes = weasyprint.page_boxes(document)
                    if not relieve(boxes) and not (self.flows and fill_holes(boxes, free)):
                        break
        if not self.flows and fill(boxes[0], free):
            document = weasyprint.with_moved_boxes(document, pictures)
        return LaidOutPage(document, messages, root, self.least, flows=self.flows)


class LaidOutPage:
    """A content page after layout, with its charts still empty."""

    def __init__(
        self, document: Document, messages: Sequence[str], root: Element, least: float, *, flows: bool
    ) -> None:
        self._boxes = weasyprint.page_boxes(document)
        self._document = document
        self._root = root
        self._least = least
        self._messages = tuple(messages)
        self._images = dict(images(self._boxes))
        self._flows = flows

    @property
    def sizes(self) -> Mapping[str, tuple[float, float]]:
        """Width and height in mm of each chart, by anchor."""
        return {anchor: (image.width / MM, image.height / MM) for anchor, image in self._images.items()}

    def typeset(self, charts: Mapping[str, str]) -> Typeset:
        """The sheet of the page; ``charts`` are the drawings, at their sizes, by anchor."""
        with _listening() as messages:
            for anchor, svg in charts.items():
                self._draw(self._images[anchor], svg)
            with named_fonts():
                pdf = self._document.write_pdf(pdf_variant="pdf/ua-1", finisher=self._complete)
        troubles = [Trouble(rules.ENGINE.id, text) for text in dict.fromkeys([*self._messages, *messages])]
        sheet = Sheet(pdf, len(self._boxes), self._anchors)
        return Typeset(sheet, (*self._audited(), *troubles))

    def _audited(self) -> Iterator[Trouble]:
        """Overflow and the findings of the audit, without duplicates about the width of a block."""
        found = list(audit(self._root, self._boxes, self._least))
        if self._flows:
            blamed = {trouble.block for trouble in found if trouble.rule in {rules.OVERFLOW.id, rules.LOST_TEXT.id}}
            told = [trouble for trouble in overlong(self._boxes) if trouble.block not in blamed]
        else:
            told = list(overflows(self._boxes))
            too_large = {trouble.block for trouble in told} - {None}
            found = [
                trouble for trouble in found if trouble.rule != rules.OVERFLOW.id or trouble.block not in too_large
            ]
        yield from (*told, *found)
        if not any(trouble.rule == rules.OVERFLOW.id for trouble in told):
            yield from find_empty(self._boxes, flows=self._flows)

    def _draw(self, image: Box, svg: str) -> None:
        """Put a drawing in the place of a placeholder."""
        context = weasyprint.layout_context(image)
        tree = ElementTree.fromstring(svg)  # noqa: S314 - we have drawn it
        image.replacement = SVGImage(tree, None, self._document.url_fetcher, context)

    def _complete(self, _document: Document, pdf: PDF) -> None:
        """Complete the structure tree; ids are prefixed by the page's first anchor, which is unique in the document."""
        complete(pdf, next(iter(self._anchors), ""))

    @cached_property
    def _anchors(self) -> Mapping[str, Place]:
        """Every element with an id, at its first occurrence."""
        places: dict[str, Place] = {}
        for number, page in enumerate(self._document.pages):
            for name, (_left, top, *_rest) in page.anchors.items():
                places.setdefault(name, Place(number, (page.height - top) * PT))
        return places
