"""Event charts: a line with numbered markers for the events listed beside it. Lengths in pt."""

from __future__ import annotations

import math
from collections.abc import Sequence

from yanbao.charts.axes import Frame
from yanbao.charts.canvas import MM, Canvas
from yanbao.charts.colors import on
from yanbao.charts.kinds.line import EVENT_ROOM, draw_line
from yanbao.charts.shapes import Label, Point
from yanbao.charts.strokes import Values, extent, runs
from yanbao.charts.textwidths import MIDDLE
from yanbao.model.plot import PlotEvent
from yanbao.model.timeplots import EventPlot

_DIAMETER = 3.2 * MM
_PADDING = 0.6  # around the number in a marker
_APART = 1.5  # between markers, and between marker and line


def draw_events(canvas: Canvas, plot: EventPlot) -> None:
    """Draw the plot's first series as a line, with its events on stems above or below it, clear of the line."""
    frame = draw_line(canvas, plot)
    style, size = canvas.style, canvas.style.size - 1
    values = plot.series[0].values
    events = sorted(plot.events, key=lambda event: (event.at, event.number))
    points = [_point(frame, values, event) for event in events]
    widest = max((canvas.measure(str(event.number), size, bold=True) for event in events), default=0.0)
    diameter = max(_DIAMETER, math.hypot(widest, 2 * MIDDLE * size) + _PADDING)
    lines = [run for series in plot.series for run in runs(frame, series.values)]
    centers = place_marks(points, lines, diameter, frame.bottom, frame.top + EVENT_ROOM)
    canvas.lines(zip(points, centers, strict=True), style.muted, 0.6)
    canvas.dots(points, style.ink, 2.4)
    canvas.dots(centers, style.accent, diameter)
    color = on(style.accent, style)
    for event, (x, y) in zip(events, centers, strict=True):
        text = str(event.number)
        canvas.write(Label(text, x, y - MIDDLE * size, color, size, bold=True, align="center"))


def place_marks(
    points: Sequence[Point], lines: Sequence[Sequence[Point]], diameter: float, low: float, high: float
) -> list[Point]:
    """Centres for markers of ``points``, from left to right, as close as possible above or below their points.

    A marker avoids the lines and earlier markers, and stays between ``low`` and ``high``. If no such place exists, the
    one with the least overlap is used.
    """
    placed: list[Point] = []
    step = diameter / 4
    for x, y in points:
        shifts = sorted(
            (step * turn for turn in range(int((low - y) / step), int((high - y) / step) + 1)), key=_nearest
        )
        crossed = extent(lines, x - diameter / 2, x + diameter / 2)
        places = [(x, y + shift) for shift in shifts if shift] or [(x, y)]
        placed.append(min(places, key=lambda place: _trouble(place, (x, y), placed, crossed, diameter, low, high)))
    return placed


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
