"""The name of a group of rows, again where the group goes on on another page: 沪市（续）.

WeasyPrint repeats heads of tables only. A ``tbody`` whose ``data-goes-on`` says how, such as ``{name}（续）``, has
the name of its group, be it a row of its own or a cell beside the rows, at the top of each further page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from typing import Any

from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.layout import block
from weasyprint.layout.table import table_layout

from yanbao.typeset.boxes import Box, attribute

GOES_ON = "data-goes-on"
"""The attribute of groups of rows with the pattern of their name on further pages."""

Skip = Mapping[int, Any] | None
"""WeasyPrint's place to go on from: indexes of a group and a row, then places in cells if the row itself is broken."""


def _lay_out(context: Any, table: Box, bottom_space: float, skip_stack: Skip, *others: Any, **named: Any) -> Any:
    """As WeasyPrint's; if nothing fits below the name, without it, as the rest would never be laid out."""
    changed, skip = _again(table, skip_stack)
    result = table_layout(context, changed, bottom_space, skip, *others, **named)
    if changed is not table and not _gets_on(result, skip_stack):
        result = table_layout(context, table, bottom_space, skip_stack, *others, **named)
    return result


def _gets_on(result: Sequence[Any], before: Skip) -> bool:
    """Whether rows were laid out, beginning with the first."""
    laid_out, after = result[0], result[1]
    return laid_out is not None and (not after or _place(after) > _place(before))


def _place(skip: Skip) -> tuple[int, int]:
    [(group, rows)] = (skip or {0: None}).items()
    return group, next(iter(rows or {0: None}))


def _again(table: Box, skip: Skip) -> tuple[Box, Skip]:
    """The table with the name of the group that it goes on with, and the place to go on from."""
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
        row -= 1  # a row that is on paper gives its place to the name, so that all others keep theirs
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
    """Heads of rows above that reach to a row or below, with how many rows of theirs are left."""
    for index, row in enumerate(rows[:until]):
        for cell in row.children:
            left = index + cell.rowspan - until
            if cell.element_tag == "th" and left > 0:
                yield cell, left


def _named(cell: Box, pattern: str, rowspan: int = 1) -> Box:
    """A copy of a cell with a name, which says that the group goes on.

    Its elements are copies, too: it is not what is written that is on paper twice.
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
    """The texts in a copy, each with the line that it is in, whose elements become copies."""
    box.element = copy(box.element)
    for child in box.children:
        if isinstance(child, TextBox):
            child.element = copy(child.element)
            yield box, child
        elif hasattr(child, "children"):
            yield from _of_their_own(child)


def name_groups_again() -> None:
    """Let WeasyPrint, in this process, lay out tables so."""
    block.table_layout = _lay_out
