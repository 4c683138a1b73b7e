"""One thing said with two words."""

from __future__ import annotations

import pytest

from tests.review import found, prose, underlined
from yanbao.diagnostics import Level
from yanbao.review.words import redundant_words

LEDGER = {
    "content/ledger/markets.yaml": """
gaming:
  name: 游戏
  source: wind
  as_of: 2024-03
  size: {value: 3000000000, unit: 元}
  verdict: 约30亿元左右
"""
}


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("用户约100万左右", "约100万左右"),
        ("占比大约在三成左右", "大约在三成左右"),
        ("增速接近15%-20%左右", "接近15%-20%左右"),
        ("规模约{{ markets.gaming.size }}左右", "约30亿元左右"),
        ("规模近 30 亿元上下", "近 30 亿元上下"),
        ("占比超过30%以上", "超过30%以上"),
        ("至少3家以上企业", "至少3家以上"),
        ("不低于10个百分点以上", "不低于10个百分点以上"),
        ("误差不超过5%以内", "不超过5%以内"),
        ("覆盖近100余家客户", "近100余"),
        ("大约近30家", "大约近"),
        ("下滑的原因主要是因为需求走弱", "原因主要是因为"),
        ("之所以下跌的原因是需求走弱", "之所以下跌的原因"),
        ("旨在为了提升效率", "旨在为了"),
        ("被称为是行业龙头", "被称为是"),
        ("最终诉诸于法律", "诉诸于"),
        ("谷歌宣布公布了新模型", "宣布公布"),
        ("目前当前估值偏低", "目前当前"),
        ("渗透率逐渐逐步提升", "逐渐逐步"),
        ("由于因为需求走弱", "由于因为"),
        ("自2020年起以来", "年起以来"),
        ("两者均都上行", "均都"),
    ],
)
def test_warnings(text: str, mark: str) -> None:
    assert [(f.text, f.level) for f in found(redundant_words, prose(text, LEDGER))] == [(mark, None)]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("涉及到多个行业", "涉及到"),
        ("其目的是为了提升效率", "目的是为了"),
        ("经过综合整体评测", "综合整体"),
        ("国内LLM大模型技术", "LLM大模型"),
        ("采用MoE专家混合架构", "MoE专家混合"),
        ("一季度GDP国内生产总值增长5%", "GDP国内生产总值"),
        ("成为驱动板块表现的核心驱动力", "驱动板块表现的核心驱动力"),
        ("影响价格的主要影响因素", "影响价格的主要影响因素"),
        ("全球前十应用增速前十中一半为中国厂商", "前十应用增速前十"),
        ("节奏基本与指数基本一致", "基本与指数基本一致"),
        ("占比超过30%左右", "超过30%左右"),
        ("占比约30%以上", "约30%以上"),
    ],
)
def test_hints(text: str, mark: str) -> None:
    assert [(f.text, f.level) for f in found(redundant_words, prose(text))] == [(mark, Level.HINT)]


@pytest.mark.parametrize(
    "text",
    [
        "用户约100万，占比30%左右，另有3家以上；超过10家，其余20家以上",
        "近3年左右、近5年以上、约30家以上市公司为主、近两年左右、近十余年来、最近3个月左右、附近30米左右",
        "合约10%左右、签约20家左右、节约30%左右、履约30%左右",
        "约30亿元上下游订单；超过30亿元以上述业务为主；约束10%左右的产能",
        "公司约有30%的收入来自左右两岸；约10倍，左右为难",
        "原因是需求走弱；因为需求走弱；之所以下跌，是因为需求走弱；究其原因，在于需求",
        "至少有10家企业市值百亿以上；超过20家券商给予增持以上评级；约10家企业占比20%左右",
        "目的是为客户提供服务；旨在为客户降本",
        "被视为是否达标的标准；被称为行业龙头",
        "公司宣布推出新品、宣布发布新品、公告披露；公布发布会时间；未来将来自海外",
        "混合专家（MoE）、专家混合(MoE)、GDP（国内生产总值）、OpenAI人工智能、GenAI人工智能、LLM与大模型",
        "AI应用、AI大模型、PMI指数、CPI同比、GDP增速、APP应用、IPO发行、ETF基金",
        "日均都在上升；平均都在上升；首都均价",
        "基本面与基本盘稳定；基本完成，基本实现；基本药物与基本医疗",
        "驱动芯片厂商的核心驱动力；推动行业发展的核心动力；驱动因素是技术",
        "前五大客户与前五大供应商；前三季度收入高于2022年前三季度；前10大股东占前10大流通股东",
        "合计计提减值；总计提升；共计提供；可能能够",
        "规模为{{ markets.gaming.verdict }}",
        "涉及多个行业、提到、及到港",
    ],
)
def test_silence(text: str) -> None:
    assert underlined(redundant_words, prose(text, LEDGER)) == []
