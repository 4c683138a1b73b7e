"""Football-field charts: ranges of value, one row per method, with vertical lines at prices. Lengths in pt."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from yanbao.charts.axes import HAIR, TICK_GAP
from yanbao.charts.canvas import MM, Canvas
from yanbao.charts.colors import mix, on
from yanbao.charts.field import GAP, NAMES, Field
from yanbao.charts.labels import spread
from yanbao.charts.legend import head
from yanbao.charts.scale import Scale, measure, present, scale, value_text
from yanbao.charts.shapes import Box, Label
from yanbao.charts.textwidths import ASCENT, LEADING, MIDDLE, shorten, wrap
from yanbao.model.plots import FootballFieldPlot

_SHARE = 0.5  # of a row that its bar takes
_THICKEST = 9 * MM
_SHORTEST = 1.6  # width of a bar whose ends are equal
_PALER = 0.3  # share of paper in the colour of bars, on which lines are drawn
_TICK_STEP = 1.9  # minimum width of an axis step, in widths of a tick label


def draw_football_field(canvas: Canvas, plot: FootballFieldPlot) -> None:
    """Draw a row per method with both ends labelled, and the central value if its bar has space."""
    canvas.unsaid = ()  # the unit stands in the row of the references
    style = canvas.style
    low, high, *_ = plot.series
    measured = measure(plot.series, style)
    values = [value for series in plot.series for value in present(series.values)]
    marked = [reference.value for reference in plot.references]
    text = value_text(low, measured, [*values, *marked])
    field = _lay_out(canvas, plot, scale([*values, *marked], measured, 5), max(map(canvas.measure, map(text, values))))
    thickness = min(_THICKEST, field.pitch * _SHARE)
    size = style.size if field.pitch >= LEADING * style.size else style.size - 1
    every = math.ceil(1.05 * size / field.pitch)
    bars: list[Box] = []
    labels: list[Label] = []
    for row, (start, end) in enumerate(zip(low.values, high.values, strict=True)):
        middle = field.y(row)
        if row % every == 0:
            _write_name(canvas, str(plot.x[row]), middle, size, field)
        if start is None or end is None:
            continue
        spare = max(0.0, _SHORTEST - (field.x(end) - field.x(start))) / 2
        across = middle - thickness / 2, middle + thickness / 2
        bars.append(Box(field.x(start) - spare, across[0], field.x(end) + spare, across[1]))
        if row % every == 0:
            y = middle - MIDDLE * size
            labels.append(Label(text(start), field.x(start) - GAP, y, style.ink, size, align="right"))
            labels.append(Label(text(end), field.x(end) + GAP, y, style.ink, size))
    _draw_scale(canvas, field)
    color = mix(style.accent, style.paper, _PALER)
    canvas.bars(bars, color)
    if len(plot.series) > 2:
        labels += _draw_middles(canvas, plot, field, thickness, size if every == 1 else 0, text)
    _draw_references(canvas, plot, field, [canvas.box(label) for label in labels], [text(value) for value in marked])
    canvas.write(*labels)
    unit = Label(measured.unit, 0, canvas.height - ASCENT * style.size, style.muted, style.size - 1)
    canvas.write(unit)


def _lay_out(canvas: Canvas, plot: FootballFieldPlot, scaled: Scale, widest: float) -> Field:
    size = canvas.style.size
    names = min(max(map(canvas.measure, map(str, plot.x))), NAMES * canvas.width) + 0.5
    left, right = names + 2 * GAP + widest, canvas.width - widest - GAP
    top = canvas.height - head(canvas, scaled.measure.unit or (" " if plot.references else "")).height
    bottom = TICK_GAP + LEADING * size
    top -= max(
        0.0, (LEADING * size - (top - bottom) / len(plot.x)) / 2
    )  # keeps a name that is higher than its row on the canvas
    return Field(left, right, bottom, top, len(plot.x), scaled)


def _draw_scale(canvas: Canvas, field: Field) -> None:
    """Vertical gridlines with tick labels below, as many as fit."""
    style, scaled = canvas.style, field.scale
    ticks = list(zip(scaled.ticks, scaled.labels, strict=True))
    widest = max(map(canvas.measure, scaled.labels))
    step = (field.right - field.left) / max(1, len(ticks) - 1)
    ticks = ticks[:: max(1, math.ceil(_TICK_STEP * widest / step))]
    canvas.lines([[(field.x(v), field.bottom), (field.x(v), field.top)] for v, _ in ticks], style.hairline, HAIR)
    y = field.bottom - TICK_GAP - ASCENT * style.size
    canvas.write(*(Label(text, field.x(v), y, style.muted, style.size, align="center") for v, text in ticks))


def _draw_references(
    canvas: Canvas, plot: FootballFieldPlot, field: Field, obstacles: Sequence[Box], values: Sequence[str]
) -> None:
    """Dashed lines, which stop at labels in their way; their names and values go above the plot."""
    style = canvas.style
    points = [field.x(reference.value) for reference in plot.references]
    pieces = [[(x, start), (x, end)] for x in points for start, end in _free(field, x, obstacles)]
    canvas.lines(pieces, style.ink, 0.9, dash=(3, 2))
    begin = canvas.measure(field.scale.measure.unit) + GAP
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


def _write_name(canvas: Canvas, name: str, middle: float, size: float, field: Field) -> None:
    width = NAMES * canvas.width
    parts = wrap(name, width, size, canvas.font(), max(1, min(3, int(field.pitch / (LEADING * size)))))
    y = middle - MIDDLE * size + LEADING * size * (len(parts) - 1) / 2
    for at, part in enumerate(parts):
        canvas.write(Label(part, 0, y - at * LEADING * size, canvas.style.ink, size))


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
