"""Marks in the wrong place."""

from __future__ import annotations

import pytest

from tests.review import found, prose, read, underlined
from yanbao.diagnostics import Level
from yanbao.review.rules.punctuation import misplaced_mark


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("需求回暖，，价格上行。", ["，，"]),
        ("需求回暖，。价格上行。。", ["，。", "。。"]),
        ("需求回暖；，价格上行？。", ["；，", "？。"]),
        ("分三类：：甲、、乙。", ["：：", "、、"]),
        ("需求回暖，,价格上行。", ["，,"]),
        ("，需求回暖。", ["，"]),
        ("需求（价格、）回暖。", ["、"]),
        ("需求（，价格）回暖。", ["，"]),
        ("印发《规划，》。", ["，"]),
        ("后续进展...值得期待。。。", ["...", "。。。"]),
        ("后续进展、、、等待..", ["..", "、、、"]),
        ("后续进展…值得期待", ["…"]),
        ("《办法（征求意见稿）发布》", ["发布》"]),
        ("《生成式人工智能服务管理暂行办法正式实施》", ["正式实施》"]),
        ("真的吗？！太好了！！！！等一下……好吧。", []),
        ("逗号（，）与“、”不同，问号（？）亦然。", []),
        ("《办法（征求意见稿）》发布，《实施细则》、《关于实施方案的通知》。", []),
        ("《完蛋！我被美女包围了！》、《发布》、《新品发布》。", []),
        ("路径为../data，Loading... 12.5。", []),
        ("——从概念到落地", []),
        ("增长10%（同比）；“稳增长”。", []),
        ("央行：“加大力度。”市场回暖。", []),
        ("e.g., A; i.e., B. 中文；涵盖Java、.NET。", []),
    ],
)
def test_marks(text: str, marks: list[str]) -> None:
    assert underlined(misplaced_mark, prose(text)) == marks


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("用户数量仍有绝对优势、但访问量增长迅猛。", ["、"]),
        ("国内市场端增速表现迅猛、技术扩散之下应用端机会更为明确。", ["、"]),
        ("海外厂商发布大模型之后、年初发布文生视频大模型。", ["、"]),
        ("涵盖甲、乙、和丙，丁、等领域。", ["、", "、"]),
        ("涵盖小冰等、星野表现不错。", ["、"]),
        ("第一、需求回暖；第二、价格上行。首先、成本下降。", ["、", "、", "、"]),
        ("（1）、海外；2）、国内。", ["、", "、"]),
        ("第一、第二大股东；第一、二大股东；一、海外；1、国内；（1）海外。", []),
        ("拥有更全面的知识覆盖、更可靠的推理能力，更优越的理解力。", ["，"]),
        ("占比分别为10%、20%，30%。", ["，"]),
        ("他说“增长。”。我们同意。", ["。”。"]),
        ("印发《规划。》", ["。"]),
        ("涵盖甲、乙等……", ["等……"]),
        ("需求回暖、价格上行、成本下降。", []),
        ("我们建议重点关注技术壁垒较高、有望受益于国产替代的公司。", []),
        ("受益于竞争格局较好、行业景气度较高，利润增长。", []),
        ("雪地里的巨型长毛象的视频、时尚女性走在东京街头的视频。", []),
        ("疫情发生之前、疫情结束之后的消费者信心。", []),
        ("涵盖甲、和而泰、及时雨、与时俱进、或有负债、等离子体。", []),
        ("中等、高等教育，北京等、上海等。", []),
        ("收入10亿元、20亿元，2023年增长；2021、2022，均为正。", []),
        ("归母净利润分别为1.2、1.5、1.8亿元，同比+10%、+20%、+30%，对应PE为10、9、8倍。", []),
        ("更高的收入、更低的成本，更重要的是现金流改善。", []),
    ],
)
def test_what_has_to_be_judged(text: str, marks: list[str]) -> None:
    findings = found(misplaced_mark, prose(text))
    assert [one.text for one in findings] == marks
    assert {one.level for one in findings} <= {Level.HINT}


def test_ends_of_titles() -> None:
    section = """
section: 大模型，
head: 概览
pages:
  - title: 需求回暖。
    blocks:
      - image: {title: 走势。, file: a.svg, alt: 图。, source: wind}
      - image: {title: 走势, file: a.svg, alt: 图。, source: wind}
  - title: 价格上行
    blocks: [{text: 略。}]
"""
    manuscript = read(section, {"content/demo/a.svg": "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>"})
    findings = found(misplaced_mark, manuscript)
    assert sorted((one.message, one.level) for one in findings) == [
        ("'，' at the end of a section title", None),
        ("a stop at the end of a caption", Level.HINT),
        ("a stop at the end of a page title", Level.HINT),
    ]


def test_headings_that_all_have_a_stop_are_a_style() -> None:
    assert underlined(misplaced_mark, prose("### 需求回暖。\n\n略。\n\n### 价格上行。\n\n略。")) == []
    assert underlined(misplaced_mark, prose("### 需求回暖。\n\n略。\n\n### 价格上行\n\n略。")) == ["。"]


@pytest.mark.parametrize(
    ("events", "stops"),
    [
        (["办法发布，8月起施行。", "公司发布大模型", "英伟达业绩超预期", "微软发布新应用"], 1),
        (["办法发布，8月起施行。", "公司发布大模型。", "英伟达业绩超预期。"], 0),
        (["办法发布，8月起施行。"], 0),
    ],
)
def test_cells(events: list[str], stops: int) -> None:
    rows = ", ".join(f"[{event!r}]" for event in events)
    data = f"events: {{source: wind, as_of: 2024-04, columns: {{event: text}}, rows: [{rows}]}}\n"
    section = "section: 章\npages:\n  - title: 页\n    blocks: [{table: {title: 表, data: events, columns: [event]}}]\n"
    findings = found(misplaced_mark, read(section, {"content/ledger/events.yaml": data}))
    assert [(one.text, one.level) for one in findings] == [("。", Level.HINT)] * stops
