"""Assigns header cells to the cells of tables in which headers span several columns or rows, or rows have several.

WeasyPrint considers only the first column and row of each header and the first header of each row, and treats a group's
header as one of its column for all groups. If a table goes on, a header's row span includes the rows of further pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pydyf

from yanbao.typeset.tree import Element, Tree

_SECTIONS = ("/THead", "/TBody", "/TFoot")


def settle_headers(table: Element, tree: Tree) -> None:
    """Set column, group and row headers on each cell of a table with such headers; cut row spans at the page's end."""
    sections = [(kid["S"], list(_cells(kid, tree))) for kid in tree.kids(table) if kid["S"] in _SECTIONS]
    if not any(map(_is_special, sections)):
        return
    above: defaultdict[int, list[str]] = defaultdict(list)
    for section, cells in sections:
        beside: defaultdict[int, list[str]] = defaultdict(list)
        group: list[str] = []
        end = cells[-1][0][0] + 1 if cells else 0
        for (row, column), cell in cells:
            _cut(cell, end - row)
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


def _is_special(section: tuple[str, list[tuple[tuple[int, int], Any]]]) -> bool:
    """True if a header of the section spans cells, or shares its row with another one."""
    kind, cells = section
    heads = [(row, _spans(cell)) for (row, _), cell in cells if cell["S"] == "/TH"]
    shared = kind != "/THead" and len({row for row, _ in heads}) < len(heads)
    return shared or any(spans != (1, 1) for _, spans in heads)


def _cut(cell: Element, most: int) -> None:
    """Limit a cell's row span."""
    if _spans(cell)[1] > most:
        cell["A"]["RowSpan"] = most


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
