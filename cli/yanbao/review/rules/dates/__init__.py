"""Dates, periods and the age of data."""

from __future__ import annotations

from yanbao.review.findings import RuleModule
from yanbao.review.rules.dates import (
    future_data,
    impossible_date,
    last_period,
    late_as_of,
    mixed_as_of,
    mixed_dates,
    no_new_rows,
    old_as_of,
    stale_data,
    stale_table,
    two_digit_year,
    undated_period,
    unordered_events,
)

RULES: tuple[RuleModule, ...] = (
    future_data,
    impossible_date,
    last_period,
    late_as_of,
    mixed_as_of,
    mixed_dates,
    no_new_rows,
    old_as_of,
    stale_data,
    stale_table,
    two_digit_year,
    undated_period,
    unordered_events,
)
