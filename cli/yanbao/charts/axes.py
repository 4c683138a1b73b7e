"""The plot area: coordinates, gridlines, ticks and labels of both axes. Lengths in pt."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from yanbao.charts.canvas import Canvas
from yanbao.charts.scale import Scale
from yanbao.charts.shapes import Box, Label
from yanbao.charts.textwidths import ASCENT, MIDDLE, shorten
from yanbao.model.plot import Category

HAIR = 0.5
"""Width of gridlines."""

TICK_GAP = 5.0
"""Distance from a tick label to the plot."""

_LABEL_ROOM = 1.2
"""Height for a value above or below a column, in em."""

_MARK = 3.0
"""Length of the tick marks under a time axis."""

_WIDEST = 0.3
"""Maximum width of a name under a line chart, as a share of the canvas, if its slot is narrower."""

_FEW = 3
"""Minimum number of labels on a time axis, if it has as many dates, even at the cost of a less natural step."""

_GAPS = (1.0, 0.5)
"""Distance between labels of a time axis, in em; the second if the first leaves too few labels."""

_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120)


@dataclass(frozen=True, slots=True)
class Frame:
    """A plot area of ``count`` equal slots along x; ``scale`` is the value axis, from bottom to top."""

    left: float
    right: float
    bottom: float
    top: float
    count: int
    scale: Scale

    @property
    def slot(self) -> float:
        """The width of a slot."""
        return (self.right - self.left) / self.count

    def x(self, position: float) -> float:
        """x of the middle of a slot."""
        return self.left + (position + 0.5) * self.slot

    def y(self, value: float) -> float:
        """y of a value."""
        return self.bottom + self.scale.share(value) * (self.top - self.bottom)

    @property
    def base(self) -> float:
        """y where columns begin: at zero, or at the end of an axis without it."""
        return self.y(min(max(0.0, self.scale.low), self.scale.high))


def tick_width(canvas: Canvas, scale: Scale) -> float:
    """Width of the tick labels beside the plot."""
    return canvas.margin("left", right_width(canvas, scale))


def right_width(canvas: Canvas, scale: Scale) -> float:
    """Width of the right axis's tick labels."""
    return max(canvas.measure(label) for label in scale.labels) + TICK_GAP


def intervals(height: float) -> int:
    """Number of steps for a value axis of this height."""
    return max(2, min(5, int(height / 22)))


def headroom(canvas: Canvas, scale: Scale, free: float, height: float) -> float:
    """Height that value labels of columns need beyond an axis, given that ``free`` of it is empty at its end."""
    return max(0.0, _LABEL_ROOM * canvas.style.size - free / (scale.high - scale.low) * height)


def draw_grid(canvas: Canvas, frame: Frame, avoid: Iterable[Box] = ()) -> None:
    """Draw gridlines, except at zero, with the labels of the left axis. Gridlines stop at labels in their way."""
    style, scale = canvas.style, frame.scale
    boxes = tuple(avoid)
    pieces = []
    for tick in scale.ticks:
        y = frame.y(tick)
        if tick != 0:
            pieces += [[(start, y), (end, y)] for start, end in _free(frame, y, boxes)]
    canvas.lines(pieces, style.hairline, HAIR)
    if not canvas.has_axis("left"):
        return
    for tick, text in _named(canvas, frame):
        y = frame.y(tick) - MIDDLE * style.size
        canvas.write(Label(text, frame.left - TICK_GAP, y, style.muted, style.size, align="right"))


def _named(canvas: Canvas, frame: Frame) -> list[tuple[float, str]]:
    """Ticks with their labels: all, every second, every third …, as many as fit the plot's height."""
    ticks = list(zip(frame.scale.ticks, frame.scale.labels, strict=True))
    step = (frame.y(ticks[-1][0]) - frame.y(ticks[0][0])) / max(1, len(ticks) - 1)
    return ticks[:: max(1, math.ceil(canvas.style.size / max(step, _MARK / 10)))]


def draw_zero(canvas: Canvas, frame: Frame) -> None:
    """Draw the zero line, stronger than the grid, if zero is on the axis."""
    if frame.scale.low <= 0 <= frame.scale.high:
        zero = frame.y(0)
        canvas.lines([[(frame.left, zero), (frame.right, zero)]], canvas.style.muted, 0.8)


def _free(frame: Frame, y: float, boxes: Sequence[Box]) -> list[tuple[float, float]]:
    """The parts of a horizontal line that no box covers."""
    parts, start = [], frame.left
    for box in sorted((box for box in boxes if box.bottom < y < box.top), key=lambda box: box.left):
        if box.left - 1 > start:
            parts.append((start, box.left - 1))
        start = max(start, box.right + 1)
    if start < frame.right:
        parts.append((start, frame.right))
    return parts


def draw_right_ticks(canvas: Canvas, frame: Frame) -> None:
    """Write the labels of the right axis; its frame shares the plot's right edge."""
    style = canvas.style
    for tick, text in _named(canvas, frame):
        y = frame.y(tick) - MIDDLE * style.size
        canvas.write(Label(text, frame.right + TICK_GAP, y, style.muted, style.size))


def values_below(canvas: Canvas, ticks: Sequence[tuple[float, str]], baseline: float) -> list[Label]:
    """Labels of a horizontal value axis: all, every second, every third …, as many as fit.

    Labels that would leave the canvas are shifted inwards.
    """
    style = canvas.style
    for step in range(1, len(ticks) + 1):
        labels = []
        for x, text in ticks[::step]:
            width = canvas.measure(text)
            left = max(0.0, min(x - width / 2, canvas.width - width))
            labels.append(Label(text, left, baseline, style.muted, style.size))
        boxes = map(canvas.box, labels)
        if all(two.left - one.right > style.size / 2 for one, two in pairwise(boxes)):
            break
    return labels


def time_height(canvas: Canvas) -> float:
    """Height of a time axis."""
    return canvas.margin("foot", axis_height(canvas))


def axis_height(canvas: Canvas) -> float:
    """Height of one row of labels below a plot."""
    return _MARK + 1.2 * canvas.style.size


def draw_time(canvas: Canvas, frame: Frame, categories: Sequence[Category]) -> None:
    """Draw the axis below a time series: months, days or names under tick marks, as many as fit."""
    ticks = _ticks(canvas, frame, categories)
    foot = time_height(canvas)
    marks = [[(frame.x(at), foot), (frame.x(at), foot - _MARK)] for at, _ in ticks]
    canvas.lines([[(frame.left, foot), (frame.right, foot)], *marks], canvas.style.muted, HAIR)
    if canvas.has_axis("foot"):
        canvas.write(*_below(canvas, frame, ticks))


def _ticks(canvas: Canvas, frame: Frame, categories: Sequence[Category]) -> list[tuple[int, str]]:
    days = [item for item in categories if isinstance(item, date)]
    if len(days) < len(categories):
        widest = max(frame.slot, _WIDEST * canvas.width)
        names = [shorten(str(item), widest, canvas.style.size, canvas.font()) for item in categories]
        return _thinned(canvas, frame, names)
    wanted = min(_FEW, len(days))
    fallback: list[tuple[int, str]] = []
    for gap in _GAPS:
        for ticks in _moments(days):
            if _have_room(canvas, frame, ticks, gap):
                if len(ticks) >= wanted:
                    return ticks
                fallback = ticks if len(ticks) > len(fallback) else fallback
    thinned = _thinned(canvas, frame, _day_names(days))
    return thinned if len(thinned) > len(fallback) else fallback


def _moments(days: Sequence[date]) -> Iterator[list[tuple[int, str]]]:
    """Candidate labellings of a date axis, best first: months in even steps, all months or days, years."""
    one_a_month = len({(day.year, day.month) for day in days}) == len(days)
    starts = [at for at in range(len(days)) if one_a_month or _begins_month(days, at)]
    in_steps = [_in_steps(days, starts, step) for step in _MONTH_STEPS] if len(starts) > 1 else []
    yield from ([(at, f"{days[at]:%Y-%m}") for at in ticks] for ticks in in_steps)
    yield _short_months(days, starts) if len(starts) > 1 else []
    names = _day_names(days)
    yield from ([(at, names[at]) for at in _every(len(days), step)] for step in range(1, len(days)))
    yield from ([(at, f"{days[at]:%Y}") for at in ticks] for ticks in in_steps[_MONTH_STEPS.index(12) :])
    yield from ([(at, names[at][2:]) for at in _every(len(days), step)] for step in range(1, len(days)))


def _in_steps(days: Sequence[date], starts: Sequence[int], step: int) -> list[int]:
    """Positions ``step`` months apart, counted back from the last January, else the last December (quarter ends), else
    the last month. Empty if half of them or more are missing.
    """
    months = [days[at].year * 12 + days[at].month - 1 for at in starts]
    anchor = next((found for month in (0, 11) if (found := [m for m in months if m % 12 == month])), months)[-1]
    chosen = {month: at for month, at in zip(months, starts, strict=True) if (month - anchor) % step == 0}
    spread = range(anchor - (anchor - months[0]) // step * step, months[-1] + 1, step)
    return list(chosen.values()) if 2 * len(chosen) > len(spread) else []


def _day_names(days: Sequence[date]) -> list[str]:
    """Each date as a month, or as a day if a month has several."""
    one_a_month = len({(day.year, day.month) for day in days}) == len(days)
    return [f"{day:%Y-%m}" if one_a_month and len(days) > 1 else day.isoformat() for day in days]


def _every(count: int, step: int) -> list[int]:
    """Every ``step``-th of some positions, the last always included."""
    return list(range(count - 1, -1, -step))[::-1]


def _short_months(days: Sequence[date], starts: Sequence[int]) -> list[tuple[int, str]]:
    """Every month; the first one and every new year also show the year."""
    years = [days[at].year for at in starts]
    same = [False, *(one == two for one, two in pairwise(years))]
    return [(at, f"{days[at]:{'%m' if known else '%Y-%m'}}") for at, known in zip(starts, same, strict=False)]


def _begins_month(days: Sequence[date], at: int) -> bool:
    """True if a trading day is the first of its month; long holidays end before the tenth."""
    day = days[at]
    return day.day < 10 if at == 0 else (days[at - 1].year, days[at - 1].month) != (day.year, day.month)


def _thinned(canvas: Canvas, frame: Frame, texts: Sequence[str]) -> list[tuple[int, str]]:
    """Every text, every second, every third …: the densest choice that fits. The last text is always included."""
    for step in range(1, len(texts)):
        ticks = [(at, texts[at]) for at in _every(len(texts), step)]
        if _have_room(canvas, frame, ticks):
            return ticks
    return [(len(texts) - 1, texts[-1])]


def _have_room(canvas: Canvas, frame: Frame, ticks: Sequence[tuple[int, str]], gap: float = _GAPS[0]) -> bool:
    boxes = [canvas.box(label) for label in _below(canvas, frame, ticks)]
    return all(two.left - one.right > gap * canvas.style.size for one, two in pairwise(boxes))


def _below(canvas: Canvas, frame: Frame, ticks: Sequence[tuple[int, str]]) -> list[Label]:
    """Labels under their ticks, shifted inwards where they would leave the canvas."""
    style = canvas.style
    labels = []
    for at, text in ticks:
        width = canvas.measure(text)
        left = max(0.0, min(frame.x(at) - width / 2, canvas.width - width))
        baseline = time_height(canvas) - _MARK - (ASCENT + 0.1) * style.size
        labels.append(Label(text, left, baseline, style.muted, style.size))
    return labels
