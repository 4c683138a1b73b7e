"""The grounds of a page: what is painted behind texts, or over them."""

from __future__ import annotations

from math import inf
from typing import Any, NamedTuple

from yanbao.typeset.audit.layers import Order
from yanbao.typeset.audit.violations import Element
from yanbao.typeset.boxes import Box

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom in CSS pixels from the top left corner of the page."""

Color = tuple[float, float, float, float]
"""Red, green, blue and alpha from 0 to 1."""

_THICK = 3
"""Pixels from which on a border can hide something."""


class Ground(NamedTuple):
    """A rectangle of one colour; None if it is a picture or a gradient, of which nobody knows."""

    place: Rectangle
    color: Color | None
    is_opaque: bool
    order: Order
    element: Element


class Grounds:
    """Collects the grounds of one page, on white paper."""

    def __init__(self, page: Box) -> None:
        self.found: list[Ground] = []
        everywhere = (-inf, -inf, inf, inf)
        for background in (page.background, page.canvas_background):
            if background is not None:
                self._add(background, everywhere, (), None, 1)

    def read(self, box: Box, order: Order, clip: Rectangle, matrix: Any, opacity: float) -> None:
        """The background and thick borders of a box."""
        background = box.background
        if background is not None:
            area = background.layers[-1].painting_area
            place = _seen((area[0], area[1], area[0] + area[2], area[1] + area[3]), clip, matrix)
            if matrix is not None and (matrix[0][1] or matrix[1][0]):
                self.found.append(Ground(place, None, False, order, box.element))
            else:
                self._add(background, place, order, box.element, opacity)
        for place, side in _borders(box):
            color = rgba(box.style[f"border_{side}_color"], box.style["color"], opacity)
            self.found.append(Ground(_seen(place, clip, matrix), color, color[3] == 1, order, box.element))

    def _add(self, background: Any, place: Rectangle, order: Order, element: Element, opacity: float) -> None:
        if background.color.alpha:
            color = rgba(background.color, None, opacity)
            self.found.append(Ground(place, color, color[3] == 1, order, element))
        for layer in background.layers:
            if layer.image is not None:
                self.found.append(Ground(place, None, opacity == 1 and _is_opaque(layer, place), order, element))


def rgba(color: Any, current: Any, opacity: float) -> Color:
    """A colour of WeasyPrint as numbers; ``current`` is that of the text."""
    chosen = current if color == "currentcolor" else color
    red, green, blue = chosen.to("srgb").coordinates
    return red, green, blue, chosen.alpha * opacity


def over(color: Color, ground: Color) -> Color:
    """What is seen of a colour over an opaque ground."""
    alpha = color[3]
    red, green, blue = (alpha * one + (1 - alpha) * other for one, other in zip(color[:3], ground[:3], strict=True))
    return red, green, blue, 1


def moved(place: Rectangle, matrix: Any) -> Rectangle:
    """Where a transformation puts a rectangle: what is around its corners."""
    if matrix is None:
        return place
    left, top, right, bottom = place
    corners = [matrix.transform_point(x, y) for x in (left, right) for y in (top, bottom)]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _seen(place: Rectangle, clip: Rectangle, matrix: Any) -> Rectangle:
    left, top, right, bottom = moved(place, matrix)
    return max(left, clip[0]), max(top, clip[1]), min(right, clip[2]), min(bottom, clip[3])


def _is_opaque(layer: Any, place: Rectangle) -> bool:
    """Whether a gradient or picture that fills a place lets nothing through; of SVG nobody knows."""
    image = layer.image
    if colors := getattr(image, "colors", ()):
        is_opaque = all(getattr(color, "alpha", 0) == 1 for color in colors)
    else:
        is_opaque = getattr(image, "mode", "") in ("RGB", "L", "CMYK")
    wide, high = (size >= 0.9 * room for size, room in zip(layer.size, _size(place), strict=True))
    return is_opaque and (wide or layer.repeat[0] == "repeat") and (high or layer.repeat[1] == "repeat")


def _size(place: Rectangle) -> tuple[float, float]:
    left, top, right, bottom = place
    return right - left, bottom - top


def _borders(box: Box) -> list[tuple[Rectangle, str]]:
    """Borders that are thick enough to hide text."""
    top, right, bottom, left = (
        box.border_top_width,
        box.border_right_width,
        box.border_bottom_width,
        box.border_left_width,
    )
    if top <= _THICK and right <= _THICK and bottom <= _THICK and left <= _THICK:
        return []
    x, y = box.border_box_x(), box.border_box_y()
    end, foot = x + box.border_width(), y + box.border_height()
    sides = [
        ((x, y, end, y + top), "top", top),
        ((end - right, y, end, foot), "right", right),
        ((x, foot - bottom, end, foot), "bottom", bottom),
        ((x, y, x + left, foot), "left", left),
    ]
    return [(place, side) for place, side, width in sides if width > _THICK]
