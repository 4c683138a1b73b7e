"""The `as_of` of a dataset is no earlier than its newest row.

Rows were added and `as_of` was forgotten, or the dates are wrong: what is printed as 截至 is then not the date of the
numbers. So it is with a caption that prints 截至 and a date before the newest row that its figure shows. Rows after the
report's date are forecasts or plans, and do not count. `as_of: newest` follows the rows.

PASS::

    index_daily: {as_of: 2024-04-26, …}     # or newest; the last row is of 2024-04-26

FAIL::

    index_daily: {as_of: 2024-04-19, …}     # the last row is of 2024-04-26
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from yanbao.diagnostics import Level
from yanbao.model.charts import DataChart
from yanbao.model.manuscript import FigureText, Manuscript, Role
from yanbao.model.tables import Table
from yanbao.review.findings import Finding, on
from yanbao.review.reading.columns import newest, numbered, on_date
from yanbao.review.reading.dates import earliest, latest, leading
from yanbao.rules import define

_UNTIL = re.compile("截[至止]")

RULE = define("old-as-of", __doc__, "review", Level.WARNING)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at the `as_of` of each dataset used that has later rows."""
    issued = latest(manuscript.report.spec.date)
    for dataset in numbered(manuscript.datasets):
        found = newest(dataset, issued)
        if found and found.day > latest(dataset.spec.as_of):
            message = f"'{dataset.name}' is as of {dataset.spec.as_of}, and has rows until {found.text}"
            remedy = f"write as_of: {found.text}, or as_of: newest"
            yield on_date(dataset, dataset.spec.as_of, message, remedy)
    for figure in manuscript.figures:
        yield from _printed(figure, issued)


def _printed(figure: FigureText, issued: date) -> Iterator[Finding]:
    """A date that a caption prints as that of its numbers, and that newer rows of the figure are after."""
    if not figure.datasets or not isinstance(figure.spec, DataChart | Table):
        return
    found = newest(figure.datasets[0], issued, figure.rows)
    for passage in figure.passages if found else ():
        for match in _UNTIL.finditer(passage.text) if passage.role in (Role.CAPTION, Role.UNIT, Role.NOTE) else ():
            written = leading(passage.text[match.end() :])
            if found and written and written.has_year and latest(written.last) < earliest(found.text):
                end = match.end() + written.end
                message = (
                    f"{figure.label} is as of {passage.text[match.end() : end]}, and shows rows until {found.text}"
                )
                yield on(passage, match.start(), end, message, f"write 截至 and the date of {found.text}")
