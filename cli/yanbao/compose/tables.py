"""Turns the author's tables into cells: selects rows, formats columns, adds totals and footnotes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Any

from yanbao import units
from yanbao.compose.cellmarks import tick
from yanbao.compose.footnotes import HEAD, Footnotes, place_footnotes
from yanbao.compose.prose import Prose
from yanbao.compose.rows import read_row
from yanbao.compose.statements import period_heads, wrong_forecast, wrong_sums
from yanbao.compose.tablecolumns import make_strip, text_cells
from yanbao.compose.tablelayout import BLANK, Strip, below_rows, beside_cells, body_rows, head_rows, total_rows
from yanbao.compose.totals import Totals, computed_totals
from yanbao.compose.turned import Shade, first_of_runs, turned_head, turned_rows
from yanbao.compose.values import of_fact
from yanbao.diagnostics import Marked
from yanbao.formatting import has_separators
from yanbao.model.dataset import NUMERIC, ColumnType, Dataset
from yanbao.model.document import Cell, Row
from yanbao.model.html import Html
from yanbao.model.ledger import Entity, Ledger
from yanbao.model.manuscript import Role
from yanbao.model.messages import Messages
from yanbao.model.statements import Statement
from yanbao.model.tablerows import TableRows, change_columns, name_column, names_of, table_rows
from yanbao.model.tables import FactTable, Table, TableColumn, TableNote

if TYPE_CHECKING:
    import pandas as pd


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


def table_parts(table: Table, dataset: Dataset, prose: Prose) -> TableParts:
    """The parts of a table whose references have been checked."""
    messages = prose.messages
    rows = table_rows(table, dataset)
    columns = _columns(table, dataset)
    names = name_column(table, dataset)
    called = [names_of(frame, names, dataset) if names else [""] * len(frame) for frame in (rows.shown, rows.total)]
    strips, labels = _strips(table, columns, dataset, rows, called[0], prose)
    read = dict.fromkeys([*([table.group] if table.group else []), *(str(column.column) for column in columns)])
    marked = {str(column.column) for column in columns if column.markup}
    for row in (*rows.shown.index, *rows.total.index):
        read_row(dataset, row, read, prose, marked)
    remarks = [*table.footnotes, *_of_multiples(table, columns, dataset, rows.shown, messages)]
    notes = place_footnotes(remarks, list(read), called[0] + called[1], names, prose, turned=table.transpose)
    strips = [_naming(strip) if strip.name == names else strip for strip in strips]
    if notes.marks:
        strips = [_marked(strip, notes) for strip in strips]
    sources = dataset.sources(name for column in columns for name in (column.column, *(column.spark or ())))
    shown = tuple(map(int, rows.shown.index))
    if table.transpose:
        turned = _turned(table, dataset, strips, rows.shown, names or "", called[0], labels, prose)
        return TableParts(*turned, sources, (), notes.texts, shown)
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
    return TableParts(head_rows(strips), tuple(groups), sources, tuple(total_rows(strips, labels)), notes.texts, shown)


def _strips(
    table: Table,
    columns: Sequence[TableColumn],
    dataset: Dataset,
    rows: TableRows,
    names: Sequence[str],
    prose: Prose,
) -> tuple[list[Strip], list[Html]]:
    """The columns, and the labels of their totals."""
    multiples = {str(one.column) for one in columns if one.is_multiple(dataset.spec.columns[one.column].unit)}
    counted, totals = rows.shown, list[Totals]()
    if table.total:
        left_out = [row for row, name in zip(rows.shown.index, names, strict=True) if name in table.total.without]
        counted = rows.shown.drop(index=left_out)
        counted_names = [name for name in names if name not in table.total.without]
        totals = list(computed_totals(table.total, counted, counted_names, multiples, prose))
    time = next(iter(change_columns(table, dataset, rows.shown)), None)
    told = units.named(table.unit) if table.transpose else ()
    separated = has_separators(_printed(columns, dataset, rows, totals))
    strips = [
        make_strip(column, columns, dataset, rows, totals, table.group, time, prose, told, separated=separated)
        for column in columns
    ]
    return strips, [*([""] * len(rows.total)), *(one.label for one in totals)]


def _printed(
    columns: Sequence[TableColumn], dataset: Dataset, rows: TableRows, totals: Sequence[Totals]
) -> Iterator[float]:
    """The numbers of a table in the units that they are printed in, percentages left out."""
    for column in columns:
        name, spec = str(column.column), dataset.spec.columns[column.column]
        if spec.type in NUMERIC and spec.type is not ColumnType.PERCENT and not column.change:
            factor = (units.factor(spec.unit, column.unit) or 1.0) if column.unit else 1.0
            given = (one.values.get(name, math.nan) for one in totals)
            yield from (value * factor for value in (*rows.shown[name].tolist(), *rows.total[name].tolist(), *given))


def _turned(
    table: Table,
    dataset: Dataset,
    strips: Sequence[Strip],
    frame: pd.DataFrame,
    names: str,
    called: Sequence[str],
    labels: Sequence[Html],
    prose: Prose,
) -> tuple[tuple[tuple[Cell, ...], ...], tuple[tuple[Row, ...], ...]]:
    """The header and the groups of rows of a table that is turned; its totals are columns at the right."""
    items = [strip for strip in strips if strip.name != names]
    naming = next(strip for strip in strips if strip.name == names)
    given = [cell.html for cell, label in zip(naming.totals, labels, strict=True) if not label]
    heads = [*(cell.html for cell in naming.cells), *given, *filter(None, labels)]
    shades: list[Shade] = ["highlight" if name in table.highlight else "" for name in called]
    if not isinstance(table, Statement):
        shades += [""] * len(labels)
        sections = first_of_runs([strip.under for strip in items])
        rows = turned_rows(items, sections, [False] * len(items), shades)
        kind: Any = "tick" if any(item.head.kind == "tick" for item in items) else "number"
        return (turned_head(naming.head, heads, shades, kind),), tuple(rows)
    periods = period_heads(table, dataset, frame, names)
    prose.report(*wrong_forecast(table, names_of(frame, names, dataset)))
    prose.report(*wrong_sums(table, dataset, frame, [text for text, _ in periods]))
    shades = ["forecast" if later else shade for shade, (_, later) in zip(shades, periods, strict=True)]
    sections = [prose.head(item.section).html if item.section else "" for item in table.columns]
    rows = turned_rows(items, sections, [item.is_bold for item in table.columns], shades)
    corner = Cell(escape(prose.messages.fact))
    return (turned_head(corner, [escape(text) for text, _ in periods], shades),), tuple(rows)


def _of_multiples(
    table: Table, columns: Iterable[TableColumn], dataset: Dataset, shown: pd.DataFrame, messages: Messages
) -> Iterator[TableNote]:
    """A footnote at each column with multiples that are not above 0."""
    total = table.total
    for column in columns:
        name = column.column
        if column.is_multiple(dataset.spec.columns[name].unit) and (shown[name] <= 0).any():
            is_left_out = total is not None and name in (*total.average, *total.median)
            text = messages.no_multiple_left_out if is_left_out else messages.no_multiple_note
            yield TableNote(text=Marked(text, name.mark, text), column=name)


def _has_group_cells(table: Table) -> bool:
    return bool(table.group) and table.group_head == "cell"


def _columns(table: Table, dataset: Dataset) -> list[TableColumn]:
    """The columns from left to right; the group column is first, or is left out if groups have rows of their own.

    That of the periods of a statement is first.
    """
    if isinstance(table, Statement):
        names = name_column(table, dataset) or ""
        return [TableColumn(column=Marked(names, table.data.mark)), *table.columns]
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
    head = [Cell(escape(messages.fact), header=True)] + [
        Cell(escape(entity.name), "tick" if table.ticks else "text", header=True) for entity in found
    ]
    for entity in found:
        prose.cell(entity.name, Role.HEADER, entity.name.mark)
    sources: dict[str, None] = {}
    rows = []
    for key in table.facts:
        row = [Cell(escape(ledger.labels.get(key, key)), header=True)]
        for entity in found:
            fact = entity.facts.get(key)
            if fact is None:
                row.append(Cell(escape(messages.missing), "tick" if table.ticks else "text"))
                continue
            value = of_fact(fact)
            sources.update(dict.fromkeys(value.sources))
            cell = Cell(escape(prose.print(value)), "tick" if table.ticks else "text")
            row.append(tick(cell, messages) if key in table.ticks else cell)
            prose.fact(fact)
        rows.append(Row(tuple(row)))
    return TableParts((tuple(head),), (tuple(rows),), tuple(sources))


def describe(parts: TableParts, title: str, messages: Messages) -> str:
    """Alternative text of a table."""
    rows = [row for group in parts.groups for row in group if row.kind != "group"]
    columns = sum(cell.across for cell in parts.heads[0])
    return messages.alt.table.format(title=title, rows=len(rows), columns=columns)
