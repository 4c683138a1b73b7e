"""Tables as authors describe them, turned into cells: rows selected, numbers formatted, gains and losses marked."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Any

from yanbao import formatting
from yanbao.compose.cellmarks import heat_level, sparkline
from yanbao.compose.prose import Prose
from yanbao.compose.rows import read_label, read_row
from yanbao.compose.values import of_fact
from yanbao.diagnostics import Mark, Marked
from yanbao.model.blocks import FactTable, Table, TableColumn
from yanbao.model.dataset import DATE_FORMATS, NUMERIC, TIME, ColumnType, Dataset
from yanbao.model.document import Cell
from yanbao.model.ledger import Entity, Ledger
from yanbao.model.manuscript import Role
from yanbao.model.theme import Messages

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Cells:
    """Head and rows of a table, and the ids of the sources its cells have."""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sources: tuple[str, ...]
    shown: tuple[int, ...] = ()
    """The positions of the rows in their dataset, in the order shown."""


def table_cells(table: Table, dataset: Dataset, prose: Prose, messages: Messages) -> Cells:
    """The cells of a table whose references have been checked."""
    frame = dataset.select(table.where)
    if table.sort:
        frame = frame.sort_values(table.sort.lstrip("-"), ascending=not table.sort.startswith("-"), kind="stable")
    if table.limit:
        frame = frame.head(table.limit)
    columns = list(table.columns)
    if table.group:
        columns = [TableColumn(column=table.group), *(c for c in columns if c.column != table.group)]
    head = [_head(column, dataset, prose) for column in columns]
    body = [_column(column, dataset, frame, messages, _shaded(column, columns, dataset, frame)) for column in columns]
    for at, column in enumerate(columns):
        if column.spark:
            body[at] = _with_lines(body[at], map(str, column.spark), dataset, frame, prose, messages)
    for row in frame.index:
        read_row(dataset, row, [str(column.column) for column in columns], prose)
    if table.rank:
        at = 1 if table.group else 0
        head.insert(at, Cell(escape(messages.rank), "number", header=True))
        body.insert(at, [Cell(str(n), "number") for n in range(1, len(frame) + 1)])
    rows = tuple(zip(*body, strict=True))
    if table.group:
        rows = _group(rows)
    sources = dataset.sources(name for column in columns for name in (column.column, *(column.spark or ())))
    return Cells(tuple(head), rows, sources, tuple(map(int, frame.index)))


def _head(column: TableColumn, dataset: Dataset, prose: Prose) -> Cell:
    spec = dataset.spec.columns[column.column]
    if column.label:
        label = prose.line(column.label, Role.HEADER).html
    else:
        label = escape(read_label(dataset, column.column, prose))
    unit = f' <span class="unit">{escape(spec.unit)}</span>' if spec.unit else ""
    kind: Any = "number" if spec.type in NUMERIC else "text"
    return Cell(label + unit, kind, bar=0 if column.bar else None, header=True)


def _shaded(column: TableColumn, columns: Iterable[TableColumn], dataset: Dataset, frame: pd.DataFrame) -> list[float]:
    """The numbers that a column's shades are relative to: of shaded columns with its type, unit and sign."""

    def kind(one: TableColumn) -> tuple[str, str, bool]:
        spec = dataset.spec.columns[one.column]
        return spec.type, spec.unit, one.sign

    alike = [str(one.column) for one in columns if one.heat and kind(one) == kind(column)]
    cells = (cell for name in alike for cell in frame[name].tolist()) if column.heat else ()
    return [cell for cell in cells if not math.isnan(cell)]


def _column(
    column: TableColumn,
    dataset: Dataset,
    frame: pd.DataFrame,
    messages: Messages,
    shaded: Sequence[float] = (),
) -> list[Cell]:
    spec = dataset.spec.columns[column.column]
    cells = frame[column.column].tolist()
    if spec.type not in NUMERIC:
        kind: Any = "code" if spec.type in (ColumnType.TICKER, *TIME) else "text"
        return [Cell(escape(_text(cell, spec.type, messages)), kind) for cell in cells]
    present = [cell for cell in cells if not math.isnan(cell)]
    is_percent = spec.type is ColumnType.PERCENT
    places = column.decimals if column.decimals is not None else spec.decimals
    if places is None:
        places = formatting.common_decimals([cell * 100 for cell in present] if is_percent else present)
    largest = max((abs(cell) for cell in present), default=0) or 1
    write = formatting.percent if is_percent else formatting.number
    made = []
    for cell in cells:
        if math.isnan(cell):
            made.append(Cell(escape(messages.missing), "number"))
            continue
        tone: Any = ("up" if cell > 0 else "down" if cell < 0 else "") if column.sign else ""
        bar = round(abs(cell) / largest * 100, 1) if column.bar else None
        heat = heat_level(cell, shaded, signed=column.sign) if column.heat else 0
        made.append(Cell(write(cell, places, sign=column.sign, group=True), "number", tone, bar, heat=heat))
    return made


def _with_lines(
    cells: list[Cell], columns: Iterable[str], dataset: Dataset, frame: pd.DataFrame, prose: Prose, messages: Messages
) -> list[Cell]:
    """Cells with the sparkline of their row: the numbers of some columns, told by their heads."""
    names = list(columns)
    heads = [read_label(dataset, name, prose) for name in names]
    texts = [_column(TableColumn(column=Marked(name, Mark(""))), dataset, frame, messages) for name in names]
    rows = zip(cells, frame[names].to_numpy(dtype=float).tolist(), zip(*texts, strict=True), strict=True)
    made = []
    for cell, values, printed in rows:
        points = [messages.alt.point.format(x=head, value=one.html) for head, one in zip(heads, printed, strict=True)]
        made.append(replace(cell, spark=sparkline(values, messages.list_separator.join(points))))
    return made


def _text(cell: Any, kind: ColumnType, messages: Messages) -> str:
    if cell is None or cell != cell or cell == "":
        return messages.missing
    return cell.strftime(DATE_FORMATS[kind]) if kind in DATE_FORMATS else str(cell)


def _group(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """Equal neighbours in the first column become one cell over several rows."""
    made: list[tuple[Cell, ...]] = []
    start = 0
    while start < len(rows):
        end = start
        while end < len(rows) and rows[end][0].html == rows[start][0].html:
            end += 1
        for index in range(start, end):
            first = (replace(rows[start][0], header=True, span=end - start),) if index == start else ()
            made.append(first + rows[index][1:])
        start = end
    return tuple(made)


def fact_cells(table: FactTable, ledger: Ledger, prose: Prose, messages: Messages) -> Cells:
    """One column an entity, one row a fact; entities and facts have been checked."""
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
        rows.append(tuple(row))
    return Cells(tuple(head), tuple(rows), tuple(sources))


def describe(cells: Cells, title: str, messages: Messages) -> str:
    """Alternative text of a table."""
    return messages.alt.table.format(title=title, rows=len(cells.rows), columns=len(cells.head))
