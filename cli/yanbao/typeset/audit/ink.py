"""Laid-out pages as the audit sees them: where every text and picture is, and what keeps it from being seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import inf, sqrt
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from yanbao.typeset.audit.faults import PT, Element, Fault
from yanbao.typeset.boxes import MM, Box

ASCENT, DESCENT = 0.8, 0.05
"""How far ink reaches above and below the line that letters stand on, in em; a little less than it may."""

TOLERANCE = 0.5 * MM

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom in CSS pixels from the top left corner of the page."""

_EVERYWHERE = (-inf, -inf, inf, inf)
_AVOID = ("avoid", "avoid-page")
_FORCED = ("page", "left", "right", "recto", "verso", "always", "all")


class Ink(NamedTuple):
    """A piece of text on one line, or a picture, whose ``text`` is empty; where it is, and its size in px.

    ``comes_again`` is what each page may repeat, such as heads of tables; ``flows`` what follows what is written before
    it; ``is_written`` what stands in the HTML, rather than being made by styles.
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
    flows: bool
    is_written: bool
    is_behind: bool


class _Around(NamedTuple):
    """What the boxes around a box make of it.

    It is seen inside ``clip`` only, and its room is from ``left`` to ``right``.
    """

    clip: Rectangle = _EVERYWHERE
    left: float = -inf
    right: float = inf
    matrix: Any = None
    comes_again: bool = False
    flows: bool = True
    is_hidden: bool = False
    is_behind: bool = False


class Reading:
    """Everything on some pages: ``inks`` by page, and those of each element; faults that boxes alone tell.

    ``heads`` are elements that must not be the last on their page, as styles say; ``breaks_before`` and
    ``breaks_after`` those at which a page must end; ``running`` are elements in page margins, by tag and class.
    """

    def __init__(self, pages: Sequence[Box], least: float) -> None:
        self.inks: list[list[Ink]] = []
        self.of: defaultdict[Element, list[Ink]] = defaultdict(list)
        self.faults: list[Fault] = []
        self.heads = set[Element]()
        self.breaks_before, self.breaks_after = set[Element](), set[Element]()
        self.running = set[tuple[str, str]]()
        self.names = [page.page_type.name for page in pages]
        self._least = least / PT
        self.least = least
        for page in pages:
            self._paper: Rectangle = (0, 0, page.margin_width(), page.margin_height())
            self.inks.append([])
            for child in page.children:
                in_margin = isinstance(child, boxes.MarginBox)
                self._read(child, _Around(comes_again=in_margin, flows=not in_margin))

    def _read(self, box: Box, around: _Around) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box  # noqa: SLF001 - the box that it stands for
        kind = type(box)
        if kind is boxes.TextBox:
            self._read_text(box, around)
            return
        if kind is not boxes.LineBox:
            if kind is boxes.BlockBox:
                self._note_breaks(box)
            around = self._inside(box, kind, around)
            if isinstance(box, boxes.ReplacedBox):
                self._read_picture(box, around)
                return
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

    def _inside(self, box: Box, kind: type, around: _Around) -> _Around:
        """What a box makes of those in it."""
        style = box.style
        position = style["position"]
        if box.transformation_matrix:
            matrix = box.transformation_matrix
            around = around._replace(matrix=matrix @ around.matrix if around.matrix else matrix, left=-inf, right=inf)
        if position == "absolute" or position == "fixed":
            is_fixed = position == "fixed"
            behind = is_fixed and style["z_index"] != "auto" and style["z_index"] < 0
            again, is_behind = around.comes_again or is_fixed, around.is_behind or behind
            around = around._replace(left=-inf, right=inf, flows=False, comes_again=again, is_behind=is_behind)
            if style["clip"]:
                around = around._replace(clip=self._clipped(_clip(box), around))
        elif position[0] == "running()":
            self.running.add((box.element.tag, box.element.get("class", "")))
        if style["overflow"] != "visible":
            left, top = box.padding_box_x(), box.padding_box_y()
            inner = (left, top, left + box.padding_width(), top + box.padding_height())
            around = around._replace(clip=self._clipped(inner, around))
        if style["opacity"] == 0:
            around = around._replace(is_hidden=True)
        if kind is boxes.TableRowGroupBox:
            if box.is_header or box.is_footer:
                around = around._replace(comes_again=True)
        elif kind is boxes.TableCellBox or (kind is boxes.BlockBox and box.element.get("data-block") is not None):
            if around.matrix is None:
                left = box.border_box_x()
                around = around._replace(left=left, right=left + box.border_width())
        elif isinstance(box, boxes.TableBox):
            self._check_room(box, around)
        return around

    def _clipped(self, inner: Rectangle, around: _Around) -> Rectangle:
        left, top, right, bottom = _moved(inner, around.matrix)
        clip = around.clip
        return max(left, clip[0]), max(top, clip[1]), min(right, clip[2]), min(bottom, clip[3])

    def _check_room(self, box: Box, around: _Around) -> None:
        """A table or picture that is wider than the block or cell that it is in."""
        left = box.border_box_x()
        beside = max(left + box.border_width() - around.right, around.left - left)
        if beside > TOLERANCE:
            self.faults.append(Fault("beside", box.element, "", beside / MM))

    def _read_text(self, box: Box, around: _Around) -> None:
        text = box.text
        if box.width < 0.01 or not text.strip():
            return
        style = box.style
        size = style["font_size"]
        left, right, base = box.position_x, box.position_x + box.width, box.position_y + box.baseline
        if right > around.right + TOLERANCE + size / 2 or left < around.left - TOLERANCE - size / 2:
            beside = max(right - around.right, around.left - left)
            self.faults.append(Fault("beside", box.element, text, beside / MM))
        place = left, base - ASCENT * size, right, base + DESCENT * size
        if around.matrix:
            place = _moved(place, around.matrix)
            size *= sqrt(abs(around.matrix.determinant))
        tag = box.element_tag
        is_written = tag is not None and ("::" not in tag or tag.endswith("::first-letter"))
        is_seen = style["visibility"] == "visible" and style["color"].alpha and not around.is_hidden and size
        if is_seen:
            self._add(Ink(*place, size, text, box.element, len(self.inks) - 1, *_flags(around, is_written)), around)
            if size < self._least - 0.01:
                self.faults.append(Fault("small", box.element, text, size * PT))
        elif is_written:
            self.faults.append(Fault("hidden", box.element, text))
            self.of[box.element].append(
                Ink(*place, size, text, box.element, len(self.inks) - 1, *_flags(around, is_written))
            )

    def _read_picture(self, box: Box, around: _Around) -> None:
        if around.left > -inf:
            self._check_room(box, around)
        left, top = box.content_box_x(), box.content_box_y()
        place = _moved((left, top, left + box.width, top + box.height), around.matrix)
        ink = Ink(*place, inf, "", box.element, len(self.inks) - 1, *_flags(around, "::" not in box.element_tag))
        if box.style["visibility"] != "visible" or around.is_hidden or min(box.width, box.height) < 1:
            self.faults.append(Fault("hidden", box.element, ""))
            self.of[box.element].append(ink)
        else:
            self._add(ink, around)

    def _add(self, ink: Ink, around: _Around) -> None:
        """Something that is printed, unless it is outside the page or cut off."""
        self.inks[-1].append(ink)
        if ink.is_written:
            self.of[ink.element].append(ink)
        left, top, right, bottom = ink[:4]
        paper = self._paper
        outside = max(paper[0] - left, paper[1] - top, right - paper[2], bottom - paper[3])
        slack = TOLERANCE if ink.size == inf else max(TOLERANCE, ink.size * 0.15)
        if outside > slack:
            self.faults.append(Fault("outside", ink.element, ink.text, outside / MM))
        elif around.clip is not _EVERYWHERE:
            clip = around.clip
            cut = max(clip[0] - left, clip[1] - top, right - clip[2], bottom - clip[3])
            if cut > slack:
                self.faults.append(Fault("cut", ink.element, ink.text, cut / MM))


def _flags(around: _Around, is_written: bool) -> tuple[bool, bool, bool, bool]:
    return around.comes_again, around.flows, is_written, around.is_behind


def _clip(box: Box) -> Rectangle:
    """The part of a box that its property ``clip`` shows."""
    top, right, bottom, left = box.style["clip"]
    x, y = box.border_box_x(), box.border_box_y()
    return (
        x + (0 if left == "auto" else left),
        y + (0 if top == "auto" else top),
        x + (box.border_width() if right == "auto" else right),
        y + (box.border_height() if bottom == "auto" else bottom),
    )


def _moved(place: Rectangle, matrix: Any) -> Rectangle:
    """Where a transformation puts a rectangle: what is around its corners."""
    if matrix is None:
        return place
    left, top, right, bottom = place
    corners = [matrix.transform_point(x, y) for x in (left, right) for y in (top, bottom)]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
