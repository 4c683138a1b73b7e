"""Figures that name no source, or not all of them."""

from __future__ import annotations

import pytest

from tests.review import found
from tests.review.rules.figures import bar, image, line, page, table
from yanbao.diagnostics import Level
from yanbao.review.rules.figures import unsourced_figure

CLAUDE = "- facts: {title: 参数, entities: models.claude, facts: window}"
EVENTS = """
events:
  source: google
  as_of: 2024-03
  columns: {date: date, event: text}
  rows: [[2024-02-15, 发布]]
prices:
  source: wind
  as_of: 2024-03
  columns: {date: date, close: number}
  rows: [[2024-02-15, 3], [2024-02-16, 4]]
"""
EVENT_CHART = """
- chart: {type: events, title: 事件, data: prices, x: date, y: close, events: events, event_date: date,
          event_label: event, source: [%s]}
"""


@pytest.mark.parametrize(
    "block",
    [
        image("界面", "note: 公司产品"),
        CLAUDE,
        "- chart: {type: facts, title: 参数, entities: models.claude, fact: window}",
    ],
)
def test_no_source(block: str) -> None:
    (finding,) = found(unsourced_figure, page(block))
    assert (finding.text, finding.level) == (found_caption(block), None)


def found_caption(block: str) -> str:
    return "界面" if "界面" in block else "参数"


@pytest.mark.parametrize(
    "block",
    [
        image("界面"),
        image("框架", "source: institute"),
        image("界面", "note: 资料来源：谷歌"),
        CLAUDE.replace("window}", "window, source: google}"),
        "- facts: {title: 参数, entities: models.gemini, facts: window}",
        "- facts: {title: 参数, entities: [models.gemini, models.claude], facts: window}",
        table("个股"),
        bar("收入"),
        line("股价"),
        line("股价", "series: [price, {y: visits, axis: right}]"),
        line("股价", "series: price, source: google"),
        line("流量", "series: visits, source: wind"),
        line("股价与访问量", "series: [price, {y: visits, axis: right}], source: [wind, similarweb]"),
        line("恒生科技指数与用户数", "series: price, source: institute"),
        line("恒生科技指数与用户数", "series: price, source: [wind, similarweb]"),
        bar("用户体验指数与月活", "y: revenue, source: similarweb"),
        line("沪深300与社融", "series: price, source: wind"),
    ],
)
def test_sourced(block: str) -> None:
    assert not found(unsourced_figure, page(block))


@pytest.mark.parametrize(
    ("block", "who"),
    [
        (line("股价与流量", "series: [price, {y: visits, axis: right}], source: wind"), "'Similarweb'"),
        (line("传媒(申万)与ChatGPT日活用户", "series: price"), "'Wind'"),
        (table("可比公司市值与月活", more="source: wind"), "'Wind'"),
    ],
)
def test_a_source_that_does_not_go_with_all(block: str, who: str) -> None:
    (finding,) = found(unsourced_figure, page(block))
    assert finding.level is Level.HINT
    assert who in finding.message


def test_events_that_come_from_elsewhere() -> None:
    files = {"content/ledger/events.yaml": EVENTS}
    (finding,) = found(unsourced_figure, page(EVENT_CHART % "wind", files=files))
    assert (finding.level, finding.help) == (Level.HINT, "add 'google' to 'source'")
    assert not found(unsourced_figure, page(EVENT_CHART % "wind, google", files=files))


def test_benchmarks_that_come_from_elsewhere() -> None:
    index = "index:\n  source: google\n  as_of: 2024-03\n  columns: {date: date, level: number}\n"
    rows = "  rows: [[2024-02-15, 3], [2024-02-16, 4]]\n"
    files = {"content/ledger/events.yaml": EVENTS + index + rows}
    chart = "- chart: {type: performance, title: 相对走势, data: prices, x: date, y: close, source: [%s],"
    chart += "\n          benchmark: {data: index, y: level}}"
    (finding,) = found(unsourced_figure, page(chart % "wind", files=files))
    assert (finding.level, finding.help) == (Level.HINT, "add 'google' to 'source'")
    assert "'level' comes from" in finding.message
    assert not found(unsourced_figure, page(chart % "wind, google", files=files))
