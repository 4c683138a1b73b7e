"""Numbers that differ from what the project holds."""

from __future__ import annotations

import pytest

from tests.review import found, prose, read, underlined
from tests.review.exhibits import beside
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


ACCOUNTS = {
    "content/ledger/accounts.yaml": """
accounts:
  source: wind
  as_of: 2024-04-26
  columns:
    period: {type: text, label: 期间}
    revenue: {type: number, label: 营业收入, unit: 百万元}
    cost: {type: number, label: 营业成本, unit: 百万元}
    gross: {type: number, label: 毛利, unit: 百万元}
    margin: {type: percent, label: 毛利率, expr: gross / revenue}
  rows: [[2022A, 1000, 600, 400], [2023A, 1200, 700, 500]]
peers:
  source: wind
  as_of: 2024-04-26
  columns:
    name: {type: text, label: 公司}
    cap: {type: number, label: 市值, unit: 亿元}
    profit: {type: number, label: 净利润, unit: 亿元}
    ratio: {type: number, label: 市盈率, unit: 倍, expr: cap / profit}
  rows: [[甲公司, 100, 5], [乙公司, 90, 6]]
"""
}
PAGE = """
section: 章
pages:
  - title: 页
    blocks:
      - text: TEXT
      - statement:
          title: 利润表
          unit: 百万元，截至2024年4月
          data: accounts
          items: [revenue, cost, {column: gross, sum_of: [revenue, -cost]}, margin,
                  {column: part, expr: cost / revenue, type: percent, label: 成本率}]
      - table:
          title: 公司
          unit: 截至2024年4月
          data: peers
          columns: [name, cap, ratio, {column: yield, expr: profit / cap, type: percent, label: 盈利收益率}]
"""


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("2023年毛利为450百万元。", ["450百万元"]),  # a subtotal
        ("2023年毛利为5亿元。", []),
        ("2023年毛利率为35.5%。", ["35.5%"]),  # computed in the dataset
        ("2022年营业收入为1100百万元。", ["1100百万元"]),
        ("2023年毛利率为41.7%，2022年营业收入为1100百万元。", ["1100百万元"]),  # each of its year
        ("2023年成本率为48.3%。", ["48.3%"]),  # computed in the table
        ("2022年毛利率为40%。", []),
        ("乙公司市盈率为25倍。", ["25倍"]),
        ("乙公司市盈率为15倍。", []),
        ("乙公司盈利收益率为7.7%。", ["7.7%"]),
        ("乙公司盈利收益率为6.7%。", []),
        ("乙公司2023年毛利为450百万元。", []),  # another company
        ("预计2023年毛利为450百万元。", []),
    ],
)
def test_what_is_computed_and_what_statements_show(text: str, marks: list[str]) -> None:
    assert underlined(contradicted_number, read(PAGE.replace("TEXT", text), ACCOUNTS)) == marks


@pytest.mark.parametrize(
    ("text", "help_"),
    [
        ("乙公司盈利收益率为7.7%。", "correct one of them"),  # it is of the table alone
        ("乙公司市值为300亿元。", 'write {{ value(data.peers, "cap", name="乙公司") }}, or correct what is held'),
    ],
)
def test_what_is_of_a_dataset_can_be_bound(text: str, help_: str) -> None:
    [finding] = found(contradicted_number, read(PAGE.replace("TEXT", text), ACCOUNTS))
    assert finding.help == help_


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("沪浦港集完成集装箱吞吐量5151万TEU。", []),
        ("沪浦港集完成集装箱吞吐量5515万TEU。", ["5515万TEU"]),
        ("海外集装箱吞吐量5515万TEU。", []),  # of something else
        ("甬江港务营业收入287.6亿元，沪浦港集为381.2亿元。", []),
        ("甬江港务营业收入287.6亿元，沪浦港集为318.2亿元。", ["318.2亿元"]),
        ("甬江港务、沪浦港集营收分别为381.2亿元和287.6亿元。", ["381.2亿元", "287.6亿元"]),
        ("运价指数在2024年三季度升至3082点，四季度回落至2238点。", ["2238点"]),
        ("2023年甬江港务营业收入250亿元。", []),  # of another year
        ("此前甬江港务营业收入250亿元。", []),
        ("2月居民新增贷款3891亿元，企业新增10400亿元。", ["3891亿元"]),
        ("2月居民贷款减少3891亿元。", []),
        ("前三个月企业累计新增贷款8.66万亿元。", []),
        ("前三个月企业累计新增贷款8.46万亿元。", ["8.46万亿元"]),
        ("预计2025年归母净利润126.1亿元。", ["126.1亿元"]),
        ("沪浦港集、甬江港务全年装卸箱量分别为3930万TEU、5151万TEU。", ["3930万TEU", "5151万TEU"]),  # swapped
        ("沪浦港集去年全年装卸箱量5511万TEU。", ["5511万TEU"]),  # no such cell, but one of the same digits
        ("津沽港口归母净利润10.1亿元，低于甬江港务的48.9亿元。", []),
        ("津沽港口归母净利润10.1亿元，低于甬江港务的84.9亿元。", ["84.9亿元"]),
        ("厦屏港埠盈利2.4亿元，甬江港务盈利48.9亿元。", []),
        ("厦屏港埠亏损2.4亿元。", ["亏损2.4亿元"]),
        ("集装箱吞吐量方面，沪浦港集以5151万TEU的规模遥遥领先，甬江港务3390万TEU紧随其后。", ["3390万TEU"]),
    ],
)
def test_cells_of_the_figures_beside_it(text: str, marks: list[str]) -> None:
    assert underlined(contradicted_number, beside(text)) == marks


def test_a_slip_of_scale_is_told_as_one() -> None:
    (finding,) = found(contradicted_number, beside("沪浦港集集装箱吞吐量5151亿TEU。"))
    assert "the scale is 10,000 times too large" in finding.message


def test_a_card_has_the_value_of_the_fact_that_its_label_names() -> None:
    cards = "- cards: [{value: 182个, label: 甬江港务泊位数量}, {value: 287.6亿元, label: 甬江港务营业收入}]\n"
    assert underlined(contradicted_number, beside("正文。", more=cards)) == ["182个"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("宁德时代2023年营业收入为400.92亿元。", "the scale is 10 times too small"),
        ("宁德时代2023年营业收入为4009.2万元。", "the scale is 10,000 times too small, as if 万 had been left out"),
        ("Kimi日活跃用户为120亿人。", "the scale is 10,000 times too large, as if 万 had been added"),
    ],
)
def test_a_slip_of_the_scale_is_told_as_such(text: str, told: str) -> None:
    [finding] = found(contradicted_number, prose(text, FILES))
    assert told in finding.message


def test_another_number_is_no_slip_of_the_scale() -> None:
    [finding] = found(contradicted_number, prose("宁德时代2023年营业收入为3009.2亿元。", FILES))
    assert "scale" not in finding.message
