"""Shaded ranges along x: tinted over the height of the plot and labelled above. Lengths in pt."""

from __future__ import annotations

from collections.abc import Sequence

from yanbao.charts.axes import Frame
from yanbao.charts.canvas import Canvas
from yanbao.charts.colors import mix
from yanbao.charts.shapes import Box, Label
from yanbao.charts.textwidths import DESCENT, shorten
from yanbao.model.plot import PlotShade

_PALER = 0.55  # share of paper in the tint
_STRIP = 1.4  # em: height of the row of names
_EDGE = 0.4  # of paper at either side, which separates neighbours
_GAP = 4.0  # between names


def strip(canvas: Canvas, shades: Sequence[PlotShade]) -> float:
    """Height that names of shaded ranges need above the plot."""
    return _STRIP * canvas.style.size if any(shade.label for shade in shades) else 0.0


def draw_shades(canvas: Canvas, frame: Frame, shades: Sequence[PlotShade], top: float) -> None:
    """Tint the ranges from the bottom of the plot to ``top``, and write their names below it, from left to right.

    Each name is centred on its range, or as close to that as its neighbours allow, and is shortened if it does not fit.
    """
    style = canvas.style
    size = style.size - 1
    ordered = sorted(shades, key=lambda shade: shade.first)
    boxes = [
        Box(frame.x(one.first - 0.5) + _EDGE, frame.bottom, frame.x(one.last + 0.5) - _EDGE, top) for one in ordered
    ]
    canvas.bars(boxes, mix(style.hairline, style.paper, _PALER))
    free = frame.left
    for at, (shade, box) in enumerate(zip(ordered, boxes, strict=True)):
        if not shade.label:
            continue
        end = max(box.right, boxes[at + 1].left - _GAP) if at + 1 < len(boxes) else canvas.width
        text = shorten(shade.label, end - free, size, canvas.font())
        width = canvas.measure(text, size)
        left = min(max(free, (box.left + box.right - width) / 2), end - width)
        canvas.write(Label(text, left, top - size + DESCENT * size, style.muted, size))
        free = left + width + _GAP
