"""Market data that do not say as of when they are."""

from __future__ import annotations

import pytest

from tests.review import found, prose
from tests.review.rules.figures import DATA, bar, column, image, line, page, table
from yanbao.diagnostics import Level
from yanbao.periods import PRINTED
from yanbao.review.rules.figures import undated_data

OF_A_YEAR = {"content/ledger/stocks.yaml": DATA.replace("as_of: 2024-04-26", "as_of: 2024")}
"""Data whose date is not exact enough for a source line to print it."""

CHATBOTS = """
kimi: {name: Kimi, source: similarweb, as_of: 2024-03, users: {value: 300, unit: 万人}, vendor: 月之暗面}
"""
PLASTICS = """
plastics:
  source: wind
  as_of: 2024
  columns:
    region: {type: text, label: 地区}
    pe: {type: number, label: PE, unit: 元/吨}
    year: {type: text, label: 口径}
    pb: {type: number, label: 市净率, unit: 倍}
    pe_2024: {type: number, label: PE（2024E）, unit: 倍}
  rows: [[华东, 8000, "2023", 1.2, 15], [华北, 8100, "2024", 1.3, 16]]
"""


def plastics(columns: str) -> str:
    return f"- table: {{title: 可比公司, data: plastics, columns: {columns}}}"


@pytest.mark.parametrize(
    ("block", "level"),
    [
        (table("个股", "[name, ytd]"), None),
        (table("年初至今涨幅", "[name, ytd]"), None),
        (table("估值", "[name, {column: ytd, label: 市盈率历史分位}]"), None),
        (table("近一年涨幅", "[name, ytd]"), None),
        (table("个股", "[name, {column: revenue, label: 访问量}]"), None),
        (table("个股", "[name, {column: revenue, label: 市占率}]"), None),
        (table("个股", "[name, {column: revenue, label: 均价}]"), Level.HINT),
        (bar("个股", "y: cap"), None),
        (column("个股", "series: ytd"), None),
        (column("访问量", "series: revenue"), Level.HINT),
        ("- facts: {title: 用户, entities: models.kimi, facts: users}", None),
        (plastics("[region, pb]"), None),
        (image("海外网页访问量（百万次）"), Level.HINT),
        (image("人工智能指数行情图"), Level.HINT),
        (image("中证2000指数行情图"), Level.HINT),
        (image("AI产品排行榜"), Level.HINT),
        (image("板块涨幅前十"), Level.HINT),
    ],
)
def test_undated(block: str, level: Level | None) -> None:
    files = OF_A_YEAR | {"content/ledger/models.yaml": CHATBOTS, "content/ledger/plastics.yaml": PLASTICS}
    (finding,) = found(undated_data, page(block, files=files))
    assert finding.level == level


@pytest.mark.parametrize(
    "block",
    [
        table("个股（截至2024年4月26日）", "[name, ytd]"),
        table("本周个股涨幅", "[name, ytd]"),
        table("个股", "[{column: revenue, label: 收盘价（2024/4/26）}, ytd]"),
        table("个股", "[name, ytd]", "unit: 截至2024-04-26"),
        table("个股", "[name, ytd]", "note: 股价为4月26日收盘价"),
        table("个股", "[name, {column: ytd, label: 2024年涨幅}]"),
        table("个股", "[name, {column: ytd, label: 24Q1涨幅}]"),
        table("规则", "[name, {column: ytd, label: 涨跌幅限制}]"),
        table("测算", "[name, {column: cap, label: 目标市值}]"),
        table("个股"),
        table("涨幅居前的公司", "[code, name]"),
        "- table: {title: 股价, data: monthly, columns: [month, price]}",
        line("股价走势"),
        plastics("[region, pe]"),
        plastics("[region, pe_2024]"),
        plastics("[year, pb]"),
        "- facts: {title: 用户, entities: models.kimi, facts: vendor}",
        image("产品界面"),
        image("2024年3月AI产品榜"),
        image("股价走势（2020-2024）"),
        image("榜样的力量"),
        image("净息差走势"),
    ],
)
def test_dated(block: str) -> None:
    files = OF_A_YEAR | {"content/ledger/models.yaml": CHATBOTS, "content/ledger/plastics.yaml": PLASTICS}
    assert not found(undated_data, page(block, files=files))


def test_the_title_of_the_page_gives_the_date() -> None:
    assert not found(undated_data, page(table("个股", "[name, ytd]"), "2024年4月市场回顾", OF_A_YEAR))
    assert found(undated_data, page(table("个股", "[name, ytd]"), "市场回顾", OF_A_YEAR))


def test_the_source_line_gives_the_date() -> None:
    assert not found(undated_data, page(table("个股", "[name, ytd]")))


def test_the_help_tells_the_date_of_the_data() -> None:
    (finding,) = found(undated_data, page(table("个股", "[name, ytd]"), files=OF_A_YEAR))
    assert finding.help == "'gainers' is as of 2024: give that in 'unit'"
    assert "'年内涨幅'" in finding.message


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("增速榜前二的秘塔、Kimi。", ["榜前二"]),
        ("市占率位居第一。", ["市占率位居第一"]),
        ("登顶App Store免费榜。", ["登顶App Store免费榜"]),
        ("增速榜前二；\n\n访问量第一。", ["榜前二"]),
        ("3月增速榜前二的秘塔、Kimi。", []),
        ("2024Q1市占率第一。", []),
        ("增速榜前二。\n\n以上为2024年3月数据。", []),
        ("前十大重仓股为银行。", []),
        ("公司为全球第一大晶圆代工厂。", []),
        ("标榜第一。", []),
    ],
)
def test_rankings_in_prose(text: str, marks: list[str]) -> None:
    findings = found(undated_data, prose(text))
    assert [finding.text for finding in findings] == marks
    assert {finding.level for finding in findings} <= {Level.HINT}


def test_a_ranking_beside_a_chart_over_time() -> None:
    ranking = "- text: 访问量增速榜前二均为国内产品。"
    assert not found(undated_data, page(f"{ranking}\n{line('访问量')}"))
    assert found(undated_data, page(f"{ranking}\n{bar('收入')}"))


@pytest.mark.parametrize(
    "text",
    [
        "2024年", "2024-04-26", "2024/4", "20240426", "截至2024", "2024E", "24Q1", "1Q24", "FY24", "24E", "2023A",
        "4月26日", "一季度", "前三季度", "上半年", "本周", "上月", "去年", "三月", "2020—2024", "2019-2024E", "Apr 26",
    ],
)  # fmt: skip
def test_periods(text: str) -> None:
    assert PRINTED.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "年初至今",
        "近一年",
        "年内",
        "中证2000",
        "2024万",
        "2000亿元",
        "20.5",
        "10%-15%",
        "月均",
        "3月均价",
        "600088",
        "A股",
        "E",
    ],
)
def test_no_periods(text: str) -> None:
    assert not PRINTED.search(text)
