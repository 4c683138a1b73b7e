"""The newest row of a dataset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from yanbao.model.dataset import TIME, ColumnType, Dataset, spoken_of
from yanbao.review.reading.kept import kept


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest row of a dataset: its moment, as ``text`` such as ``as_of`` takes, and of which kind it is."""

    day: date
    text: str
    kind: ColumnType


@kept
def newest(dataset: Dataset, issued: date, rows: Sequence[int] | None = None) -> Newest | None:
    """The newest moment of a dataset's one column of time up to the report's date, of all or of some of its rows."""
    times = [(name, one.type) for name, one in dataset.spec.columns.items() if one.type in TIME]
    if len(times) != 1:
        return None
    [(name, kind)] = times
    cells = dataset.frame[name] if rows is None else dataset.frame[name].iloc[list(rows)]
    known = cells[cells < datetime.combine(issued, time.max)]
    if known.empty:
        return None
    day = known.max().date()
    return Newest(day, spoken_of(day, kind), kind)
