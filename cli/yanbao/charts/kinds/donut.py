"""Donut charts: a ring of shares, clockwise from the top, beside a list of its parts. Lengths in pt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from yanbao.charts.canvas import Canvas
from yanbao.charts.categories import whole
from yanbao.charts.colors import group_colors, highlight_colors, mix, visible
from yanbao.charts.scale import measure, present, value_text
from yanbao.charts.shapes import Box, Label, Point
from yanbao.charts.textwidths import LEADING, MIDDLE, shorten, wrap
from yanbao.formatting import total as sum_of
from yanbao.model.plot import ChartStyle, PlotSeries
from yanbao.model.plots import DonutPlot

_RING = 0.42  # maximum share of the canvas's width
_LARGEST = 180.0  # maximum diameter
_HOLE = 0.62  # of the diameter
_TURN = math.radians(3)  # between two points of an arc
_RIM = 1.0  # of paper between two parts
_GAP = 1.6  # em: from the ring to the list
_SWATCH = 0.7  # em: side of a square in the list
_AFTER = 0.5  # em: from square to share, and from share to name
_PALER = 0.3  # share of paper in every second part that is not highlighted


@dataclass(frozen=True, slots=True)
class _Row:
    """A list entry: its share, and its name in lines."""

    color: str
    share: str
    lines: tuple[str, ...]


def draw_donut(canvas: Canvas, plot: DonutPlot) -> None:
    """Draw the ring and the list, centred on the canvas; the sum goes in the ring if the plot shows it."""
    shares = plot.series[-1]
    text = value_text(shares, measure([shares], canvas.style, labelled=True), present(shares.values))
    colors = _colors(plot, canvas.style)
    diameter = min(canvas.height, _RING * canvas.width, _LARGEST)
    parts = zip(plot.x, shares.values, colors, strict=True)
    told = [(str(name), text(value or 0.0), color) for name, value, color in parts]
    rows, size = _rows(canvas, told, canvas.width - diameter - _GAP * canvas.style.size)
    width = diameter + _GAP * canvas.style.size + _width(canvas, rows, size)
    left = max(0.0, (canvas.width - width) / 2)
    center = left + diameter / 2, canvas.height / 2
    _draw_ring(canvas, center, diameter / 2, shares.values, colors)
    _write_list(canvas, rows, left + diameter + _GAP * canvas.style.size, size)
    if plot.shows_total:
        _write_total(canvas, plot.series[0], center, _HOLE * diameter)


def _colors(plot: DonutPlot, style: ChartStyle) -> list[str]:
    """The colours assigned to the names in the report; with a highlight, its own for it and grey for the others."""
    if not plot.highlight:
        return group_colors(plot, [str(x) for x in plot.x], style)
    quiet = visible(style.quiet, style)
    tones = (quiet, mix(quiet, style.paper, _PALER))
    subjects = highlight_colors(plot, style)
    return [subjects.get(str(x), tones[at % 2]) for at, x in enumerate(plot.x)]


def _draw_ring(
    canvas: Canvas, center: Point, radius: float, values: Sequence[float | None], colors: Sequence[str]
) -> None:
    total = math.fsum(present(values))
    begin = 0.0
    for value, color in zip(values, colors, strict=True):
        end = begin + 2 * math.pi * (value or 0.0) / total if total else begin
        if end > begin:
            outer, inner = _arc(center, radius, begin, end), _arc(center, _HOLE * radius, begin, end)
            canvas.polygons([[*outer, *inner[::-1]]], color, edge=_RIM)
        begin = end


def _arc(center: Point, radius: float, begin: float, end: float) -> list[Point]:
    """Points along an arc between two angles, clockwise from the top."""
    steps = max(1, math.ceil((end - begin) / _TURN))
    angles = [begin + (end - begin) * step / steps for step in range(steps + 1)]
    return [(center[0] + radius * math.sin(angle), center[1] + radius * math.cos(angle)) for angle in angles]


def _rows(canvas: Canvas, told: Sequence[tuple[str, str, str]], width: float) -> tuple[list[_Row], float]:
    """The list in the largest text, then the fewest lines, in which names are complete; otherwise shortened."""
    full = canvas.style.size
    for size in (full, full - 1):
        room = width - _beside(canvas, [share for _, share, _ in told], size)
        for lines in (1, 2, 3):
            rows = [_Row(color, share, wrap(name, room, size, canvas.font(), lines)) for name, share, color in told]
            is_whole = all(whole(name, row.lines) for (name, *_), row in zip(told, rows, strict=True))
            if is_whole and _height(rows, size) <= canvas.height:
                return rows, size
    rows = [_Row(color, share, (shorten(name, room, size, canvas.font()),)) for name, share, color in told]
    return rows[: max(1, int(canvas.height / (LEADING * size)))], size


def _beside(canvas: Canvas, shares: Sequence[str], size: float) -> float:
    """Width of square and share, with the gaps after them."""
    return (_SWATCH + 2 * _AFTER) * size + max(canvas.measure(share, size, bold=True) for share in shares)


def _width(canvas: Canvas, rows: Sequence[_Row], size: float) -> float:
    names = max(canvas.measure(line, size) for row in rows for line in row.lines)
    return _beside(canvas, [row.share for row in rows], size) + names


def _height(rows: Sequence[_Row], size: float) -> float:
    return LEADING * size * sum(len(row.lines) for row in rows)


def _write_list(canvas: Canvas, rows: Sequence[_Row], left: float, size: float) -> None:
    """Write rows from the top, spread over the canvas, at most a line apart."""
    style, beside = canvas.style, _beside(canvas, [row.share for row in rows], size)
    height = _height(rows, size)
    gap = min(0.8 * size, (canvas.height - height) / max(1, len(rows) - 1))
    top = (canvas.height + height + gap * (len(rows) - 1)) / 2
    side = _SWATCH * size
    for row in rows:
        base = top - (LEADING / 2 + MIDDLE) * size
        middle = top - LEADING / 2 * size
        canvas.bars([Box(left, middle - side / 2, left + side, middle + side / 2)], row.color)
        name = left + beside
        canvas.write(Label(row.share, name - _AFTER * size, base, style.ink, size, bold=True, align="right"))
        for at, line in enumerate(row.lines):
            canvas.write(Label(line, name, base - at * LEADING * size, style.ink, size))
        top -= LEADING * size * len(row.lines) + gap


def _write_total(canvas: Canvas, series: PlotSeries, center: Point, hole: float) -> None:
    """The sum with its unit below, as large as the hole allows; a unit that is too wide is left out."""
    style = canvas.style
    total = PlotSeries(series.label, (sum_of(present(series.values)),), series.unit, series.percent, series.decimals)
    measured = measure([total], style, labelled=True)
    text = value_text(total, measured, present(total.values))(present(total.values)[0])
    unit = "" if series.percent else measured.unit
    for size in (style.size, style.size - 1):
        lines = [(text, size, True), *([(unit, style.size - 1, False)] if unit else [])]
        height = LEADING * math.fsum(line[1] for line in lines)
        if all(math.hypot(canvas.measure(line, at, bold=bold), height) <= hole for line, at, bold in lines):
            break
    else:
        lines = [one for one in lines if canvas.measure(one[0], one[1], bold=one[2]) <= hole]
        height = LEADING * math.fsum(line[1] for line in lines)
    top = center[1] + height / 2
    for line, at, bold in lines:
        y = top - (LEADING / 2 + MIDDLE) * at
        canvas.write(Label(line, center[0], y, style.ink if bold else style.muted, at, bold, "center"))
        top -= LEADING * at
