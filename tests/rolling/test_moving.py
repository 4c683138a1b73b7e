"""When the next issue is, and what it is about."""

from __future__ import annotations

import pytest

from yanbao.diagnostics import Mark, Marked, SetupError
from yanbao.model.report import Report
from yanbao.rolling.moving import issue_of, next_date, next_period


def report(date: str, period: str | None) -> Report:
    return Report(
        title=Marked("题", Mark("x")), kind="周报", date=date, period=period, outline=(Marked("cover", Mark("x")),)
    )


@pytest.mark.parametrize(
    ("date", "period", "following"),
    [
        ("2024-04-26", "week", "2024-05-03"),
        ("2024-12-27", "last week", "2025-01-03"),
        ("2024-01-31", "month", "2024-02-29"),
        ("2024-02-29", "month", "2024-03-31"),
        ("2024-01-30", "last month", "2024-02-29"),
        ("2024-04-15", "month", "2024-05-15"),
        ("2024-12-31", "quarter", "2025-03-31"),
        ("2024-02-29", "year", "2025-02-28"),
        ("2024-04-30", "2024Q1", "2024-07-31"),
        ("2024-05-08", "2024-04", "2024-06-08"),
        ("2024-04-27", "2024-04-22..2024-04-26", "2024-05-04"),
        ("2024-04-27", "2024-04-15..2024-04-26", "2024-05-11"),
        ("2024-02-05", "2024-01-01..2024-01-31", "2024-03-05"),
        ("2024-01-15", "2023-07..2023-12", "2024-07-15"),
        ("2024-07-15", "2024年上半年", "2025-01-15"),
        ("2024-12", None, "2025-01"),
        ("2024", None, "2025"),
    ],
)
def test_the_next_issue_is_one_period_later(date: str, period: str | None, following: str) -> None:
    assert next_date(report(date, period)) == following


def test_without_a_period_the_day_has_to_be_named() -> None:
    with pytest.raises(SetupError, match="how often"):
        next_date(report("2024-04-26", None))


@pytest.mark.parametrize(
    ("period", "old", "new", "following"),
    [
        ("week", "2024-04-26", "2024-05-03", None),
        ("2024Q1", "2024-04-30", "2024-07-30", "2024Q2"),
        ("2024Q4", "2025-01-30", "2025-07-30", "2025Q2"),
        ("2024-12", "2025-01-08", "2025-02-08", "2025-01"),
        ("2023", "2024-03-30", "2025-03-30", "2024"),
        ("2024-04-22..2024-04-26", "2024-04-27", "2024-05-11", "2024-05-06..2024-05-10"),
        ("2024-04-22 至 2024-04-26", "2024-04-27", "2024-05-04", "2024-04-29 至 2024-05-03"),
        ("2024年上半年", "2024-07-15", "2025-01-15", "2024年下半年"),
        ("2024H2", "2025-01-15", "2025-07-15", "2025H1"),
        ("2024-01-01..2024-01-31", "2024-02-05", "2024-03-05", "2024-02-01..2024-02-29"),
        ("2024-02-01..2024-02-29", "2024-03-05", "2024-04-05", "2024-03-01..2024-03-31"),
        ("2024-04-01..2024-06-30", "2024-07-10", "2024-10-10", "2024-07-01..2024-09-30"),
        ("2023-07..2023-12", "2024-01-15", "2024-07-15", "2024-01..2024-06"),
    ],
)
def test_the_period_moves_with_the_date(period: str, old: str, new: str, following: str | None) -> None:
    assert next_period(period, old, new) == following


def test_an_issue_is_about_its_period_or_else_its_date() -> None:
    one = issue_of(report("2024-04-27", "2024-04-22..2024-04-26"))
    assert [f"{day}" for day in (*one.issued, *one.about)] == ["2024-04-27", "2024-04-27", "2024-04-22", "2024-04-26"]
    one = issue_of(report("2024-04", None))
    assert [f"{day}" for day in one.issued] == ["2024-04-01", "2024-04-30"]
    assert one.about == one.issued
