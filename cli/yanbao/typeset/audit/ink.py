"""The laid-out pages as seen by the audit: the position of every text and picture, and whether it is visible."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from math import inf, sqrt
from typing import NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from yanbao.typeset.audit.around import EVERYWHERE, Around
from yanbao.typeset.audit.grounds import Color, Ground, Grounds, Rectangle, moved, rgba
from yanbao.typeset.audit.layers import Order
from yanbao.typeset.audit.violations import PT, Element, Fault
from yanbao.typeset.boxes import MM, Box
from yanbao.typeset.weasyprint import stood_for, svg_root

ASCENT, DESCENT = 0.8, 0.05
"""Extent of ink above and below the baseline, in em; an underestimate."""

TOLERANCE = 0.5 * MM

_THIN = 3
"""Pixels of borders that hide nothing."""

_AVOID = ("avoid", "avoid-page")
_FORCED = ("page", "left", "right", "recto", "verso", "always", "all")


_LEAST = re.compile(r"([0-9.]+) of ([1-9][0-9.]*) ([1-9][0-9.]*)")
"""The size of the smallest text of a picture, and width and height of that, in its own units."""


class Ink(NamedTuple):
    """A piece of text on one line, or a picture, whose ``text`` is empty; with its position, and its size in px.

    ``comes_again`` is set for what may be repeated on each page, such as table headers; ``flows`` for what is in normal
    it; ``is_written`` what stands in the HTML, rather than being made by styles. ``order`` is that of painting; a text
    has a ``color``.
    """

    left: float
    top: float
    right: float
    bottom: float
    size: float
    text: str
    element: Element
    page: int
    comes_again: bool
    is_fixed: bool
    flows: bool
    is_written: bool
    is_behind: bool
    order: Order
    color: Color | None = None


class Reading:
    """Everything on some pages: ``inks`` and ``grounds`` by page, inks ``of`` elements; faults that boxes alone tell.

    ``heads`` are elements that, by their styles, must not be last on their page; ``breaks_before`` and ``breaks_after``
    those with forced page breaks; ``running`` are elements in page margins, by tag and class.
    """

    def __init__(self, pages: Sequence[Box], least: float) -> None:
        self.inks: list[list[Ink]] = []
        self.grounds: list[list[Ground]] = []
        self.of: defaultdict[Element, list[Ink]] = defaultdict(list)
        self.faults: list[Fault] = []
        self.heads = set[Element]()
        self.breaks_before, self.breaks_after = set[Element](), set[Element]()
        self.running = set[tuple[str, str]]()
        self.names = [page.page_type.name for page in pages]
        self._least = least / PT
        self._framed = defaultdict[Element, list[Fault]](list)
        self._frames = defaultdict[Element, set[int]](set)
        for page in pages:
            self._paper: Rectangle = (0, 0, page.margin_width(), page.margin_height())
            self._number = 0
            self._grounds = Grounds(page)
            self.grounds.append(self._grounds.found)
            self.inks.append([])
            for child in page.children:
                in_margin = isinstance(child, boxes.MarginBox)
                self._read(child, Around(comes_again=in_margin, flows=not in_margin))
        for frame, faults in self._framed.items():
            if len(self._frames[frame]) == 1:  # else it runs on
                self.faults += faults

    def _read(self, box: Box, around: Around) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = stood_for(box)
        kind = type(box)
        self._number += 1
        if kind is boxes.TextBox:
            self._read_text(box, around)
            return
        if kind is not boxes.LineBox:
            if kind is boxes.BlockBox:
                self._note_breaks(box)
            outside, around = around, around.inside(box, kind, self._number)
            self._note_ground(box, outside, around)
            if isinstance(box, boxes.ReplacedBox):
                self._read_picture(box, around)
                return
            if isinstance(box, boxes.TableBox):
                self._check_room(box, around)
        for child in box.children:
            self._read(child, around)

    def _note_breaks(self, box: Box) -> None:
        style = box.style
        if style["break_after"] in _AVOID:
            self.heads.add(box.element)
        elif style["break_after"] in _FORCED:
            self.breaks_after.add(box.element)
        if style["break_before"] in _FORCED:
            self.breaks_before.add(box.element)

    def _note_ground(self, box: Box, outside: Around, around: Around) -> None:
        if around.frame is box.element and around.frame is not None:
            self._frames[box.element].add(len(self.inks))
        borders = box.border_top_width + box.border_bottom_width + box.border_left_width + box.border_right_width
        if box.background is not None or borders > _THIN:
            order = around.layer.ground(outside.layer, box, self._number)
            self._grounds.read(box, order, outside.clip, around.matrix, around.opacity)

    def _check_room(self, box: Box, around: Around) -> None:
        """Check for a table or picture wider than the block or cell that contains it."""
        left = box.border_box_x()
        beside = max(left + box.border_width() - around.right, around.left - left)
        if beside > TOLERANCE:
            self.faults.append(Fault("beside", box.element, "", beside / MM))

    def _read_text(self, box: Box, around: Around) -> None:
        text = box.text
        if box.width < 0.01 or not text.strip():
            return
        style = box.style
        size = style["font_size"]
        left, right, base = box.position_x, box.position_x + box.width, box.position_y + box.baseline
        if right > around.right + TOLERANCE + size / 2 or left < around.left - TOLERANCE - size / 2:
            beside = max(right - around.right, around.left - left)
            self.faults.append(Fault("beside", box.element, text, beside / MM))
        top, bottom = base - ASCENT * size, base + DESCENT * size
        if around.frame is not None:
            self._check_frame(top, bottom, size, box, around)
        place = left, top, right, bottom
        if around.matrix:
            place = moved(place, around.matrix)
            size *= sqrt(abs(around.matrix.determinant))
        tag = box.element_tag
        is_written = tag is not None and ("::" not in tag or tag.endswith("::first-letter"))
        color = rgba(style["color"], None, around.opacity)
        ink = self._ink(place, size, box, around, is_written, text, color)
        if style["visibility"] == "visible" and color[3] and size:
            self._add(ink, around)
            if size < self._least - 0.01:
                self.faults.append(Fault("small", box.element, text, size * PT))
        elif is_written:
            self.faults.append(Fault("hidden", box.element, text))
            self.of[box.element].append(ink)

    def _read_picture(self, box: Box, around: Around) -> None:
        if around.left > -inf:
            self._check_room(box, around)
        left, top = box.content_box_x(), box.content_box_y()
        if around.frame is not None:
            self._check_frame(top, top + box.height, 0, box, around)
        place = moved((left, top, left + box.width, top + box.height), around.matrix)
        ink = self._ink(place, inf, box, around, "::" not in box.element_tag)
        if around.is_behind:
            self._grounds.found.append(Ground(place, None, False, ink.order, box.element))
        if box.style["visibility"] != "visible" or around.opacity == 0 or min(box.width, box.height) < 1:
            self.faults.append(Fault("hidden", box.element, ""))
            self.of[box.element].append(ink)
        else:
            self._add(ink, around)
            self._read_lettering(box, around)

    def _read_lettering(self, box: Box, around: Around) -> None:
        """Report the smallest text in a picture, which says how large that is in its own units."""
        root = svg_root(box)
        told = None if root is None else _LEAST.fullmatch(root.get("data-least", ""))
        if not told:
            return
        size, width, height = map(float, told.groups())
        size *= min(box.width / width, box.height / height)
        if around.matrix:
            size *= sqrt(abs(around.matrix.determinant))
        if size < self._least - 0.01:
            self.faults.append(Fault("small drawn", box.element, root.get("data-least-text", ""), size * PT))

    def _ink(
        self,
        place: Rectangle,
        size: float,
        box: Box,
        around: Around,
        is_written: bool,
        text: str = "",
        color: Color | None = None,
    ) -> Ink:
        page, order = len(self.inks) - 1, around.layer.content(self._number)
        again, fixed, flows, behind = around.comes_again, around.is_fixed, around.flows, around.is_behind
        return Ink(*place, size, text, box.element, page, again, fixed, flows, is_written, behind, order, color)

    def _check_frame(self, top: float, bottom: float, size: float, box: Box, around: Around) -> None:
        """A text or picture that reaches out of a box of fixed height."""
        beyond = max(bottom - around.bottom, around.top - top)
        if beyond > max(TOLERANCE, size * 0.15):
            self._framed[around.frame].append(Fault("beyond", box.element, getattr(box, "text", ""), beyond / MM))

    def _add(self, ink: Ink, around: Around) -> None:
        """Record something printed, unless it is outside the page or clipped."""
        self.inks[-1].append(ink)
        if ink.is_written:
            self.of[ink.element].append(ink)
        left, top, right, bottom = ink[:4]
        paper = self._paper
        outside = max(paper[0] - left, paper[1] - top, right - paper[2], bottom - paper[3])
        slack = TOLERANCE if ink.size == inf else max(TOLERANCE, ink.size * 0.15)
        if outside > slack:
            self.faults.append(Fault("outside", ink.element, ink.text, outside / MM))
        elif around.clip is not EVERYWHERE:
            clip = around.clip
            cut = max(clip[0] - left, clip[1] - top, right - clip[2], bottom - clip[3])
            if cut > slack:
                self.faults.append(Fault("cut", ink.element, ink.text, cut / MM))
