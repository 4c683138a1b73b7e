"""Widths of table columns: none so narrow that words are broken into characters.

By CSS rules a column may be as narrow as its longest unbreakable piece, which in Chinese is a single character: beside
long sentences or many numbers, names would become vertical.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.layout.preferred import table_and_columns_preferred_widths, table_cell_min_max_content_width

from yanbao.chinese import BREAK, JOIN, SPACE, breadth_of
from yanbao.typeset import weasyprint
from yanbao.typeset.boxes import Box
from yanbao.typeset.measuring import pieces
from yanbao.typeset.tablegaps import spaced

TIGHT = "tight"
"""The class of tables set tighter because they are too wide."""

_LEAST, _LEAST_TIGHT, _LEAST_HEAD = 6, 4, 2
"""Em that a line of text in a cell has at least, unless it is shorter; in a tight table; in the heads of that one.

In a tight table, too, a cell that is no longer than the first, a name, is set in one line.
"""

_LONGEST_WORD = 8
"""Em up to which a number, date or Latin word is not broken; longer ones, such as addresses, must be."""

_LATIN = 1.2
"""How much wider than half an em digits and letters may be on average."""

_SIGNS = str.maketrans(dict.fromkeys((BREAK, JOIN, SPACE)))

_PADDING = 1
"""Horizontal padding of a cell, left and right together, in em."""


def lay_out_columns(context: Any, wrapper: Box, containing_block: Any) -> None:
    """Wraps WeasyPrint's function; widens columns that came out too narrow at the expense of others."""
    weasyprint.auto_table_layout(context, wrapper, containing_block)
    table = wrapper.get_wrapped_table()
    found = table_and_columns_preferred_widths(context, wrapper, outer=False)
    narrowest, widest, grid = found[2], found[3], found[-1]
    if roomy := spaced(wrapper, widest, grid):
        table.column_widths = roomy
        return
    widths: list[float] = list(table.column_widths)
    em = table.style["font_size"]
    enough = (_LEAST + _PADDING) * em
    needs = list(narrowest)
    for at, width in enumerate(widths):
        if width < min(enough, widest[at]):
            needs[at] = max([narrowest[at], *_needs(context, table, grid[at], em)])
    if any(need > width for need, width in zip(needs, widths, strict=True)):
        table.column_widths = _shared(widths, needs)
        table.width += sum(table.column_widths) - sum(widths)


def _needs(context: Any, table: Box, cells: Sequence[Box | None], em: float) -> Iterator[float]:
    """The minimum width of each cell of a column."""
    heads = {cell for group in table.children if group.is_header for row in group.children for cell in row.children}
    is_tight = TIGHT in table.element.get("class", "").split() if table.element is not None else False
    for cell in cells:
        if cell and cell.colspan == 1:
            _, widest = table_cell_min_max_content_width(context, cell)
            if not is_tight or (cell not in heads and widest <= (_LEAST + _PADDING) * em):
                least: float = _LEAST
            else:
                least = max(_LEAST_HEAD if cell in heads else _LEAST_TIGHT, _longest_word(cell))
            yield min(widest, (least + _PADDING) * em)


def _longest_word(box: Box) -> float:
    """About how wide the widest piece is of the texts in a box that no line may break (em)."""
    words = (
        piece.translate(_SIGNS)
        for child in box.descendants()
        if isinstance(child, TextBox)
        for piece in pieces(child.text, child.style["lang"])
    )
    widths = (breadth_of(word) * (_LATIN if word.isascii() else 1) for word in words)
    return max((width for width in widths if width <= _LONGEST_WORD), default=0)


def _shared(widths: Sequence[float], needs: Sequence[float]) -> list[float]:
    """Widths of at least ``needs``; the surplus of other columns is reduced."""
    lack = sum(max(0.0, need - width) for width, need in zip(widths, needs, strict=True))
    spare = sum(max(0.0, width - need) for width, need in zip(widths, needs, strict=True))
    part = min(1.0, lack / spare) if spare else 0.0
    return [max(need, width - part * (width - need)) for width, need in zip(widths, needs, strict=True)]
