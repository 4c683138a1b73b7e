"""Which heads speak for a cell of a table, where some span several columns or rows.

WeasyPrint tells it by the first column and row of each head only, and takes the head of a group of rows for one of its
column in all groups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, String


def settle_headers(table: Object) -> None:
    """Name, at each cell of a table with spanning heads, those above it, of its group and of its row."""
    sections = [kid for kid in table.K if isinstance(kid, Dictionary) and kid.get(Name.S) in _SECTIONS]
    if not any(cell.S == Name.TH and _spans(cell) != (1, 1) for part in sections for _, cell in _cells(part)):
        return
    above: defaultdict[int, list[str]] = defaultdict(list)
    for section in sections:
        beside: defaultdict[int, list[str]] = defaultdict(list)
        group: list[str] = []
        for (row, column), cell in list(_cells(section)):
            across, down = _spans(cell)
            if cell.S == Name.TH and Name.THead == section.S:
                for at in range(column, column + across):
                    above[at].append(str(cell.ID))
            elif cell.S == Name.TH and len(cell.P.K) == 1:
                group = [str(cell.ID)]
            elif cell.S == Name.TH:
                for at in range(row, row + down):
                    beside[at].append(str(cell.ID))
        for (row, column), cell in _cells(section):
            if cell.S == Name.TD:
                heads = [head for at in range(column, column + _spans(cell)[0]) for head in above[at]]
                cell.A.Headers = Array([String(head) for head in dict.fromkeys([*heads, *group, *beside[row]])])


_A, _COL_SPAN, _ROW_SPAN = Name.A, Name.ColSpan, Name.RowSpan
_SECTIONS = (Name.THead, Name.TBody, Name.TFoot)


def _cells(section: Object) -> Iterator[tuple[tuple[int, int], Object]]:
    """The cells of a part of a table, each with its first row and column."""
    taken: set[tuple[int, int]] = set()
    rows = (kid for kid in section.K if isinstance(kid, Dictionary) and kid.get(Name.S) == Name.TR)
    for row, line in enumerate(rows):
        column = 0
        for cell in line.K:
            while (row, column) in taken:
                column += 1
            across, down = _spans(cell)
            taken |= {(row + y, column + x) for y in range(down) for x in range(across)}
            yield (row, column), cell


def _spans(cell: Object) -> tuple[int, int]:
    """How many columns and rows a cell takes."""
    attributes = cell.get(_A)
    if attributes is None:
        return 1, 1
    return int(attributes.get(_COL_SPAN, 1)), int(attributes.get(_ROW_SPAN, 1))
