"""Splits lists into columns: entries into pairs of columns, events into several.

The typesetter could balance columns itself, but it does so by repeated layout, which takes seconds for a list of some
hundred figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, takewhile
from math import ceil

from yanbao.chinese import breadth_of
from yanbao.model.document import Entry
from yanbao.model.plot import PlotEvent

Columns = tuple[Sequence[Entry], ...]

_HEAD = 2
"""Rows that a section entry with pages below it takes."""

_NARROW = 19
"""Breadth in em of an entry that fits into a line of one of three columns."""

_TAG = re.compile("<[^>]*>")


def in_columns(entries: Sequence[Entry], rows: int, most: int = 2) -> list[Columns]:
    """Pages of one or two columns with at most ``rows`` rows each; the last two columns are balanced.

    If ``most`` is 3, short entries that need little more than a page stand in three columns on one. In a list of two
    kinds, such as figures and tables, each kind gets its own column if it fits. A section entry never stands last in a
    column.
    """
    kinds = [tuple(kind) for _, kind in groupby(entries, lambda entry: entry.label[:1])]
    if len(kinds) == 2 and all(len(kind) <= rows for kind in kinds):
        return [tuple(kinds)]
    deepest = max((entry.level for entry in entries), default=0)
    left: Sequence[tuple[Entry, int]] = [(entry, 1 if entry.level == deepest else _HEAD) for entry in entries]
    if most > 2 and (three := _three(left, rows)):
        return [three]
    pages: list[Columns] = []
    while left:
        first, left = _cut(left, min(rows, ceil(sum(height for _, height in left) / 2)))
        second, left = _cut(left, rows)
        pages.append((first, second) if second else (first,))
    return pages


def _three(left: Sequence[tuple[Entry, int]], rows: int) -> Columns | None:
    """Three columns of about the same height, if two have no room for all, three have, and no entry needs two lines."""
    whole = sum(height for _, height in left)
    if not 2 * rows < whole <= 3 * rows or any(breadth_of(_TAG.sub("", entry.title)) > _NARROW for entry, _ in left):
        return None
    columns = []
    for parts in (3, 2):
        column, left = _cut(left, min(rows, ceil(sum(height for _, height in left) / parts)))
        columns.append(column)
    last, left = _cut(left, rows)
    return None if left else (*columns, last)


def _cut(left: Sequence[tuple[Entry, int]], rows: int) -> tuple[list[Entry], Sequence[tuple[Entry, int]]]:
    """As many entries as fit, at least one, and the rest."""
    ends = accumulate(height for _, height in left)
    count = max(1, sum(1 for end in takewhile(lambda end: end <= rows, ends)))
    while 1 < count < len(left) and left[count - 1][1] == _HEAD:
        count -= 1
    return [entry for entry, _ in left[:count]], left[count:]


def side_by_side(events: Sequence[PlotEvent], columns: int, breadth: int) -> list[Sequence[PlotEvent]]:
    """Events in order, in at most ``columns`` columns of about the same height.

    ``breadth`` is the line length in Chinese characters.
    """
    heights = [ceil((len(event.date_text) / 2 + breadth_of(event.label)) / breadth) for event in events]
    for room in range(max(heights, default=1), sum(heights) + 1):
        parts = list(_parts(heights, room))
        if len(parts) <= columns:
            return [events[start:end] for start, end in parts]
    return [events] if events else []


def _parts(heights: Sequence[int], room: int) -> Iterator[tuple[int, int]]:
    """Start and end of columns that have at most ``room`` lines."""
    start, height = 0, 0
    for at, lines in enumerate(heights):
        if height + lines > room:
            yield start, at
            start, height = at, 0
        height += lines
    yield start, len(heights)
