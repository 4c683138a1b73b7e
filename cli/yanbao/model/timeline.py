"""The time order of a dataset's rows, whatever their order in the file.

The time column of a dataset is its date or month column; if it has none, a text column whose cells are all periods with
their year, such as 2023A or 1Q24.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from yanbao import periods
from yanbao.model.computed import recomputed
from yanbao.model.dataset import TIME, ColumnType, Dataset, spoken_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    import pandas as pd

    from yanbao.diagnostics import Mark


def moments(cells: pd.Series[Any], kind: ColumnType) -> pd.Series[Any] | None:
    """The cells of a column as sortable moments; None unless all are moments."""
    import pandas as pd

    if kind in TIME:
        return cells
    if kind is not ColumnType.TEXT or not len(cells):
        return None
    found = periods.moments(cell if isinstance(cell, str) else "" for cell in cells)
    return None if found is None else pd.Series(found, index=cells.index, dtype=object)


def in_time(frame: pd.DataFrame, column: str, kind: ColumnType) -> pd.DataFrame:
    """The rows sorted by time; unchanged if the column does not hold moments."""
    found = moments(frame[column], kind)
    return frame if found is None else frame.loc[found.sort_values(kind="stable").index]


def time_columns(dataset: Dataset, frame: pd.DataFrame, among: Collection[str] = ()) -> list[str]:
    """The possible time columns of some rows of a dataset; only those ``among`` the given names, if any are."""
    columns = dataset.spec.columns
    found = [name for name, column in columns.items() if column.type in TIME] or [
        name for name, column in columns.items() if moments(frame[name], column.type) is not None
    ]
    return [name for name in found if name in among] or found


def up_to(dataset: Dataset, day: date) -> Dataset:
    """A dataset that grows, ``as_of: newest``, without the rows of days, months, quarters and years that end after a
    day.

    Others are what they were declared to be: a table of coming events keeps them.
    """
    named = [name for name, column in dataset.spec.columns.items() if column.type in TIME]
    if not dataset.grows or len(named) != 1:
        return dataset
    cells = dataset.frame[named[0]]
    kept = cells.isna() | (_ends(cells, dataset.spec.columns[named[0]].type).dt.date <= day)
    if kept.all() or not kept.any():
        return dataset
    newest = spoken_of(cells[kept].max(), dataset.spec.columns[named[0]].type)
    spec = dataset.spec.model_copy(update={"as_of": newest})
    frame = recomputed(spec.columns, dataset.frame[kept])
    place = partial(_place, dataset.place, tuple(frame.index))
    return replace(dataset, spec=spec, frame=frame.reset_index(drop=True), place=place)


def _ends(cells: pd.Series[Any], kind: ColumnType) -> pd.Series[Any]:
    """The last days of the periods that the cells of a column of time are."""
    from pandas.tseries import offsets

    match kind:
        case ColumnType.MONTH:
            return cells + offsets.MonthEnd(0)
        case ColumnType.QUARTER:
            return cells + offsets.QuarterEnd(0)
        case ColumnType.YEAR:
            return cells + offsets.YearEnd(0)
        case _:
            return cells


def _place(
    place: Callable[[int, str], tuple[Mark, int]], rows: Sequence[int], row: int, column: str
) -> tuple[Mark, int]:
    """Where a cell stands, of a table without some of its ``rows``."""
    return place(rows[row], column)
