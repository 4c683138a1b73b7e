"""The web of a radar chart: axes around a centre, with their names as close as space allows. Lengths in pt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from yanbao.charts.canvas import Canvas
from yanbao.charts.categories import whole
from yanbao.charts.labels import clear
from yanbao.charts.shapes import Box, Label, Point
from yanbao.charts.textwidths import ASCENT, LEADING, wrap

_AWAY = 5.0
"""Distance from the end of an axis to its name."""

_WIDTHS = (0.3, 0.22, 0.16)
"""Maximum widths of names to try, as shares of the canvas."""

_LINES = 3
_UPRIGHT = 0.2  # cosine up to which an axis counts as vertical: its name goes above or below it
_CLEAR = 2.0  # minimum distance of names
_SHORTEST = 12.0  # minimum radius


@dataclass(frozen=True, slots=True)
class Text:
    """A line of an axis's name."""

    text: str
    color: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Web:
    """Axes of equal length around a centre, clockwise from the top, and the labels at their ends."""

    center: Point
    radius: float
    count: int
    labels: tuple[Label, ...]

    def point(self, axis: int, share: float) -> Point:
        """The point on an axis at a share of its length."""
        x, y = _direction(axis, self.count)
        return self.center[0] + x * share * self.radius, self.center[1] + y * share * self.radius


def lay_out(canvas: Canvas, names: Sequence[str], below: Sequence[Sequence[Text]], height: float) -> Web:
    """The largest web within ``height`` whose names are complete and do not overlap; ``below`` adds lines to names.

    If there is none, the largest of the others; a name that would overlap an earlier one or leave the canvas is
    dropped.
    """
    tried: list[tuple[bool, float, Web]] = []
    for size in (canvas.style.size, canvas.style.size - 1):
        for share in _WIDTHS:
            found = _lay_out(canvas, names, below, height, size, share)
            tried.append(found)
            if found[0] and tried[0][0]:
                break
    return max(tried, key=lambda one: one[:2])[2]


def _lay_out(
    canvas: Canvas, names: Sequence[str], below: Sequence[Sequence[Text]], height: float, size: float, share: float
) -> tuple[bool, float, Web]:
    """Whether all names fit, the radius, and the web, with names wrapped to ``share`` of the canvas."""
    font, count = canvas.font(), len(names)
    wrapped = [wrap(name, share * canvas.width, size, font, _LINES) for name in names]
    blocks = [
        [*(Text(line, canvas.style.ink) for line in lines), *more] for lines, more in zip(wrapped, below, strict=True)
    ]
    sizes = [
        (max(canvas.measure(one.text, size, bold=one.bold) for one in block), LEADING * size * len(block))
        for block in blocks
    ]
    short, long = _SHORTEST, max(_SHORTEST, canvas.width)
    for _ in range(30):
        middle = (short + long) / 2
        extent = _extent(_boxes((0.0, 0.0), middle, sizes))
        fits = extent.width <= canvas.width and extent.top - extent.bottom <= height
        short, long = (middle, long) if fits else (short, middle)
    extent = _extent(_boxes((0.0, 0.0), short, sizes))
    center = (canvas.width - extent.left - extent.right) / 2, (height - extent.bottom - extent.top) / 2
    boxes = _boxes(center, short, sizes)
    kept: list[int] = []
    for at, box in enumerate(boxes):
        is_inside = box.left >= 0 and box.bottom >= 0 and box.right <= canvas.width and box.top <= height
        if is_inside and not any(box.meets(boxes[other], _CLEAR) for other in kept):
            kept.append(at)
    labels = tuple(label for at in kept for label in _labels(blocks[at], boxes[at], _direction(at, count)[0], size))
    well = clear(boxes, gap=_CLEAR) and all(whole(n, lines) for n, lines in zip(names, wrapped, strict=True))
    return well, round(short, 2), Web(center, short, count, labels)


def _direction(axis: int, count: int) -> Point:
    angle = math.pi / 2 - 2 * math.pi * axis / count
    return math.cos(angle), math.sin(angle)


def _boxes(center: Point, radius: float, sizes: Sequence[tuple[float, float]]) -> list[Box]:
    """The area of each name: beside the end of its axis, or above or below a vertical one."""
    boxes = []
    for axis, (width, height) in enumerate(sizes):
        across, up = _direction(axis, len(sizes))
        x, y = center[0] + (radius + _AWAY) * across, center[1] + (radius + _AWAY) * up + up * height / 2
        left = x - width / 2 if abs(across) < _UPRIGHT else x if across > 0 else x - width
        boxes.append(Box(left, y - height / 2, left + width, y + height / 2))
    return boxes


def _extent(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )


def _labels(block: Sequence[Text], box: Box, across: float, size: float) -> list[Label]:
    """The lines of a name, aligned towards its axis."""
    made = []
    for at, one in enumerate(block):
        y = box.top - (LEADING - 1) / 2 * size - ASCENT * size - at * LEADING * size
        if abs(across) < _UPRIGHT:
            made.append(Label(one.text, (box.left + box.right) / 2, y, one.color, size, one.bold, "center"))
        elif across > 0:
            made.append(Label(one.text, box.left, y, one.color, size, one.bold))
        else:
            made.append(Label(one.text, box.right, y, one.color, size, one.bold, "right"))
    return made
