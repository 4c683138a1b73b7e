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

from yanbao.diagnostics import Level
from yanbao.model.dataset import NUMERIC
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding
from yanbao.review.reading.dates import latest
from yanbao.review.reading.newest_rows import newest
from yanbao.rules import define

RULE = define("old-as-of", __doc__, "review", Level.WARNING)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at the declaration of each dataset used that has later rows."""
    issued = latest(manuscript.report.spec.date)
    for dataset in manuscript.datasets:
        has_numbers = any(column.type in NUMERIC for column in dataset.spec.columns.values())
        found = newest(dataset, issued)
        if has_numbers and found and found.day > latest(dataset.spec.as_of):
            message = f"'{dataset.name}' is as of {dataset.spec.as_of}, and has rows until {found.text}"
            remedy = f"write as_of: {found.text}, or as_of: newest"
            yield Finding(dataset.mark, len(dataset.name), dataset.name, message, remedy)
