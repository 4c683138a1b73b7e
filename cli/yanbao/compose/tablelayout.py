"""Assembles columns into a table: one or two header rows, grouped rows, totals below. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from yanbao.compose.alignment import aligned
from yanbao.model.document import Cell, Row
from yanbao.model.html import Html

BLANK = Cell("")


@dataclass(frozen=True)
class Strip:
    """A column of a table: its header, an optional header above it, its cells, and its totals.

    ``name`` is its column in the dataset.
    """

    head: Cell
    cells: Sequence[Cell]
    totals: Sequence[Cell] = ()
    under: Html = ""
    name: str = ""

    def aligned(self) -> Strip:
        """The column with its numbers aligned at the decimal point."""
        if self.head.kind != "number":
            return self
        cells = aligned([*self.cells, *self.totals])
        return replace(self, cells=cells[: len(self.cells)], totals=cells[len(self.cells) :])


def head_rows(strips: Sequence[Strip]) -> tuple[tuple[Cell, ...], ...]:
    """The header rows; adjacent columns with the same upper header share one spanning cell."""
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
    """The body rows; ``kinds`` says which are emphasized."""
    cells = zip(*(strip.cells for strip in strips), strict=True)
    return [Row(row, "highlight" if is_set_off else "") for row, is_set_off in zip(cells, kinds, strict=True)]


def beside_cells(rows: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    """Group rows with equal first cells, and merge these into one row header."""
    for start, end in runs([row.cells[0].html for row in rows]):
        head = replace(rows[start].cells[0], header=True, span=end - start)
        first = replace(rows[start], cells=(head, *rows[start].cells[1:]))
        yield first, *(replace(row, cells=row.cells[1:]) for row in rows[start + 1 : end])


def below_rows(rows: Sequence[Row], names: Sequence[Html]) -> Iterator[tuple[Row, ...]]:
    """Group rows with the same name below a row that prints it."""
    for start, end in runs(names):
        head = Cell(names[start], header=True, across=len(rows[start].cells))
        yield Row((head,), "group"), *rows[start:end]


def total_rows(strips: Sequence[Strip], labels: Sequence[Html]) -> Iterator[Row]:
    """The total rows. A label fills the blank cells that a row starts with."""
    for label, cells in zip(labels, zip(*(strip.totals for strip in strips), strict=True), strict=True):
        blank = next((at for at, cell in enumerate(cells) if cell.html), len(cells)) if label else 0
        head = (Cell(label, "name", header=True, across=blank),) if blank else ()
        yield Row((*head, *cells[blank:]), "total")


def runs(values: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Start and end of each run of equal neighbours."""
    start = 0
    for at in range(1, len(values) + 1):
        if at == len(values) or values[at] != values[start]:
            yield start, at
            start = at
