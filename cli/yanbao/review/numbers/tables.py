"""Totals and shares in tables and charts: rows above 合计, columns of shares, stacked columns."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from yanbao.formatting import decimals_of, number, percent
from yanbao.model.charts import BarChart, ColumnChart
from yanbao.model.dataset import TIME, ColumnType, Dataset
from yanbao.model.manuscript import FigureText
from yanbao.model.tables import Table
from yanbao.review.findings import Finding, at

_TOTAL = frozenset({"合计", "总计", "合 计", "总 计"})
_NOT_ADDED = re.compile(
    r"率|均|比|价|倍|速|幅|排名|名次|得分|评分|分数|指数|年份|序号|[Pp][EeBbSs]|EPS|ROE|CAGR|%|/|年|点"
)
_NOT_ADDED_UNITS = re.compile(r"/|%|倍|分$|点$|年$|月$|度$")
_PARTS_OF_PARTS = re.compile(r"其中|小计|其中：|^[\s　-]+")
_SHARE_LABELS = frozenset({"占比", "份额", "比重", "构成", "权重", "市场份额", "市占率", "市场占有率"}) | frozenset(
    f"{whole}占比" for whole in ("收入", "营收", "销量", "出货量", "规模", "销售额")
)
STILL_A_WHOLE = 1.2
"""Shares that come to more are of several wholes."""
_NEAR = 0.1
"""How far a total may be above its rows before they are but some of them."""


def total_row(dataset: Dataset) -> Iterator[Finding]:
    """A finding at each total in the last row that the rows above do not make."""
    frame = dataset.frame
    first = next((name for name, spec in dataset.spec.columns.items() if spec.type is ColumnType.TEXT), None)
    if first is None or not len(frame):
        return
    names = [str(name) for name in frame[first].tolist()]
    totals = [row for row, name in enumerate(names) if name in _TOTAL]
    if totals != [len(names) - 1] or len(names) < 3 or any(_PARTS_OF_PARTS.search(name) for name in names):
        return
    (last,) = totals
    for column, spec in dataset.spec.columns.items():
        if spec.type is not ColumnType.NUMBER:
            continue
        if _NOT_ADDED.search(str(spec.label)) or _NOT_ADDED_UNITS.search(spec.unit):
            continue
        cells = frame[column].tolist()
        if any(map(math.isnan, cells)):
            continue
        parts, total = cells[:-1], cells[-1]
        decimals = max([spec.decimals or 0, *(decimals_of(cell, 6) for cell in cells)])
        sum_ = sum(parts)
        if abs(sum_ - total) <= (len(cells) / 2) * 10.0**-decimals + 1e-9 * abs(total):
            continue
        if total > sum_ * (1 + _NEAR) or min(parts) < 0 or not total:
            continue  # but some of what makes the total is listed
        mark, width = dataset.place(last, column)
        listed = number(sum_, decimals)
        message = f"{names[last]} {number(total, decimals)} of {dataset.label(column)}: the rows above come to {listed}"
        yield Finding(mark, width, number(total), message, "correct the total or one of the rows")


def shares(figure: FigureText, told: set[tuple[str, str]]) -> Iterator[Finding]:
    """A finding at shares of a figure that pass a whole; ``told`` are the columns that have been reported."""
    spec = figure.spec
    if not figure.datasets or not figure.rows:
        return
    dataset = figure.datasets[0]
    columns = dataset.spec.columns
    if isinstance(spec, ColumnChart) and spec.stacked:
        stacked = [str(one.y) for one in spec.series]
        if all(columns[name].type is ColumnType.PERCENT for name in stacked):
            yield from _stacks(figure, dataset, str(spec.x), stacked)
        return
    if not isinstance(spec, Table | BarChart | ColumnChart):
        return
    keys = [name for name, one in columns.items() if one.type is ColumnType.TEXT]
    if any(one.type in TIME for one in columns.values()) or len(keys) != 1:
        return
    shown = [str(one.column) for one in spec.columns] if isinstance(spec, Table) else _measured(spec)
    for name in shown:
        if columns[name].type is ColumnType.PERCENT and str(columns[name].label) in _SHARE_LABELS:
            yield from _column(figure, dataset, keys[0], name, told)


def _measured(spec: BarChart | ColumnChart) -> list[str]:
    return [str(spec.y)] if isinstance(spec, BarChart) else [str(one.y) for one in spec.series]


def _stacks(figure: FigureText, dataset: Dataset, x: str, stacked: Sequence[str]) -> Iterator[Finding]:
    for row in figure.rows:
        cells = [float(dataset.frame[name].iloc[row]) for name in stacked]
        if any(math.isnan(cell) or cell < 0 for cell in cells):
            continue
        if (over := _over(cells)) and len(cells) > 1:
            mark, width = dataset.place(row, stacked[-1])
            message = f"the shares of {dataset.frame[x].iloc[row]} come to {over}"
            yield Finding(mark, width, over, message, "correct one of them")


def _column(figure: FigureText, dataset: Dataset, key: str, name: str, told: set[tuple[str, str]]) -> Iterator[Finding]:
    parts = [row for row in figure.rows if str(dataset.frame[key].iloc[row]) not in _TOTAL]
    cells = [float(dataset.frame[name].iloc[row]) for row in parts]
    if len(cells) < 2 or any(math.isnan(cell) or cell < 0 for cell in cells) or (dataset.name, name) in told:
        return
    if over := _over(cells):
        told.add((dataset.name, name))
        message = f"{dataset.label(name)} of '{dataset.name}' comes to {over}"
        yield at(figure.spec.title, message, "correct one of the shares, or say what each is a share of")


def _over(cells: Sequence[float]) -> str:
    """What shares come to, if that is more than a whole and rounding does not explain it."""
    total = sum(cells)
    decimals = max(decimals_of(100 * cell, 4) for cell in cells)
    room = len(cells) / 2 * 10.0 ** -(decimals + 2)
    return percent(total, decimals) if 1 + room + 1e-9 < total <= STILL_A_WHOLE else ""
