"""Waterfall charts: steps from one total to another, coloured as gains and losses, with signs. Lengths in pt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from yanbao.charts import axes, strokes
from yanbao.charts.axes import HAIR, Frame
from yanbao.charts.axisparts import Axis, one_axis
from yanbao.charts.canvas import Canvas
from yanbao.charts.categories import Names, fit_names, write_names
from yanbao.charts.labels import clear
from yanbao.charts.legend import head, write_head
from yanbao.charts.scale import scale
from yanbao.charts.shapes import Box, Label
from yanbao.model.plots import WaterfallPlot

_SHARE = 0.62  # of a slot that its column takes


@dataclass(frozen=True, slots=True)
class _Step:
    """One column, from one level to another; a total starts at 0."""

    start: float
    end: float
    is_total: bool
    change: float
    """As the cell has it, not as a difference of floats."""


def draw_waterfall(canvas: Canvas, plot: WaterfallPlot) -> None:
    """Draw the steps. Labels that would overlap are made smaller, then reduced to those of totals, then dropped."""
    style = canvas.style
    axis = one_axis(plot, style)
    steps = _steps(plot)
    laid = head(canvas, axis.measure.unit)
    frame, names = _lay_out(canvas, plot, axis, steps, laid.height)
    boxes = [_box(frame, at, step) for at, step in enumerate(steps)]
    labels = _labels(canvas, frame, axis, plot, steps, boxes)
    axes.draw_grid(canvas, frame, map(canvas.box, labels))
    for color, kind in ((style.accent, None), (style.up, True), (style.down, False)):
        canvas.bars([box for box, step in zip(boxes, steps, strict=True) if _kind(step) is kind], color)
    links = [
        [(one.right, frame.y(step.end)), (two.left, frame.y(step.end))]
        for (one, two), step in zip(pairwise(boxes), steps, strict=False)
    ]
    canvas.lines(links, style.muted, HAIR)
    axes.draw_zero(canvas, frame)
    canvas.write(*labels)
    write_head(canvas, laid, frame.left)
    write_names(canvas, names, [frame.x(at) for at in range(len(steps))])


def _steps(plot: WaterfallPlot) -> list[_Step]:
    steps: list[_Step] = []
    reached = 0.0
    for at, value in enumerate(plot.series[0].values):
        is_total = at in plot.totals
        start = 0.0 if is_total else reached
        reached = start + (value or 0.0)
        steps.append(_Step(start, reached, is_total, value or 0.0))
    return steps


def _kind(step: _Step) -> bool | None:
    """True if a step leads up, False if down; None for a total."""
    return None if step.is_total else step.change >= 0


def _lay_out(
    canvas: Canvas, plot: WaterfallPlot, axis: Axis, steps: Sequence[_Step], head_height: float
) -> tuple[Frame, Names]:
    size, count = canvas.style.size, len(steps)
    levels = [level for step in steps for level in (step.start, step.end)]
    top = canvas.height - max(head_height, size / 2)
    scaled = scale(levels, axis.measure, axes.intervals(top - 3 * size), zero=True)
    left, right = axes.tick_width(canvas, scaled), canvas.width - 0.2 * size
    names = fit_names(canvas, [str(name) for name in plot.x], (right - left) / count)
    room = top - names.height
    above = axes.headroom(canvas, scaled, scaled.high - max(levels), room)
    below = axes.headroom(canvas, scaled, min(levels) - scaled.low, room) if min(levels) < 0 else 0.0
    return Frame(left, right, names.height + below, top - above, count, scaled), names


def _box(frame: Frame, at: int, step: _Step) -> Box:
    half = min(strokes.WIDEST, frame.slot * _SHARE) / 2
    low, high = sorted((frame.y(step.start), frame.y(step.end)))
    return Box(frame.x(at) - half, low, frame.x(at) + half, high)


def _labels(
    canvas: Canvas, frame: Frame, axis: Axis, plot: WaterfallPlot, steps: Sequence[_Step], boxes: Sequence[Box]
) -> list[Label]:
    """Value labels of steps, with signs, and of totals, in bold: as many as fit."""
    series = plot.series[0]
    grouped = axis.measure.telling(axis.values, axis.measure.decimals(axis.values))
    decimals = series.decimals if series.decimals is not None and axis.measure.divisor == 1 else grouped
    for everything, size in ((True, canvas.style.size), (True, canvas.style.size - 1), (False, canvas.style.size - 1)):
        labels = [
            strokes.value_label(
                canvas,
                box,
                step.change,
                axis.measure.text(step.change, decimals, sign=not step.is_total),
                left=frame.left,
                size=size,
                bold=step.is_total,
            )
            for step, box in zip(steps, boxes, strict=True)
            if everything or step.is_total
        ]
        if clear(map(canvas.box, labels), boxes):
            return labels
    return []
