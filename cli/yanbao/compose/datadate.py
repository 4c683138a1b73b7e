"""The date that the source line of a figure ends with: 数据截至2024年4月26日.

It is that of the newest row shown, or the one that the table declares. There is none where the figure prints a date or
period itself, in its caption, its heads, its categories or a column; of what holds for a year; and of a chart with
forecasts, whose newest row has not happened yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from yanbao.model.dataset import DAYS, NUMERIC, TIME, Dataset, newest_by, spoken_of
from yanbao.model.diagrams import Diagram
from yanbao.model.figures import DataFigure, Figure
from yanbao.model.manuscript import Passage, Role
from yanbao.model.tables import Table
from yanbao.periods import DATED, moment

if TYPE_CHECKING:
    import pandas as pd

_AROUND = {Role.CAPTION, Role.UNIT, Role.NOTE, Role.LABEL, Role.HEADER}
_MONTH = len("2024-04")


def data_date(
    figure: Figure, datasets: Sequence[Dataset], rows: Sequence[int], tail: str, passages: Iterable[Passage]
) -> str:
    """The month or day that a figure's data are of, as ISO text; empty if it is not to be printed.

    ``datasets`` starts with its own, of which it shows ``rows``; ``tail`` is the generated end of its caption, and
    ``passages`` is all other text in and around it.
    """
    if not datasets or not rows or DATED.search(tail) or any(map(_is_dated, passages)):
        return ""
    dataset, columns = datasets[0], datasets[0].spec.columns
    shown = _shown(figure)
    numbers = [name for name in shown if columns[name].type in NUMERIC]
    axis = next((name for name in shown if columns[name].type in TIME), None)
    if not numbers or (axis and (isinstance(figure, Table) or columns[axis].type not in DAYS)):
        return ""
    if getattr(figure, "forecast", None) or any(
        other.spec.as_of != dataset.spec.as_of for other in _compared(figure, datasets)
    ):
        return ""
    frame = dataset.frame.loc[list(rows)]
    day = _newest(frame[frame[numbers].notna().any(axis=1)], axis, figure, dataset)
    return day if len(day) >= _MONTH else ""


def _is_dated(passage: Passage) -> bool:
    if passage.role is Role.CELL:
        return bool(DATED.match(passage.text) and moment(passage.text))
    return passage.role in _AROUND and bool(DATED.search(passage.text))


def _shown(figure: Figure) -> list[str]:
    """The columns of its own dataset that a figure shows."""
    if isinstance(figure, Table | Diagram):
        return figure.shown_columns
    return [str(one.column) for one in figure.columns] if isinstance(figure, DataFigure) else []


def _compared(figure: Figure, datasets: Sequence[Dataset]) -> list[Dataset]:
    """The other datasets whose numbers a figure shows."""
    named = {str(one.data) for one in figure.foreign if one.measures} if isinstance(figure, DataFigure) else set()
    return [one for one in datasets[1:] if one.name in named]


def _newest(frame: pd.DataFrame, axis: str | None, figure: Figure, dataset: Dataset) -> str:
    """The date of the newest of some rows, where they are in time; else the declared one."""
    column, declared = axis or newest_by(dataset.spec), dataset.spec.as_of
    is_chosen = column in getattr(figure, "where", {})
    if column is None or dataset.spec.columns[column].type not in DAYS or not (axis or dataset.grows or is_chosen):
        return declared
    cells = frame[column].dropna()
    if cells.empty:
        return declared
    newest = spoken_of(cells.max(), dataset.spec.columns[column].type)
    is_later = newest[: len(declared)] > declared
    return declared if is_later else newest
