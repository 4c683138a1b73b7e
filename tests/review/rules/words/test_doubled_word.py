"""Characters and words that stand twice in a row."""

from __future__ import annotations

import pytest

from tests.review import found, prose, read, underlined
from yanbao.diagnostics import Level
from yanbao.review.rules.words import doubled_word

LEDGER = {
    "content/ledger/models.yaml": """
kimi:
  name: Kimi
  source: wind
  as_of: 2024-03
  released: 2024-02-15
  window: {value: 1000000, unit: 个tokens}
  share: 57%
  price: {value: 5, unit: 元}
  users: {value: 12, unit: 家}
  vendor: 上海电影
"""
}


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("国内内Chatbot访问量", "内内"),
        ("行业业规模扩大", "业业"),
        ("公司的的收入", "的的"),
        ("公司完成了了收购", "了了"),
        ("这是是核心资产", "是是"),
        ("在在2024年", "在在"),
        ("较较大提升", "较较"),
        ("公司预预计增长", "预预"),
        ("公司对记记者表示", "记记"),
        ("合计12亿元元", "元元"),
        ("多模态大模型模型能力对比", "模型模型"),
        ("结合当前当前AIGC", "当前当前"),
        ("将进行进行调整", "进行进行"),
        ("人工智能人工智能应用", "人工智能人工智能"),
        ("2023年2023年实现收入", "2023年2023年"),
        ("毛利率57%%", "%%"),
        ("based on the the model", "the the"),
        ("当\n前当前", "当前当前"),
    ],
)
def test_doubled(text: str, mark: str) -> None:
    assert underlined(doubled_word, prose(text)) == [mark]


@pytest.mark.parametrize(
    "text",
    [
        "刚刚、渐渐、往往、仅仅、常常、大大、种种、人人、天天、年年、谢谢、星星、刚刚好",
        "形形色色、点点滴滴、三三两两、的的确确、实实在在、涨涨跌跌、对对错错、分分和和",
        "公司公告、公司司法、智能能力、发展展望、产品品牌、国内内容、企业业务、行业业绩、上市市值、生成成本",
        "收入入账、美国国债、研发发力、同比比重、逐步步入、中国国家队、股东东方财富、去年年底、2024年年报、每股股利",
        "目的的实现、行为为企业、反对对华制裁、占比比去年高、规则则更严、数据据此推算、下降降至低位",
        "在在线教育领域、和和平、与与会者、渗透率率先突破、销量量价齐升、海外外需、全省省长",
        "拼多多、货拉拉、滴滴、陌陌、旺旺、洽洽、盼盼、多多买菜、YY、百度度小满、比亚迪迪链、中际旭创创新",
        "光伏组件件均价格、芒果超媒媒体融合、普惠惠农、股东户户均持股、净息差差距、营收收窄、A股股息率、保险险企",
        "研究研究、讨论讨论、一步一步、一个一个、很多很多、点对点对接、面对面对话、不了了之",
        "很好，很好；当前、当前；增长（增长）",
        "1111、2222、10-10、0x00ff、https://www.aabb.com/aa/bb、3.33%、100%/100%",
        "I know that that holds; C2C2C; B2B2B",
        "上市公司公司治理",
        "每秒百亿亿次、万万不可",
    ],
)
def test_words_that_meet(text: str) -> None:
    assert underlined(doubled_word, prose(text)) == []


def test_compounds_that_meet_are_a_hint() -> None:
    levels = [finding.level for finding in found(doubled_word, prose("新能源汽车汽车零部件，实现实现营收"))]
    assert levels == [Level.HINT, None]


def test_a_name_of_the_ledger_is_a_name() -> None:
    assert underlined(doubled_word, prose("国内内Chatbot", {"content/ledger/p.yaml": "a: {name: 国内内}"})) == []


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("可输入{{ models.kimi.window }}个tokens", ["个tokens"]),
        ("可输入{{ models.kimi.window }} tokens", ["tokens"]),
        ("可输入{{ models.kimi.window }}万个tokens", ["万个tokens"]),
        ("可输入{{ models.kimi.window }}，个tokens", []),
        ("可输入{{ models.kimi.window | num }}个tokens", []),
        ("胜率{{ models.kimi.share }}%", ["%"]),
        ("胜率+{{ models.kimi.share | signed }}", ["+"]),
        ("胜率{{ models.kimi.share }}以上", []),
        ("定价{{ models.kimi.price }}元左右", ["元"]),
        ("定价{{ models.kimi.price }}元宇宙", []),
        ("定价{{ models.kimi.users }}家电企业", []),
        ("于{{ models.kimi.released | date }}日发布", ["日"]),
        ("于{{ models.kimi.released | date }}日均发布", []),
        ("产品{{ models.kimi }}Kimi", ["Kimi"]),
        ("产品Kimi{{ models.kimi }}", ["Kimi"]),
        ("参投{{ models.kimi.vendor }}电影业务", []),
    ],
)
def test_beside_expressions(text: str, marks: list[str]) -> None:
    assert underlined(doubled_word, prose(text, LEDGER)) == marks


def test_titles_and_captions_are_read() -> None:
    manuscript = read("section: 市场市场\npages: [{title: 当前当前, blocks: [{callout: {title: 行业业, text: 好}}]}]")
    assert underlined(doubled_word, manuscript) == ["市场市场", "当前当前", "业业"]


def test_an_adverb_with_a_character_too_many_is_no_word_of_two() -> None:
    assert underlined(doubled_word, prose("盈利能力稳步步上行，影响逐步步消退。")) == ["步步", "步步"]
    assert underlined(doubled_word, prose("纷纷发布新品，步步为营。")) == []
