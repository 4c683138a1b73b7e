"""Graphics in table cells: heat-map shades by value, sparklines of a row's series, and ticks. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape, unescape

from yanbao.model.document import Cell, Sparkline
from yanbao.model.html import Html
from yanbao.model.messages import Messages
from yanbao.model.ticks import DEGREES, MARKS, degree_of

LEVELS = 5
"""Number of shades in a heat map."""

WIDTH, HEIGHT, _PAD = 60.0, 14.0, 2.0
"""Size and padding of a sparkline, in the units of its own view box."""


def heat_level(value: float, among: Sequence[float], *, signed: bool) -> int:
    """The shade of a value among others, 1 to 5; if signed, by distance from zero, where it is 0."""
    if signed:
        most = max(map(abs, among))
        return math.ceil(abs(value) / most * LEVELS) if most else 0
    low, high = min(among), max(among)
    if low == high:
        return (LEVELS + 1) // 2
    return min(LEVELS, 1 + int((value - low) / (high - low) * LEVELS))


def sparkline(values: Sequence[float], told: str) -> Sparkline | None:
    """A line through values from left to right, with gaps at missing ones (NaN); None if all are missing.

    It is scaled from its own minimum to its maximum. ``told`` is its alternative text.
    """
    present = [value for value in values if not math.isnan(value)]
    if not present:
        return None
    low, high = min(present), max(present)
    step = (WIDTH - 2 * _PAD) / max(1, len(values) - 1)

    def place(at: int) -> str:
        share = (values[at] - low) / (high - low) if high > low else 0.5
        return f"{_PAD + at * step:.1f} {HEIGHT - _PAD - share * (HEIGHT - 2 * _PAD):.1f}"

    path, is_open = "", False
    for at, value in enumerate(values):
        if math.isnan(value):
            is_open = False
            continue
        alone = not is_open and (at + 1 == len(values) or math.isnan(values[at + 1]))
        path += ("L" if is_open else "M") + place(at) + ("h.01" if alone else "")
        is_open = True
    last = max(at for at, value in enumerate(values) if not math.isnan(value))
    return Sparkline(path, f"M{place(last)}h.01", told)


def tick(cell: Cell, messages: Messages) -> Cell:
    """The mark for a cell's word; a cell without such a word, which is missing, as it is."""
    degree = degree_of(unescape(cell.html))
    if degree is None:
        return replace(cell, kind="tick")
    said = getattr(messages.ticks, degree)
    html = f'<span class="tick-{degree}" role="img" aria-label="{escape(said)}">{MARKS[degree]}</span>'
    return replace(cell, html=html, kind="tick", said=said)


def legend(rows: Iterable[Sequence[Cell]], messages: Messages) -> Html:
    """What the marks in some rows say, each once: ●支持、○不支持; empty without any."""
    said = {cell.said for cells in rows for cell in cells}
    words = [(MARKS[degree], getattr(messages.ticks, degree)) for degree in DEGREES]
    return escape(messages.list_separator.join(f"{mark} {word}" for mark, word in words if word in said))
