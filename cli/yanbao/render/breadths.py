"""How wide the columns of a table must be to be read on a screen of any width: narrower ones make it scroll instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from yanbao.chinese import breadth_of
from yanbao.model.document import Cell, TableBlock

_NAME, _SENTENCE = 6, 10
"""Em that lines of short and of long texts have at least."""

_PADDING = 1
"""Em of empty space in a cell, left and right."""

_TAG = re.compile("<[^>]*>")


def least_widths(block: TableBlock) -> list[float]:
    """The least width of each column in em; 0 for one that has no text, only numbers, which are never broken."""
    rows = [*block.heads, *(row.cells for group in block.groups for row in group), *(row.cells for row in block.totals)]
    breadths: dict[int, float] = {}
    count = 0
    for column, cell in _placed(rows):
        count = max(count, column + cell.across)
        if cell.across == 1 and cell.kind in ("text", "name"):
            breadths[column] = max(breadths.get(column, 0), breadth_of(unescape(_TAG.sub("", cell.html))))
    return [_least(breadths[column]) if breadths.get(column) else 0 for column in range(count)]


def _least(widest: float) -> float:
    return round(min(widest, max(_NAME, min(_SENTENCE, widest / 2))) + _PADDING, 1)


def _placed(rows: Iterable[tuple[Cell, ...]]) -> Iterator[tuple[int, Cell]]:
    """The cells of a table with the column that each begins in: some reach down from rows above."""
    taken: set[tuple[int, int]] = set()
    for at, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (at, column) in taken:
                column += 1
            yield column, cell
            taken |= {(at + down, column + along) for down in range(cell.span) for along in range(cell.across)}
