"""Line charts: lines labelled at their ends, columns beside or below them, reference lines. Lengths in pt."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from yanbao.charts import axes, strokes
from yanbao.charts.axes import Frame
from yanbao.charts.axisparts import Axis, Part, entries, right_name, two_axes
from yanbao.charts.canvas import MM, Canvas
from yanbao.charts.colors import mix
from yanbao.charts.ends import End, end_labels, gutter, last, value_ends, write_ends
from yanbao.charts.hatching import draw_columns
from yanbao.charts.labels import clear
from yanbao.charts.legend import Head, head, write_head
from yanbao.charts.references import draw_references, reference_labels
from yanbao.charts.scale import scale, stretched, trimmed, value_text
from yanbao.charts.shades import draw_shades, strip
from yanbao.charts.shapes import Label
from yanbao.charts.textwidths import shorten
from yanbao.model.plot import FREE, PlotSeries
from yanbao.model.timeplots import LinePlot

PANEL = 0.27
"""Height of the panel with right-axis columns, as a share of the plot's height."""

PANEL_GAP = 1.6
"""Distance between lines and panel, in em; the right axis's name goes there."""

_PANEL_PALER = 0.4  # share of paper in the colour of a panel's columns
_WIDEST_STROKE = 150 * MM  # width from which on lines have their full weight
_THINNEST = 0.7  # of it, on small charts
_WIDTH = {"accent": 1.8, "plain": 1.4, "muted": 1.2, None: 1.4}
_END_DOT = 2.4  # diameter of the dot at a line's end, in line widths


@dataclass(frozen=True, slots=True)
class Layout:
    """The frames of both axes, the end labels of lines, and the header."""

    left: Frame
    right: Frame | None
    ends: tuple[End, ...]
    head: Head


def frame_of(canvas: Canvas, plot: LinePlot, above: float) -> Frame:
    """The frame that a line chart's left axis would have with so much room above the plot."""
    left, right = two_axes(plot, canvas.style)
    return _lay_out(canvas, plot, left, right, above).left


def draw_line(canvas: Canvas, plot: LinePlot, above: float = 0.0) -> Frame:
    """Draw a line chart, with so much room above the plot, and return the frame of its left axis.

    Lines are labelled at their ends, with their last values. If there are too many, or they share the plot with columns
    or right-axis lines, there is a legend instead. A single series of columns on the right axis gets a panel of its own
    below the lines.
    """
    left, right = two_axes(plot, canvas.style)
    layout = _lay_out(canvas, plot, left, right, above)
    frame = layout.left
    lines = [
        run
        for part in left.parts
        if part.is_line
        for run in strokes.runs(frame, part.series.values, steps=part.series.steps)
    ]
    references = reference_labels(canvas, frame, plot.references, lines)
    values = [] if right else _column_labels(canvas, frame, left)
    draw_shades(canvas, frame, plot.shades, canvas.height - max(layout.head.height, canvas.style.size / 2))
    axes.draw_grid(canvas, frame, [canvas.box(label) for label in (*references, *values)])
    axes.draw_time(canvas, frame, plot.x)
    if right and layout.right:
        axes.draw_right_ticks(canvas, layout.right)
        if _is_panel(left, right):
            _draw_panel(canvas, layout.right, right)
        else:
            _draw_columns(canvas, layout.right, right, plot.forecast)
    _draw_columns(canvas, frame, left, plot.forecast)
    axes.draw_zero(canvas, frame)
    if right and layout.right:
        _draw_lines(canvas, layout.right, right, plot.forecast)
    _draw_lines(canvas, frame, left, plot.forecast)
    draw_references(canvas, frame, plot.references, references)
    write_ends(canvas, frame, layout.ends)
    write_head(canvas, layout.head, frame.left)
    canvas.write(*values)
    return frame


def _is_panel(left: Axis, right: Axis) -> bool:
    return left.only_lines and right.only_columns and len(right.parts) == 1


def _lay_out(canvas: Canvas, plot: LinePlot, left: Axis, right: Axis | None, above: float) -> Layout:
    size = canvas.style.size
    panel = right is not None and _is_panel(left, right)
    values = left.values + [reference.value for reference in plot.references]
    names = strip(canvas, plot.shades) + above
    ends: tuple[End, ...] | None = None
    unit = left.measure.name(plot.bounds, canvas.style)
    laid = head(canvas, unit)
    bottom, top = _heights(canvas, laid, names, panel=panel)
    named: list[tuple[PlotSeries, str, Callable[[float], str]]] = []
    if left.only_lines and (panel or not right) and not canvas.is_panel:
        axis = scale(values, left.measure, axes.intervals(top - bottom), bounds=plot.bounds)
        lasts = [last(part.series)[1] for part in left.parts]
        named = [
            (part.series, part.color, value_text(part.series, left.measure, left.values, lasts, axis))
            for part in left.parts
        ]
        ends = end_labels(canvas, named, top - bottom, (trimmed(axis, values) if plot.bounds == FREE else axis).share)
    if ends is None and (named or len(left.parts) + (len(right.parts) if right else 0) > 1):
        laid = head(canvas, unit, entries(left, right, canvas.style))
        bottom, top = _heights(canvas, laid, names, panel=panel)
        ends = value_ends(canvas, named, top - bottom) if named else None
    axis = scale(values, left.measure, axes.intervals(top - bottom), zero=not left.only_lines, bounds=plot.bounds)
    if left.only_lines and (panel or not right) and plot.bounds == FREE:
        axis = trimmed(axis, values)
    if left.only_columns and not right:
        top -= axes.headroom(canvas, axis, axis.high - max(values), top - bottom)
    start, end = axes.tick_width(canvas, axis), canvas.width - max(gutter(canvas, ends or ()), 0.2 * size)
    count = len(plot.x)
    if not right:
        return Layout(Frame(start, end, bottom, top, count, axis), None, ends or (), laid)
    if panel:
        beside = scale(right.values, right.measure, 2, zero=True)
        low, high = axes.time_height(canvas), bottom - PANEL_GAP * size
    else:
        steps = len(axis.ticks) - 1
        beside = stretched(scale(right.values, right.measure, steps, zero=not right.only_lines), steps)
        low, high = bottom, top
    end = min(end, canvas.width - axes.right_width(canvas, beside))
    frames = Frame(start, end, bottom, top, count, axis), Frame(start, end, low, high, count, beside)
    return Layout(*frames, ends or (), laid)


def _heights(canvas: Canvas, laid: Head, names: float, *, panel: bool) -> tuple[float, float]:
    """Bottom and top of the left axis, below the ``names`` of shaded ranges."""
    bottom, top = axes.time_height(canvas), canvas.height - max(laid.height, canvas.style.size / 2) - names
    if panel:
        bottom += PANEL * (top - bottom) + PANEL_GAP * canvas.style.size
    return bottom, top


def _draw_panel(canvas: Canvas, frame: Frame, right: Axis) -> None:
    style = canvas.style
    (part,) = right.parts
    canvas.bars(strokes.columns(frame, part.series.values, 0, 1).values(), mix(part.color, style.paper, _PANEL_PALER))
    axes.draw_zero(canvas, frame)
    write_panel_name(canvas, frame, part, right)


def write_panel_name(canvas: Canvas, frame: Frame, part: Part, right: Axis) -> None:
    """Write the name of a panel's series above its right end, with the last value if values are changes."""
    style = canvas.style
    end = last(part.series)[1]
    value = value_text(part.series, right.measure, right.values, [end])(end) if part.series.signed else ""
    rest = f"{right_name(replace(part, series=replace(part.series, label='')), right, style)} {value}".rstrip()
    room = frame.right - frame.left - canvas.measure(rest, style.size - 1)
    label = shorten(part.series.label, room, style.size - 1, canvas.font())
    name = f"{right_name(replace(part, series=replace(part.series, label=label)), right, style)} {value}".rstrip()
    overhang = (style.size - 1) / 2 if name.endswith("）") else 0.0  # the empty half of a full-width bracket
    baseline = frame.top + 0.5 * style.size
    canvas.write(Label(name, frame.right + overhang, baseline, style.muted, style.size - 1, align="right"))


def _draw_columns(canvas: Canvas, frame: Frame, axis: Axis, forecast: int | None) -> None:
    columns = [part for part in axis.parts if not part.is_line]
    for index, part in enumerate(columns):
        boxes = strokes.columns(frame, part.series.values, index, len(columns))
        draw_columns(canvas, boxes, part.color, forecast)
        strokes.draw_cuts(canvas, frame, boxes.values())


def _draw_lines(canvas: Canvas, frame: Frame, axis: Axis, forecast: int | None) -> None:
    """The lines of an axis, the subject's on top."""
    for part in sorted((part for part in axis.parts if part.is_line), key=lambda part: part.series.role == "accent"):
        width = stroke(canvas, _WIDTH[part.series.role])
        series = part.series
        strokes.draw_forecast(canvas, frame, series.values, part.color, width, forecast, steps=series.steps)
        at, value = last(part.series)
        canvas.dots([(frame.x(at), frame.y(value))], part.color, _END_DOT * width)


def stroke(canvas: Canvas, width: float) -> float:
    """The width of a line, thinner on a small chart."""
    return round(width * min(1.0, max(_THINNEST, math.sqrt(canvas.width / _WIDEST_STROKE))), 2)


def _column_labels(canvas: Canvas, frame: Frame, axis: Axis) -> list[Label]:
    """Value labels of a single column series: all, or the highest and the last, as they fit."""
    if len(axis.parts) > 1 or axis.only_lines:
        return []
    (part,) = axis.parts
    boxes = strokes.columns(frame, part.series.values, 0, 1)
    values = {at: part.series.values[at] or 0.0 for at in boxes}
    end, highest = max(values), max(values, key=lambda at: values[at])
    for chosen in (list(values), list(dict.fromkeys([highest, end])), [end]):
        text = value_text(part.series, axis.measure, [values[at] for at in chosen])
        labels = [
            strokes.value_label(canvas, boxes[at], values[at], text(values[at]), left=frame.left, bold=at == end)
            for at in chosen
        ]
        if clear(map(canvas.box, labels), boxes.values()):
            return labels
    return []
