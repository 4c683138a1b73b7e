"""Lists in columns: entries in pairs of them, events in several.

They could be left to the typesetter, which finds where columns end by laying all of them out again and again; a list of
some hundred figures would take it seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, takewhile
from math import ceil

from yanbao.chinese import breadth_of
from yanbao.model.document import Entry
from yanbao.model.plot import PlotEvent

Columns = tuple[Sequence[Entry], ...]

_HEAD = 2
"""Rows that a section takes that has pages below it."""


def in_columns(entries: Sequence[Entry], rows: int) -> list[Columns]:
    """One or two columns a page, of at most so many rows; the last two are balanced.

    Of a list of two kinds, such as figures and tables, each has a column if it fits. No column ends with a section.
    """
    kinds = [tuple(kind) for _, kind in groupby(entries, lambda entry: entry.label[:1])]
    if len(kinds) == 2 and all(len(kind) <= rows for kind in kinds):
        return [tuple(kinds)]
    deepest = max((entry.level for entry in entries), default=0)
    left: Sequence[tuple[Entry, int]] = [(entry, 1 if entry.level == deepest else _HEAD) for entry in entries]
    pages: list[Columns] = []
    while left:
        first, left = _cut(left, min(rows, ceil(sum(height for _, height in left) / 2)))
        second, left = _cut(left, rows)
        pages.append((first, second) if second else (first,))
    return pages


def _cut(left: Sequence[tuple[Entry, int]], rows: int) -> tuple[list[Entry], Sequence[tuple[Entry, int]]]:
    """As many entries as there is room for, at least one, and the others."""
    ends = accumulate(height for _, height in left)
    count = max(1, sum(1 for end in takewhile(lambda end: end <= rows, ends)))
    while 1 < count < len(left) and left[count - 1][1] == _HEAD:
        count -= 1
    return [entry for entry, _ in left[:count]], left[count:]


def side_by_side(events: Sequence[PlotEvent], columns: int, breadth: int) -> list[Sequence[PlotEvent]]:
    """Events in order, in at most so many columns of about the same height.

    ``breadth`` is how many Chinese characters there are in a line.
    """
    heights = [ceil((len(event.date_text) / 2 + breadth_of(event.label)) / breadth) for event in events]
    for room in range(max(heights, default=1), sum(heights) + 1):
        parts = list(_parts(heights, room))
        if len(parts) <= columns:
            return [events[start:end] for start, end in parts]
    return [events] if events else []


def _parts(heights: Sequence[int], room: int) -> Iterator[tuple[int, int]]:
    """Where columns of at most so many lines begin and end."""
    start, height = 0, 0
    for at, lines in enumerate(heights):
        if height + lines > room:
            yield start, at
            start, height = at, 0
        height += lines
    yield start, len(heights)
