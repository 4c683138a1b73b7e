"""What table cells show beside their numbers: a shade by value, and a sparkline of the row's series. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence

from yanbao.model.document import Sparkline

LEVELS = 5
"""Shades of a heat table."""

WIDTH, HEIGHT, _PAD = 60.0, 14.0, 2.0
"""Size of a sparkline, in units of its own; its line keeps off the edges."""


def heat_level(value: float, among: Sequence[float], *, signed: bool) -> int:
    """The shade of a value among others, 1 to 5; if signed, by its distance from zero, and 0 there."""
    if signed:
        most = max(map(abs, among))
        return math.ceil(abs(value) / most * LEVELS) if most else 0
    low, high = min(among), max(among)
    if low == high:
        return (LEVELS + 1) // 2
    return min(LEVELS, 1 + int((value - low) / (high - low) * LEVELS))


def sparkline(values: Sequence[float], told: str) -> Sparkline | None:
    """A line through values from left to right, with gaps where one is missing (NaN); None if all are.

    It has a scale of its own, from its least to its greatest value. ``told`` is what it shows, in words.
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
