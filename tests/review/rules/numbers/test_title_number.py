"""Typed numbers of titles that the text below contradicts."""

from __future__ import annotations

import pytest

from tests.review import REPORT, found, read
from yanbao.review.rules.numbers import title_number

LEDGER = """
market:
  name: 汽车行业
  source: wind
  as_of: 2024-03-31
  target: {value: 3200, unit: 万辆}
  old_target: {value: 3100, unit: 万辆}
  share: 32.4%
"""
TARGET = "全年销量目标为{{ industry.market.target }}。"
SHARE = "新能源汽车渗透率达到{{ industry.market.share }}。"


def _told(title: str, *pages: str, report: str = REPORT) -> list[tuple[str, str]]:
    first, *more = [
        f'{{title: "{title if not at else "页"}", blocks: [{{text: "{p}"}}]}}' for at, p in enumerate(pages)
    ]
    section = f"section: 章\npages: [{', '.join([first, *more])}]\n"
    manuscript = read(section, {"content/ledger/industry.yaml": LEDGER}, report)
    return [(finding.text, finding.help) for finding in found(title_number, manuscript)]


@pytest.mark.parametrize(
    ("title", "text", "number", "remedy"),
    [
        ("全年销量目标3230万辆左右", TARGET, "3230万辆", "write {{ industry.market.target }}"),
        ("销量目标为3230万辆，需求有支撑", TARGET, "3230万辆", "write {{ industry.market.target }}"),
        ("2024年全年销量目标超3500万辆", TARGET, "3500万辆", "write {{ industry.market.target }}"),
        ("渗透率超过35%", SHARE, "35%", "write {{ industry.market.share }}"),
    ],
)
def test_old_number(title: str, text: str, number: str, remedy: str) -> None:
    assert _told(title, text) == [(number, remedy)]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("全年销量目标{{ industry.market.target }}", TARGET),
        ("全年销量目标约3200万辆", TARGET),
        ("全年销量目标超3000万辆", TARGET),
        ("渗透率超过32%", SHARE),
        ("上年全年销量目标3230万辆", "今年" + TARGET),
        ("2023年销量目标3230万辆", "2024年" + TARGET),
        ("出口销量目标650万辆", TARGET),
        ("全年销量目标3000-3300万辆", TARGET),
        ("全年销量目标较3230万辆下调", TARGET),
        ("全年销量目标3100万辆", TARGET),
        ("同比增长35%", "渗透率同比增长{{ industry.market.share }}。"),
    ],
)
def test_right_titles(title: str, text: str) -> None:
    assert _told(title, text) == []


def test_other_pages_only_in_the_same_words() -> None:
    assert _told("全年销量目标3230万辆", "平稳。", TARGET) == [("3230万辆", "write {{ industry.market.target }}")]
    assert _told("销量目标3230万辆", "平稳。", TARGET) == []


def test_title_of_the_report() -> None:
    report = REPORT.replace("人工智能与传媒", "全年销量目标3230万辆")
    assert [number for number, _ in _told("页", TARGET, report=report)] == ["3230万辆"]
