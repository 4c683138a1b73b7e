"""Turns the author's tables into cells: selects rows, formats columns, adds totals and footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape

from yanbao.compose.footnotes import HEAD, Footnotes, place_footnotes
from yanbao.compose.prose import Prose
from yanbao.compose.rows import read_row
from yanbao.compose.tablecolumns import make_strip, text_cells
from yanbao.compose.tablelayout import BLANK, Strip, below_rows, beside_cells, body_rows, head_rows, total_rows
from yanbao.compose.totals import computed_totals
from yanbao.compose.values import of_fact
from yanbao.model.dataset import Dataset
from yanbao.model.document import Cell, Html, Row
from yanbao.model.ledger import Entity, Ledger
from yanbao.model.manuscript import Role
from yanbao.model.messages import Messages
from yanbao.model.tablerows import change_columns, name_column, names_of, table_rows
from yanbao.model.tables import FactTable, Table, TableColumn


@dataclass(frozen=True)
class TableParts:
    """Headers, rows, totals and footnotes of a table, and the source ids of its cells."""

    heads: tuple[tuple[Cell, ...], ...]
    groups: tuple[tuple[Row, ...], ...]
    sources: tuple[str, ...]
    totals: tuple[Row, ...] = ()
    notes: tuple[Html, ...] = ()
    shown: tuple[int, ...] = ()
    """Row positions in the dataset, in the order shown."""


def table_parts(table: Table, dataset: Dataset, prose: Prose, messages: Messages) -> TableParts:
    """The parts of a table whose references have been checked."""
    rows = table_rows(table, dataset)
    columns = _columns(table)
    totals = list(computed_totals(table.total, rows.shown, messages, prose.report)) if table.total else []
    time = next(iter(change_columns(table, dataset, rows.shown)), None)
    strips = [
        make_strip(column, columns, dataset, rows, totals, table.group, time, prose, messages) for column in columns
    ]
    names = name_column(table, dataset)
    called = [names_of(frame, names, dataset) if names else [""] * len(frame) for frame in (rows.shown, rows.total)]
    read = dict.fromkeys([*([table.group] if table.group else []), *(str(column.column) for column in columns)])
    marked = {str(column.column) for column in columns if column.markup}
    for row in (*rows.shown.index, *rows.total.index):
        read_row(dataset, row, read, prose, marked)
    notes = place_footnotes(table.footnotes, list(read), called[0] + called[1], names, prose)
    strips = [_naming(strip) if strip.name == names else strip for strip in strips]
    if notes.marks:
        strips = [_marked(strip, notes) for strip in strips]
    strips = [strip.aligned() for strip in strips]
    if table.rank:
        strips.insert(1 if _has_group_cells(table) else 0, _rank(len(rows.shown), len(strips[0].totals), messages))
    body = body_rows(strips, [name in table.highlight for name in called[0]])
    groups: Iterable[tuple[Row, ...]] = (tuple(body),)
    if _has_group_cells(table):
        groups = beside_cells(body)
    elif table.group:
        headings = text_cells(table.group, dataset, rows.shown, messages.missing)
        groups = below_rows(body, [cell.html for cell in headings])
    labels = [*([""] * len(rows.total)), *(escape(one.label) for one in totals)]
    sources = dataset.sources(name for column in columns for name in (column.column, *(column.spark or ())))
    shown = tuple(map(int, rows.shown.index))
    return TableParts(head_rows(strips), tuple(groups), sources, tuple(total_rows(strips, labels)), notes.texts, shown)


def _has_group_cells(table: Table) -> bool:
    return bool(table.group) and table.group_head == "cell"


def _columns(table: Table) -> list[TableColumn]:
    """The columns from left to right; the group column is first, or is left out if groups have rows of their own."""
    columns = [column for column in table.columns if column.column != table.group]
    return [TableColumn(column=table.group), *columns] if table.group and _has_group_cells(table) else columns


def _naming(strip: Strip) -> Strip:
    """A column whose cells are row headers."""

    def head(cell: Cell) -> Cell:
        return replace(cell, kind="name" if cell.kind == "text" else cell.kind, header=bool(cell.html))

    return replace(strip, cells=[head(cell) for cell in strip.cells], totals=[head(cell) for cell in strip.totals])


def _marked(strip: Strip, notes: Footnotes) -> Strip:
    """A column with its footnote marks; totals are counted as rows after the others."""

    def cells(plain: Sequence[Cell], first: int) -> list[Cell]:
        return [replace(cell, marks=notes.marks.get((row, strip.name), ())) for row, cell in enumerate(plain, first)]

    [head] = cells([strip.head], HEAD)
    return replace(strip, head=head, cells=cells(strip.cells, 0), totals=cells(strip.totals, len(strip.cells)))


def _rank(rows: int, totals: int, messages: Messages) -> Strip:
    """The column that numbers the rows."""
    numbers = [Cell(str(number), "number") for number in range(1, rows + 1)]
    return Strip(Cell(escape(messages.rank), "number", header=True), numbers, [BLANK] * totals)


def fact_parts(table: FactTable, ledger: Ledger, prose: Prose, messages: Messages) -> TableParts:
    """A table with one column per entity and one row per fact, whose references have been checked."""
    entities = [ledger.find(path) for path in table.entities]
    found = [entity for entity in entities if isinstance(entity, Entity)]
    head = [Cell(escape(messages.fact), header=True)] + [Cell(escape(entity.name), header=True) for entity in found]
    for entity in found:
        prose.cell(entity.name, Role.HEADER, entity.name.mark)
    sources: dict[str, None] = {}
    rows = []
    for key in table.facts:
        row = [Cell(escape(ledger.labels.get(key, key)), header=True)]
        for entity in found:
            fact = entity.facts.get(key)
            if fact is None:
                row.append(Cell(escape(messages.missing)))
                continue
            value = of_fact(fact)
            sources.update(dict.fromkeys(value.sources))
            row.append(Cell(escape(prose.print(value))))
            prose.fact(fact)
        rows.append(Row(tuple(row)))
    return TableParts((tuple(head),), (tuple(rows),), tuple(sources))


def describe(parts: TableParts, title: str, messages: Messages) -> str:
    """Alternative text of a table."""
    rows = [row for group in parts.groups for row in group if row.kind != "group"]
    columns = sum(cell.across for cell in parts.heads[0])
    return messages.alt.table.format(title=title, rows=len(rows), columns=columns)
