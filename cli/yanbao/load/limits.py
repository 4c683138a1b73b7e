"""Checks the declared constraints of a dataset: ranges of columns, and unique keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yanbao import rules
from yanbao.load.declared import Declared
from yanbao.load.findings import Findings
from yanbao.load.grids import Grid
from yanbao.load.together import bound
from yanbao.model.dataset import TIME, Column, written

if TYPE_CHECKING:
    import pandas as pd

_AT_MOST = 5


def check_limits(item: Declared, frame: pd.DataFrame, grid: Grid, found: Findings) -> None:
    """Report values outside their range, and rows with duplicate keys."""
    for name, column in item.spec.columns.items():
        if column.range is not None and column.has_cells:
            _range(name, column, frame, grid, found)
    if item.spec.key:
        _key(item, frame, grid, found)


def _range(name: str, column: Column, frame: pd.DataFrame, grid: Grid, found: Findings) -> None:
    low, high = column.range or (None, None)
    least, most = bound(column, low), bound(column, high)
    cells = frame[name]
    outside = (cells < least if least is not None else False) | (cells > most if most is not None else False)
    rows = [] if isinstance(outside, bool) else [int(row) for row in (outside & cells.notna()).to_numpy().nonzero()[0]]
    at = grid.columns.index(name)
    for row in rows[:_AT_MOST]:
        mark, width = grid.place(int(row), at)
        words = f"{'' if low is None else low} … {'' if high is None else high}".strip()
        message = f"{grid.title(int(row), at)}: the value is outside of the declared range, {words}"
        found.error(rules.BAD_CELL, message, mark, "mend the value, or its unit, or the range", width)
    if len(rows) > _AT_MOST:
        mark, width = grid.place(int(rows[-1]), at)
        message = f"column '{name}' has {len(rows)} values outside of its range; this is the last one"
        found.error(rules.BAD_CELL, message, mark, width=width)


def _key(item: Declared, frame: pd.DataFrame, grid: Grid, found: Findings) -> None:
    names = [str(name) for name in item.spec.key]
    at = grid.columns.index(names[-1])
    rows: list[int] = [int(row) for row in frame.duplicated(names).to_numpy().nonzero()[0]]
    for row in rows[:_AT_MOST]:
        same = (frame[names] == frame.loc[row, names]).all(axis=1)
        first = int(same.to_numpy().argmax()) if same.any() else row
        what = ", ".join(_shown(frame.at[row, name], item.spec.columns[name]) for name in names)
        mark, width = grid.place(row, at)
        message = (
            f"{grid.title(row, at)}: the row of {what} is there twice, first in line {grid.place(first, at)[0].line}"
        )
        found.error(rules.BAD_ROW, message, mark, "delete one, or declare what else tells them apart in 'key'", width)
    if len(rows) > _AT_MOST:
        mark, width = grid.place(rows[-1], at)
        found.error(rules.BAD_ROW, f"{len(rows)} rows have the key of another; this is the last one", mark, width=width)


def _shown(cell: object, column: Column) -> str:
    if cell is None or cell != cell:  # NaN and NaT differ from themselves
        return "nothing"
    return written(cell, column.type) if column.type in TIME else str(cell)
