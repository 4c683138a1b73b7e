"""Football-field charts: ranges of value, one row per method, with vertical lines at prices. Lengths in pt."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from yanbao.charts.axes import HAIR, TICK_GAP
from yanbao.charts.canvas import MM, Canvas
from yanbao.charts.categories import whole
from yanbao.charts.colors import mix, on
from yanbao.charts.field import GAP, NAMES, Field
from yanbao.charts.labels import spread
from yanbao.charts.legend import head
from yanbao.charts.scale import Scale, measure, present, scale, trimmed, value_text
from yanbao.charts.shapes import Box, Label
from yanbao.charts.textwidths import ASCENT, LEADING, MIDDLE, shorten, wrap
from yanbao.model.plots import FootballFieldPlot

_SHARE = 0.5  # of a row that its bar takes
_THICKEST = 9 * MM
_SHORTEST = 1.6  # width of a bar whose ends are equal
_PALER = 0.3  # share of paper in the colour of bars, on which lines are drawn
_CLOSE = 1.05  # em: distance of one row's name from the next, where there is no room for more
_TICK_STEP = 1.9  # minimum width of an axis step, in widths of a tick label


def draw_football_field(canvas: Canvas, plot: FootballFieldPlot) -> None:
    """Draw a row per method with both ends labelled, and the central value if its bar has space."""
    style = canvas.style
    low, high, *_ = plot.series
    measured = measure(plot.series, style)
    values = [value for series in plot.series for value in present(series.values)]
    marked = [reference.value for reference in plot.references]
    text = value_text(low, measured, [*values, *marked])
    unit = "" if measured.unit in canvas.unsaid else measured.unit
    scaled = trimmed(scale([*values, *marked], measured, 5), [*values, *marked])
    edge, field = _lay_out(canvas, plot, scaled, text, unit)
    thickness = min(_THICKEST, field.pitch * _SHARE)
    size = _size(canvas, field.pitch)
    named, names = _names(canvas, plot, field.pitch)
    every = math.ceil(1.05 * size / field.pitch)
    bars: list[Box] = []
    labels: list[Label] = []
    for row, (start, end) in enumerate(zip(low.values, high.values, strict=True)):
        middle = field.y(row)
        if row % every == 0:
            _write_name(canvas, names[row], middle, named, edge - GAP)
        if start is None or end is None:
            continue
        spare = max(0.0, _SHORTEST - (field.x(end) - field.x(start))) / 2
        across = middle - thickness / 2, middle + thickness / 2
        bars.append(Box(field.x(start) - spare, across[0], field.x(end) + spare, across[1]))
        if row % every == 0:
            y = middle - MIDDLE * size
            labels.append(Label(text(start), field.x(start) - GAP, y, style.ink, size, align="right"))
            labels.append(Label(text(end), field.x(end) + GAP, y, style.ink, size))
    _draw_scale(canvas, field, edge)
    color = mix(style.accent, style.paper, _PALER)
    canvas.bars(bars, color)
    if len(plot.series) > 2:
        labels += _draw_middles(canvas, plot, field, thickness, size if every == 1 else 0, text)
    begin = canvas.measure(unit) + GAP if unit else 0.0
    boxes = [canvas.box(label) for label in labels]
    _draw_references(canvas, plot, field, boxes, [text(value) for value in marked], begin)
    canvas.write(*labels)
    if unit:
        canvas.write(Label(unit, 0, canvas.height - ASCENT * style.size, style.muted, style.size - 1))


def _lay_out(
    canvas: Canvas, plot: FootballFieldPlot, scaled: Scale, text: Callable[[float], str], unit: str
) -> tuple[float, Field]:
    """The axis, beside which names end, and the rows right of it: as far as labels of low bars need it."""
    full, (low, high, *_) = canvas.style.size, plot.series
    top = canvas.height - head(canvas, unit or (" " if plot.references else "")).height
    bottom = TICK_GAP + LEADING * full
    top -= max(0.0, (LEADING * full - (top - bottom) / len(plot.x)) / 2)  # keeps a name higher than its row inside
    size, names = _names(canvas, plot, (top - bottom) / len(plot.x))
    edge = max(canvas.measure(part, size) for parts in names for part in parts) + 0.5 + GAP
    right = canvas.width - GAP - max(map(canvas.measure, map(text, present(high.values))), default=0.0)
    left = edge
    for value in present(low.values):
        share, end = scaled.share(value), edge + 2 * GAP + canvas.measure(text(value))
        left = max(left, (end - share * right) / (1 - share) if share < 1 else left)
    return edge, Field(left, right, bottom, top, len(plot.x), scaled)


def _size(canvas: Canvas, pitch: float) -> float:
    """The size of text in rows of this height."""
    return canvas.style.size if pitch >= LEADING * canvas.style.size else canvas.style.size - 1


def _names(canvas: Canvas, plot: FootballFieldPlot, pitch: float) -> tuple[float, list[tuple[str, ...]]]:
    """The size and lines of names in rows of this height: smaller, or close to one another, before any is cut short."""
    names, small = list(map(str, plot.x)), canvas.style.size - 1
    for size, apart in ((_size(canvas, pitch), LEADING), (small, LEADING), (small, _CLOSE)):
        most = max(1, min(3, 1 + int((pitch - apart * size) / (LEADING * size))))
        lines = [wrap(name, NAMES * canvas.width, size, canvas.font(), most) for name in names]
        if all(whole(name, parts) for name, parts in zip(names, lines, strict=True)):
            break
    return size, lines


def _draw_scale(canvas: Canvas, field: Field, edge: float) -> None:
    """The axis, and vertical gridlines with tick labels below, as many as fit."""
    style, scaled = canvas.style, field.scale
    ticks = list(zip(scaled.ticks, scaled.labels, strict=True))
    widest = max(map(canvas.measure, scaled.labels))
    step = (field.right - field.left) / max(1, len(ticks) - 1)
    ticks = ticks[:: max(1, math.ceil(_TICK_STEP * widest / step))]
    canvas.lines([[(field.x(v), field.bottom), (field.x(v), field.top)] for v, _ in ticks], style.hairline, HAIR)
    canvas.lines([[(edge, field.bottom), (edge, field.top)]], style.muted, 0.8)
    y = field.bottom - TICK_GAP - ASCENT * style.size
    canvas.write(*(Label(text, field.x(v), y, style.muted, style.size, align="center") for v, text in ticks))


def _draw_references(
    canvas: Canvas, plot: FootballFieldPlot, field: Field, obstacles: Sequence[Box], values: Sequence[str], begin: float
) -> None:
    """Dashed lines, which stop at labels in their way; their names and values go above the plot, from ``begin``."""
    style = canvas.style
    points = [field.x(reference.value) for reference in plot.references]
    pieces = [[(x, start), (x, end)] for x in points for start, end in _free(field, x, obstacles)]
    canvas.lines(pieces, style.ink, 0.9, dash=(3, 2))
    room = (canvas.width - begin) / max(1, len(points)) - GAP
    font = canvas.font(bold=True)
    names = [
        shorten(f"{reference.label} {value}", room, style.size, font)
        for reference, value in zip(plot.references, values, strict=True)
    ]
    widths = [canvas.measure(name, bold=True) + GAP for name in names]
    centers = spread(points, widths, begin, canvas.width + GAP / 2) or points
    y = canvas.height - ASCENT * style.size
    for name, center in zip(names, centers, strict=True):
        canvas.write(Label(name, center, y, style.ink, style.size, bold=True, align="center"))


def _free(field: Field, x: float, boxes: Sequence[Box]) -> list[tuple[float, float]]:
    """The parts of a vertical line that no box covers."""
    parts, start = [], field.bottom
    for box in sorted((box for box in boxes if box.left - 1 < x < box.right + 1), key=lambda box: box.bottom):
        if box.bottom > start:
            parts.append((start, box.bottom))
        start = max(start, box.top)
    return [*parts, (start, field.top)] if start < field.top else parts


def _write_name(canvas: Canvas, parts: Sequence[str], middle: float, size: float, end: float) -> None:
    y = middle - MIDDLE * size + LEADING * size * (len(parts) - 1) / 2
    for at, part in enumerate(parts):
        canvas.write(Label(part, end, y - at * LEADING * size, canvas.style.ink, size, align="right"))


def _draw_middles(
    canvas: Canvas, plot: FootballFieldPlot, field: Field, thickness: float, size: float, text: Callable[[float], str]
) -> list[Label]:
    """A line across each bar at its central value, with its label beside it if the bar has space."""
    low, high, middle = plot.series
    color = on(mix(canvas.style.accent, canvas.style.paper, _PALER), canvas.style)
    ticks, labels = [], []
    for row, (start, end, value) in enumerate(zip(low.values, high.values, middle.values, strict=True)):
        if start is None or end is None or value is None:
            continue
        x, y = field.x(value), field.y(row)
        ticks.append([(x, y - thickness / 2), (x, y + thickness / 2)])
        needed = canvas.measure(text(value), size) + 2 * GAP
        if size and thickness >= size and field.x(end) - x > needed:
            labels.append(Label(text(value), x + GAP, y - MIDDLE * size, color, size))
        elif size and thickness >= size and x - field.x(start) > needed:
            labels.append(Label(text(value), x - GAP, y - MIDDLE * size, color, size, align="right"))
    canvas.lines(ticks, canvas.style.paper, 1.4)
    return labels
