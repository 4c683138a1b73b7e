"""Data are valid on the day of the check, and no older than the report allows.

A fact with a ``valid_until`` may not be used after that day (``report check --on 2024-05-06`` asks for another day
than today). If ``report.yaml`` has a ``max_age``, numbers and tables may be at most that many days older than the
report. A month or year counts from its last day. Reported is where a report first uses the fact or table, also where
its number is typed; facts of one entity that a figure shows are reported together.

PASS::

    max_age: 90
    date: 2024-04-26

    media_gainers: {source: wind, as_of: 2024-03-29, …}

FAIL::

    max_age: 90
    date: 2024-04-26

    media_gainers: {source: wind, as_of: 2023-12-29, …}
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from yanbao.diagnostics import Level, Mark
from yanbao.model.manuscript import Manuscript
from yanbao.periods import is_over
from yanbao.review.findings import Finding, where
from yanbao.review.reading.data_ages import Use, uses
from yanbao.review.reading.dates import earliest, latest
from yanbao.rules import define

RULE = define("stale-data", __doc__, "review", Level.WARNING)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A warning at the first use of each fact or table that is too old."""
    used = list(uses(manuscript))
    for rule in (_expired, _too_old):
        found: dict[Mark, list[Finding]] = {}
        for use in used:
            for finding in rule(use, manuscript):
                found.setdefault(finding.mark, []).append(finding)
        for first, *others in found.values():
            more = f"; and so for {len(others)} more of its facts" if others else ""
            yield replace(first, message=first.message + more)


def _expired(use: Use, manuscript: Manuscript) -> Iterator[Finding]:
    today = manuscript.today
    if today and is_over(use.valid_until, today.isoformat()):
        message = f"'{use.path}' was valid until {use.valid_until}, before {today}"
        yield use.find(message, f"find a new value, or decide on another valid_until: {where(use.mark)}")


def _too_old(use: Use, manuscript: Manuscript) -> Iterator[Finding]:
    spec = manuscript.report.spec
    if spec.max_age is None or not use.has_number or not use.as_of:
        return
    limit = earliest(spec.date) - timedelta(days=spec.max_age)
    if latest(use.as_of) < limit:
        message = f"'{use.path}' speaks of {use.as_of}, more than {spec.max_age} days (max_age) before the report"
        yield use.find(message, f"take numbers of {limit} or later: {where(use.mark)}")
