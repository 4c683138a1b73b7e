"""Dates, periods and the age of data."""

from __future__ import annotations

from yanbao.review.dates import impossible_date, mixed_dates, two_digit_year, undated_period, unordered_events
from yanbao.review.findings import RuleModule

RULES: tuple[RuleModule, ...] = (impossible_date, mixed_dates, two_digit_year, undated_period, unordered_events)
