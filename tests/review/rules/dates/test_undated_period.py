"""Periods that are counted from an unsaid day."""

from __future__ import annotations

import pytest

from tests.review import REPORT, found, prose, read, underlined
from yanbao.diagnostics import Level
from yanbao.review.rules.dates import undated_period


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("申万传媒指数年初至今下跌7.1%。", ["年初至今"]),
        ("银行板块今年以来上涨12%，跑赢沪深300。", ["今年以来"]),
        ("3月25日至今Wind人工智能指数下跌近14%。", ["至今"]),
        ("AI板块2月6日至3月22日上涨57%；\n\n3月25日至今下跌14%。", ["至今"]),
        ("春节后至今板块反弹20%。", ["至今"]),
        ("10月以来铜价上涨8%，春节以来金价上涨5%。", ["10月以来", "春节以来"]),
        ("公司上市以来股价累计上涨320%。", ["上市以来"]),
        ("截至目前，公司共有门店1200家。", ["截至目前"]),
        ("截至今日收盘，成交额突破1万亿元。", ["截至今日"]),
        ("昨日北向资金净流入52亿元。", ["昨日"]),
        ("本周创新药指数上涨3.2%。", ["本周"]),
        ("年内涨幅达35%。", ["年内"]),
        ("标普500指数YTD上涨16.5%。", ["YTD"]),
        ("2024年年初以来，出口同比增长9%。", ["年初以来"]),
        ("自2024年1月2日至今，黄金上涨15%。", ["至今"]),
    ],
)
def test_warnings(text: str, marks: list[str]) -> None:
    findings = found(undated_period, prose(text))
    assert [finding.text for finding in findings] == marks
    assert {finding.level for finding in findings} == {None}


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("年初以来海内外大模型持续迭代。", ["年初以来"]),
        ("截至目前，项目进展顺利。", ["截至目前"]),
        ("近期主题波动较为明显。", ["近期"]),
        ("最近价格回落。", ["最近"]),
        ("日前，工信部发布指导意见。", ["日前"]),
        ("公司近日公告收购方案。", ["近日"]),
        ("公司成立至今已服务客户500家。", ["至今"]),
        ("最近三个月股价跑赢恒生指数12%。", ["最近三个月"]),
    ],
)
def test_hints(text: str, marks: list[str]) -> None:
    findings = found(undated_period, prose(text))
    assert [finding.text for finding in findings] == marks
    assert {finding.level for finding in findings} == {Level.HINT}


@pytest.mark.parametrize(
    "text",
    [
        "截至2024年4月26日，申万传媒指数年初至今下跌7.1%；沪深300年初至今上涨4%。",
        "申万传媒指数年初至今（截至4月26日）下跌7.1%。",
        "年初至今（2024/1/1-4/26）传媒下跌7.1%，银行上涨12%。",
        "截至2024年4月26日收盘价计算估值。板块年初至今下跌7.1%。",
        "截至2024年一季度末，公司共有门店1200家，今年以来新增20家。",
        "2024年1-3月，今年以来累计出口增长9%。",
        "2月6日至3月22日上涨57%。",
        "目前行业处于底部，当前估值20倍。",
        "甚至今年业绩也将增长30%，较去年提升至今年的15%。",
        "本周期成本月度下降5%，成本周转加快10%，以上周期均为30天。",
        "今日头条日活超过1亿人，《今日说法》收视率2%。",
        "接近日均成交额1万亿元，交易日前5天上涨3%，节日前备货增长10%。",
        "接近期权行权价10元，近期目标明确，最近三年复合增长20%。",
        "有望年内投产，年内完成建设100万吨。",
        "3年内涨幅有望达50%。",
        "至今仍未披露方案，迄今最大的模型。",
        "自2015年上市以来专注主业。",
        "2023年10月以来铜价上涨，截至4月26日上涨8%，近一月以来趋稳。",
        "近10年营收增长，过去三年上涨20%。",
        "近三个月订单增长20%。近20日均线上行2%。近30天未变。",
        "自2018年产品上市以来，收入复合增速超过30%。",
    ],
)
def test_silence(text: str) -> None:
    assert underlined(undated_period, prose(text)) == []


def test_a_word_that_is_explained_once() -> None:
    text = "本周（4月22日至4月26日）A股上涨1.2%。\n\n本周银行上涨2%。"
    assert underlined(undated_period, prose(text)) == []


SECTION = """
section: 章
pages:
  - title: 年初至今涨幅居前
    blocks:
      - table: {title: 年初至今涨幅前二, data: gainers, columns: [name, ytd]UNIT}
"""
GAINERS = """
gainers:
  source: wind
  as_of: 2024-04-26
  columns: {name: {type: text, label: 简称}, ytd: {type: percent, label: 年内涨幅}}
  rows: [[中视传媒, 55%], [华策影视, 36%]]
"""


@pytest.mark.parametrize(
    ("unit", "marks"),
    [
        ("", ["年初至今", "年初至今"]),  # the page's title, and one of the table
        (", unit: 截至2024-04-26", []),
        (", note: 行情截至4月26日。", []),
    ],
)
def test_figures(unit: str, marks: list[str]) -> None:
    files = {"content/ledger/stocks.yaml": GAINERS}
    assert underlined(undated_period, read(SECTION.replace("UNIT", unit), files)) == marks


@pytest.mark.parametrize(("note", "levels"), [("行情截至2024年4月26日。", [Level.HINT]), ("行情。", [None])])
def test_a_date_elsewhere_on_the_page_makes_a_hint(note: str, levels: list[Level | None]) -> None:
    findings = found(undated_period, prose(f"3月25日至今指数下跌14%。\n\n{note}"))
    assert [finding.level for finding in findings] == levels


@pytest.mark.parametrize(
    ("more", "levels"),
    [("", [Level.HINT]), ("行情截至2024-04-26。", []), ("行情截至2024-04-25。", [Level.HINT])],
)
def test_a_bound_number_knows_its_date(more: str, levels: list[Level]) -> None:
    """Nothing is missing if the page prints that date."""
    text = f"中视传媒年初至今上涨{{{{ value(data.gainers, 'ytd', name='中视传媒') }}}}。\n\n{more}"
    findings = found(undated_period, prose(text, {"content/ledger/stocks.yaml": GAINERS}))
    assert [finding.level for finding in findings] == levels


def test_cards_are_read_with_their_value() -> None:
    section = """
section: 章
pages:
  - title: 页
    blocks:
      - cards:
          - {value: 14%, label: 3月25日至今跌幅}
          - {value: 12%, label: 年初至今涨幅，截至4月26日}
"""
    assert underlined(undated_period, read(section)) == ["至今"]


@pytest.mark.parametrize(("kind", "marks"), [("行业周报", []), ("行业专题", ["本周", "昨日"])])
def test_periodicals_may_speak_of_their_own_week(kind: str, marks: list[str]) -> None:
    section = "section: 章\npages: [{title: 页, blocks: [{text: 本周指数上涨2%，昨日下跌1%。}]}]"
    manuscript = read(section, report=REPORT.replace("行业专题", kind))
    assert underlined(undated_period, manuscript) == marks


def test_words_that_no_periodical_explains() -> None:
    section = "section: 章\npages: [{title: 页, blocks: [{text: 截至目前均价上涨2%，上周下跌1%，上月持平。}]}]"
    manuscript = read(section, report=REPORT.replace("行业专题", "行业月报"))
    assert underlined(undated_period, manuscript) == ["截至目前", "上周"]
