"""Selects rows of a dataset by date range, and records their texts."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from yanbao.compose.prose import Prose
from yanbao.formatting import telling_decimals
from yanbao.model.dataset import TEXT, Dataset
from yanbao.model.manuscript import Role
from yanbao.model.plot import PlotSeries

if TYPE_CHECKING:
    import pandas as pd


def between(frame: pd.DataFrame, column: str, since: str | None, until: str | None) -> pd.DataFrame:
    """Rows whose date lies in an inclusive range; a month or year includes all of its days."""
    import pandas as pd

    if since:
        frame = frame[frame[column] >= pd.Period(since).start_time]
    if until:
        frame = frame[frame[column] <= pd.Period(until).end_time]
    return frame


def floats(cells: Iterable[float]) -> tuple[float | None, ...]:
    """The numbers of a column; missing ones become None."""
    return tuple(None if math.isnan(cell) else float(cell) for cell in cells)


def change_decimals(lines: Iterable[PlotSeries]) -> int:
    """Decimals of percentage changes, 1 or more, that distinguish the last values of several lines."""
    ends = [[value for value in line.values if value is not None] for line in lines if line.percent]
    return telling_decimals([values[-1] * 100 for values in ends if values], 1)


def read_row(dataset: Dataset, row: int, columns: Iterable[str], prose: Prose, marked: Collection[str] = ()) -> None:
    """Record the text and ticker cells of a row in the manuscript; those of ``marked`` columns have markup."""
    for column in columns:
        if dataset.spec.columns[column].type in TEXT and (text := dataset.frame.at[row, column]):
            mark = dataset.place(row, column)[0]
            if column in marked:
                prose.marked_cell(str(text), mark)
            else:
                prose.cell(str(text), Role.CELL, mark)


def read_label(dataset: Dataset, column: str, prose: Prose) -> str:
    """The label of a column, recorded in the manuscript if the author wrote it."""
    label = dataset.spec.columns[column].label
    prose.cell(label, Role.LABEL, label.mark)
    return dataset.label(column)
