"""Column charts: categories compared by vertical bars, grouped or stacked, with their values. Lengths in pt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from yanbao.charts import axes, strokes
from yanbao.charts.axes import Frame
from yanbao.charts.axisparts import Axis, Part, one_axis
from yanbao.charts.canvas import Canvas
from yanbao.charts.categories import Names, fit_names, write_names
from yanbao.charts.hatching import draw_columns
from yanbao.charts.labels import clear
from yanbao.charts.legend import Entry, head, write_head
from yanbao.charts.scale import scale, value_text
from yanbao.charts.shades import draw_shades, strip
from yanbao.charts.shapes import Box, Label
from yanbao.charts.stack import ends, inside, stack, totals
from yanbao.model.plots import ColumnPlot

_SHARES = (0.7, 0.86)
"""Shares of a slot that its columns take: the greater if their values fit only then."""

Columns = list[dict[int, Box]]
"""For each series, its columns by position."""


def draw_column(canvas: Canvas, plot: ColumnPlot) -> None:
    """Draw a column chart. Labels that would overlap are made smaller, then reduced to the subject's, then dropped."""
    axis = one_axis(plot, canvas.style)
    entries = [Entry(part.series.label, part.color) for part in axis.parts] if len(axis.parts) > 1 else []
    laid = head(canvas, axis.measure.unit, entries)
    frame, names = _lay_out(canvas, plot, axis, laid.height)
    if plot.stacked:
        columns = stack(frame, axis.parts)
        labels = inside(canvas, axis, columns, plot.forecast) + totals(canvas, frame, axis, columns)
    else:
        columns, labels = _group(canvas, frame, axis)
    draw_shades(canvas, frame, plot.shades, canvas.height - max(laid.height, canvas.style.size / 2))
    axes.draw_grid(canvas, frame, [canvas.box(label) for label in labels])
    for part, boxes in zip(axis.parts, columns, strict=True):
        if plot.in_market_colors:
            gains = {at for at in boxes if (part.series.values[at] or 0.0) >= 0}
            for color, own in ((canvas.style.up, gains), (canvas.style.down, boxes.keys() - gains)):
                draw_columns(canvas, {at: box for at, box in boxes.items() if at in own}, color, plot.forecast)
        else:
            draw_columns(canvas, boxes, part.color, plot.forecast)
        strokes.draw_cuts(canvas, frame, boxes.values())
    axes.draw_zero(canvas, frame)
    canvas.write(*labels)
    write_head(canvas, laid, frame.left)
    if names and canvas.has_axis("foot"):
        write_names(canvas, names, [frame.x(at) for at in range(len(plot.x))])
    elif not names:
        axes.draw_time(canvas, frame, plot.x)


def _lay_out(canvas: Canvas, plot: ColumnPlot, axis: Axis, head_height: float) -> tuple[Frame, Names | None]:
    """The frame and the names below it; no names if the categories are dates."""
    size, count = canvas.style.size, len(plot.x)
    values = ends(axis.series) if plot.stacked else axis.values
    top = canvas.height - max(head_height, size / 2) - strip(canvas, plot.shades)
    below = canvas.margin("foot", 0.0) if canvas.is_panel else 3 * size
    scaled = scale(values, axis.measure, axes.intervals(top - below), zero=True, bounds=plot.bounds)
    left, right = axes.tick_width(canvas, scaled), canvas.width - 0.2 * size
    texts = [name for name in plot.x if not isinstance(name, date)]
    names = fit_names(canvas, texts, (right - left) / count) if len(texts) == count else None
    bottom = canvas.margin("foot", names.height) if names else axes.time_height(canvas)
    names = replace(names, height=bottom) if names else None
    above = axes.headroom(canvas, scaled, scaled.high - max(values), top - bottom)
    below = axes.headroom(canvas, scaled, min(values) - scaled.low, top - bottom) if min(values) < 0 else 0.0
    return Frame(left, right, bottom + below, top - above, count, scaled), names


def _group(canvas: Canvas, frame: Frame, axis: Axis) -> tuple[Columns, list[Label]]:
    """Grouped columns, and as many value labels as fit."""
    has_subject = any(part.series.role == "accent" for part in axis.parts)
    for share in _SHARES:
        columns = [
            strokes.columns(frame, part.series.values, index, len(axis.parts), share=share)
            for index, part in enumerate(axis.parts)
        ]
        obstacles = [box for boxes in columns for box in boxes.values()]
        for size in (canvas.style.size, canvas.style.size - 1):
            labels = [
                label
                for part, boxes in zip(axis.parts, columns, strict=True)
                for label in _values(canvas, frame, axis, part, boxes, size, has_subject=has_subject)
            ]
            if clear(map(canvas.box, labels), obstacles):
                return columns, labels
    subject = [
        label
        for part, boxes in zip(axis.parts, columns, strict=True)
        if part.series.role == "accent"
        for label in _values(canvas, frame, axis, part, boxes, canvas.style.size, has_subject=True)
    ]
    return columns, _placed(canvas, frame.left, subject, obstacles, width=next(iter(obstacles)).width)


def _placed(
    canvas: Canvas, left: float, labels: Sequence[Label], obstacles: Sequence[Box], width: float
) -> list[Label]:
    """Labels centred on columns of ``width``, else aligned with one of their sides, else left out."""
    placed: list[Label] = []
    for label in labels:
        overhang = (canvas.measure(label.text, label.size, bold=label.bold) - width) / 2
        for shift in (0.0, -overhang, overhang):
            moved = replace(label, x=label.x + shift)
            box = canvas.box(moved)
            if left <= box.left and box.right <= canvas.width and clear([box, *map(canvas.box, placed)], obstacles):
                placed.append(moved)
                break
    return placed


def _values(
    canvas: Canvas, frame: Frame, axis: Axis, part: Part, boxes: dict[int, Box], size: float, *, has_subject: bool
) -> list[Label]:
    """Values above positive columns and below negative ones: the subject's in bold, others then muted."""
    style = canvas.style
    text = value_text(part.series, axis.measure, axis.values)
    bold = part.series.role == "accent"
    color = style.ink if bold or not has_subject else style.muted
    return [
        strokes.value_label(canvas, box, value, text(value), left=frame.left, color=color, size=size, bold=bold)
        for (at, box), value in ((item, part.series.values[item[0]] or 0.0) for item in boxes.items())
    ]
