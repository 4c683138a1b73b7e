"""Draws lines and columns in a frame, with gaps where values are missing. Lengths in pt."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from yanbao.charts.axes import Frame
from yanbao.charts.canvas import MM, Canvas
from yanbao.charts.scale import present
from yanbao.charts.shapes import Box, Label, Point
from yanbao.charts.textwidths import ASCENT, DESCENT

WIDEST = 14 * MM
"""Maximum width of a column."""

_THICKNESS = 1.0
"""Half the thickness of a line, plus some clearance."""

_DASH = (3.6, 2.4)

_AWAY = 1.4
"""Distance from a column to its value."""

_CUT = 2.6
"""Height of the first gap in a column that does not begin at zero, and by how much the gaps rise."""

_GAP = 1.2

Values = Sequence[float | None]


def runs(frame: Frame, values: Values, *, steps: bool = False) -> list[list[Point]]:
    """The points of a line, split at missing values; with ``steps`` it stays level until its next point."""
    found: list[list[Point]] = [[]]
    for at, value in enumerate(values):
        if value is None or not math.isfinite(value):
            found.append([])
        else:
            found[-1].append((frame.x(at), frame.y(value)))
    return [_stepped(run) if steps else run for run in found if run]


def _stepped(run: Sequence[Point]) -> list[Point]:
    return [*run[:1], *(corner for (_, y0), (x, y) in pairwise(run) for corner in ((x, y0), (x, y)))]


def draw_run(canvas: Canvas, frame: Frame, values: Values, color: str, width: float, *, steps: bool = False) -> None:
    """Draw a line with gaps; a single value between two gaps is a dot."""
    stretches = runs(frame, values, steps=steps)
    canvas.lines([run for run in stretches if len(run) > 1], color, width, round_ends=True)
    canvas.dots([run[0] for run in stretches if len(run) == 1], color, 2.4 * width)


def draw_forecast(
    canvas: Canvas,
    frame: Frame,
    values: Values,
    color: str,
    width: float,
    forecast: int | None,
    *,
    steps: bool = False,
) -> None:
    """Draw a line with gaps, dashed from the last value before ``forecast``; with ``steps`` it has no forecast."""
    if forecast is None or steps:
        draw_run(canvas, frame, values, color, width, steps=steps)
        return
    known, rest = list(values[:forecast]), list(values[forecast:])
    draw_run(canvas, frame, known, color, width)
    is_joined = bool(known) and present(known[-1:]) and present(rest[:1])
    joint = [known[-1]] if is_joined else [None]
    stretches = runs(frame, [*[None] * (len(known) - 1), *joint, *rest][-len(values) :])
    canvas.lines([run for run in stretches if len(run) > 1], color, width, dash=_DASH)
    canvas.dots([run[0] for run in stretches if len(run) == 1], color, 2.4 * width)


def columns(frame: Frame, values: Values, index: int, count: int, *, share: float = 0.7) -> dict[int, Box]:
    """The columns of series ``index`` of ``count`` grouped side by side in ``share`` of a slot, by position."""
    width = min(WIDEST, frame.slot * share / count)
    gap = width * 0.06 if count > 1 else 0.0
    boxes = {}
    for at, value in enumerate(values):
        if value is not None and math.isfinite(value):
            left = frame.x(at) + (index - count / 2) * width + gap / 2
            low, high = sorted((frame.base, frame.y(value)))
            boxes[at] = Box(left, low, left + width - gap, high)
    return boxes


def draw_cuts(canvas: Canvas, frame: Frame, boxes: Iterable[Box]) -> None:
    """Two slanted gaps at the foot of each column, if the axis does not begin at zero; nothing if it does."""
    if frame.scale.low <= 0 <= frame.scale.high:
        return
    cuts = [
        [(box.left - 1, box.bottom + up), (box.right + 1, box.bottom + up + _CUT)]
        for box in boxes
        for up in (_CUT, 2.2 * _CUT)
    ]
    canvas.lines(cuts, canvas.style.paper, _GAP)
    canvas.lines([[(frame.left, frame.base), (frame.right, frame.base)]], canvas.style.muted, 0.8, dash=(2, 2))


def value_label(
    canvas: Canvas,
    box: Box,
    value: float,
    text: str,
    *,
    left: float = 0.0,
    color: str = "",
    size: float = 0,
    bold: bool = False,
) -> Label:
    """A value above its column, or below a negative one; by default in ink and at the chart's text size.

    It stays right of ``left``, the plot's edge, where the axis labels end.
    """
    size = size or canvas.style.size
    half = canvas.measure(text, size, bold=bold) / 2
    x = min(max((box.left + box.right) / 2, left + half), canvas.width - half)
    y = box.bottom - _AWAY - ASCENT * size if value < 0 else box.top + _AWAY + DESCENT * size
    return Label(text, x, y, color or canvas.style.ink, size, bold=bold, align="center")


def extent(lines: Iterable[Sequence[Point]], left: float, right: float) -> tuple[float, float] | None:
    """The minimum and maximum y of lines between two x, including their thickness; None where there is no line."""
    heights: list[float] = []
    for line in lines:
        heights += [y for x, y in line if left <= x <= right]
        for (x0, y0), (x1, y1) in pairwise(line):
            heights += [y0 + (y1 - y0) * (edge - x0) / (x1 - x0) for edge in (left, right) if x0 < edge < x1]
    return (min(heights) - _THICKNESS, max(heights) + _THICKNESS) if heights else None
