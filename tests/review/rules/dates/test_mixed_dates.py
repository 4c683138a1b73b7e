"""Dates that are written unlike the others."""

from __future__ import annotations

import pytest

from tests.review import found, prose, read, underlined
from yanbao.diagnostics import Level
from yanbao.review.rules.dates import mixed_dates


def column(*cells: str) -> list[str]:
    section = "section: 章\npages: [{title: 页, blocks: [{table: {title: 表, data: events, columns: [date, event]}}]}]"
    rows = "".join(f'    - ["{cell}", 事件]\n' for cell in cells)
    data = f"events:\n  source: wind\n  as_of: 2024-04\n  columns: {{date: text, event: text}}\n  rows:\n{rows}"
    findings = found(mixed_dates, read(section, {"content/ledger/events.yaml": data}))
    assert {finding.level for finding in findings} <= {None}
    return [finding.text for finding in findings]


@pytest.mark.parametrize(
    ("cells", "marks"),
    [
        (["20230411", "20230410-0413", "20230417"], ["20230410-0413"]),
        (["2023-04-11", "2023年4月17日", "2023-05-01", "2023/5/25"], ["2023年4月17日", "2023/5/25"]),
        (["2023-04-11", "2023-5-1", "2023-06-01"], ["2023-5-1"]),
        (["2023年10月", "2023-11", "2023年12月"], ["2023-11"]),
        (["2023-01-02至2023-01-05", "2023-02-02~2023-02-05", "2023-03-02至2023-03-05"], ["2023-02-02~2023-02-05"]),
        (["2023-04-11", "2023-04-17", "2023-11-12"], []),
        (["2023", "2024E", "2025E"], []),
        (["2023年", "2024Q1", "24Q2"], []),
        (["2023年4月10日-13日", "2023年4月17日", "2023年5月"], []),
        (["2023-03", "2023-03-11", "待定"], []),
        (["600088.SH", "20230411", "2023-04-11"], ["2023-04-11"]),
    ],
)
def test_columns(cells: list[str], marks: list[str]) -> None:
    assert column(*cells) == marks


def test_lists() -> None:
    text = "- 2023年4月11日：甲\n- 2023年4月17日：乙\n- 2023.05.25：丙"
    assert underlined(mixed_dates, prose(text)) == ["2023.05.25"]


def test_facts() -> None:
    section = """
section: 章
pages: [{title: 页, blocks: [{facts: {title: 表, entities: [models.a, models.b, models.c], facts: [released]}}]}]
"""
    models = "".join(
        f"{name}: {{name: {name.upper()}, source: wind, as_of: 2024-04, released: {day}}}\n"
        for name, day in (("a", "2024-02-15"), ("b", "2024-03-01"), ("c", "2024年4月1日"))
    )
    files = {"content/ledger/models.yaml": models, "content/ledger/labels.yaml": "released: 发布日期\n"}
    assert underlined(mixed_dates, read(section, files)) == ["2024年4月1日"]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("2023年7月13日发布，2024年1月2日施行，2024-04-26收盘。", ["2024-04-26"]),
        ("2023年7月13日发布，2024年1月2日施行，20240426收盘，20240427复盘。", ["20240426"]),
        ("2023年7月13日发布，2024.01.02施行，2024年4月26日收盘，2024/4/27复盘。", ["2024.01.02", "2024/4/27"]),
        ("2023年7月13日发布，8月15日起施行，2024年3月、2024Q1增长。", []),
        ("2023年7月13日发布，版本4.0，10.0.0.1，20231301批次，April 26, 2024。", []),
        ("2023年7月13日发布，成交20240426元，600088.SH上涨。", []),
        ("2023年7月13日发布，见https://a.com/2024-04-26/x。", []),
    ],
)
def test_prose(text: str, marks: list[str]) -> None:
    findings = found(mixed_dates, prose(text))
    assert [finding.text for finding in findings] == marks
    assert {finding.level for finding in findings} <= {Level.HINT}


FIGURES = """
section: 章
pages:
  - title: 页
    blocks:
      - text: 2024年4月26日收盘，TEXT
      - chart: {type: line, title: 行情, unit: UNIT, note: NOTE, data: index, x: date, series: close}
"""
INDEX = """
index:
  source: wind
  as_of: 2024-04-26
  columns: {date: date, close: number}
  rows: [[2024-04-25, 1], [2024-04-26, 2]]
"""


@pytest.mark.parametrize(
    ("text", "unit", "note", "marks"),
    [
        ("", "截至2024-04-26", "截至2024年4月26日的收盘价。", []),
        ("", "截至2024.04.26", "无", ["2024.04.26"]),
        ("", "截至2024/4/26", "20240426复权", ["2024/4/26", "20240426"]),
        ("", "截至20240426", "无", ["20240426"]),
        ("又", "截至2024年4月26日", "无", []),
        ("", "2024年4月22日至26日", "收盘价取2024/4/26。", ["2024/4/26"]),
    ],
)
def test_figures_follow_the_tool(text: str, unit: str, note: str, marks: list[str]) -> None:
    section = FIGURES.replace("TEXT", text).replace("UNIT", unit).replace("NOTE", note)
    assert underlined(mixed_dates, read(section, {"content/ledger/index.yaml": INDEX})) == marks


def test_bound_dates_are_the_tools() -> None:
    models = "a: {name: 甲, source: wind, as_of: 2024-02, released: 2024-02-15}\n"
    text = "{{ models.a.released }}发布，2024年2月16日、2024年2月17日上涨。"
    assert underlined(mixed_dates, prose(text, {"content/ledger/models.yaml": models})) == []
