"""Distances between the columns of a table that has more room than its content needs.

CSS gives every column a part of the surplus, so that a table of three short columns has its numbers far from one
another. Here a distance has a limit, like columns of numbers are equally wide, and what is left stands behind the last
column of text: at the end of the table, or before its numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from typing import Any

from yanbao.typeset.boxes import MM, Box

WIDEST = 12 * MM
"""Greatest distance between two columns, padding included (px)."""

_LIKE = 1.35
"""Columns of numbers whose widths differ by less than this factor are made equal."""

_RIGHT = frozenset({"right", "end"})
_CENTRE = frozenset({"center"})

Key = tuple[int, tuple[bool, ...]]
above: ContextVar[dict[Key, list[float]] | None] = ContextVar("above", default=None)
"""The columns of tables above, by their place on the page and their alignments; None outside of a layout."""


def spaced(wrapper: Box, natural: Sequence[float], cells: Sequence[Sequence[Any]]) -> list[float] | None:
    """Widths of columns that need ``natural`` ones and have more room; None if they have not."""
    table = wrapper.get_wrapped_table()
    surplus = sum(table.column_widths) - sum(natural)
    if surplus <= 0 or len(natural) < 2:
        return None
    if any(centred := [_is_set(column, _CENTRE) for column in cells]) and not all(centred):
        return _shared(natural, centred, surplus)
    numbers = [_is_set(column, _RIGHT) for column in cells]
    key = (round(wrapper.position_x), tuple(numbers))
    known = above.get()
    if known is not None and (shared := known.get(key)) and _fits(shared, natural, table):
        return shared
    widths = _alike(natural, numbers, surplus)
    surplus = sum(table.column_widths) - sum(widths)
    gap = max(0.0, min(WIDEST - table.style["font_size"], surplus / (len(widths) - 1)))
    for at in range(len(widths) - 1):
        if not numbers[at]:
            widths[at] += gap
        elif numbers[at + 1]:
            widths[at + 1] += gap
    left = sum(table.column_widths) - sum(widths)
    widths[max((at for at, is_right in enumerate(numbers) if not is_right), default=0)] += left
    if known is not None:
        known[key] = widths
    return widths


def _is_set(column: Sequence[Any], sides: frozenset[str]) -> bool:
    """True for a column whose cells are mostly aligned at one of these sides."""
    cells = [cell for cell in column if cell and cell.colspan == 1]
    there = [cell for cell in cells if cell.style["text_align_all"] in sides]
    return len(there) * 2 > len(cells)


def _shared(natural: Sequence[float], centred: Sequence[bool], surplus: float) -> list[float]:
    """Widths of a table of marks: its centred columns share all room, as equally as their content allows."""
    widths = list(natural)
    among = [at for at, is_centred in enumerate(centred) if is_centred]
    room = sum(natural[at] for at in among) + surplus
    for left, at in zip(range(len(among), 0, -1), sorted(among, key=lambda at: -natural[at]), strict=True):
        widths[at] = max(natural[at], room / left)
        room -= widths[at]
    return widths


def _fits(widths: Sequence[float], natural: Sequence[float], table: Box) -> bool:
    is_same = abs(sum(widths) - sum(table.column_widths)) < 1
    return is_same and all(width >= need for width, need in zip(widths, natural, strict=True))


def _alike(natural: Sequence[float], numbers: Sequence[bool], surplus: float) -> list[float]:
    """Widths with those of like columns of numbers raised to their widest, as far as the surplus allows."""
    widths = list(natural)
    ranks = sorted((at for at in range(1, len(widths)) if numbers[at]), key=lambda at: -natural[at])
    widest = 0.0
    for at in ranks:
        if widest > natural[at] * _LIKE or not widest:
            widest = natural[at]
        if widest - natural[at] <= surplus:
            surplus -= widest - natural[at]
            widths[at] = widest
    return widths
