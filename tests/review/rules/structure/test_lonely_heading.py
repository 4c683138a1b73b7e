"""Headings with nothing below them."""

from __future__ import annotations

from textwrap import indent

import pytest

from tests.review import prose, read, underlined
from yanbao.review.rules.structure import lonely_heading

FIGURE = "      - table: {title: 个股, data: gainers, columns: name}\n"
LEDGER = {
    "content/ledger/stocks.yaml": "gainers: {source: wind, as_of: 2024, columns: {name: text}, rows: [[中视传媒]]}\n"
}


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("### 甲\n\n文字。", []),
        ("### 甲\n\n### 乙\n\n文字。", ["甲"]),
        ("### 甲\n\n文字。\n\n### 乙", ["乙"]),
        ("### 甲\n\n#### 乙\n\n文字。", []),
        ("### 甲\n\n#### 乙\n\n### 丙\n\n文字。", ["乙"]),
        ("### 甲\n\n- 项", []),
        ("**甲**\n\n文字。\n\n**乙**", ["乙"]),
        ("**甲**\n\n**乙**\n\n文字。", ["甲"]),
        ("**甲**\n\n**乙**", []),
        ("### 丙\n\n**甲**\n\n文字。", []),
        ("**甲。**文字。\n\n**乙**是重点。", []),
        ("文字**甲**\n\n文字。\n\n**乙**", []),
    ],
)
def test_headings_and_bold_lines(text: str, marks: list[str]) -> None:
    assert underlined(lonely_heading, prose(text)) == marks


@pytest.mark.parametrize(
    "block",
    [
        FIGURE,
        "      - callout: {title: 注, text: 文字。}\n",
        "      - cards: [{value: '1', label: 增速}]\n",
        "      - text: 文字。\n",
    ],
)
def test_what_may_stand_below(block: str) -> None:
    page = "section: 章\npages:\n  - title: 页\n    blocks:\n      - text: '### 甲'\n"
    assert underlined(lonely_heading, read(page, LEDGER)) == ["甲"]
    assert underlined(lonely_heading, read(page + block, LEDGER)) == []


RISKS = ["一、监管风险。政策变化有影响。", "二、利润风险：票房不确定。", "三、技术风险。进步低于预期。"]


@pytest.mark.parametrize(
    ("items", "marks"),
    [
        (RISKS, []),
        ([*RISKS, "四、商誉等风险"], ["四、商誉等风险"]),
        ([*RISKS, "四、商誉等风险。"], ["四、商誉等风险"]),
        ([RISKS[0], "二、商誉等风险", RISKS[2]], ["二、商誉等风险"]),
        ([*RISKS, "四、商誉等风险", "并购标的业绩下滑。"], []),
        (["一、监管风险", "二、利润风险", "三、技术风险"], []),
        ([RISKS[0], "二、利润风险", "三、技术风险"], []),
        ([*RISKS, "四、商誉减值，坏账等风险"], []),
        ([*RISKS, "其他风险"], []),
        (["- 1）监管：政策变化。", "- 2）利润：不确定。", "- 3）商誉"], ["3）商誉"]),
        (
            ["一、公司收入增长20%", "二、公司利润增长。毛利率提升。", "三、公司费用率下降。管理改善。"],
            ["一、公司收入增长20%"],
        ),
    ],
)
def test_items_that_are_only_headings(items: list[str], marks: list[str]) -> None:
    joint = "\n" if items[0].startswith("-") else "\n\n"
    assert underlined(lonely_heading, prose(joint.join(items))) == marks


def test_columns_are_read_one_after_the_other() -> None:
    columns = "      - columns:\n          - text: '### 甲'\n          - text: |\n" + indent(
        "### 乙\n\n文字。\n", " " * 14
    )
    assert underlined(lonely_heading, read(f"section: 章\npages:\n  - title: 页\n    blocks:\n{columns}")) == ["甲"]
