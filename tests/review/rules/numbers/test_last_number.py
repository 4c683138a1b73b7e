"""Typed numbers that are those of the period before."""

from __future__ import annotations

import pytest

from tests.review import REPORT, found, read
from yanbao.review.rules.numbers import last_number

TABLES = """
index:
  source: wind
  as_of: newest
  columns:
    date: date
    close: {type: number, label: 传媒指数, decimals: 2}
    amount: {type: number, label: 成交金额, unit: 亿元, decimals: 1}
    rate: {type: percent, label: 利率}
  rows:
    - [2024-04-03, 590.27, 280.9, 2.9%]
    - [2024-04-12, 587.83, 310.2, 3.0%]
    - [2024-04-18, 565.10, 320.6, 3.1%]
    - [2024-04-19, 561.51, 289.2, 3.25%]
    - [2024-04-25, 570.02, 250.1, 3.3%]
    - [2024-04-26, 578.88, 300.7, 3.45%]
stocks:
  source: wind
  as_of: newest
  columns: {date: date, code: ticker, price: {type: number, label: 收盘价, unit: 元}}
  rows:
    - [2024-04-19, 300418.SZ, 37.21]
    - [2024-04-26, 300418.SZ, 39.82]
list:
  source: wind
  as_of: 2024-04-26
  columns: {code: ticker, name: text}
  rows: [[300418.SZ, 昆仑万维]]
"""
BESIDE = "{{ last(data.index, 'rate') }}"


def _told(text: str, report: str = REPORT + "period: week\n") -> list[tuple[str, str]]:
    used = "{{ last(data.index, 'close') }}、{{ last(data.stocks, 'price', code='300418.SZ') }}"
    section = f'section: 章\npages:\n  - title: 页\n    blocks: [{{text: "{text}"}}, {{text: "{used}"}}]\n'
    manuscript = read(section, {"content/ledger/more.yaml": TABLES}, report)
    return [(finding.text, finding.help) for finding in found(last_number, manuscript)]


@pytest.mark.parametrize(
    ("text", "number", "expression"),
    [
        ("传媒指数收于561.51点。", "561.51点", 'last(data.index, "close")'),
        ("传媒指数一周下跌4.5%。", "4.5%", 'change(data.index, "close", "week")'),
        ("传媒指数最高565.1点。", "565.1点", 'highest(data.index, "close", date=period)'),
        (f"利率{BESIDE}，合计609.8亿元。", "609.8亿元", 'sum(data.index, "amount", date=period)'),
        ("利率为3.25%。", "3.25%", 'last(data.index, "rate")'),
        ("传媒指数较587.83点回落。", "587.83点", 'earlier(data.index, "close", "week")'),
        ("传媒指数由587.83点到578.88点。", "587.83点", 'earlier(data.index, "close", "week")'),
        ("昆仑万维收于37.21元。", "37.21元", 'last(data.stocks, "price", code="300418.SZ")'),
    ],
)
def test_of_the_last_issue(text: str, number: str, expression: str) -> None:
    assert _told(text) == [(number, f"bind it: {{{{ {expression} }}}}")]
    assert _told(text, REPORT) == [], "a report about no period has no last issue"


@pytest.mark.parametrize(
    "text",
    [
        "传媒指数由561.51点到578.88点，较4月12日的587.83点回落，较前两周的587.83点也是。",
        "传媒指数收于578.88点，较前一周的561.51点回升。",
        "合计609.8亿元。",
        f"利率{BESIDE}，另有4.5%的公司。",
        "上期传媒指数收于561.51点。",
        "昆仑万维收于39.82元。",
    ],
)
def test_what_may_be_typed(text: str) -> None:
    assert _told(text) == []


def test_the_number_of_a_card_is_named_by_its_label() -> None:
    used = "{{ last(data.index, 'close') }}"
    cards = (
        "["
        + ", ".join(
            f"{{value: {value}, label: {name}一周}}"
            for value, name in (("−4.5%", "传媒指数"), ("−4.5%", "另一指数"), ("+3.1%", "传媒指数"))
        )
        + "]"
    )
    section = f'section: 章\npages:\n  - title: 页\n    blocks: [{{cards: {cards}}}, {{text: "{used}"}}]\n'
    manuscript = read(section, {"content/ledger/more.yaml": TABLES}, REPORT + "period: week\n")
    assert [finding.text for finding in found(last_number, manuscript)] == ["−4.5%"]


def test_amounts_are_compared_with_those_of_the_period_before() -> None:
    [(number, _)] = _told(f"利率{BESIDE}，合计成交550.8亿元，较310.2亿元增加。")
    assert number == "310.2亿元"
    assert _told(f"利率{BESIDE}，合计成交550.8亿元，较609.8亿元减少。") == []


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("传媒指数同比上升，收于561.51点。", True),  # 同比 compares something else
        ("传媒指数收于587.83点。", True),  # the week before, if the last one had no issue
        ("4月19日的561.51点是传媒指数的低点。", False),
        ("我们在4月12日的周报中提示传媒指数收于587.83点。", False),
    ],
)
def test_what_a_number_is_said_to_be_of(text: str, is_told: bool) -> None:
    assert bool(_told(text)) is is_told


def test_a_card_of_the_week_before() -> None:
    cards = "[{value: 561.51点, label: 传媒指数上周}, {value: 561.51点, label: 传媒指数}]"
    used = "{{ last(data.index, 'close') }}"
    section = f'section: 章\npages:\n  - title: 页\n    blocks: [{{cards: {cards}}}, {{text: "{used}"}}]\n'
    manuscript = read(section, {"content/ledger/more.yaml": TABLES}, REPORT + "period: week\n")
    assert [finding.mark.column for finding in found(last_number, manuscript)] == [64]  # the second
