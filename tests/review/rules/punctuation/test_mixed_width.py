"""Half-width marks in Chinese, full-width digits, brackets of two widths."""

from __future__ import annotations

import pytest

from tests.review import found, prose, read, underlined
from yanbao.diagnostics import Level
from yanbao.review.rules.punctuation import mixed_width


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("覆盖国内,海外两个市场。", [","]),
        ("收入增长10%,利润下降。", [","]),
        ("海外有OpenAI,国内有智谱。", [","]),
        ("关注两点:成本与价格;以及需求。", [":", ";"]),
        ("增长能否持续?我们认为可以!", ["?", "!"]),
        ("《纲要》,《规划》", [","]),
        ("需求回暖.价格上行.", [".", "."]),
        ("需求回暖，同比增长10%.", ["."]),
        ("需求回暖，收入增至120.", ["."]),
        ("海外有OpenAI,Google与Meta.", [".", ","]),
        ("子公司为Example Inc.", []),
        ("函数f(x,y)与价格1,234USD，A,B两组", []),
        ("一.监管政策风险", ["."]),
        ("收入1,234.5亿元，时间10:30，比例1:2，GPT-4.0。", []),
        ("The company said: growth, margin; cash. 公司表示认可。", []),
        ("见https://example.com/a?b=1,2;c，或公司Inc.的网站。", []),
        ("Yahoo!的收入，京东.com的收入。", []),
        ("1.3亿元，单价3.5万元/t，Z.AI与St. Louis联储。", []),
        ("同比增长１２３亿元", ["１２３"]),
        ("毛利率３０％，ＡＩ芯片", ["３０％", "ＡＩ"]),
        ("收入1，234.5亿元", ["1，234"]),
        ("分别为100，200，300家；2023，2024", []),
        ("＋号与～号，①②③", []),
    ],
)
def test_marks_and_letters(text: str, marks: list[str]) -> None:
    assert underlined(mixed_width, prose(text)) == marks


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("增长10%（同比），环比(季调)持平。", ["(季调)"]),
        ("增长10%（同比)。", [")"]),
        ("增长10%(同比）。", ["("]),
        ("贵州茅台（600519.SH）、五粮液(000858.SZ)。", ["(000858.SZ)"]),
        ("平台（PaaS）、模型(MaaS)与GPT-4(V)、PE(TTM)、f(x)。", ["(MaaS)"]),
        ("贵州茅台(600519.SH)、五粮液(000858.SZ)。", []),
        ("增长(同比)、增长(环比)、增长（调整后）。", ["(同比)"]),
        ("Kweichow Moutai (贵州茅台) is up. 即上涨（同比）。", []),
        ("1）海外，2）国内，3)其他。", ["3)"]),
        ("1)海外，2)国内，3）其他。", ["3）"]),
        ("1)海外，2)国内。", []),
        ("1）海外：a)美国，b)欧洲；2）国内。", []),
        ("（1）海外；(2)国内；（3）其他。", ["(2)"]),
        ("（一）海外；（二）国内：(1)北京；(2)上海。", []),
        ("（1）海外；（2）国内，区间[0, 1)，f(x)与y(1)。", []),
    ],
)
def test_brackets(text: str, marks: list[str]) -> None:
    assert underlined(mixed_width, prose(text)) == marks


def test_consistent_half_width_brackets_are_one_hint() -> None:
    findings = found(mixed_width, prose("增长(同比)，下降(环比)。\n\n持平(季调)。"))
    assert [(one.text, one.level) for one in findings] == [("(同比)", Level.HINT)]
    assert "3 times" in findings[0].message


def test_levels() -> None:
    findings = found(mixed_width, prose("收入（同比）、成本(环比)、平台（PaaS）、模型(MaaS)，国内,海外。"))
    levels = {one.text: one.level for one in findings}
    assert levels == {"(环比)": None, "(MaaS)": Level.HINT, ",": None}


def test_labels_are_hints_and_told_once() -> None:
    chart = "{type: line, title: 行情（上证）, data: quotes, x: date, series: [{y: close}]}"
    data = """
quotes:
  source: wind
  as_of: 2024-04
  columns: {date: date, close: {type: number, label: 传媒(申万)}}
  rows: [[2024-04-25, 1], [2024-04-26, 2]]
"""
    section = f"section: 章\npages:\n  - title: 页\n    blocks:\n      - chart: {chart}\n      - chart: {chart}\n"
    findings = found(mixed_width, read(section, {"content/ledger/quotes.yaml": data}))
    assert [(one.text, one.level) for one in findings] == [("(申万)", Level.HINT)]


def test_bound_text_is_the_ledgers() -> None:
    files = {"content/ledger/models.yaml": "x: {name: '甲(乙),丙', source: wind}\n"}
    assert underlined(mixed_width, prose("（同比）{{ models.x }}。", files)) == []
