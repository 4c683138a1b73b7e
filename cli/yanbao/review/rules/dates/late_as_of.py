"""The `as_of` of a dataset is no later than its newest row.

Either the date was updated and the rows were not, or the rows end before the date that is printed as 截至. Rows after
the report's date are forecasts or plans, and do not count. A date before another row is due is right: a day of April
beside months until March, a Sunday after the Friday. `as_of: newest` follows the rows.

PASS::

    index_daily: {as_of: 2024-04-26, …}     # or newest; the last row is of 2024-04-26

FAIL::

    index_daily: {as_of: 2024-06-28, …}     # the last row is of 2024-04-26
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from yanbao.diagnostics import Level
from yanbao.model.dataset import ColumnType
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding
from yanbao.review.reading.columns import Newest, newest, numbered, on_date
from yanbao.review.reading.dates import earliest, latest
from yanbao.rules import define

RULE = define("late-as-of", __doc__, "review", Level.HINT)

_HOLIDAYS = 10
_FURTHER = {ColumnType.MONTH: 0, ColumnType.QUARTER: 62, ColumnType.YEAR: 340}
"""Days from the first of a month, quarter or year to its last month."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at the `as_of` of each dataset used whose rows all are of long before."""
    issued = latest(manuscript.report.spec.date)
    for dataset in numbered(manuscript.datasets):
        found = newest(dataset, issued)
        if found and earliest(dataset.spec.as_of) > _due(found):
            message = f"'{dataset.name}' is as of {dataset.spec.as_of}, and its rows end with {found.text}"
            remedy = f"add the rows, or write as_of: {found.text}, or as_of: newest"
            yield on_date(dataset, dataset.spec.as_of, message, remedy)


def _due(found: Newest) -> date:
    """The day by which another row is there: of trading days after the longest holidays."""
    following = latest(found.text) + timedelta(days=1)
    if found.kind is ColumnType.DATE:
        return following + timedelta(days=_HOLIDAYS)
    return latest(f"{following + timedelta(days=_FURTHER[found.kind]):%Y-%m}")
