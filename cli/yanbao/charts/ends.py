"""Labels at the ends of lines: names and last values, in the lines' colours. Lengths in pt."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from yanbao.charts.axes import HAIR, Frame
from yanbao.charts.canvas import Canvas
from yanbao.charts.categories import whole
from yanbao.charts.colors import legible
from yanbao.charts.labels import spread
from yanbao.charts.shapes import Label
from yanbao.charts.textwidths import ASCENT, LEADING, wrap
from yanbao.model.plot import PlotSeries

_GAP = 6.0
"""Distance from the end of a line to its label."""

WIDEST = 0.12
"""Maximum width of a label, as a share of the canvas."""

_LOOSE = 0.7
"""Names go above their values while all labels together fill at most this share of the plot's height."""

_FARTHEST = 1.6
"""How far (in em) a label with a name may be from its point."""

_LEADER_FROM = 0.9
"""Labels moved further than this, in em, get a leader line to their point."""


@dataclass(frozen=True, slots=True)
class End:
    """The label of one line: its texts from top to bottom, and the point it belongs to."""

    texts: tuple[str, ...]
    color: str
    at: int
    value: float


def end_labels(
    canvas: Canvas,
    lines: Sequence[tuple[PlotSeries, str, Callable[[float], str]]],
    room: float,
    share: Callable[[float], float],
) -> tuple[End, ...] | None:
    """Labels for lines (series, colour, value formatter) in a height of ``room``: names above values, or beside them.

    ``share`` is the height of a value in it: pushed apart, names above values would stand beside other lines. None if
    labels do not fit, or a name would be cut.
    """
    size, font = canvas.style.size, canvas.font(bold=True)
    stacked, flat = [], []
    for series, color, text in lines:
        at, value = last(series)
        names = wrap(series.label, WIDEST * canvas.width, size, font, 3)
        color = legible(color, canvas.style)
        if not whole(series.label, names):
            return None
        stacked.append(End((*names, text(value)), color, at, value))
        flat.append(End((f"{series.label} {text(value)}",), color, at, value))
    if _near(canvas, stacked, room, share) and _fitting(canvas, stacked, _LOOSE * room):
        return tuple(stacked)
    return _fitting(canvas, flat, room)


def value_ends(
    canvas: Canvas, lines: Sequence[tuple[PlotSeries, str, Callable[[float], str]]], room: float
) -> tuple[End, ...] | None:
    """Labels with the last values of lines, for a chart whose names are in the legend; None if they do not fit."""
    found = [(last(series), color, text) for series, color, text in lines]
    ends = [End((text(value),), legible(color, canvas.style), at, value) for (at, value), color, text in found]
    return _fitting(canvas, ends, room)


def _fitting(canvas: Canvas, ends: Sequence[End], room: float) -> tuple[End, ...] | None:
    fits = _height(canvas, ends) <= room and _width(canvas, ends) <= WIDEST * canvas.width
    return tuple(ends) if fits else None


def _near(canvas: Canvas, ends: Sequence[End], room: float, share: Callable[[float], float]) -> bool:
    """True if every label can stand near the end of its line."""
    points, heights = [share(end.value) * room for end in ends], [_block(canvas, end) for end in ends]
    half = canvas.style.size / 2
    centers = spread(points, heights, -half, room + half) or points
    return all(abs(one - two) <= _FARTHEST * canvas.style.size for one, two in zip(points, centers, strict=True))


def last(series: PlotSeries) -> tuple[int, float]:
    """Position and value of the last point that is not missing."""
    return [(at, v) for at, v in enumerate(series.values) if v is not None and math.isfinite(v)][-1]


def gutter(canvas: Canvas, ends: Sequence[End]) -> float:
    """The room that labels need to the right of the plot."""
    return _width(canvas, ends) + _GAP if ends else 0.0


def write_ends(canvas: Canvas, frame: Frame, ends: Sequence[End]) -> None:
    """Write the labels right of the plot, each as near to the height of its point as the others allow."""
    size = canvas.style.size
    heights = [_block(canvas, end) for end in ends]
    points = [frame.y(end.value) for end in ends]
    slack = max(0.0, math.fsum(heights) - (frame.top - frame.bottom)) / 2 + size / 2
    centers = spread(points, heights, frame.bottom - slack, min(canvas.height, frame.top + slack)) or points
    left = frame.right + _GAP
    for end, height, point, center in zip(ends, heights, points, centers, strict=True):
        if abs(center - point) > _LEADER_FROM * size:
            knee = frame.x(end.at) + 3, point
            canvas.lines([[knee, (left - 1.5, center)]], end.color, HAIR)
        baseline = center + height / 2 - (LEADING - 1) / 2 * size - ASCENT * size
        for text in end.texts:
            canvas.write(Label(text, left, baseline, end.color, size, bold=True))
            baseline -= LEADING * size


def _block(canvas: Canvas, end: End) -> float:
    return (LEADING * len(end.texts) + 0.1) * canvas.style.size


def _height(canvas: Canvas, ends: Sequence[End]) -> float:
    return math.fsum(_block(canvas, end) for end in ends)


def _width(canvas: Canvas, ends: Sequence[End]) -> float:
    return max(canvas.measure(text, bold=True) for end in ends for text in end.texts)
