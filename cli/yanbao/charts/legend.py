"""The header above a plot: the unit of its value axis, and a legend for series without labels. Lengths in pt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from yanbao.charts.canvas import Canvas
from yanbao.charts.shapes import Box, Label
from yanbao.charts.textwidths import ASCENT, LEADING, MIDDLE, shorten
from yanbao.model.plot import ChartStyle, Plot

_SWATCH = 0.7  # em: side of a legend's square; a line sample is twice as long
_NAME_GAP = 0.4  # em: from the square to its name
_ENTRY_GAP = 1.3  # em: between two entries, and after the unit
_BELOW = 0.7  # em: from the last row to the plot
ONE_ROW = LEADING + _BELOW
"""Height of a header of one row, in em."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A legend entry: a coloured square or line sample, and a name."""

    name: str
    color: str
    line: bool = False

    def mark(self, size: float) -> float:
        """Width of the square or line sample, with the gap after it."""
        return (_SWATCH * (2 if self.line else 1) + _NAME_GAP) * size


@dataclass(frozen=True, slots=True)
class Head:
    """Unit and legend rows, laid out; ``size`` is the legend's text size, ``height`` includes the gap to the plot."""

    unit: str
    rows: tuple[tuple[Entry, ...], ...]
    size: float
    height: float


def highlight_entries(plot: Plot, style: ChartStyle) -> list[Entry]:
    """The legend entry that says what highlighted rows have in common, if the author does."""
    if not plot.highlight_label:
        return []
    return [Entry(plot.highlight_label, style.ink if plot.in_market_colors else style.accent)]


def head(canvas: Canvas, unit: str, entries: Sequence[Entry] = ()) -> Head:
    """Lay out unit and legend over the canvas's width; the legend is one pt smaller if that saves a row.

    The first row starts with the unit, unless the caption names it.
    """
    full = canvas.style.size
    if canvas.is_panel:
        canvas.claim(unit, entries)
        return Head("", (), full, 0.0)
    unit = "" if unit in canvas.unsaid else shorten(unit, canvas.width, full - 1, canvas.font())
    entries = [_shortened(canvas, entry) for entry in entries]
    rows, size = _rows(canvas, unit, entries, full), full
    if len(rows) > 1 and len(fewer := _rows(canvas, unit, entries, full - 1)) < len(rows):
        rows, size = fewer, full - 1
    height = (LEADING * len(rows) + _BELOW) * full if rows else 0.0
    canvas.laid(height)
    return Head(unit, rows, size, max(height, canvas.above))


def write_head(canvas: Canvas, laid: Head, left: float) -> None:
    """Write unit and legend; the legend starts at ``left``, the plot's edge, if it fits there."""
    style = canvas.style
    baseline = canvas.height - ASCENT * style.size
    if laid.unit:
        canvas.write(Label(laid.unit, 0, baseline, style.muted, style.size - 1))
    widest = max((_row_width(canvas, row, laid.size) for row in laid.rows), default=0.0)
    beside = _unit_width(canvas, laid.unit) if laid.rows and laid.rows[0] else 0.0
    begin = max(0.0, min(max(left, beside), canvas.width - widest))
    for index, row in enumerate(laid.rows):
        x = begin if index else max(begin, beside)
        for entry in row:
            _write_entry(canvas, entry, x, baseline, laid.size)
            x += _entry_width(canvas, entry, laid.size) + _ENTRY_GAP * laid.size
        baseline -= LEADING * style.size


def _rows(canvas: Canvas, unit: str, entries: Sequence[Entry], size: float) -> tuple[tuple[Entry, ...], ...]:
    rows: list[list[Entry]] = [[]] if unit or entries else []
    used = _unit_width(canvas, unit)
    for entry in entries:
        width = _entry_width(canvas, entry, size)
        if used and used + width > canvas.width:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += width + _ENTRY_GAP * size
    return tuple(tuple(row) for row in rows)


def _shortened(canvas: Canvas, entry: Entry) -> Entry:
    size = canvas.style.size
    name = shorten(entry.name, canvas.width - entry.mark(size), size, canvas.font())
    return replace(entry, name=name)


def _write_entry(canvas: Canvas, entry: Entry, x: float, baseline: float, size: float) -> None:
    side, middle = _SWATCH * size, baseline + MIDDLE * size
    if entry.line:
        canvas.lines([[(x, middle), (x + 2 * side, middle)]], entry.color, 1.6)
    else:
        canvas.bars([Box(x, middle - side / 2, x + side, middle + side / 2)], entry.color)
    canvas.write(Label(entry.name, x + entry.mark(size), baseline, canvas.style.ink, size))


def _entry_width(canvas: Canvas, entry: Entry, size: float) -> float:
    return entry.mark(size) + canvas.measure(entry.name, size)


def _row_width(canvas: Canvas, row: Sequence[Entry], size: float) -> float:
    gaps = _ENTRY_GAP * size * max(0, len(row) - 1)
    return math.fsum(_entry_width(canvas, entry, size) for entry in row) + gaps


def _unit_width(canvas: Canvas, unit: str) -> float:
    size = canvas.style.size
    return canvas.measure(unit, size - 1) + _ENTRY_GAP * size if unit else 0.0
