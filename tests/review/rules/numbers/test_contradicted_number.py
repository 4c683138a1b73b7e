"""Numbers that differ from what the project holds."""

from __future__ import annotations

import pytest

from tests.review import found, prose, read, underlined
from yanbao.diagnostics import Level
from yanbao.review.rules.numbers import contradicted_number

FILES = {
    "content/ledger/companies.yaml": """
catl: {name: 宁德时代, source: wind, as_of: 2023, revenue: {value: 4009.2, unit: 亿元}, market_share: 37.9%}
kimi: {name: Kimi, source: wind, as_of: 2024-03, users: {value: 1200000, unit: 人}}
gemini: {name: Gemini 1.5 Pro, source: google, as_of: 2024-02, text_input: {value: 700000, unit: 个单词}}
""",
    "content/ledger/labels.yaml": "revenue: 营业收入\nmarket_share: 市占率\nusers: 日活跃用户\n",
    "content/ledger/makers.yaml": """
longi: {name: 隆基绿能, source: wind, as_of: 2023, shipments: {value: 67.5, unit: GW}}
jinko: {name: 晶科能源, source: wind, as_of: 2023, shipments: {value: 78.5, unit: GW}}
""",
    "content/ledger/stocks.yaml": """
valuation:
  source: wind
  as_of: 2024-04-26
  columns: {name: text, pe: {type: number, label: PE, unit: 倍}}
  rows: [[中芯国际, 45.2]]
""",
}


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("宁德时代2023年营业收入为3009.2亿元。", ["3009.2亿元"]),
        ("宁德时代市占率为36.9%。", ["36.9%"]),
        ("宁德时代市占率超过40%。", ["40%"]),
        ("宁德时代拥有27.9%的市占率。", ["27.9%"]),
        ("中芯国际PE为35倍。", ["35倍"]),
        ("对标宁德时代（市占率36.9%）。", ["36.9%"]),
        ("宁德时代：2023年营业收入4090亿元。", ["4090亿元"]),
        ("Kimi的3月日活跃用户为130万人。", ["130万人"]),
        ("Kimi的4月日活跃用户为130万人。", []),
        ("宁德时代市占率为37.8%。", ["37.8%"]),
        ("宁德时代营业收入4009.2亿美元。", ["4009.2亿美元"]),
        ("隆基绿能、晶科能源出货量分别为67.5GW、87.5GW。", ["87.5GW"]),
        ("隆基绿能、晶科能源出货量分别为67.5GW、78.5GW。", []),
        ("隆基绿能、晶科能源出货量及其他分别为67.5GW、87.5GW、1.0GW。", []),
        ("隆基绿能、晶科能源出货量分别为67.5GW、78.5GW、99.5GW。", []),
        ("隆基绿能、晶科能源出货量分别为99.5GW。", []),
        ("Kimi的日活跃用户超过100万人。", []),
        ("宁德时代市占率近38%，营业收入约4000亿元。", []),
        ("宁德时代营业收入4009亿元。", []),
        ("宁德时代2022年营业收入3285.9亿元。", []),  # another year
        ("宁德时代一季度营业收入797.7亿元。", []),  # another period
        ("宁德时代海外市占率27.5%。", []),  # another measure
        ("预计宁德时代市占率提升至40%。", []),  # a forecast
        ("宁德时代市占率在35%-40%之间。", []),
        ("宁德时代领先，比亚迪市占率15.2%。", []),  # another company
        ("宁德时代市占率提升2.3个百分点。", []),
        ("宁德时代{{ companies.catl.market_share }}的市占率。", []),
    ],
)
def test_contradictions(text: str, marks: list[str]) -> None:
    assert underlined(contradicted_number, prose(text, FILES)) == marks


def test_another_unit_for_a_name_cut_short_is_a_hint() -> None:
    section = "section: 章\npages:\n  - title: Gemini1.5上线\n    blocks: [{text: 一次处理70万字的文本。}]\n"
    (finding,) = found(contradicted_number, read(section, FILES))
    assert (finding.text, finding.level) == ("70万字", Level.HINT)
    assert "70万个单词" in finding.message
