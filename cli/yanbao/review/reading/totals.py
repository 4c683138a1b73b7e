"""Totals and shares in tables and charts: rows above 合计, columns of shares, stacked columns."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from yanbao.formatting import decimals_of, number, percent
from yanbao.model.charts import DataChart
from yanbao.model.dataset import TIME, ColumnType, Dataset
from yanbao.model.madeof import naming_column
from yanbao.model.manuscript import FigureText
from yanbao.model.tablerows import name_column, names_of, table_rows
from yanbao.model.tables import Table
from yanbao.model.words import WordLists
from yanbao.review.findings import Finding, at

_RATES = r"率|均|比|价|倍|速|幅|[Pp][EeBbSs]|EPS|ROE|CAGR|%|/"
_RATE = re.compile(_RATES)
_NOT_ADDED = re.compile(_RATES + "|排名|名次|得分|评分|分数|指数|年份|序号|年|点")
_NOT_ADDED_UNITS = re.compile(r"/|%|倍|分$|点$|年$|月$|度$")
_PARTS_OF_PARTS = re.compile(r"其中|小计|其中：|^[\s　-]+")
STILL_A_WHOLE = 1.2
"""Shares with a larger sum belong to several wholes."""
_NEAR = 0.1
"""If a total exceeds its rows by a larger share, the rows are only a selection."""


def declared_totals(figure: FigureText, told: set[tuple[str, str]]) -> Iterator[Finding]:
    """A finding at each total of the row that a table says is one, if its rows do not make it.

    ``told`` are the columns that are known to be right or wrong.
    """
    if not isinstance(figure.spec, Table) or not figure.spec.total or not figure.spec.total.row:
        return
    dataset, row = figure.datasets[0], figure.spec.total.row
    rows = table_rows(figure.spec, dataset)
    names = name_column(figure.spec, dataset) or ""
    if any(_PARTS_OF_PARTS.search(name) for name in names_of(rows.parts, names, dataset)):
        return
    for column in figure.spec.shown_columns:
        spec = dataset.spec.columns[column]
        if spec.type is not ColumnType.NUMBER or _RATE.search(str(spec.label) + spec.unit):
            continue
        parts, [total] = rows.parts[column].tolist(), rows.total[column].tolist()
        if (dataset.name, column) not in told and (differing := _difference(parts, total, spec.decimals)):
            yield _wrong(dataset, int(rows.total.index[0]), column, row, differing)
        told.add((dataset.name, column))


def total_row(dataset: Dataset, told: set[tuple[str, str]], lists: WordLists) -> Iterator[Finding]:
    """A finding at each total in the last row that the rows above do not make."""
    frame = dataset.frame
    first = naming_column(dataset.spec.columns)
    if not first or not len(frame):
        return
    names = [str(name) for name in frame[first].tolist()]
    totals = [row for row, name in enumerate(names) if name in lists.totals]
    if totals != [len(names) - 1] or len(names) < 3 or any(_PARTS_OF_PARTS.search(name) for name in names):
        return
    (last,) = totals
    for column, spec in dataset.spec.columns.items():
        if spec.type is not ColumnType.NUMBER or (dataset.name, column) in told:
            continue
        if _NOT_ADDED.search(str(spec.label)) or _NOT_ADDED_UNITS.search(spec.unit):
            continue
        *parts, total = frame[column].tolist()
        differing = _difference(parts, total, spec.decimals)
        if not differing or total > sum(parts) * (1 + _NEAR) or min(parts) < 0 or not total:
            continue  # but some of what makes the total is listed
        yield _wrong(dataset, last, column, names[last], differing)


def _difference(parts: Sequence[float], total: float, decimals: int | None) -> tuple[str, str] | None:
    """A total and the sum of its parts, if they differ by more than rounding explains; else None."""
    cells = [*parts, total]
    if any(map(math.isnan, cells)):
        return None
    places = max([decimals or 0, *(decimals_of(cell, 6) for cell in cells)])
    is_right = abs(sum(parts) - total) <= (len(cells) / 2) * 10.0**-places + 1e-9 * abs(total)
    return None if is_right else (number(total, places), number(sum(parts), places))


def _wrong(dataset: Dataset, row: int, column: str, name: str, differing: tuple[str, str]) -> Finding:
    mark, width = dataset.place(row, column)
    total, listed = differing
    message = f"{name} {total} of {dataset.label(column)}: the rows above come to {listed}"
    quote = number(dataset.frame[column].tolist()[row])
    return Finding(mark, width, quote, message, "correct the total or one of the rows")


def shares(figure: FigureText, told: set[tuple[str, str]], lists: WordLists) -> Iterator[Finding]:
    """A finding for shares of a figure that sum to over 100 %; ``told`` are the columns already reported."""
    spec = figure.spec
    if not figure.datasets or not figure.rows:
        return
    dataset = figure.datasets[0]
    columns = dataset.spec.columns
    if isinstance(spec, DataChart) and spec.parts_across:
        stacked = list(map(str, spec.parts_across))
        if all(columns[name].type is ColumnType.PERCENT for name in stacked):
            yield from _stacks(figure, dataset, str(spec.x), stacked)
        return
    if not isinstance(spec, Table | DataChart):
        return
    keys = [name for name, one in columns.items() if one.type is ColumnType.TEXT]
    if any(one.type in TIME for one in columns.values()) or len(keys) != 1:
        return
    labels = set(lists.names_of("share"))
    shown = [one.column for one in spec.columns] if isinstance(spec, Table) else spec.parts_down
    for name in map(str, shown):
        if columns[name].type is ColumnType.PERCENT and str(columns[name].label) in labels:
            yield from _column(figure, dataset, keys[0], name, told, lists)


def _stacks(figure: FigureText, dataset: Dataset, x: str, stacked: Sequence[str]) -> Iterator[Finding]:
    for row in figure.rows:
        cells = [float(dataset.frame[name].iloc[row]) for name in stacked]
        if any(math.isnan(cell) or cell < 0 for cell in cells):
            continue
        if (over := _over(cells)) and len(cells) > 1:
            mark, width = dataset.place(row, stacked[-1])
            message = f"the shares of {dataset.frame[x].iloc[row]} come to {over}"
            yield Finding(mark, width, over, message, "correct one of them")


def _column(
    figure: FigureText, dataset: Dataset, key: str, name: str, told: set[tuple[str, str]], lists: WordLists
) -> Iterator[Finding]:
    parts = [row for row in figure.rows if str(dataset.frame[key].iloc[row]) not in lists.totals]
    cells = [float(dataset.frame[name].iloc[row]) for row in parts]
    if len(cells) < 2 or any(math.isnan(cell) or cell < 0 for cell in cells) or (dataset.name, name) in told:
        return
    if over := _over(cells):
        told.add((dataset.name, name))
        message = f"{dataset.label(name)} of '{dataset.name}' comes to {over}"
        yield at(figure.spec.title, message, "correct one of the shares, or say what each is a share of")


def _over(cells: Sequence[float]) -> str:
    """The sum of shares, if it is over 100 % by more than rounding explains; else empty."""
    total = sum(cells)
    decimals = max(decimals_of(100 * cell, 4) for cell in cells)
    room = len(cells) / 2 * 10.0 ** -(decimals + 2)
    return percent(total, decimals) if 1 + room + 1e-9 < total <= STILL_A_WHOLE else ""
