"""Slope charts: each row as a line between its values at two moments, which are labelled. Lengths in pt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from yanbao.charts.axes import HAIR, Frame
from yanbao.charts.axisparts import one_axis
from yanbao.charts.canvas import Canvas
from yanbao.charts.colors import highlight_colors, legible
from yanbao.charts.kinds.line import stroke
from yanbao.charts.labels import spread
from yanbao.charts.legend import head, highlight_entries, write_head
from yanbao.charts.scale import scale, trimmed, value_text
from yanbao.charts.shapes import Align, Label
from yanbao.charts.textwidths import LEADING, MIDDLE, shorten
from yanbao.model.plot import ChartStyle
from yanbao.model.plots import SlopePlot

_NAMES = 0.32  # maximum width of names, as a share of the canvas
_GAP = 5.0  # between a line, its value and its name
_HEAD = 1.9  # em: height of the names of both moments
_WIDTHS = {True: 1.8, False: 1.2}
_DOT = 2.6  # diameter of the dots at both ends, in line widths


@dataclass(frozen=True, slots=True)
class _Row:
    """A line with its name and the values at both ends, of which one may be missing."""

    name: str
    values: tuple[float | None, float | None]
    color: str
    strong: bool


def draw_slope(canvas: Canvas, plot: SlopePlot) -> None:
    """Draw the lines, highlighted ones on top; values stand at both ends, names at the right.

    If not all labels fit, those of highlighted rows come first, then of the outermost.
    """
    style, size = canvas.style, canvas.style.size
    axis = one_axis(plot, style)
    text = value_text(axis.parts[0].series, axis.measure, axis.values)
    rows = _rows(plot, style)
    laid = head(canvas, axis.measure.unit, highlight_entries(plot, style))
    values = max(canvas.measure(text(value), bold=True) for value in axis.values)
    names = max(min(canvas.measure(row.name, bold=row.strong), _NAMES * canvas.width) for row in rows)
    bottom, top = 0.7 * size, canvas.height - laid.height - _HEAD * size
    scaled = trimmed(scale(axis.values, axis.measure, 5), axis.values)
    frame = Frame(values + _GAP, canvas.width - values - names - 2 * _GAP - 1, bottom, top, 1, scaled)
    sides = [[(x, bottom), (x, top)] for x in (frame.left, frame.right)]
    canvas.lines(sides, style.hairline, 2 * HAIR)
    for row in sorted(rows, key=lambda row: row.strong):
        _draw(canvas, frame, row)
    for side, x in enumerate((frame.left, frame.right)):
        _label(canvas, frame, rows, side, [text(row.values[side] or 0.0) for row in rows])
        label = shorten(plot.series[side].label, canvas.width / 2 - size, size, canvas.font(bold=True))
        width = canvas.measure(label, bold=True)
        left = min(max(0.0, x - width / 2), (canvas.width / 2 if side == 0 else canvas.width) - width)
        left = max(left, 0.0 if side == 0 else canvas.width / 2 + size / 2)
        canvas.write(Label(label, left, top + 0.9 * size, style.ink, size, bold=True))
    write_head(canvas, laid, 0.0)


def _rows(plot: SlopePlot, style: ChartStyle) -> list[_Row]:
    subjects = highlight_colors(plot, style)
    plain = style.quiet if plot.highlight else style.series[0]
    first, last = (series.values for series in plot.series[:2])
    ends = zip(plot.x, map(_known, first), map(_known, last), strict=True)
    return [
        _Row(str(x), (one, two), subjects.get(str(x), plain), str(x) in plot.highlight)
        for x, one, two in ends
        if one is not None or two is not None
    ]


def _known(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _draw(canvas: Canvas, frame: Frame, row: _Row) -> None:
    width = stroke(canvas, _WIDTHS[row.strong])
    places = zip((frame.left, frame.right), row.values, strict=True)
    points = [(x, frame.y(value)) for x, value in places if value is not None]
    if len(points) > 1:
        canvas.lines([points], row.color, width, round_ends=True)
    canvas.dots(points, row.color, _DOT * width)


def _label(canvas: Canvas, frame: Frame, rows: Sequence[_Row], side: int, texts: Sequence[str]) -> None:
    """Write the values of one side, and the names where a line ends, as near to their points as others allow."""
    size, pitch = canvas.style.size, LEADING * canvas.style.size
    shown = [(row, text) for row, text in zip(rows, texts, strict=True) if row.values[side] is not None]
    points = {row.name: frame.y(row.values[side] or 0.0) for row, _ in shown}
    middle = (frame.top + frame.bottom) / 2
    shown.sort(key=lambda item: (not item[0].strong, -abs(points[item[0].name] - middle)))
    low, high = frame.bottom - pitch / 2, frame.top + pitch / 2
    shown = shown[: max(1, int((high - low) / pitch))]
    centers = spread([points[row.name] for row, _ in shown], [pitch] * len(shown), low, high)
    x = frame.left - _GAP if side == 0 else frame.right + _GAP
    align: Align = "right" if side == 0 else "left"
    for (row, text), center in zip(shown, centers or (), strict=False):
        y = center - MIDDLE * size
        color = legible(row.color, canvas.style) if row.strong else canvas.style.ink
        canvas.write(Label(text, x, y, color, size, bold=row.strong, align=align))
        if side == 1:
            start = x + canvas.measure(text, bold=row.strong) + _GAP
            name = shorten(row.name, canvas.width - start, size, canvas.font(bold=row.strong))
            canvas.write(Label(name, start, y, color, size, bold=row.strong))
