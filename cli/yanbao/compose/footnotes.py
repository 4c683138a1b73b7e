"""Numbers the footnotes of a table in the order in which a reader meets their marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yanbao.compose.prose import Prose
from yanbao.model.html import Html
from yanbao.model.manuscript import Role
from yanbao.model.tables import TableNote

HEAD = -1
"""Row index of the column headers."""


@dataclass(frozen=True)
class Footnotes:
    """``texts`` in order of their numbers, from 1; ``marks`` by row (``HEAD`` for headers, else from 0) and column."""

    texts: tuple[Html, ...]
    marks: Mapping[tuple[int, str], tuple[int, ...]]


def place_footnotes(
    notes: Sequence[TableNote],
    columns: Sequence[str],
    rows: Sequence[str],
    name_column: str | None,
    prose: Prose,
    *,
    turned: bool = False,
) -> Footnotes:
    """Number the footnotes of a table with these columns and named rows.

    Equal footnotes share a number. Those whose row is not shown have been reported already. A column of a table that is
    ``turned`` is read before the next one.
    """
    met: list[tuple[int, int, str, TableNote]] = []
    for note in notes:
        column = str(note.column or name_column)
        at = [row for row, name in enumerate(rows) if name == note.row] if note.row else [HEAD]
        met += [(row, columns.index(column), column, note) for row in at]
    numbers: dict[str, int] = {}
    texts: list[Html] = []
    marks: dict[tuple[int, str], tuple[int, ...]] = {}
    for row, _, column, note in sorted(met, key=lambda place: place[1::-1] if turned else place[:2]):
        if note.text not in numbers:
            texts.append(prose.line(note.text, Role.NOTE).html)
            numbers[note.text] = len(texts)
        marks[row, column] = (*marks.get((row, column), ()), numbers[note.text])
    return Footnotes(tuple(texts), marks)
