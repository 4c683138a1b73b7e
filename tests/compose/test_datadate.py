"""The date that the source line of a figure ends with."""

from __future__ import annotations

import pytest

from tests.compose.test_compose import page
from tests.conftest import WriteProject
from yanbao.compose import compose
from yanbao.load.project import load_project
from yanbao.model.document import ChartBlock, TableBlock, walk

FILES = {
    "content/ledger/sources.yaml": "google: {publisher: 谷歌, kind: company}\nwind: {publisher: Wind, kind: terminal}\n"
    "house: {publisher: 示例证券研究所, kind: own}\n",
    "content/ledger/stocks.yaml": """\
gainers:
  source: wind
  as_of: 2024-04-26
  columns: {name: {type: text, label: 简称}, ytd: {type: percent, label: 年内涨幅}, listed: {type: date, label: 上市日}}
  rows: [[华策影视, 36%, 2010-10-26], [中视传媒, 55%, 1997-06-16]]
shares:
  source: wind
  as_of: 2023
  columns: {name: text, share: percent}
  rows: [[甲, 60%], [乙, 40%]]
profits:
  source: wind
  as_of: 2024-03-31
  columns: {year: {type: text, label: 年度}, profit: {type: number, label: 净利润, unit: 亿元}}
  rows: [[2022A, 10], [2023A, 12], [2024E, 15]]
""",
    "data/catalog.yaml": """\
daily:
  source: wind
  as_of: newest
  file: daily.csv
  columns: {date: date, code: text, close: {type: number, label: 收盘}, open: {type: number, label: 开盘}}
monthly: {source: wind, as_of: newest, file: monthly.csv, columns: {month: month, visits: number}}
""",
    "data/daily.csv": "date,code,close,open\n2024-04-24,a,1,2\n2024-04-26,a,3,\n2024-04-25,a,2,2\n2024-04-19,b,5,5\n",
    "data/monthly.csv": "month,visits\n2024-02,1\n2024-03,2\n",
}
DAY = "，数据截至2024年4月26日"


def _source(write_project: WriteProject, block: str, report: str = "") -> str:
    files = {**FILES, "content/demo/intro.yaml": page(block)}
    root = write_project(files)
    if report:
        file = root / "content/demo/report.yaml"
        file.write_text(file.read_text("utf-8") + report, "utf-8")
    loaded = load_project(root)
    assert loaded.diagnostics == ()
    made = compose(loaded.project, loaded.project.reports[0])
    assert made.diagnostics == ()
    blocks = [block for page in made.document.pages for block in walk(page.blocks)]
    [figure] = [block for block in blocks if isinstance(block, ChartBlock | TableBlock)]
    return figure.caption.source.removeprefix("资料来源：Wind，示例证券研究所整理")


@pytest.mark.parametrize(
    ("block", "end"),
    [
        ("table: {title: 个股, data: gainers, columns: [name, ytd]}", DAY),
        ("chart: {type: bar, title: 个股, data: gainers, x: name, y: ytd}", DAY),
        ("chart: {type: line, title: 线, data: daily, x: date, series: close, where: {code: a}}", DAY),
        ("chart: {type: line, title: 走势, data: monthly, x: month, series: visits}", "，数据截至2024年3月"),
        # the newest row shown, not that of the file, and one with a number
        (
            "chart: {type: line, title: 线, data: daily, x: date, series: close, until: 2024-04-25, where: {code: a}}",
            "，数据截至2024年4月25日",
        ),
        (
            "chart: {type: line, title: 线, data: daily, x: date, series: open, where: {code: a}}",
            "，数据截至2024年4月25日",
        ),
        ("table: {title: 个股, data: daily, columns: [code, close], where: {code: b}}", "，数据截至2024年4月19日"),
        # it says so itself
        ("table: {title: 个股（4月26日）, data: gainers, columns: [name, ytd]}", ""),
        ("table: {title: 个股, unit: 截至2024-04-26, data: gainers, columns: [name, ytd]}", ""),
        ("table: {title: 个股, note: 收盘价为4月26日, data: gainers, columns: [name, ytd]}", ""),
        ("table: {title: 个股, data: gainers, columns: [name, {column: ytd, label: 2024年涨幅}]}", ""),
        ("table: {title: 个股, data: daily, columns: [date, code, close]}", ""),
        ("table: {title: 盈利, data: profits, columns: [year, profit]}", ""),
        ("chart: {type: column, title: 盈利, data: profits, x: year, series: profit}", ""),
        # nothing in it has a date, or only a year
        ("table: {title: 公司, data: gainers, columns: [name]}", ""),
        ("chart: {type: bar, title: 份额, data: shares, x: name, y: share}", ""),
        # a forecast is not of the day that it is for
        (
            "chart: {type: line, title: 走势, data: monthly, x: month, series: visits, forecast: 2024-03}",
            "",
        ),
    ],
)
def test_the_date_of_the_data_where_nothing_else_is_said(write_project: WriteProject, block: str, end: str) -> None:
    assert _source(write_project, block) == end


def test_it_ends_with_the_period_of_the_report(write_project: WriteProject) -> None:
    block = "chart: {type: line, title: 线, data: daily, x: date, series: close, where: {code: a}}"
    assert _source(write_project, block, "period: 2024-04-20..2024-04-25\n") == "，数据截至2024年4月25日"
