"""Makes one table column: header, cells with sparklines, and totals."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

from yanbao import periods
from yanbao.checks import untimed_change
from yanbao.compose.cellmarks import sparkline, tick
from yanbao.compose.changes import changes
from yanbao.compose.lines import lines, one_line
from yanbao.compose.markdown import read_cell
from yanbao.compose.numbercells import NumberFormat, number_cells, number_format, total_cell
from yanbao.compose.prose import Prose
from yanbao.compose.rows import read_label
from yanbao.compose.spans import days_of
from yanbao.compose.tablelayout import BLANK, Strip
from yanbao.compose.totals import Totals
from yanbao.diagnostics import Diagnostic, Level, Mark, Marked
from yanbao.formatting import telling_decimals
from yanbao.model.dataset import CODES, NUMERIC, TIME, ColumnType, Dataset, written
from yanbao.model.document import Cell, Sparkline
from yanbao.model.messages import Messages
from yanbao.model.tablerows import TableRows
from yanbao.model.tables import TableColumn
from yanbao.model.timeline import moments

if TYPE_CHECKING:
    import pandas as pd

NAN = math.nan

_PLACES = 2
"""Default decimals of changes."""

_NO_LINE = Sparkline("", "", "")
"""An empty sparkline, which keeps the space."""


def make_strip(
    column: TableColumn,
    columns: Sequence[TableColumn],
    dataset: Dataset,
    rows: TableRows,
    totals: Sequence[Totals],
    group: str | None,
    time: str | None,
    prose: Prose,
    told: Collection[str] = (),
    *,
    separated: bool = False,
) -> Strip:
    """A column with its totals: first those in the data, then computed ones.

    ``told`` are units that go unsaid; ``separated`` is whether numbers beside it have thousands separators.
    """
    name, messages = str(column.column), prose.messages
    head = _head(column, dataset, prose, told)
    under = prose.head(column.under).html if column.under else ""
    if column.change:
        blank = [BLANK] * (len(rows.total) + len(totals))
        cells = _change_cells(column, dataset, rows.shown, group, time, prose)
        return Strip(head, cells, blank, under)
    if dataset.spec.columns[name].type not in NUMERIC:
        cells = text_cells(name, dataset, rows.shown, messages.missing, with_markup=column.markup)
        if column.ticks:
            cells, head = [tick(cell, messages) for cell in cells], replace(head, kind="tick")
        given = text_cells(name, dataset, rows.total, "", with_markup=column.markup) if len(rows.total) else []
        return Strip(head, cells, [*given, *(BLANK for _ in totals)], under, name)
    values: list[float] = rows.shown[name].tolist()
    given_values: list[float] = rows.total[name].tolist() if len(rows.total) else []
    form = number_format(
        column, dataset, [*values, *given_values], messages.decimals, messages.no_multiple, group=separated
    )
    cells = number_cells(column, form, values, messages.missing, _shaded(column, columns, dataset, rows.shown))
    given = [total_cell(column, form, value, messages.missing) for value in given_values]
    computed = [
        total_cell(column, form, one.values.get(name, NAN), form.no_multiple if name in one.values else "")
        for one in totals
    ]
    if column.spark:
        cells = _with_lines(cells, column.spark, dataset, rows.shown, prose, messages)
        given = _with_lines(given, column.spark, dataset, rows.total, prose, messages)
        computed = [replace(cell, spark=_NO_LINE) for cell in computed]
    return Strip(head, cells, [*given, *computed], under, name)


def _change_cells(
    column: TableColumn, dataset: Dataset, frame: pd.DataFrame, group: str | None, time: str | None, prose: Prose
) -> list[Cell]:
    """Cells with changes over a time column; a word in place of a ratio is coloured like a gain or loss."""
    messages = prose.messages
    values = frame[column.column].tolist()
    kind = dataset.spec.columns[time].type if time else ColumnType.TEXT
    keys = moments(frame[time], kind) if time else None
    times = [None] * len(values) if keys is None else [days_of(key, kind) if key == key else None for key in keys]
    groups = frame[group].tolist() if group else [""] * len(values)
    found = changes(values, times, groups, messages.turns)
    known = Counter(each for each, days, value in zip(groups, times, values, strict=True) if days and value == value)
    if max(known.values(), default=0) > 1 and not any(one.word or one.ratio == one.ratio for one in found):
        prose.report(_no_change(column, dataset))
    places = column.decimals
    if places is None:
        places = telling_decimals([one.ratio * 100 for one in found], _PLACES)
    form = NumberFormat(True, 1.0, places, column.sign, column.brackets)
    made = number_cells(column, form, [one.ratio for one in found], messages.missing)
    for at, one in enumerate(found):
        if one.word:
            tone: Any = ("up" if one.is_gain else "down") if column.sign else ""
            made[at] = replace(made[at], html=escape(one.word), tone=tone)
    return made


def _no_change(column: TableColumn, dataset: Dataset) -> Diagnostic:
    message = f"no row of '{dataset.name}' has a change: periods are missing between them, or of other lengths"
    remedy = "show periods that follow one another, or compute the column with 'expr'"
    name = column.column
    return Diagnostic(Level.ERROR, untimed_change.RULE.id, message, name.mark, remedy, len(name.raw))


def text_cells(
    column: str, dataset: Dataset, frame: pd.DataFrame, missing: str, *, with_markup: bool = False
) -> list[Cell]:
    """Text cells; ``missing`` is printed where there is no value."""
    spec = dataset.spec.columns[column]
    kind: Any = "code" if spec.type in (*CODES, *TIME) else "text"
    texts = [_text(cell, spec.type, missing) for cell in frame[column].tolist()]
    return [Cell(read_cell(text).html if with_markup else lines(text), kind) for text in texts]


def _head(column: TableColumn, dataset: Dataset, prose: Prose, told: Collection[str]) -> Cell:
    """The header of a column: its label, and the unit of its numbers."""
    spec = dataset.spec.columns[column.column]
    if column.label:
        label = prose.head(column.label).html
    elif column.change:
        label = escape(prose.messages.change)
    else:
        label = lines(read_label(dataset, column.column, prose))
    printed = "" if column.change else column.unit or spec.unit
    unit = f' <span class="unit">{escape(printed)}</span>' if printed and printed not in told else ""
    kind: Any = "number" if spec.type in NUMERIC else "text"
    return Cell(label + unit, kind, header=True, bar=0 if column.bar else None, heat=0 if column.heat else None)


def _shaded(column: TableColumn, columns: Iterable[TableColumn], dataset: Dataset, frame: pd.DataFrame) -> list[float]:
    """The numbers that a column's shades are relative to: those of all shaded columns with its type, unit and sign."""

    def kind(one: TableColumn) -> tuple[str, str, bool]:
        spec = dataset.spec.columns[one.column]
        return spec.type, spec.unit, one.sign

    alike = [str(one.column) for one in columns if one.heat and kind(one) == kind(column)]
    cells = (cell for name in alike for cell in frame[name].tolist()) if column.heat else ()
    return [cell for cell in cells if not math.isnan(cell)]


def _with_lines(
    cells: Sequence[Cell],
    columns: Iterable[Marked],
    dataset: Dataset,
    frame: pd.DataFrame,
    prose: Prose,
    messages: Messages,
) -> list[Cell]:
    """Cells with a sparkline of their row's numbers from several columns, whose labels name the periods."""
    names = _in_time(list(map(str, columns)), dataset)
    heads = [one_line(read_label(dataset, name, prose)) for name in names]
    texts = []
    for name in names:
        plain, values = TableColumn(column=Marked(name, Mark(""))), frame[name].tolist()
        form = number_format(plain, dataset, values, messages.decimals)
        texts.append([total_cell(plain, form, value, messages.missing).html for value in values])
    made = []
    for at, (cell, row) in enumerate(zip(cells, frame[names].to_numpy(dtype=float).tolist(), strict=True)):
        points = [
            messages.alt.point.format(x=head, value=column[at]) for head, column in zip(heads, texts, strict=True)
        ]
        made.append(replace(cell, spark=sparkline(row, messages.list_separator.join(points)) or _NO_LINE))
    return made


def _in_time(columns: list[str], dataset: Dataset) -> list[str]:
    """Columns sorted by time if all labels are periods (2024年, 2023年); otherwise unchanged."""
    when = periods.moments(map(dataset.label, columns))
    return columns if when is None else [name for _, name in sorted(zip(when, columns, strict=True))]


def _text(cell: Any, kind: ColumnType, missing: str) -> str:
    if cell is None or cell != cell or cell == "":
        return missing
    return written(cell, kind) if kind in TIME else str(cell)
