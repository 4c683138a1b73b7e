"""Turns a table: its columns become rows, and the names of its rows the headers. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from yanbao.compose.tablelayout import Strip, runs
from yanbao.model.document import Cell, Row
from yanbao.model.html import Html

Shade = Literal["", "forecast", "highlight"]


def turned_head(
    corner: Cell, names: Sequence[Html], shades: Sequence[Shade], kind: Literal["number", "tick"] = "number"
) -> tuple[Cell, ...]:
    """The header row: what the items are, and the names of the columns, which hold cells of a ``kind``."""
    heads = (Cell(name, kind, header=True, column=shade) for name, shade in zip(names, shades, strict=True))
    return replace(corner, kind="text", header=True), *heads


def turned_rows(
    strips: Sequence[Strip], sections: Sequence[Html], bold: Sequence[bool], shades: Sequence[Shade]
) -> Iterator[tuple[Row, ...]]:
    """The rows in groups, each below the heading of its section, if it has one; ``shades`` are of the columns."""
    starts = [at for at, section in enumerate(sections) if section or not at]
    for start, end in zip(starts, [*starts[1:], len(sections)], strict=True):
        rows = [_row(strips[at], shades, is_bold=bold[at]) for at in range(start, end)]
        head = Cell(sections[start], header=True, across=len(shades) + 1)
        yield (Row((head,), "group"), *rows) if sections[start] else tuple(rows)


def _row(strip: Strip, shades: Sequence[Shade], *, is_bold: bool) -> Row:
    head = replace(strip.head, kind="name", header=True, bar=None, heat=None)
    cells = zip((*strip.cells, *strip.totals), shades, strict=True)
    return Row((head, *(replace(cell, column=shade) for cell, shade in cells)), "subtotal" if is_bold else "")


def first_of_runs(texts: Sequence[Html]) -> list[Html]:
    """Texts without those that repeat the one before."""
    firsts = {start for start, _ in runs(texts)}
    return [text if at in firsts else "" for at, text in enumerate(texts)]
