"""Minimum column widths for tables in the HTML: on a screen too narrow for them the table scrolls."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from yanbao.chinese import breadth_of
from yanbao.model.document import Cell, TableBlock

_NAME, _SENTENCE = 6, 10
"""Minimum line length, in em, of short and of long texts."""

_PADDING = 1
"""Horizontal padding of a cell, left and right together, in em; the table's outer edges have none."""

_MARK = 1
"""Room for the footnote marks of a cell, in em."""

_LATIN = 0.06
"""Em by which a digit or Latin letter is wider than half an em, so that a date is not broken."""

_TAG = re.compile("<[^>]*>")


def least_widths(block: TableBlock) -> list[float]:
    """The minimum width of each column in em; 0 for one with numbers only, which never wrap."""
    rows = [*block.heads, *(row.cells for group in block.groups for row in group), *(row.cells for row in block.totals)]
    breadths: dict[int, float] = {}
    count = 0
    for column, cell in _placed(rows):
        count = max(count, column + cell.across)
        if cell.across == 1 and cell.kind in ("text", "name"):
            text = unescape(_TAG.sub("", cell.html))
            breadth = breadth_of(text) + _LATIN * sum(map(str.isascii, text)) + _MARK * bool(cell.marks)
            breadths[column] = max(breadths.get(column, 0), breadth)
    padding = [
        _PADDING - _PADDING / 2 * (column == 0) - _PADDING / 2 * (column == count - 1) for column in range(count)
    ]
    return [_least(breadths[column], padding[column]) if breadths.get(column) else 0 for column in range(count)]


def _least(widest: float, padding: float) -> float:
    return round(min(widest, max(_NAME, min(_SENTENCE, widest / 2))) + padding, 1)


def _placed(rows: Iterable[tuple[Cell, ...]]) -> Iterator[tuple[int, Cell]]:
    """The cells of a table with their column index, taking account of cells that span several rows."""
    taken: set[tuple[int, int]] = set()
    for at, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (at, column) in taken:
                column += 1
            yield column, cell
            taken |= {(at + down, column + along) for down in range(cell.span) for along in range(cell.across)}
