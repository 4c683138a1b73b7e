"""Access to WeasyPrint's box tree, as far as fitting charts and auditing pages need it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from weasyprint.formatting_structure.boxes import LineBox, MarginBox, ReplacedBox, TableCellBox

Box = Any
"""A box of WeasyPrint's formatting structure."""

MM = 96 / 25.4
"""CSS pixels in a millimetre."""

TOLERANCE = 0.5 * MM
"""Distance a box may protrude: rounding errors, and invisible amounts."""


class Extent(NamedTuple):
    """A border box in CSS pixels, y downwards from the top of the page."""

    left: float
    top: float
    right: float
    bottom: float


def attribute(box: Box, name: str) -> str | None:
    """An attribute of the element that the box was made for."""
    element = getattr(box, "element", None)
    if element is None or isinstance(element, str) or getattr(box, "pseudo_type", None):
        return None
    value: str | None = element.get(name)
    return value


def extent(box: Box) -> Extent:
    """The border box."""
    left, top = box.border_box_x(), box.border_box_y()
    return Extent(left, top, left + box.border_width(), top + box.border_height())


def find(box: Box, name: str) -> Iterator[Box]:
    """The outermost boxes below ``box`` whose element has the attribute; one box an element (not its lines)."""
    for child in getattr(box, "children", ()):
        if attribute(child, name) is not None and child.element is not box.element:
            yield child
        else:
            yield from find(child, name)


def find_all(box: Box, name: str) -> Iterator[Box]:
    """Like ``find``, with those inside a found one."""
    for found in find(box, name):
        yield found
        yield from find_all(found, name)


def picture(box: Box) -> Box | None:
    """The first image in a box; None if styles hide it."""
    for child in getattr(box, "children", ()):
        found = child if hasattr(child, "replacement") else picture(child)
        if found is not None:
            return found
    return None


def content_bottom(box: Box) -> float:
    """The lower end of a stack's children: the lowest border edge."""
    return max((extent(child).bottom for child in box.children), default=box.position_y)


def bottom_of_content(box: Box) -> float:
    """The lower end of the lines, pictures and table cells in a box, in normal flow."""
    children = getattr(box, "children", ())
    if isinstance(box, LineBox | TableCellBox) or not children:
        return extent(box).bottom if isinstance(box, LineBox | TableCellBox | ReplacedBox) else 0.0
    return max((bottom_of_content(child) for child in children if _is_content(child)), default=0.0)


def _is_content(box: Box) -> bool:
    return not isinstance(box, MarginBox) and box.is_in_normal_flow()


def crowded_rooms(pages: Sequence[Box]) -> Iterator[Box]:
    """Boxes of fixed height that do not fit their stacked content."""
    for page in pages:
        for room in find(page, "data-room"):
            if _reach(room) > TOLERANCE or not set(room.element.iter()) <= _elements(room):
                yield room


def _elements(box: Box) -> set[Any]:
    """The elements that have boxes inside a box; an element pushed below the page has none."""
    return {box.element}.union(*map(_elements, getattr(box, "children", ())))


def _reach(room: Box) -> float:
    """How far a box's content protrudes below its end, or overlaps what follows in it, in px."""
    places = [extent(child) for child in room.children]
    ends = [*(place.top for place in places), room.content_box_y() + room.height][1:]
    return max((place.bottom - end for place, end in zip(places, ends, strict=True)), default=0)


def descendants(box: Box) -> Iterator[Box]:
    """The boxes of elements below a box, except those inside lines of text."""
    for child in getattr(box, "children", ()):
        if not isinstance(child, LineBox) and getattr(child, "element", None) is not None:
            yield child
            yield from descendants(child)


def wide_tables(pages: Sequence[Box]) -> Iterator[tuple[Box, float]]:
    """Tables wider than their container, and by how much (px); each part of a table that continues on another page."""
    for page in pages:
        for box in descendants(page):
            for child in getattr(box, "children", ()):
                if getattr(child, "is_table_wrapper", False) and child.element_tag == "table":
                    beside = extent(child).right - (box.content_box_x() + box.width)
                    if beside > TOLERANCE:
                        yield child, beside
