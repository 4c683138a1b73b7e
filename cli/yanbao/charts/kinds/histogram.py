"""Histograms: how many values lie in each of several equal intervals, and where their median is. Lengths in pt."""

from __future__ import annotations

from collections.abc import Sequence

from yanbao.charts import axes, strokes
from yanbao.charts.axes import HAIR, Frame
from yanbao.charts.canvas import Canvas
from yanbao.charts.colors import series_colors
from yanbao.charts.labels import clear
from yanbao.charts.legend import head, write_head
from yanbao.charts.scale import Measure, measure, present, scale
from yanbao.charts.shapes import Box, Label
from yanbao.charts.textwidths import ASCENT, DESCENT, shorten
from yanbao.formatting import has_separators
from yanbao.model.plots import HistogramPlot

_RIM = 0.8  # of paper between columns
_MARK = 3.0  # length of the tick marks
_MEDIAN = 1.7  # em: height of the row with the median's name


def draw_histogram(canvas: Canvas, plot: HistogramPlot) -> None:
    """Draw a column per interval with its count above, and the median as a line across, named above the plot."""
    style, size = canvas.style, canvas.style.size
    counts = [value or 0.0 for value in plot.series[0].values]
    measured = measure([plot.binned] if plot.binned else [], style)
    laid = head(canvas, plot.series[0].label)
    bottom = axes.axis_height(canvas) + 1.2 * size
    top = canvas.height - laid.height - _MEDIAN * size
    whole = Measure(1, "", group=has_separators(counts))
    counted = scale(counts, whole, axes.intervals(top - bottom), zero=True)
    frame = Frame(0.0, canvas.width - HAIR, bottom, top - 1.2 * size, len(counts), counted)
    boxes = [
        Box(frame.x(at - 0.5) + _RIM / 2, frame.bottom, frame.x(at + 0.5) - _RIM / 2, frame.y(count))
        for at, count in enumerate(counts)
    ]
    for color, own in _colored(plot, boxes, canvas):
        canvas.bars(own, color)
    _draw_edges(canvas, frame, plot, measured)
    labels = [
        strokes.value_label(canvas, box, 1.0, whole.text(count, 0))
        for box, count in zip(boxes, counts, strict=True)
        if count
    ]
    canvas.write(*(labels if clear(map(canvas.box, labels)) else []))
    _draw_median(canvas, frame, plot, measured)
    write_head(canvas, laid, 0.0)


def _colored(plot: HistogramPlot, boxes: Sequence[Box], canvas: Canvas) -> list[tuple[str, list[Box]]]:
    """The columns by colour: of losses below zero and gains above, if zero is where two meet."""
    if plot.in_market_colors and 0.0 in plot.edges:
        zero = plot.edges.index(0.0)
        return [(canvas.style.down, list(boxes[:zero])), (canvas.style.up, list(boxes[zero:]))]
    return [(series_colors(plot.series[:1], canvas.style)[0], list(boxes))]


def _draw_edges(canvas: Canvas, frame: Frame, plot: HistogramPlot, measured: Measure) -> None:
    """Draw the axis below: tick marks between columns, their values, and what is measured."""
    style, size = canvas.style, canvas.style.size
    xs = [frame.x(at - 0.5) for at in range(len(plot.edges))]
    ticks = [[(x, frame.bottom), (x, frame.bottom - _MARK)] for x in xs]
    canvas.lines([[(frame.left, frame.bottom), (frame.right, frame.bottom)], *ticks], style.muted, HAIR)
    decimals = measured.decimals(plot.edges, at_most=10)
    texts = [(x, measured.text(edge, decimals)) for x, edge in zip(xs, plot.edges, strict=True)]
    canvas.write(*axes.values_below(canvas, texts, frame.bottom - _MARK - (ASCENT + 0.1) * size))
    name = plot.binned.label if plot.binned else ""
    if measured.unit:
        name = f"{name}（{measured.unit}）" if style.right_axis.endswith("）") else f"{name} ({measured.unit})"
    name = shorten(name, canvas.width, size - 1, canvas.font())
    canvas.write(Label(name, canvas.width, 0.12 * size, style.muted, size - 1, align="right"))


def _draw_median(canvas: Canvas, frame: Frame, plot: HistogramPlot, measured: Measure) -> None:
    style, size = canvas.style, canvas.style.size
    top = frame.top + 1.2 * size
    values = present(plot.binned.values) if plot.binned else []
    for reference in plot.references:
        share = (reference.value - plot.edges[0]) / (plot.edges[-1] - plot.edges[0])
        x = frame.left + share * (frame.right - frame.left)
        canvas.lines([[(x, frame.bottom), (x, top)]], style.ink, 0.9, dash=(3, 2))
        decimals = measured.decimals([reference.value]) if not values else measured.decimals([*values, reference.value])
        value = measured.text(reference.value, decimals)
        text = shorten(f"{reference.label} {value}", canvas.width, size, canvas.font())
        half = canvas.measure(text) / 2
        at = min(max(x, half), canvas.width - half)
        canvas.write(Label(text, at, top + 0.2 * size + DESCENT * size, style.ink, size, align="center"))
