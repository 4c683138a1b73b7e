"""The `as_of` of a dataset is no earlier than its newest row.

Rows were added and `as_of` was forgotten, or the dates are wrong: what is printed as 截至 is then not the date of the
numbers. Rows after the report's date are forecasts or plans, and do not count. `as_of: newest` follows the rows.

PASS::

    index_daily: {as_of: 2024-04-26, …}     # or newest; the last row is of 2024-04-26

FAIL::

    index_daily: {as_of: 2024-04-19, …}     # the last row is of 2024-04-26
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yanbao.diagnostics import Level
from yanbao.model.dataset import NUMERIC, TIME, Dataset, written
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding
from yanbao.review.reading.dates import latest
from yanbao.rules import define

RULE = define("old-as-of", __doc__, "review", Level.WARNING)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at the declaration of each dataset used that has later rows."""
    issued = latest(manuscript.report.spec.date)
    for dataset in manuscript.datasets:
        has_numbers = any(column.type in NUMERIC for column in dataset.spec.columns.values())
        found = _newest(dataset, issued)
        if has_numbers and found and found[0] > latest(dataset.spec.as_of):
            message = f"'{dataset.name}' is as of {dataset.spec.as_of}, and has rows until {found[1]}"
            remedy = f"write as_of: {found[1]}, or as_of: newest"
            yield Finding(dataset.mark, len(dataset.name), dataset.name, message, remedy)


def _newest(dataset: Dataset, issued: date) -> tuple[date, str] | None:
    """The newest moment of a dataset's one column of time up to the report's date, and how it is written."""
    times = [(name, one.type) for name, one in dataset.spec.columns.items() if one.type in TIME]
    if len(times) != 1:
        return None
    [(name, kind)] = times
    days = [moment.date() for moment in dataset.frame[name].dropna() if moment.date() <= issued]
    return (max(days), written(max(days), kind)) if days else None
