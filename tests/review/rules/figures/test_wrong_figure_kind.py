"""Captions that name another kind of figure."""

from __future__ import annotations

import pytest

from tests.review import found
from tests.review.rules.figures import bar, column, image, line, page, table
from yanbao.diagnostics import Level
from yanbao.review.rules.figures import wrong_figure_kind

POINTS = "- chart: {type: scatter, title: %s, data: gainers, x: cap, y: ytd, name: name}"
AREA = "- chart: {type: area, title: %s, data: monthly, x: month, series: visits}"
DUMBBELL = "- chart: {type: dumbbell, title: %s, data: gainers, x: name, series: [cap, revenue]}"
MIXED = "series: [price, {y: visits, form: column, axis: right}]"


@pytest.mark.parametrize(
    ("block", "marked", "level"),
    [
        (table("图：涨幅前20"), "图：", None),
        (table("表1：涨幅前20"), "表1：", None),
        (table("图表 3：涨幅前20"), "图表 3：", None),
        (image("图1：产品界面"), "图1：", None),
        (image("图1 产品界面"), "图1 ", None),
        (table("图表2、涨幅前20"), "图表2、", None),
        (line("表：股价"), "表：", None),
        (table("股价走势图"), "走势图", None),
        (table("收入结构饼图（2023年）"), "饼图", None),
        (table("业务流程图"), "流程图", Level.HINT),
        (table("临床进度图"), "图", Level.HINT),
        (line("访问量跟踪表"), "表", Level.HINT),
        (bar("可比公司一览表"), "一览表", None),
        (line("盈利预测表（亿元）"), "预测表", None),
        (image("可比公司估值表"), "估值表", Level.HINT),
        (image("产品参数表格"), "表格", Level.HINT),
        (bar("收入结构饼图"), "饼图", None),
        (column("收入折线图"), "折线图", None),
        (line("收入柱状图"), "柱状图", None),
        (bar("收入柱状图"), "柱状图", Level.HINT),
        (line("股价K线图"), "K线图", None),
        (bar("股价走势图"), "走势图", Level.HINT),
        (POINTS % "市值与涨幅折线图", "折线图", None),
        (AREA % "访问量柱状图", "柱状图", None),
        (DUMBBELL % "市值与收入散点图", "散点图", None),
        (DUMBBELL % "市值与收入条形图", "条形图", Level.HINT),
    ],
)
def test_wrong(block: str, marked: str, level: Level | None) -> None:
    (finding,) = found(wrong_figure_kind, page(block))
    assert (finding.text, finding.level) == (marked, level)


@pytest.mark.parametrize(
    "block",
    [
        table("涨幅前20"),
        table("财务报表主要科目"),
        table("全国充电桩地图"),
        table("业务版图"),
        table("K线图形态一览"),
        table("图书销量"),
        table("产业版图"),
        table("中国地图"),
        table("图像模型对比"),
        image("中国地图"),
        image("新品发布表演"),
        image("央行资产负债表"),
        image("股价走势图"),
        image("图灵测试"),
        image("业务结构示意图"),
        line("美联储资产负债表"),
        line("代表性企业股价"),
        line("智能手表出货量"),
        line("股价折线图"),
        line("股价走势图"),
        line("股价与访问量柱状图", MIXED),
        column("收入柱状图"),
        column("收入走势图"),
        bar("收入条形图"),
        bar("美联储缩表时间表"),
        bar("图数据库收入"),
        POINTS % "市值与涨幅散点图",
        POINTS % "市值与涨幅气泡图",
        AREA % "访问量面积图",
        AREA % "访问量走势图",
        DUMBBELL % "市值与收入哑铃图",
    ],
)
def test_right(block: str) -> None:
    assert not found(wrong_figure_kind, page(block))


PRICES = "data: monthly, x: month, open: price, high: price, low: price, close: price"


@pytest.mark.parametrize(
    ("chart", "caption", "levels"),
    [
        (f"type: candlestick, {PRICES}", "股价K线图", []),
        (f"type: candlestick, {PRICES}", "股价柱状图", [None]),
        ("type: band, data: monthly, x: month, y: price, percentiles: 50", "市盈率走势图", []),
        ("type: band, data: monthly, x: month, y: price, percentiles: 50", "市盈率K线图", [None]),
        ("type: waterfall, data: gainers, x: name, y: revenue", "收入瀑布图", []),
        ("type: waterfall, data: gainers, x: name, y: revenue", "收入柱状图", [Level.HINT]),
        ("type: football-field, data: gainers, x: name, low: revenue, high: revenue", "估值折线图", [None]),
        ("type: performance, data: monthly, x: month, y: price, benchmark: price", "股价相对走势图", []),
        ("type: performance, data: monthly, x: month, y: price, benchmark: price", "股价雷达图", [None]),
    ],
)
def test_charts_of_finance(chart: str, caption: str, levels: list[Level | None]) -> None:
    block = f'- chart: {{title: "{caption}", {chart}}}'
    assert [finding.level for finding in found(wrong_figure_kind, page(block))] == levels


@pytest.mark.parametrize(("caption", "levels"), [("评测雷达图", []), ("评测条形图", [None])])
def test_radar_charts(caption: str, levels: list[Level | None]) -> None:
    scores = "scores:\n  source: wind\n  as_of: 2024-03\n  columns: {name: text, score: number}\n"
    files = {"content/ledger/scores.yaml": f"{scores}  rows: [[甲, 1], [乙, 2], [丙, 3]]\n"}
    block = f'- chart: {{title: "{caption}", type: radar, data: scores, x: name, series: score}}'
    assert [finding.level for finding in found(wrong_figure_kind, page(block, files=files))] == levels
