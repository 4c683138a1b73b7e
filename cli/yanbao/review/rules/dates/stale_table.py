"""The newest row of a table that a report uses is not older than the table's `fresh` allows.

The age is counted in trading days until the day of checking (`report check --on 2024-05-06` asks for another day than
today): those of the table that `days` names, or Monday to Friday. A month, quarter or year counts from its last day.
Older than `warn` is a warning, older than `error` an error: `report data pull` refreshes what is declared with `pull`.

PASS::

    index_daily: {fresh: {warn: 2, error: 10}, …}     # the last row is of yesterday

FAIL::

    index_daily: {fresh: {warn: 2, error: 10}, …}     # the last row is of last month
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from yanbao.diagnostics import Level
from yanbao.model.dataset import Dataset, newest_by, written
from yanbao.model.manuscript import Manuscript
from yanbao.model.project import Project
from yanbao.review.findings import Finding, where
from yanbao.review.reading.data_ages import uses
from yanbao.rules import define
from yanbao.trading import TradingDays, last_day

RULE = define("stale-table", __doc__, "review", Level.ERROR)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at the first use of each table whose newest row is too old."""
    today = manuscript.today
    for use in uses(manuscript) if today else ():
        dataset = use.subject
        if not isinstance(dataset, Dataset) or dataset.spec.fresh is None or today is None:
            continue
        newest = _newest(dataset)
        if newest is None:
            continue
        days = _trading_days(manuscript.project, dataset)
        age, fresh = days.between(last_day(newest), today), dataset.spec.fresh
        for limit, level in ((fresh.error, Level.ERROR), (fresh.warn, Level.WARNING)):
            if limit is not None and age > limit:
                message = f"the newest row of '{use.path}' is of {newest}, {age} {days.words} ago; {limit} are allowed"
                remedy = f"report data pull {dataset.name}" if dataset.spec.pull else "add newer rows"
                yield replace(use.find(message, f"{remedy}: {where(use.mark)}"), level=level)
                break


def _newest(dataset: Dataset) -> str | None:
    """The moment of the newest row, as it is written; None if there is none."""
    column = newest_by(dataset.spec)
    if column is None:
        return None
    moments = dataset.frame[column].dropna()
    return written(max(moments), dataset.spec.columns[column].type) if len(moments) else None


def _trading_days(project: Project, dataset: Dataset) -> TradingDays:
    name = dataset.spec.fresh.days if dataset.spec.fresh else None
    named = project.datasets.get(str(name)) if name else None
    column = newest_by(named.spec) if named else None
    if named is None or column is None:
        return TradingDays()
    days: list[date] = [moment.date() for moment in named.frame[column].dropna()]
    return TradingDays(days, named.name)
