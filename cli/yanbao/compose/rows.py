"""Rows of a dataset within a range of dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def between(frame: pd.DataFrame, column: str, since: str | None, until: str | None) -> pd.DataFrame:
    """The rows whose date lies in a range, both ends included; a month or year includes all of its days."""
    import pandas as pd

    if since:
        frame = frame[frame[column] >= pd.Period(since).start_time]
    if until:
        frame = frame[frame[column] <= pd.Period(until).end_time]
    return frame
