"""Typed dates of the period before that of the report."""

from __future__ import annotations

from datetime import date
from textwrap import indent

import pytest

from tests.review import REPORT, read, underlined
from yanbao.periods import preceding
from yanbao.review.rules.dates import last_period

TABLE = """
rates:
  source: wind
  as_of: newest
  columns: {t: date, v: number}
  rows:
    - [2024-04-12, 2.5]
    - [2024-04-19, 3.5]
    - [2024-04-26, 4.5]
"""


def _underlined(blocks: str, period: str = "period: week\n") -> list[str]:
    section = "section: 章\npages:\n  - title: 页\n    blocks:\n" + indent(blocks, " " * 6)
    return underlined(last_period, read(section, {"content/ledger/more.yaml": TABLE}, REPORT + period))


@pytest.mark.parametrize(
    ("blocks", "dates"),
    [
        ("- text: 截至2024年4月19日，利率回升。", ["2024年4月19日"]),
        ("- text: 截至4月19日，利率回升。", ["4月19日"]),
        ("- text: 4月15日至19日，利率回升。", ["4月15日至19日"]),
        ("- text: 4月18日以来，利率回升。", ["4月18日"]),
        ("- text: 截至4月12日，利率回升。", ["4月12日"]),  # of the week before that
        ("- table: {title: 表, data: rates, columns: [t, v], where: {t: 2024-04-08..2024-04-12}}", ["2024-04-08"]),
        ("- table: {title: 表, data: rates, columns: [t, {column: v, label: 4月19日收盘}]}", ["4月19日"]),
        ('- text: \'{{ change(data.rates, "v", "2024-04-12", "2024-04-19") | pct }}\'', ["2024-04-19"]),
        ('- {text: 利率回升。, when: \'change(data.rates, "v", "2024-04-19") > 0\'}', ["2024-04-19"]),
        ("- chart: {type: line, title: 图, data: rates, x: t, series: v, until: 2024-04-19}", ["2024-04-19"]),
        ("- table: {title: 表, data: rates, columns: [t, v], where: {t: 2024-04-15..2024-04-21}}", ["2024-04-15"]),
    ],
)
def test_left_from_the_last_issue(blocks: str, dates: list[str]) -> None:
    assert _underlined(blocks) == dates
    assert _underlined(blocks, "") == [], "a report about no period has no last issue"


@pytest.mark.parametrize(
    "blocks",
    [
        "- text: 截至2024年4月26日，利率较4月19日回升。",
        "- text: 4月17日，公司发布新品；利率由4月15日至19日的低位回升。",
        "- text: 截至2024年3月末，利率回升。",
        "- text: 4月12日以来，利率回升。",
        "- chart: {type: line, title: 图, data: rates, x: t, series: v, since: 2024-04-12}",
        "- chart: {type: line, title: 图, data: rates, x: t, series: v, since: \"{{ earlier(data.rates, 't', 1) }}\"}",
        "- table: {title: 表, data: rates, columns: [t, v], where: {t: \">= {{ earlier(data.rates, 't', 1) }}\"}}",
    ],
)
def test_what_may_be_typed(blocks: str) -> None:
    assert _underlined(blocks) == []


@pytest.mark.parametrize(
    ("days", "before"),
    [
        (("2024-04-22", "2024-04-28"), ("2024-04-15", "2024-04-21")),
        (("2024-04-22", "2024-04-26"), ("2024-04-17", "2024-04-21")),
        (("2024-03-01", "2024-03-31"), ("2024-02-01", "2024-02-29")),
        (("2024-01-01", "2024-03-31"), ("2023-10-01", "2023-12-31")),
        (("2024-01-01", "2024-12-31"), ("2023-01-01", "2023-12-31")),
    ],
)
def test_the_period_before(days: tuple[str, str], before: tuple[str, str]) -> None:
    first, last = preceding((date.fromisoformat(days[0]), date.fromisoformat(days[1])))
    assert (f"{first}", f"{last}") == before


def test_a_parameter_and_an_event_of_the_month_before() -> None:
    report = REPORT + "period: month\nparams: {last_day: 2024-03-31}\n"
    section = (
        "section: 章\npages:\n  - title: 页\n    blocks:\n"
        "      - text: 2024年3月议息会议维持利率；2024年3月，利率{{ params.last_day }}。\n"
    )
    assert underlined(last_period, read(section, {}, report)) == ["2024-03-31", "2024年3月"]
