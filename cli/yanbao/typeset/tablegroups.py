"""Repeats the name of a group of rows where it continues on another page: 沪市（续）.

WeasyPrint repeats only table headers. If a ``tbody`` has the attribute ``data-goes-on`` with a pattern such as
``{name}（续）``, each further page starts with the name of the group, be it a row of its own or a cell beside the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from typing import Any

from weasyprint.formatting_structure.boxes import TextBox

from yanbao.typeset import weasyprint
from yanbao.typeset.boxes import Box, attribute

GOES_ON = "data-goes-on"
"""The attribute of ``tbody`` with the pattern of the group's name on further pages."""

Skip = Mapping[int, Any] | None
"""WeasyPrint's resume position: indices of a group and a row, then positions in cells if the row itself is broken."""


def lay_out_rows(context: Any, table: Box, bottom_space: float, skip_stack: Skip, *others: Any, **named: Any) -> Any:
    """Wraps WeasyPrint's function; omits the name if nothing fits below it, since layout would not progress."""
    changed, skip = _again(table, skip_stack)
    result = weasyprint.table_layout(context, changed, bottom_space, skip, *others, **named)
    if changed is not table and not _gets_on(result, skip_stack):
        result = weasyprint.table_layout(context, table, bottom_space, skip_stack, *others, **named)
    return result


def _gets_on(result: Sequence[Any], before: Skip) -> bool:
    """True if layout made progress: rows were laid out, starting with the first."""
    laid_out, after = result[0], result[1]
    return laid_out is not None and (not after or _place(after) > _place(before))


def _place(skip: Skip) -> tuple[int, int]:
    [(group, rows)] = (skip or {0: None}).items()
    return group, next(iter(rows or {0: None}))


def _again(table: Box, skip: Skip) -> tuple[Box, Skip]:
    """The table with the name of the continued group, and the resume position."""
    at, row = _place(skip)
    if row == 0 or not skip or skip[at][row] is not None:
        return table, skip
    group = table.children[at]
    pattern = attribute(group, GOES_ON)
    if pattern is None:
        return table, skip
    rows = list(group.children)
    if _is_name(rows[0]):
        if row == 1:
            return table, skip
        row -= 1  # a row already laid out is replaced by the name, so that indices stay valid
        rows[row] = rows[0].copy_with_children([_named(rows[0].children[0], pattern)])
    elif beside := list(_beside(rows, row)):
        cells = [_named(cell, pattern, span) for cell, span in beside] + rows[row].children
        rows[row] = rows[row].copy_with_children(sorted(cells, key=lambda cell: cell.grid_x))
    else:
        return table, skip
    groups = list(table.children)
    groups[at] = group.copy_with_children(rows)
    return table.copy_with_children(groups), {at: {row: None}}


def _is_name(row: Box) -> bool:
    return [cell.element_tag for cell in row.children] == ["th"] and row.children[0].colspan > 1


def _beside(rows: Sequence[Box], until: int) -> Iterator[tuple[Box, int]]:
    """Row headers that span to a row or below it, with their remaining row span."""
    for index, row in enumerate(rows[:until]):
        for cell in row.children:
            left = index + cell.rowspan - until
            if cell.element_tag == "th" and left > 0:
                yield cell, left


def _named(cell: Box, pattern: str, rowspan: int = 1) -> Box:
    """A copy of a cell with a name that says that the group continues.

    Its elements are copies, too, so that the audit does not count the text as printed twice.
    """
    made = cell.deepcopy()
    made.rowspan = rowspan
    texts = list(_of_their_own(made))
    before, _, after = pattern.partition("{name}")
    if texts:
        _, first = texts[0]
        line, _ = texts[-1]
        if after:
            line.children = [*line.children, first.copy_with_text(after)]
        first.text = before + first.text
    return made


def _of_their_own(box: Box) -> Iterator[tuple[Box, Box]]:
    """The texts in a copied cell, each with its line, whose elements become copies."""
    box.element = copy(box.element)
    for child in box.children:
        if isinstance(child, TextBox):
            child.element = copy(child.element)
            yield box, child
        elif hasattr(child, "children"):
            yield from _of_their_own(child)
