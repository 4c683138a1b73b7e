"""Dumbbell charts: two to four values per category as dots on a line, in rows from the top. Lengths in pt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from yanbao.charts.axes import HAIR, values_below
from yanbao.charts.axisparts import Axis, one_axis
from yanbao.charts.canvas import MM, Canvas
from yanbao.charts.colors import visible
from yanbao.charts.field import GAP, NAMES, Field
from yanbao.charts.legend import Entry, Head, head, write_head
from yanbao.charts.scale import present, scale, value_text
from yanbao.charts.shapes import Box, Label
from yanbao.charts.textwidths import LEADING, MIDDLE, shorten
from yanbao.model.plots import DumbbellPlot

_DOT = 2.6 * MM
_BAR = 2.2  # width of the line between the dots
_STEP_WIDTH = 45.0  # minimum width of an axis step
_FOOT = 1.5  # em: height of the axis below


def draw_dumbbell(canvas: Canvas, plot: DumbbellPlot) -> None:
    """Draw one row per category: a bar from the smallest to the greatest value, and a dot for each.

    The outermost values of all rows are labelled, or none if they do not all fit. If rows are lower than text, names
    are skipped so that they do not overlap.
    """
    style, axis = canvas.style, one_axis(plot, canvas.style)
    entries = [Entry(part.series.label, visible(part.color, style)) for part in axis.parts]
    laid = head(canvas, axis.measure.name(plot.bounds, style), entries)
    names = [f"{x:%Y-%m}" if plot.monthly and isinstance(x, date) else str(x) for x in plot.x]
    short = [shorten(name, NAMES * canvas.width, style.size, canvas.font()) for name in names]
    end_of_names = max(map(canvas.measure, short)) + 0.5
    field = _lay_out(canvas, plot, axis, end_of_names, laid)
    rows = [_Row(axis, at) for at in range(field.count)]
    text = value_text(axis.parts[0].series, axis.measure, axis.values)
    values = [label for at, row in enumerate(rows) if row for label in _values(canvas, field, at, row, text)]
    values = values if field.pitch >= LEADING * style.size else []
    _draw_axis(canvas, field, [canvas.box(label) for label in values])
    bars = [[(field.x(row.least), field.y(at)), (field.x(row.most), field.y(at))] for at, row in enumerate(rows) if row]
    canvas.lines([bar for bar in bars if bar[0] != bar[1]], style.quiet, _BAR)
    for part in axis.parts[::-1]:
        own = enumerate(part.series.values)
        centers = [(field.x(value), field.y(at)) for at, value in own if value is not None and present([value])]
        canvas.dots(centers, visible(part.color, style), min(_DOT, 0.8 * field.pitch))
    every = max(1, int(-(-1.05 * style.size // field.pitch)))
    for at, name in list(enumerate(short))[::every] if canvas.has_axis("left") else ():
        y = field.y(at) - MIDDLE * style.size
        canvas.write(Label(name, end_of_names, y, style.ink, style.size, align="right"))
    canvas.write(*values)
    write_head(canvas, laid, field.left)


class _Row:
    """The smallest and greatest value of a category; false if it has none."""

    def __init__(self, axis: Axis, at: int) -> None:
        values = present(part.series.values[at] for part in axis.parts)
        self.count = len(values)
        self.least, self.most = min(values, default=0.0), max(values, default=0.0)

    def __bool__(self) -> bool:
        return self.count > 0


def _lay_out(canvas: Canvas, plot: DumbbellPlot, axis: Axis, end_of_names: float, laid: Head) -> Field:
    """The rows, with space for a value label on both sides."""
    size = canvas.style.size
    text = value_text(axis.parts[0].series, axis.measure, axis.values)
    room = _DOT / 2 + GAP + max(canvas.measure(text(value)) for value in axis.values)
    end_of_names = canvas.margin("left", end_of_names + GAP)
    left, right = end_of_names + room, canvas.width - room
    steps = max(2, min(6, int((right - left) / _STEP_WIDTH)))
    scaled = scale(axis.values, axis.measure, steps, bounds=plot.bounds)
    foot = canvas.margin("foot", _FOOT * size)
    return Field(left, right, foot, canvas.height - laid.height, len(plot.x), scaled)


def _draw_axis(canvas: Canvas, field: Field, avoid: Sequence[Box]) -> None:
    """Vertical gridlines, which stop at labels in their way, with tick labels below; zero is stronger."""
    style, scaled = canvas.style, field.scale
    lines = []
    for x in (field.x(tick) for tick in scaled.ticks if tick != 0):
        crossed = sorted((box for box in avoid if box.left - 1 < x < box.right + 1), key=lambda box: box.bottom)
        ends = [field.bottom, *(y for box in crossed for y in (box.bottom, box.top)), field.top]
        lines += [[(x, low), (x, high)] for low, high in zip(ends[::2], ends[1::2], strict=True)]
    canvas.lines(lines, style.hairline, HAIR)
    if scaled.low <= 0 <= scaled.high:
        canvas.lines([[(field.x(0), field.bottom), (field.x(0), field.top)]], style.muted, 0.8)
    texts = [(field.x(tick), text) for tick, text in zip(scaled.ticks, scaled.labels, strict=True)]
    if canvas.has_axis("foot"):
        canvas.write(*values_below(canvas, texts, 0.2 * style.size))


def _values(canvas: Canvas, field: Field, at: int, row: _Row, text: Callable[[float], str]) -> list[Label]:
    """The smallest value left of its dot, the greatest right of it; a single value goes right."""
    size, color = canvas.style.size, canvas.style.ink
    reach, y = _DOT / 2 + GAP / 2, field.y(at) - MIDDLE * size
    greatest = Label(text(row.most), field.x(row.most) + reach, y, color, size)
    if row.least == row.most:
        return [greatest]
    return [Label(text(row.least), field.x(row.least) - reach, y, color, size, align="right"), greatest]
