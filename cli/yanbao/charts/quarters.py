"""The quarters of a scatter chart: two lines across, and a name in each corner, beyond all points. Lengths in pt."""

from __future__ import annotations

from yanbao.charts.axes import Frame
from yanbao.charts.canvas import Canvas
from yanbao.charts.shapes import Align, Box, Label, Point
from yanbao.charts.textwidths import DESCENT, shorten
from yanbao.model.plot import Quarters

QUARTER_NAMES = 1.5
"""Height of the rows of names above and below the points, in em."""

_AWAY = 4.0  # from a name to the line between two quarters


def draw_quarters(canvas: Canvas, frame: Frame, center: Point, quarters: Quarters) -> list[Box]:
    """Draw the lines that meet at ``center``, and the names; returns the lines, for labels to avoid."""
    style, size = canvas.style, canvas.style.size
    room = QUARTER_NAMES * size
    x, y = center
    low, high = frame.bottom - room, frame.top + room
    canvas.lines([[(x, low), (x, high)], [(frame.left, y), (frame.right, y)]], style.muted, 0.8, dash=(3, 2))
    upper, lower = frame.top + room - size, frame.bottom - room + 2 * DESCENT * size
    left, right = (frame.left, x - _AWAY), (x + _AWAY, frame.right)
    places = ((right, upper, "right"), (left, upper, "left"), (left, lower, "left"), (right, lower, "right"))
    for name, ((start, end), baseline, side) in zip(quarters.names, places, strict=True):
        text = shorten(name, max(0.0, end - start), size, canvas.font(bold=True))
        align: Align = "right" if side == "right" else "left"
        at = end if align == "right" else start
        if end - start > 2 * size:
            canvas.write(Label(text, at, baseline, style.muted, size, bold=True, align=align))
    return [Box(x - 1, low, x + 1, high), Box(frame.left, y - 1, frame.right, y + 1)]
