"""Heat maps: a grid of numbers, each on a ground as deep as it is large. Lengths in pt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from yanbao.charts.axisparts import one_axis
from yanbao.charts.canvas import Canvas
from yanbao.charts.categories import whole
from yanbao.charts.colors import tint
from yanbao.charts.legend import head, write_head
from yanbao.charts.scale import present, value_text
from yanbao.charts.shapes import Box, Label
from yanbao.charts.textwidths import ASCENT, DESCENT, LEADING, MIDDLE, shorten, wrap
from yanbao.model.plot import ChartStyle
from yanbao.model.plots import HeatPlot

_NAMES = 0.3  # maximum width of row names, as a share of the canvas
_GAP = 5.0  # between names and grid
_RIM = 0.8  # of paper between cells
_HEAD_LINES = 2


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell with its ground and text; an empty text and the hairline colour where a value is missing."""

    box: Box
    color: str
    text: str


def draw_heat(canvas: Canvas, plot: HeatPlot) -> None:
    """Draw a row per category and a column per series. Numbers are left out if they do not all fit their cells."""
    style = canvas.style
    axis = one_axis(plot, style)
    laid = head(canvas, axis.measure.unit)
    names = [f"{x:%Y-%m}" if not isinstance(x, str) and plot.monthly else str(x) for x in plot.x]
    short = [shorten(name, _NAMES * canvas.width, style.size, canvas.font()) for name in names]
    left = max(map(canvas.measure, short)) + _GAP
    heads, size = _heads(canvas, [series.label for series in plot.series], (canvas.width - left) / len(plot.series))
    top = canvas.height - laid.height - (LEADING * max(map(len, heads)) + 0.3) * style.size
    text = value_text(axis.parts[0].series, axis.measure, axis.values)
    grid = Box(left, 0.0, canvas.width, top)
    cells = _cells(plot, grid, _ground(axis.values, style, plot), text, missing=style.hairline)
    for color in dict.fromkeys(cell.color for cell in cells):
        canvas.bars([cell.box for cell in cells if cell.color == color], color)
    _write_cells(canvas, cells)
    _write_heads(canvas, heads, size, Box(left, top, canvas.width, top))
    pitch = top / len(names)
    every = max(1, int(-(-1.05 * style.size // pitch)))
    for at, name in list(enumerate(short))[::every]:
        y = top - (at + 0.5) * pitch - MIDDLE * style.size
        if at == 0 or y >= DESCENT * style.size:  # raised above the edge, it might touch the one above
            canvas.write(Label(name, left - _GAP, max(y, DESCENT * style.size), style.ink, style.size, align="right"))
    write_head(canvas, laid, 0.0)


def _ground(values: Sequence[float], style: ChartStyle, plot: HeatPlot) -> Callable[[float], str]:
    """The colour of a value: of gains or losses, from zero; or of the accent, from the least value."""
    least, most = min(values), max(values)
    reach = max(abs(least), abs(most)) or 1.0

    def gains(value: float) -> str:
        return tint(style.up if value >= 0 else style.down, abs(value) / reach, style)

    def sizes(value: float) -> str:
        return tint(style.accent, (value - least) / ((most - least) or 1.0), style)

    return gains if plot.in_market_colors else sizes


def _cells(
    plot: HeatPlot, grid: Box, ground: Callable[[float], str], text: Callable[[float], str], *, missing: str
) -> list[_Cell]:
    width, height = grid.width / len(plot.series), (grid.top - grid.bottom) / len(plot.x)
    rim = min(_RIM, height / 4)
    cells = []
    for column, series in enumerate(plot.series):
        for row, value in enumerate(series.values):
            right, bottom = grid.left + (column + 1) * width - rim, grid.top - (row + 1) * height
            box = Box(grid.left + column * width, bottom + rim, right, bottom + height)
            if value is not None and present([value]):
                cells.append(_Cell(box, ground(value), text(value)))
            else:
                cells.append(_Cell(box, missing, ""))
    return cells


def _write_cells(canvas: Canvas, cells: Sequence[_Cell]) -> None:
    for size in (canvas.style.size, canvas.style.size - 1):
        room = cells[0].box.width - 2, cells[0].box.top - cells[0].box.bottom
        if max(canvas.measure(cell.text, size) for cell in cells) <= room[0] and 1.05 * size <= room[1]:
            for cell in cells:
                x, y = (cell.box.left + cell.box.right) / 2, (cell.box.bottom + cell.box.top) / 2 - MIDDLE * size
                canvas.write(Label(cell.text, x, y, canvas.style.ink, size, align="center"))
            return


def _heads(canvas: Canvas, names: Sequence[str], slot: float) -> tuple[list[tuple[str, ...]], float]:
    """The names of columns in one or two lines; cut if they do not fit."""
    for size in (canvas.style.size, canvas.style.size - 1):
        lines = [wrap(name, slot - 2, size, canvas.font(), _HEAD_LINES) for name in names]
        if all(whole(name, parts) for name, parts in zip(names, lines, strict=True)):
            return lines, size
    return [(shorten(name, slot - 2, size, canvas.font()),) for name in names], size


def _write_heads(canvas: Canvas, heads: Sequence[tuple[str, ...]], size: float, grid: Box) -> None:
    slot = grid.width / len(heads)
    for column, lines in enumerate(heads):
        for index, line in enumerate(reversed(lines)):
            y = grid.bottom + 0.4 * size + index * LEADING * size + (1 - ASCENT) * size / 2
            x = grid.left + (column + 0.5) * slot - _RIM / 2
            canvas.write(Label(line, x, y, canvas.style.muted, size, align="center"))
