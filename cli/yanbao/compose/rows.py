"""Rows of a dataset as figures show them: filtered, sorted, limited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from yanbao.model.charts import Scalar
from yanbao.model.dataset import Dataset

if TYPE_CHECKING:
    import pandas as pd


def select(dataset: Dataset, where: Mapping[str, Scalar]) -> pd.DataFrame:
    """The rows whose columns have the given values."""
    frame = dataset.frame
    for column, wanted in where.items():
        frame = frame[frame[column] == wanted]
    return frame


def between(frame: pd.DataFrame, column: str, since: str | None, until: str | None) -> pd.DataFrame:
    """The rows whose date lies in a range, both ends included; a month or year includes all of its days."""
    import pandas as pd

    if since:
        frame = frame[frame[column] >= pd.Period(since).start_time]
    if until:
        frame = frame[frame[column] <= pd.Period(until).end_time]
    return frame
