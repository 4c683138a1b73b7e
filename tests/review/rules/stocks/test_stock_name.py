"""Names and tickers that contradict each other."""

from __future__ import annotations

import pytest

from tests.review import found, prose, read, underlined
from yanbao.diagnostics import Level
from yanbao.review.rules.stocks import stock_name

TABLE = """
{name}:
  source: wind
  as_of: 2024-04-26
  columns: {{code: ticker, name: {{type: text, label: 简称}}, ytd: percent}}
  rows:
{rows}
"""


def _tables(**rows: str) -> dict[str, str]:
    made = [
        TABLE.format(name=name, rows="\n".join(f"    - [{row}, 5%]" for row in text.split(";")))
        for name, text in rows.items()
    ]
    return {"content/ledger/stocks.yaml": "".join(made)}


STOCKS = _tables(
    known="600088.SH, 中视传媒;300133.SZ, 华策影视;300251.SZ, 光线传媒;00700.HK, 腾讯控股;688981.SH, 中芯国际;"
    "601988.SH, 中国银行;601111.SH, 中国国航;000002.SZ, 万科A;600036.SH, 招商银行;688235.SH, 百济神州-U;"
    "GOOGL.O, 谷歌;META.O, Meta;BIDU.O, Baidu;09888.HK, 百度集团"
)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("华策影视（600088.SH）领涨。", ["华策影视（600088.SH"]),
        ("建议关注华策影视(600088)。", ["华策影视(600088"]),
        ("推荐中试传媒（600088.SH）。", ["中试传媒（600088.SH"]),
        ("推荐分众传媒（300251.SZ）。", ["分众传媒（300251.SZ"]),
        ("推荐华策影视（300134.SZ）。", ["华策影视（300134.SZ"]),
        ("推荐华策影视300251.SZ。", ["华策影视300251.SZ"]),
        ("中视传媒（600088.SH）、光线传媒（300133.SZ，买入）。", ["光线传媒（300133.SZ"]),
        ("甲乙科技（600001.SH）；丙丁股份（600001.SH）。", ["丙丁股份（600001.SH"]),
        ("甲乙科技（600001.SH）；推荐甲乙科技（600011.SH）。", ["甲乙科技（600011.SH"]),
        ("推荐腾讯控股（00777.HK）。", ["腾讯控股（00777.HK"]),
        ("推荐谷歌（META.O）。", ["谷歌（META.O"]),
        ("推荐腾讯控股（600088.SH/00700.HK）。", ["腾讯控股（600088.SH"]),
    ],
)
def test_contradictions_in_prose(text: str, marks: list[str]) -> None:
    findings = found(stock_name, prose(text, STOCKS))
    assert [finding.text for finding in findings] == marks
    assert {finding.level for finding in findings} == {Level.WARNING}


@pytest.mark.parametrize(
    "text",
    [
        "建议关注中视传媒（600088.SH）、华策影视(300133)与腾讯控股（00700.HK，0700.HK）。",
        "中芯国际（688981.SH/00981.HK）、腾讯控股（TCEHY.US）。",
        "ST华策影视（300133.SZ）、华策（300133.SZ）、华策影视股份有限公司（300133.SZ）。",
        "*ST中视传媒（600088.SH）、万科（000002.SZ）、百济神州（688235.SH）。",
        "中行（601988.SH）、国航（601111.SH）、招行（600036.SH）。",
        "公司（600088.SH）、股票代码（600088）、这家公司（300133.SZ）、龙头公司（300251.SZ）。",
        "Tencent（00700.HK）、腾讯控股（80700.HK）领涨。",
        "谷歌（GOOGL.O）、Meta（META.O）、百度集团（BIDU.O）；腾讯控股（2024）。",
        "收入（300133万元）、编号（600088号）、增长（300133%）。",
        "分众传媒（002027.SZ）；推荐分众传媒（002027.SZ）；设备龙头分众传媒（002027.SZ）。",
        "中国银行（03988.HK）、中国银行H（03988.HK）。",
        "中信建投（600001）与中信建投（600001.SH）。",
        "2024年4月26日（202404）及华策影视（300133.SZ）。",
        "其中300133.SZ与600088.SH涨幅居前。",
        "旗下中视（600088.SH）增长。",
        "沪深300（000300.SH）、沪深300指数（000300.SH）、上证指数（000001.SH）。",
    ],
)
def test_no_contradictions(text: str) -> None:
    assert underlined(stock_name, prose(text, STOCKS)) == []


SECTION = (
    "section: 章\npages:\n  - title: 页\n    blocks:\n      - table: {title: 表, data: shown, columns: [code, name]}\n"
)


@pytest.mark.parametrize(
    ("shown", "other", "marks"),
    [
        ("600088.SH, 中视传媒", "600088.SH, 中南传媒", ["中视传媒"]),
        ("600088.SH, 中视传媒", "600089.SH, 中视传媒", ["中视传媒"]),
        ("600088.SH, 中视传媒;600088.SH, 中南传媒", "600088.SH, 中视传媒", ["中南传媒"]),
        ("600088.SH, 中视传媒", "600088.SH, ST中视传媒", []),
        ("688981.SH, 中芯国际", "00981.HK, 中芯国际", []),
        ("510300.SH, 沪深300ETF", "159919.SZ, 沪深300ETF", []),
        ("00700.HK, 腾讯控股", "00700.HK, Tencent", []),
        ("835185.BJ, 贝特瑞", "920185.BJ, 贝特瑞", []),
        ("900901.SH, 云赛智联", "600602.SH, 云赛智联", []),
        ("000002.SZ, 万科A", "000002.SZ, 万科", []),
    ],
)
def test_tables(shown: str, other: str, marks: list[str]) -> None:
    findings = found(stock_name, read(SECTION, _tables(shown=shown, other=other)))
    assert [finding.text for finding in findings] == marks
    assert all(finding.level is None for finding in findings)


def test_entities() -> None:
    entity = {"content/ledger/companies.yaml": "media: {name: 中视, aliases: 中南传媒, ticker: 600088.SH}\n"}
    assert underlined(stock_name, read(SECTION, _tables(shown="600088.SH, 中视传媒") | entity)) == []
    assert underlined(stock_name, read(SECTION, _tables(shown="600088.SH, 中南传媒") | entity)) == []
    assert underlined(stock_name, read(SECTION, _tables(shown="600088.SH, 华策影视") | entity)) == ["华策影视"]
