"""Columns of cells put together: heads in one or two rows, rows in groups, totals below. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from yanbao.compose.alignment import aligned
from yanbao.model.document import Cell, Html, Row

BLANK = Cell("")


@dataclass(frozen=True)
class Strip:
    """A column of a table: its head, the head above that one if there is one, its cells, and those of totals.

    ``name`` is that of its column in the dataset.
    """

    head: Cell
    cells: Sequence[Cell]
    totals: Sequence[Cell] = ()
    under: Html = ""
    name: str = ""

    def aligned(self) -> Strip:
        """The column with the decimal points of its numbers below each other."""
        if self.head.kind != "number":
            return self
        cells = aligned([*self.cells, *self.totals])
        return replace(self, cells=cells[: len(self.cells)], totals=cells[len(self.cells) :])


def head_rows(strips: Sequence[Strip]) -> tuple[tuple[Cell, ...], ...]:
    """The heads; where neighbours have the same head above them, it is one cell in a row of its own."""
    heads = tuple(strip.head for strip in strips)
    if not any(strip.under for strip in strips):
        return (heads,)
    above = []
    for start, end in runs([strip.under for strip in strips]):
        if strips[start].under:
            above.append(Cell(strips[start].under, header=True, across=end - start))
        else:
            above += [replace(head, span=2) for head in heads[start:end]]
    return tuple(above), tuple(strip.head for strip in strips if strip.under)


def body_rows(strips: Sequence[Strip], kinds: Sequence[bool]) -> list[Row]:
    """The rows, of which some are set off."""
    cells = zip(*(strip.cells for strip in strips), strict=True)
    return [Row(row, "highlight" if is_set_off else "") for row, is_set_off in zip(cells, kinds, strict=True)]


def beside_cells(rows: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    """Groups of rows whose first cells are equal: these become one, the head of the group."""
    for start, end in runs([row.cells[0].html for row in rows]):
        head = replace(rows[start].cells[0], header=True, span=end - start)
        first = replace(rows[start], cells=(head, *rows[start].cells[1:]))
        yield first, *(replace(row, cells=row.cells[1:]) for row in rows[start + 1 : end])


def below_rows(rows: Sequence[Row], names: Sequence[Html]) -> Iterator[tuple[Row, ...]]:
    """Groups of rows with the same name, each below a row that has it."""
    for start, end in runs(names):
        head = Cell(names[start], header=True, across=len(rows[start].cells))
        yield Row((head,), "group"), *rows[start:end]


def total_rows(strips: Sequence[Strip], labels: Sequence[Html]) -> Iterator[Row]:
    """The rows of totals. One with a label has it in the blank cells that it begins with."""
    for label, cells in zip(labels, zip(*(strip.totals for strip in strips), strict=True), strict=True):
        blank = next((at for at, cell in enumerate(cells) if cell.html), len(cells)) if label else 0
        head = (Cell(label, "name", header=True, across=blank),) if blank else ()
        yield Row((*head, *cells[blank:]), "total")


def runs(values: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where runs of equal neighbours begin and end."""
    start = 0
    for at in range(1, len(values) + 1):
        if at == len(values) or values[at] != values[start]:
            yield start, at
            start = at
