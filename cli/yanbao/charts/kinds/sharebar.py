"""Share bars: one or a few horizontal bars, each divided into the parts of a whole. Lengths in pt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product

from yanbao.charts.axes import HAIR
from yanbao.charts.canvas import MM, Canvas
from yanbao.charts.categories import whole
from yanbao.charts.colors import group_colors, on
from yanbao.charts.legend import Entry, head, write_head
from yanbao.charts.scale import measure, present, value_text
from yanbao.charts.shapes import Box, Label
from yanbao.charts.textwidths import LEADING, MIDDLE, shorten, wrap
from yanbao.model.plot import PlotSeries
from yanbao.model.plots import ShareBarPlot

_THICKEST = 11 * MM
_SHARE = 0.62  # of a row that its bar takes
_NAMES = 0.26  # maximum width of names, as a share of the canvas
_GAP = 5.0  # between a name and its bar
_RIM = 1.0  # of paper between two parts


def draw_share_bar(canvas: Canvas, plot: ShareBarPlot) -> None:
    """Draw a bar per series of shares, named at the left if there are several; parts are named in the legend.

    A share is printed in its part, where it fits.
    """
    style, size = canvas.style, canvas.style.size
    colors = group_colors(plot, [str(x) for x in plot.x], style)
    laid = head(canvas, "", [Entry(str(x), color) for x, color in zip(plot.x, colors, strict=True)])
    bars = [series for series in plot.series if series.percent]
    names = [series.label for series in plot.series[: len(bars)]] if len(bars) > 1 else [""]
    pitch = (canvas.height - laid.height) / len(bars)
    short, name_size = _fitted(canvas, names, pitch)
    wide = max(canvas.measure(line, name_size) for lines in short for line in lines)
    left = wide + _GAP if len(bars) > 1 else 0.0
    thickness = min(_THICKEST, (_SHARE if len(bars) > 1 else 1.0) * pitch)
    for row, (series, lines) in enumerate(zip(bars, short, strict=True)):
        middle = canvas.height - laid.height - (row + 0.5) * pitch if len(bars) > 1 else _alone(canvas, laid.height)
        boxes = _parts(series, Box(left, middle - thickness / 2, canvas.width - HAIR, middle + thickness / 2))
        for at, box in boxes.items():
            canvas.bars([box], colors[at])
        _write_shares(canvas, series, boxes, colors)
        if pitch >= LEADING * (size - 1):
            for at, line in enumerate(lines):
                y = middle + ((len(lines) - 1) / 2 - at) * LEADING * name_size - MIDDLE * name_size
                canvas.write(Label(line, left - _GAP, y, style.ink, name_size, align="right"))
    write_head(canvas, laid, 0.0)


def _fitted(canvas: Canvas, names: Sequence[str], pitch: float) -> tuple[list[tuple[str, ...]], float]:
    """The lines of each name, and their size: in one line or, where rows are high enough, in several."""
    usual, width = canvas.style.size, _NAMES * canvas.width
    for size, most in product((usual, usual - 1), (1, 2, 3)):
        lines = [wrap(name, width, size, canvas.font(), most) for name in names]
        fits = LEADING * size * max(map(len, lines)) <= pitch
        if fits and all(whole(name, parts) for name, parts in zip(names, lines, strict=True)):
            return lines, size
    return [(shorten(name, width, usual, canvas.font()),) for name in names], usual


def _alone(canvas: Canvas, above: float) -> float:
    """The middle of a single bar, below the legend."""
    height = canvas.height - above
    return height - min(_THICKEST, height) / 2


def _parts(series: PlotSeries, bar: Box) -> dict[int, Box]:
    """The part of each position that has a value above 0."""
    total = math.fsum(present(series.values)) or 1.0
    begin, found = bar.left, {}
    shown = [(at, value) for at, value in enumerate(series.values) if value is not None and present([value])]
    for at, value in shown:
        end = begin + value / total * bar.width
        if end > begin:
            gap = _RIM if at < shown[-1][0] and end - begin > 2 * _RIM else 0.0
            found[at] = Box(begin, bar.bottom, end - gap, bar.top)
        begin = end
    return found


def _write_shares(canvas: Canvas, series: PlotSeries, boxes: dict[int, Box], colors: Sequence[str]) -> None:
    text = value_text(series, measure([series], canvas.style, labelled=True), present(series.values))
    for at, box in boxes.items():
        label = text(series.values[at] or 0.0)
        for size in (canvas.style.size, canvas.style.size - 1):
            if canvas.measure(label, size) + 2 <= box.width and size <= box.top - box.bottom:
                middle = (box.left + box.right) / 2, (box.bottom + box.top) / 2 - MIDDLE * size
                canvas.write(Label(label, *middle, on(colors[at], canvas.style), size, align="center"))
                break
