"""Ends of paragraphs and list items."""

from __future__ import annotations

import pytest

from tests.review import found, prose, read, underlined
from yanbao.diagnostics import Level
from yanbao.review.rules.punctuation import missing_stop

CLOSED = "第一段话有它的句号。\n\n第二段话也有句号。\n\n第三段话还是有它的句号。\n\n"


def messages(text: str) -> list[tuple[str, Level | None]]:
    return [(one.message, one.level) for one in found(missing_stop, prose(text))]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("模型能从提示中学习新技能，而无需额外的微调", ["调"]),
        ("需求回暖。价格也有望继续上行", ["行"]),
        ("综合得分排名首位，得分达2199.5（超过GPT-4V的1926.57）", ["）"]),
        ("模型能从提示中学习新技能，", ["，"]),
        ("模型能从提示中学习新技能、", ["、"]),
        ("需求回暖，价格上行；", ["；"]),
        ("需求回暖，价格上行；\n\n供给出清，利润修复。", []),
        ("模型能学习新技能，“无需微调。”", []),
        ("模型能学习新技能（无需额外的微调。）", []),
        ("主要假设如下，均为中性情形：", []),
        ("后续进展，值得期待……", []),
        ("投资建议", []),
        ("资料来源：Wind，国信证券经济研究所整理", []),
        ("请务必阅读正文之后的免责声明，及其项下所有内容", []),
        ("更多内容，请见官方网站上的说明https://example.com/a", []),
        ("The company (公司) said, in short, that growth will go on in 2025", []),
        ("美国CPI同比2.6%，预期2.6%，前值2.4%", ["%"]),
        ("需求回暖，价格上行.", []),
        ("**模型能从提示中学习新技能，而无需额外的微调**", []),
        ("**学习新技能。**模型能从提示中学习新技能，而无需额外的**微调**", ["调"]),
        ("注册制改革深入推进，投资者结构持续优化", ["化"]),
        ("【策略】开源金股，十一月份推荐——投资策略专题", []),
        ("### 模型能从提示中学习新技能，而无需额外的微调", []),
    ],
)
def test_paragraphs(text: str, ends: list[str]) -> None:
    assert underlined(missing_stop, prose(CLOSED + text)) == ends


def test_short_paragraphs_are_hints() -> None:
    assert [level for _, level in messages(CLOSED + "五、商誉及资产减值损失等风险")] == [Level.HINT]


def test_a_report_without_stops_is_a_style() -> None:
    assert messages("模型能从提示中学习新技能，而无需额外的微调\n\n模型能生成复杂的视频，时长可达一分钟") == []


@pytest.mark.parametrize(
    ("items", "ends"),
    [
        (["参数规模达到4000亿级；", "能力提升超过30%"], ["%"]),
        (["参数规模达到4000亿级。", "能力提升超过30%", "成本有所下降。"], ["%"]),
        (["参数规模达到4000亿级", "能力提升超过30%"], []),
        (["参数规模达到4000亿级；", "能力提升超过30%。"], []),
        (["参数规模达到4000亿级；", "能力提升超过30%；"], ["；"]),
        (["参数规模达到4000亿级，", "能力提升超过30%。"], ["，"]),
        (["参数规模达到4000亿级", "能力提升超过30%", "成本有所下降。"], ["。"]),
        (["参数规模很大。能力提升超过30%", "成本有所下降"], ["%"]),
        (["国内：", "北京", "上海", "海外：", "美国"], []),
        (["《完蛋！我被美女包围了。》登顶", "《黑神话：悟空》热销"], []),
        (["国内：增长。", "海外：下降。", "资料来源：Wind"], []),
    ],
)
def test_lists(items: list[str], ends: list[str]) -> None:
    assert underlined(missing_stop, prose("\n".join(f"- {item}" for item in items))) == ends


def test_the_stop_that_is_missing() -> None:
    remedies = [
        one.help for one in found(missing_stop, prose("- 参数规模达到4000亿级；\n- 能力提升超过30%\n- 成本下降。"))
    ]
    assert remedies == ["end it with ；"]
    remedies = [one.help for one in found(missing_stop, prose("- 参数规模达到4000亿级；\n- 能力提升超过30%"))]
    assert remedies == ["end it with 。"]


def test_lists_are_read_apart() -> None:
    assert messages("- 参数规模大；\n- 能力提升。\n\n这一段话有句号。\n\n- 核心业务游戏\n- 新兴业务云计算") == []


def test_a_series_may_go_on_in_the_next_block() -> None:
    blocks = "[{text: 需求回暖，价格上行；}, {text: 供给出清，利润修复。}]"
    section = f"section: 章\npages:\n  - title: 页\n    blocks: {blocks}\n"
    assert [one.level for one in found(missing_stop, read(section))] == [Level.HINT]


def test_leads() -> None:
    outline = "title: 题\nkind: 行业专题\ndate: 2024-04\ninstitution: 所\noutline: [section.yaml, b.yaml]\n"
    page = "pages:\n  - title: 页\n    blocks: [{text: 略。}]\n"
    files = {"content/demo/b.yaml": f"section: 乙\nlead: 价格有望继续上行。\n{page}"}
    section = f"section: 甲\nlead: 需求有望继续回暖\n{page}"
    assert [one.level for one in found(missing_stop, read(section, files, outline))] == [Level.HINT]


def test_cards_and_cells_have_none() -> None:
    blocks = "[{text: 第一段话有它的句号。}, {cards: [{value: 一, label: 需求回暖，价格上行，利润有望修复}]}]"
    section = f"section: 章\npages:\n  - title: 页\n    blocks: {blocks}\n"
    assert underlined(missing_stop, read(section)) == []
