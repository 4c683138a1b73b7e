"""Bar charts: ranked horizontal bars, with names at the left and values at the bars' ends. Lengths in pt."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from yanbao.charts.canvas import MM, Canvas
from yanbao.charts.colors import PALE, highlight_colors, mix, series_colors
from yanbao.charts.legend import head, highlight_entries, write_head
from yanbao.charts.scale import measure, present, value_text
from yanbao.charts.shapes import Align, Box, Label, Point
from yanbao.charts.textwidths import ASCENT, LEADING, MIDDLE, wrap
from yanbao.model.plot import DWARFS, ChartStyle
from yanbao.model.plots import BarPlot

_THICKEST = 10 * MM
_SHARE = 0.62  # of a row that its bar takes
_NAMES = 0.38  # maximum width of names, as a share of the canvas
_GAP = 5.0  # between names, bars and values
_BROKEN = 1.3  # length of the shortest broken bar, relative to the longest whole one
_STEP = 0.12  # by how much each longer one exceeds it
_CUT = 1.4  # width of a gap
_CUT_AT = 0.86  # of a broken bar's length


@dataclass(frozen=True, slots=True)
class _Row:
    """A bar with its name and value label; a missing value is 0, without a label.

    A broken bar is drawn for less than its value.
    """

    name: str
    value: float
    text: str
    strong: bool
    broken: bool = False


@dataclass(frozen=True, slots=True)
class _Axis:
    """The horizontal scale: names end at ``left``, bars start at ``zero``, and 1 is ``unit`` pt long."""

    left: float
    zero: float
    unit: float


def draw_bar(canvas: Canvas, plot: BarPlot) -> None:
    """Draw the plot's one series in the order of ``x`` from the top.

    Highlighted bars have the colour of their name or the accent, and others are muted; among gains and losses in market
    colours, others are pale. There are no ticks: every bar has its value. If rows are too low for text, only as many
    as fit are labelled, highlighted ones first.
    """
    style = canvas.style
    whole = plot.shared or plot
    measured = measure(whole.series, style, labelled=True)
    text = value_text(plot.series[0], measured, present(whole.series[0].values))
    rows = _rows(plot, text)
    laid = head(canvas, measured.unit, highlight_entries(plot, style))
    top = canvas.height - laid.height
    count = max(len(rows), plot.longest)
    size = style.size if top / count >= LEADING * style.size else style.size - 1
    inset = max(0.0, (1.2 * size - top / count) / 2)  # keeps a text that is higher than its row on the canvas
    pitch = (top - 2 * inset) / count
    axis = _axis(canvas, _rows(whole, text), size)
    thickness = min(_THICKEST, pitch * _SHARE)
    placed = [(row, top - inset - (at + 0.5) * pitch) for at, row in enumerate(rows)]
    colors = [_color(plot, row, style) for row in rows]
    for color in dict.fromkeys(colors):
        own = (place for place, one in zip(placed, colors, strict=True) if one == color)
        canvas.bars([_bar(axis, row.value, middle, thickness) for row, middle in own if row.text], color)
    broken = [_bar(axis, row.value, middle, thickness) for row, middle in placed if row.broken]
    canvas.lines([cut for box in broken for cut in _cuts(box, axis)], style.paper, _CUT)
    canvas.lines([[(axis.zero, (count - len(rows)) * pitch), (axis.zero, top)]], style.muted, 0.8)
    for row, middle in _spaced(placed, size):
        _write(canvas, axis, row, middle, size, max(1, int(pitch / (LEADING * size))))
    if plot.highlight_label:
        write_head(canvas, laid, axis.left)
    elif laid.unit:
        canvas.write(Label(laid.unit, axis.zero, canvas.height - ASCENT * size, style.muted, style.size - 1))


def _color(plot: BarPlot, row: _Row, style: ChartStyle) -> str:
    if plot.in_market_colors:
        color = style.up if row.value >= 0 else style.down
        return color if row.strong or not plot.highlight else mix(color, style.paper, PALE)
    if row.strong:
        return highlight_colors(plot, style)[row.name]
    return style.quiet if plot.highlight else series_colors(plot.series, style)[0]


def _rows(plot: BarPlot, text: Callable[[float], str]) -> list[_Row]:
    names = [f"{item:%Y-%m}" if plot.monthly and isinstance(item, date) else str(item) for item in plot.x]
    drawn = _broken((plot.shared or plot).series[0].values) if plot.breaks_bars else {}
    rows = []
    for name, value in zip(names, plot.series[0].values, strict=True):
        known = value if value is not None and present([value]) else None
        label = "" if known is None else text(known)
        length = drawn.get(known or 0.0, known or 0.0)
        rows.append(_Row(name, length, label, name in plot.highlight, broken=length != (known or 0.0)))
    return rows


def _broken(values: Sequence[float | None]) -> dict[float, float]:
    """The values whose bars dwarf all others, fewer than half of them, with the lengths for which they are drawn."""
    sizes = sorted((abs(value) for value in present(values)), reverse=True)
    most = [at for at in range(1, len(sizes) // 2 + 1) if sizes[at - 1] > DWARFS * sizes[at] > 0]
    if not most:
        return {}
    limit = sizes[most[-1]]
    leaders = sorted({value for value in present(values) if abs(value) > limit}, key=abs)
    return {value: math.copysign(limit * (_BROKEN + _STEP * at), value) for at, value in enumerate(leaders)}


def _cuts(box: Box, axis: _Axis) -> list[tuple[Point, Point]]:
    """Two slanted gaps near the end of a broken bar."""
    lean = (box.top - box.bottom) / 3
    end = box.right if box.left >= axis.zero - 0.01 else box.left
    middle = axis.zero + _CUT_AT * (end - axis.zero)
    return [((x - lean / 2, box.bottom - 0.5), (x + lean / 2, box.top + 0.5)) for x in (middle - 1.6, middle + 1.6)]


def _axis(canvas: Canvas, rows: Sequence[_Row], size: float) -> _Axis:
    """The scale on which the longest bars and the widest values fit on both sides."""
    names = max(canvas.measure(row.name, size, bold=row.strong) for row in rows)
    left = canvas.margin("left", min(names + 0.5, _NAMES * canvas.width) + _GAP)
    sides = []
    for side in ([row for row in rows if row.value < 0], [row for row in rows if row.value >= 0 and row.text]):
        text = max((canvas.measure(row.text, size, bold=row.strong) + _GAP for row in side), default=0.0)
        sides.append((text, max((abs(row.value) for row in side), default=0.0)))
    (text_below, below), (text_above, above) = sides
    unit = (canvas.width - left - text_below - text_above - 0.4) / (below + above or 1.0)
    return _Axis(left, left + text_below + below * unit, unit)


def _bar(axis: _Axis, value: float, middle: float, thickness: float) -> Box:
    start, end = sorted((axis.zero, axis.zero + value * axis.unit))
    return Box(start, middle - thickness / 2, end, middle + thickness / 2)


def _spaced(placed: Sequence[tuple[_Row, float]], size: float) -> list[tuple[_Row, float]]:
    """The rows to label: none closer to another than the height of a line of text."""
    chosen: list[tuple[_Row, float]] = []
    for row, middle in sorted(placed, key=lambda item: not item[0].strong):
        if all(abs(middle - other) >= 1.05 * size for _, other in chosen):
            chosen.append((row, middle))
    return chosen


def _write(canvas: Canvas, axis: _Axis, row: _Row, middle: float, size: float, lines: int) -> None:
    style = canvas.style
    parts = wrap(row.name, max(0.0, axis.left - _GAP), size, canvas.font(bold=row.strong), min(lines, 3))
    y = middle - MIDDLE * size + LEADING * size * (len(parts) - 1) / 2
    for at, part in enumerate(parts if canvas.has_axis("left") else ()):
        line = y - at * LEADING * size
        canvas.write(Label(part, axis.left - _GAP, line, style.ink, size, bold=row.strong, align="right"))
    x = axis.zero + row.value * axis.unit + (_GAP if row.value >= 0 else -_GAP)
    align: Align = "left" if row.value >= 0 else "right"
    canvas.write(Label(row.text, x, middle - MIDDLE * size, style.ink, size, bold=row.strong, align=align))
