"""跑赢 and 跑输 beside the closes."""

from __future__ import annotations

import pytest

from tests.review import REPORT, found, read
from yanbao.review.rules.numbers import contradicted_verdict

TABLES = """
index:
  source: wind
  as_of: newest
  columns: {date: date, media: {type: number, label: 申万传媒}, csi300: {type: number, label: 沪深300}}
  rows:
    - [2023-12-29, 630, 3431]
    - [2024-03-29, 600, 3537]
    - [2024-04-19, 562, 3542]
    - [2024-04-26, 579, 3584]
stocks:
  source: wind
  as_of: newest
  columns: {date: date, code: ticker, open: {type: number, unit: 元}, close: {type: number, unit: 元}}
  rows:
    - [2024-04-19, 300418.SZ, 41, 37.21]
    - [2024-04-26, 300418.SZ, 38, 37.82]
list:
  source: wind
  as_of: 2024-04-26
  columns: {code: ticker, name: text}
  rows: [[300418.SZ, 昆仑万维]]
"""
WEEKLY = REPORT + "period: week\n"


def _told(text: str, report: str = WEEKLY) -> list[tuple[str, str]]:
    used = "{{ last(data.index, 'media') }}、{{ last(data.stocks, 'close', code='300418.SZ') }}"
    section = f'section: 章\npages:\n  - title: 页\n    blocks: [{{text: "{text}"}}, {{text: "{used}"}}]\n'
    manuscript = read(section, {"content/ledger/more.yaml": TABLES}, report)
    return [(finding.text, finding.edits[0].new) for finding in found(contradicted_verdict, manuscript)]


@pytest.mark.parametrize(
    ("text", "verdict", "right"),
    [
        ("申万传媒上涨3.0%，跑输沪深300。", "跑输", "跑赢"),
        ("本周申万传媒跑输沪深300指数。", "跑输", "跑赢"),
        ("本月申万传媒跑赢沪深300。", "跑赢", "跑输"),
        ("2024年4月22日—28日，申万传媒上涨3.0%，跑输沪深300。", "跑输", "跑赢"),
        ("截至2024年4月26日，申万传媒年初以来下跌8.1%，跑赢沪深300。", "跑赢", "跑输"),
        ("昆仑万维（300418.SZ）上涨1.6%，强于申万传媒。", "强于", "弱于"),
    ],
)
def test_a_verdict_that_the_closes_contradict(text: str, verdict: str, right: str) -> None:
    assert _told(text) == [(verdict, right)]


@pytest.mark.parametrize(
    "text",
    [
        "申万传媒上涨3.0%，跑赢沪深300。",
        "截至2024年4月26日，申万传媒年初以来下跌8.1%，跑输沪深300。",
        "申万传媒近三年跑输沪深300。",
        "上周申万传媒跑输沪深300。",
        "4月19日，申万传媒跑输沪深300。",
        "2023年，申万传媒跑输沪深300。",
        "申万传媒未能跑赢沪深300，有望跑输沪深300。",
        "申万传媒、沪深300均跑输中证500。",
        "计算机跑输沪深300。",
        "申万传媒{{ '跑输' if 1 > 0 else '跑赢' }}沪深300。",
    ],
)
def test_what_is_so_or_speaks_of_other_times(text: str) -> None:
    assert _told(text) == []


def test_a_report_about_no_period_is_read_by_its_words() -> None:
    assert _told("申万传媒跑输沪深300。", REPORT) == []
    assert _told("一周申万传媒跑输沪深300。", REPORT) == [("跑输", "跑赢")]
