"""Assigns header cells to the cells of tables in which headers span several columns or rows.

WeasyPrint considers only the first column and row of each header, and treats a group's header as one of its column for
all groups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pydyf

from yanbao.typeset.tree import Element, Tree

_SECTIONS = ("/THead", "/TBody", "/TFoot")


def settle_headers(table: Element, tree: Tree) -> None:
    """Set, on each cell of a table with spanning headers, its column, group and row headers."""
    sections = [(kid["S"], list(_cells(kid, tree))) for kid in tree.kids(table) if kid["S"] in _SECTIONS]
    if not any(cell["S"] == "/TH" and _spans(cell) != (1, 1) for _, cells in sections for _, cell in cells):
        return
    above: defaultdict[int, list[str]] = defaultdict(list)
    for section, cells in sections:
        beside: defaultdict[int, list[str]] = defaultdict(list)
        group: list[str] = []
        for (row, column), cell in cells:
            across, down = _spans(cell)
            if cell["S"] == "/TH" and section == "/THead":
                for at in range(column, column + across):
                    above[at].append(cell["ID"].string)
            elif cell["S"] == "/TH" and len(tree.at(cell["P"])["K"]) == 1:
                group = [cell["ID"].string]
            elif cell["S"] == "/TH":
                for at in range(row, row + down):
                    beside[at].append(cell["ID"].string)
        for (row, column), cell in cells:
            if cell["S"] == "/TD":
                heads = [head for at in range(column, column + _spans(cell)[0]) for head in above[at]]
                names = dict.fromkeys([*heads, *group, *beside[row]])
                cell["A"]["Headers"] = pydyf.Array([pydyf.String(head) for head in names])


def _cells(section: Element, tree: Tree) -> Iterator[tuple[tuple[int, int], Any]]:
    """The cells of a table section, each with its first row and column."""
    taken: set[tuple[int, int]] = set()
    rows = (kid for kid in tree.kids(section) if kid["S"] == "/TR")
    for row, line in enumerate(rows):
        column = 0
        for cell in tree.kids(line):
            while (row, column) in taken:
                column += 1
            across, down = _spans(cell)
            taken |= {(row + y, column + x) for y in range(down) for x in range(across)}
            yield (row, column), cell


def _spans(cell: Element) -> tuple[int, int]:
    """Column span and row span of a cell."""
    attributes = cell.get("A", {})
    return attributes.get("ColSpan", 1), attributes.get("RowSpan", 1)
