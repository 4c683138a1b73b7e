"""Stacked columns, with values inside and totals above. Lengths in pt."""

from __future__ import annotations

import math
from collections.abc import Sequence

from yanbao.charts import strokes
from yanbao.charts.axes import Frame
from yanbao.charts.axisparts import Axis, Part
from yanbao.charts.canvas import Canvas
from yanbao.charts.colors import on
from yanbao.charts.labels import clear
from yanbao.charts.scale import present, value_text
from yanbao.charts.shapes import Box, Label
from yanbao.charts.textwidths import MIDDLE
from yanbao.model.plot import PlotSeries


def ends(series: Sequence[PlotSeries]) -> list[float]:
    """The values that the stacks reach, above and below zero."""
    slots = [present(values) for values in zip(*(one.values for one in series), strict=True)]
    return [math.fsum(v for v in slot if sign * v > 0) for sign in (1, -1) for slot in slots]


def stack(frame: Frame, parts: Sequence[Part]) -> list[dict[int, Box]]:
    """For each series its columns by position, stacked on the previous ones; negative values stack downwards."""
    reached = {True: [0.0] * frame.count, False: [0.0] * frame.count}
    stacked = []
    for part in parts:
        boxes = {}
        for at, box in strokes.columns(frame, part.series.values, 0, 1).items():
            value = part.series.values[at] or 0.0
            start = reached[value >= 0][at]
            reached[value >= 0][at] = start + value
            low, high = sorted((frame.y(start), frame.y(start + value)))
            boxes[at] = Box(box.left, low, box.right, high)
        stacked.append(boxes)
    return stacked


def inside(canvas: Canvas, axis: Axis, stacked: Sequence[dict[int, Box]], forecast: int | None) -> list[Label]:
    """Value labels centred in their columns, where they fit; in ink on the pale ones from ``forecast`` on."""
    labels = []
    for part, boxes in zip(axis.parts, stacked, strict=True):
        text = value_text(part.series, axis.measure, axis.values)
        for at, box in boxes.items():
            is_pale = forecast is not None and at >= forecast
            color = canvas.style.ink if is_pale else on(part.color, canvas.style)
            labels += _fitting(canvas, box, text(part.series.values[at] or 0.0), color)
    return labels


def _fitting(canvas: Canvas, box: Box, text: str, color: str) -> list[Label]:
    x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    for size in (canvas.style.size, canvas.style.size - 1):
        label = Label(text, x, y - MIDDLE * size, color, size, align="center")
        room = canvas.box(label)
        if box.left + 1 <= room.left and box.bottom <= room.bottom and room.top <= box.top:
            return [label]
    return []


def totals(canvas: Canvas, frame: Frame, axis: Axis, stacked: Sequence[dict[int, Box]]) -> list[Label]:
    """Totals above the stacks, if they differ (those of shares do not), nothing is negative, and all fit."""
    sums: dict[int, float] = {}
    tops: dict[int, Box] = {}
    for part, boxes in zip(axis.parts, stacked, strict=True):
        for at, box in boxes.items():
            sums[at] = sums.get(at, 0.0) + (part.series.values[at] or 0.0)
            tops[at] = box
    decimals = axis.measure.telling(axis.values, axis.measure.decimals(axis.values))
    texts = {at: axis.measure.text(total, decimals) for at, total in sums.items()}
    if len(axis.parts) < 2 or min(axis.values) < 0 or len(set(texts.values())) < 2:
        return []
    labels = [
        strokes.value_label(canvas, box, sums[at], texts[at], left=frame.left, bold=True) for at, box in tops.items()
    ]
    return labels if clear(map(canvas.box, labels)) else []
