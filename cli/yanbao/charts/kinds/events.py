"""Event charts: a line with numbered markers for the events listed beside it. Lengths in pt."""

from __future__ import annotations

import math
from collections.abc import Sequence

from yanbao.charts.axes import Frame
from yanbao.charts.canvas import MM, Canvas
from yanbao.charts.colors import on
from yanbao.charts.kinds.line import draw_line, frame_of
from yanbao.charts.shapes import Label, Point
from yanbao.charts.strokes import Values, extent, runs
from yanbao.charts.textwidths import MIDDLE
from yanbao.model.plot import PlotEvent
from yanbao.model.timeplots import EventPlot

_DIAMETER = 3.2 * MM
_PADDING = 0.6  # around the number in a marker
_APART = 1.5  # between markers, and between marker and line
_ROOMS = (0.0, 4 * MM, 8 * MM)
"""Room above the plot for markers: the least in which none is in the way of anything."""


def draw_events(canvas: Canvas, plot: EventPlot) -> None:
    """Draw the plot's first series as a line, with its events on stems above or below it, clear of the line."""
    style, size = canvas.style, canvas.style.size - 1
    events = sorted(plot.events, key=lambda event: (event.at, event.number))
    widest = max((canvas.measure(str(event.number), size, bold=True) for event in events), default=0.0)
    diameter = max(_DIAMETER, math.hypot(widest, 2 * MIDDLE * size) + _PADDING)
    above = next(room for room in _ROOMS if room == _ROOMS[-1] or _has_room(canvas, plot, events, diameter, room))
    frame = draw_line(canvas, plot, above)
    points, centers, _ = _placed(frame, plot, events, diameter, above)
    canvas.lines(zip(points, centers, strict=True), style.muted, 0.6)
    canvas.dots(points, style.ink, 2.4)
    canvas.dots(centers, style.accent, diameter)
    color = on(style.accent, style)
    for event, (x, y) in zip(events, centers, strict=True):
        text = str(event.number)
        canvas.write(Label(text, x, y - MIDDLE * size, color, size, bold=True, align="center"))


def _has_room(canvas: Canvas, plot: EventPlot, events: Sequence[PlotEvent], diameter: float, above: float) -> bool:
    """True if no marker is in the way of anything with so much room above the plot."""
    return not _placed(frame_of(canvas, plot, above), plot, events, diameter, above)[2]


def _placed(
    frame: Frame, plot: EventPlot, events: Sequence[PlotEvent], diameter: float, above: float
) -> tuple[list[Point], list[Point], float]:
    """The points of events, the centres of their markers, and how much of these is in the way of something."""
    points = [_point(frame, plot.series[0].values, event) for event in events]
    lines = [run for series in plot.series for run in runs(frame, series.values, steps=series.steps)]
    return points, *place_marks(points, lines, diameter, frame.bottom, frame.top + above)


def place_marks(
    points: Sequence[Point], lines: Sequence[Sequence[Point]], diameter: float, low: float, high: float
) -> tuple[list[Point], float]:
    """Centres for markers of ``points``, from left to right, as close as possible above or below their points.

    A marker avoids the lines and earlier markers, and stays between ``low`` and ``high``. If no such place exists, the
    one with the least overlap is used; the second result is the sum of these.
    """
    placed: list[Point] = []
    overlap = 0.0
    step = diameter / 4
    for x, y in points:
        shifts = sorted(
            (step * turn for turn in range(int((low - y) / step), int((high - y) / step) + 1)), key=_nearest
        )
        crossed = extent(lines, x - diameter / 2, x + diameter / 2)
        places = [(x, y + shift) for shift in shifts if shift] or [(x, y)]
        troubles = [_trouble(place, (x, y), placed, crossed, diameter, low, high) for place in places]
        overlap += min(troubles)
        placed.append(places[troubles.index(min(troubles))])
    return placed, overlap


def _nearest(shift: float) -> tuple[float, bool]:
    return abs(shift), shift < 0


def _trouble(
    place: Point,
    point: Point,
    placed: Sequence[Point],
    crossed: tuple[float, float] | None,
    diameter: float,
    low: float,
    high: float,
) -> float:
    """Placement penalty of a marker, in pt: overlap with other markers, line, leader lines, and the plot's edges."""
    x, y = place
    reach = diameter / 2 + _APART
    trouble = max(0.0, low + diameter / 2 - y) + max(0.0, y + diameter / 2 - high)
    for other_x, other_y in placed:
        trouble += 10 * max(0.0, diameter + _APART - math.dist(place, (other_x, other_y)))
        between = min(y, point[1]) < other_y < max(y, point[1])
        if between and 0 < abs(other_x - x) < reach:
            trouble += diameter
    if crossed:
        trouble += max(0.0, min(crossed[1], y + reach) - max(crossed[0], y - reach))
    return trouble


def _point(frame: Frame, values: Values, event: PlotEvent) -> Point:
    """The event's point on the line; on a day without a value, that of the nearest day with one."""
    known = [at for at, value in enumerate(values) if value is not None and math.isfinite(value)]
    at = min(known, key=lambda at: abs(at - event.at))
    return frame.x(event.at), frame.y(values[at] or 0.0)
