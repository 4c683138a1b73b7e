"""Parts and wholes."""

from __future__ import annotations

import pytest

from tests.review import found, prose, read, underlined
from tests.review.exhibits import beside
from yanbao.diagnostics import Level
from yanbao.review.rules.numbers import wrong_total


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("三项业务收入占比分别为40%、35%、30%。", ["40%、35%、30%"]),
        ("影视、游戏占比分别为40%、35%，其余35%。", ["40%、35%，其余35%"]),
        ("影视、游戏占比分别为40%、35%，其余为15%。", ["40%、35%，其余为15%"]),
        ("三项收入分别为12.0亿元、8.0亿元和5.0亿元，合计26.0亿元。", ["26.0亿元"]),
        ("前三大客户占比分别为30.1%、20.2%、10.3%，合计62.6%。", ["62.6%"]),
        ("HPC、手机、其他收入占比分别为46%、38%、26%。", ["46%、38%、26%"]),
        ("版号418个（1月115个、2月111个、3月107个、4月95个）。", ["418个"]),
        ("版号428个（1月115个、2月111个、3月107个、4月95个）。", []),
        ("版号438个（其中1月115个、2月111个、3月107个）。", []),
        ("三项业务收入占比分别为40%、35%、25%。", []),
        ("三项业务占比分别为33.3%、33.3%、33.4%，合计100%。", []),
        ("三项业务占比分别为33.4%、33.4%、33.3%。", []),
        ("三项收入分别为12.0亿元、8.0亿元和5.0亿元，合计25.0亿元。", []),
        ("三项收入分别为12.1、8.0、5.0亿元，合计25.1亿元。", []),
        ("2021-2023年海外收入占比分别为40%、45%、50%。", []),
        ("公司在手机、汽车、家电市场的份额分别为60%、50%、40%。", []),
        ("男性、35岁以下、一线城市用户占比分别为60%、55%、40%。", []),
        ("2022年、2023年海外收入占比分别为50%、60%。", []),
        ("公司在手机、汽车市场的份额分别为60%、50%。", []),
        ("营收、净利润分别增长60%、55%。", []),
        ("前两大客户占比分别为40%、35%，其余客户占比均低于5%。", []),
        ("两项业务增速分别为40%、35%，其余为5%。", []),
        ("约40%、35%的用户，合计76%。", []),
    ],
)
def test_text(text: str, marks: list[str]) -> None:
    assert underlined(wrong_total, prose(text)) == marks


def _table(columns: str, rows: str, block: str) -> dict[str, str]:
    ledger = f"parts:\n  source: wind\n  as_of: 2023\n  columns: {columns}\n  rows: {rows}\n"
    section = f"section: 章\npages:\n  - title: 页\n    blocks:\n      - {block}\n"
    return {"content/ledger/parts.yaml": ledger, "content/demo/section.yaml": section}


REVENUE = "revenue: {type: number, label: 收入, unit: 亿元, decimals: 1}"
SUMS = f"{{name: text, {REVENUE}, margin: {{type: number, label: 毛利率, unit: 点}}}}"
SUM_TABLE = "table: {title: 收入, data: parts, columns: [name, revenue, margin]}"
GIVEN = "table: {title: 收入, data: parts, columns: [name, revenue, margin], total: %s}"
SHARES = "{name: text, share: {type: percent, label: 份额}}"
SHARE_TABLE = "table: {title: 份额, data: parts, columns: [name, share]}"
STACK = "{year: text, a: {type: percent, label: 胜}, b: {type: percent, label: 负}}"
STACK_CHART = "chart: {type: column, title: 胜负, data: parts, x: year, series: [a, b], stacked: true}"


@pytest.mark.parametrize(
    ("columns", "rows", "block", "marks"),
    [
        (SUMS, "[[影视, 12.0, 30], [游戏, 8.0, 40], [合计, 21.0, 34]]", SUM_TABLE, ["21"]),
        (SUMS, "[[影视, 12.0, 30], [游戏, 8.0, 40], [合计, 20.0, 34]]", SUM_TABLE, []),
        (SUMS, "[[影视, 12.0, 30], [游戏, 8.0, 40], [合计, 50.0, 34]]", SUM_TABLE, []),  # some of many
        (SUMS, "[[影视, 12.0, 30], [其中：网剧, 8.0, 40], [合计, 12.0, 34]]", SUM_TABLE, []),
        (SUMS, "[[影视, 12.0, 30], [游戏, -, 40], [合计, 21.0, 34]]", SUM_TABLE, []),
        (SUMS, "[[影视, 12.0, 30], [游戏, 8.0, 40], [合计, 21.0, 70]]", GIVEN % "合计", ["21"]),  # once
        (SUMS, "[[全部, 50.0, 70], [影视, 12.0, 30], [游戏, 8.0, 40]]", GIVEN % "全部", ["50"]),
        (SUMS, "[[全部, 20.0, 70], [影视, 12.0, 30], [游戏, 8.0, 40]]", GIVEN % "全部", []),
        (SUMS, "[[全部, 20.0, 70], [影视, 12.0, 30], [其中：网剧, 8.0, 40]]", GIVEN % "全部", []),
        (SUMS, "[[全部, 20.0, 70], [影视, 12.0, 30], [游戏, -, 40]]", GIVEN % "全部", []),
        (
            SUMS,
            "[[影视, 12.0, 30], [游戏, 8.0, 40], [海外, 9.0, 1], [全部, 20.0, 70]]",
            GIVEN % "全部, limit: 2",
            ["20"],
        ),
        (SHARES, "[[甲, 60%], [乙, 45%]]", SHARE_TABLE, ["份额"]),
        (SHARES, "[[甲, 60%], [乙, 40%], [合计, 100%]]", SHARE_TABLE, []),
        (SHARES, "[[甲, 60%], [乙, 85%]]", SHARE_TABLE, []),  # each of its own
        (STACK, "[['2022', 60%, 40%], ['2023', 65%, 45%]]", STACK_CHART, ["110%"]),
        (STACK, "[['2022', 60%, 30%], ['2023', 55%, 45%]]", STACK_CHART, []),
    ],
)
def test_tables(columns: str, rows: str, block: str, marks: list[str]) -> None:
    files = _table(columns, rows, block)
    assert underlined(wrong_total, read(files["content/demo/section.yaml"], files)) == marks


def test_two_shares_may_be_of_two_wholes() -> None:
    (finding,) = found(wrong_total, prose("影视、游戏收入占比分别为60%、50%。"))
    assert finding.level is Level.HINT


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("四家港口营业收入合计1009.7亿元。", []),
        ("四家港口营业收入合计1090.7亿元。", ["1090.7亿元"]),
        ("集装箱吞吐量前两合计9081万TEU。", []),
        ("集装箱吞吐量前两合计9018万TEU。", ["9018万TEU"]),
        ("甬江港务、沪浦港集归母净利润合计189.4亿元。", ["189.4亿元"]),
        ("沪浦港集归母净利润149.5亿元，占四家合计210.9亿元的70.9%。", []),
        ("四家港口归母净利润合计210.9亿元，沪浦港集一家占79.0%。", ["79.0%"]),
        ("2024年运价指数均值约2501点。", []),
        ("2024年运价指数均值2801点。", ["2801点"]),
    ],
)
def test_totals_of_cells(text: str, marks: list[str]) -> None:
    assert underlined(wrong_total, beside(text)) == marks


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("三家在建泊位共计16个，其中甬江7个、沪浦5个、津沽4个。", []),
        ("三家在建泊位共计17个，其中甬江7个、沪浦5个、津沽4个。", ["17个"]),
        ("在建泊位共计20个，其中甬江7个、沪浦5个。", []),  # there are others
        ("在建泊位共计11个，其中甬江7个、沪浦5个。", ["11个"]),
        ("省外经销商3,215家，省内1,086家，共4,301家。", []),
        ("省外经销商3,215家，省内1,086家，共4,331家。", ["4,331家"]),
    ],
)
def test_what_is_counted_has_no_rounding(text: str, marks: list[str]) -> None:
    assert underlined(wrong_total, prose(text)) == marks
