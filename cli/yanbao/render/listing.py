"""Lists of entries in pairs of columns.

They could be left to the typesetter, which finds where columns end by laying all of them out again and again; a list of
some hundred figures would take it seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, groupby, takewhile
from math import ceil

from yanbao.model.document import Entry

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
