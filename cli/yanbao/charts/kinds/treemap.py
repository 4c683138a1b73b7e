"""Treemaps: a rectangle per row, whose area is its value, and whose colour is another number. Lengths in pt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product

from yanbao.charts.canvas import Canvas
from yanbao.charts.categories import whole
from yanbao.charts.colors import on, tint
from yanbao.charts.legend import head, write_head
from yanbao.charts.scale import measure, present, value_text
from yanbao.charts.shapes import Box, Label
from yanbao.charts.textwidths import LEADING, MIDDLE, shorten, wrap
from yanbao.model.plot import ChartStyle
from yanbao.model.plots import TreemapPlot

_RIM = 1.2  # of paper around a rectangle
_PAD = 3.0  # between a rectangle and its text
_PLAIN = 0.45  # depth of the accent where no number colours the rectangles


def draw_treemap(canvas: Canvas, plot: TreemapPlot) -> None:
    """Draw a rectangle per row, greatest first, with its name and, where there is room, its printed number."""
    style = canvas.style
    size = plot.series[0]
    measured = measure([size], style, labelled=True)
    laid = head(canvas, "" if size.percent else f"{size.label} {measured.unit}".strip())
    shown = [at for at, value in enumerate(size.values) if value is not None and present([value]) and value > 0]
    shown.sort(key=lambda at: -(size.values[at] or 0.0))
    room = Box(0.0, 0.0, canvas.width, canvas.height - laid.height)
    boxes = squarified([size.values[at] or 0.0 for at in shown], room)
    told = plot.series[-1]
    text = value_text(told, measure([told], style, labelled=True), present(told.values))
    grounds = _grounds(plot, style)
    inner = {at: _within(box) for at, box in zip(shown, boxes, strict=True)}
    for color in dict.fromkeys(grounds[at] for at in shown):
        canvas.bars([inner[at] for at in shown if grounds[at] == color], color)
    for at in shown:
        value = told.values[at]
        _write(canvas, inner[at], str(plot.x[at]), "" if value is None else text(value), on(grounds[at], style))
    write_head(canvas, laid, 0.0)


def squarified(values: Sequence[float], room: Box) -> list[Box]:
    """Rectangles with areas as ``values``, which fall, filling the room: as square as rows of them can be."""
    boxes: list[Box] = []
    left, waiting = math.fsum(values), list(values)
    while waiting:
        width, height = room.width, room.top - room.bottom
        scale = width * height / left if left else 0.0
        side = min(width, height)
        count = 1
        while count < len(waiting) and not _is_worse(waiting, count, side, scale):
            count += 1
        row, waiting = waiting[:count], waiting[count:]
        thickness = math.fsum(row) * scale / side if side else 0.0
        ends = [math.fsum(row[: at + 1]) * scale / thickness if thickness else 0.0 for at in range(count)]
        for start, end in zip([0.0, *ends], ends, strict=False):
            if width >= height:
                boxes.append(Box(room.left, room.top - end, room.left + thickness, room.top - start))
            else:
                boxes.append(Box(room.left + start, room.top - thickness, room.left + end, room.top))
        if width >= height:
            room = Box(room.left + thickness, room.bottom, room.right, room.top)
        else:
            room = Box(room.left, room.bottom, room.right, room.top - thickness)
        left -= math.fsum(row)
    return boxes


def _is_worse(values: Sequence[float], count: int, side: float, scale: float) -> bool:
    """True if a row of ``count`` values gets a rectangle that is less square by one more."""
    return _worst(values[: count + 1], side, scale) > _worst(values[:count], side, scale)


def _worst(row: Sequence[float], side: float, scale: float) -> float:
    """The ratio of the sides of the least square rectangle of a row along a side."""
    whole = math.fsum(row) * scale
    return max(max(side**2 * one * scale / whole**2, whole**2 / (side**2 * one * scale or 1e-9)) for one in row)


def _grounds(plot: TreemapPlot, style: ChartStyle) -> list[str]:
    """The colour of each row: by its gain or loss, by the size of another number, or the accent for those set off."""
    if len(plot.series) == 1:
        depths = [1.0 if str(x) in plot.highlight else _PLAIN for x in plot.x]
        return [tint(style.accent, depth, style) for depth in depths]
    values = plot.series[1].values
    shown = present(values)
    reach = max(map(abs, shown), default=0.0) or 1.0
    least = min(shown, default=0.0)
    span = (max(shown, default=0.0) - least) or 1.0

    def ground(value: float | None) -> str:
        if value is None or not present([value]):
            return style.hairline
        if plot.in_market_colors:
            return tint(style.up if value >= 0 else style.down, abs(value) / reach, style)
        return tint(style.accent, (value - least) / span, style)

    return [ground(value) for value in values]


def _within(box: Box) -> Box:
    rim = min(_RIM / 2, box.width / 4, (box.top - box.bottom) / 4)
    return Box(box.left + rim, box.bottom + rim, box.right - rim, box.top - rim)


def _write(canvas: Canvas, box: Box, name: str, number: str, color: str) -> None:
    """The name with its number below or, where that is tight, beside it, as large as fits, in one line or two; the
    name alone, in up to four lines, or shortened at most a little; or nothing.
    """
    width, height = box.width - 2 * _PAD, box.top - box.bottom
    middle, font = (box.left + box.right) / 2, canvas.font(bold=True)
    usual = canvas.style.size
    usually = product([number, ""] if number else [""], (usual, usual - 1), (1, 2))
    for told, size, most in (*usually, ("", usual - 1, 3), ("", usual - 1, 4)):
        names = wrap(name, width, size, font, most)
        fits = whole(name, names) and canvas.measure(told, size) <= width
        if told and most > 1 and _write_beside(canvas, box, name, told, color, size):
            return
        leading = (LEADING if most == 1 else 1.0) * size
        lines = [*names, told] if told else [*names]
        if fits and leading * len(lines) + (_PAD if most == 1 else 0) <= height:
            top = (box.top + box.bottom + leading * len(lines)) / 2
            for at, line in enumerate(lines):
                y = top - (at + 0.5) * leading - MIDDLE * size
                canvas.write(Label(line, middle, y, color, size, bold=at < len(names), align="center"))
            return
    size = usual - 1
    short = shorten(name, width, size, font)
    if LEADING * size <= height and len(short.rstrip("…")) > len(name) / 2:
        y = (box.top + box.bottom) / 2 - MIDDLE * size
        canvas.write(Label(short, middle, y, color, size, bold=True, align="center"))


def _write_beside(canvas: Canvas, box: Box, name: str, number: str, color: str, size: float) -> bool:
    """Write the name and its number in one line, if they fit."""
    wide, gap = canvas.measure(name, size, bold=True), size / 2
    room = wide + gap + canvas.measure(number, size)
    if room > box.width - 2 * _PAD or LEADING * size > box.top - box.bottom:
        return False
    left, y = (box.left + box.right - room) / 2, (box.top + box.bottom) / 2 - MIDDLE * size
    canvas.write(Label(name, left, y, color, size, bold=True, align="left"))
    canvas.write(Label(number, left + wide + gap, y, color, size, align="left"))
    return True
