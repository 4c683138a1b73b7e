"""Spaces beside Chinese."""

from __future__ import annotations

import pytest

from tests.review import found, prose, read, underlined
from yanbao.diagnostics import Level
from yanbao.review.rules.punctuation import stray_space

TIGHT = "收入10亿元，AI与GPU需求旺盛，2024年Q3增长20%左右。"


def messages(text: str) -> list[str]:
    return [finding.message for finding in found(stray_space, prose(text))]


@pytest.mark.parametrize(
    "text",
    [
        "据报告， AI社交规模增长。",
        "据报告 ，规模增长。",
        "国产Sora ？",
        "1） 海外方面。",
        "1) Chatbot方面，2) 海外方面。",
        "海外 （美国）增长。",
        "海外的“ 七巨头 ”增长。",
        "推出 “Magnificent Seven”概念。",
        "推出“AI” 概念。",
        "音乐界的GPT —— 国产模型。",
        "需求 回暖。",
        "需求\u3000回暖。",
        "整理 资料来源：Wind",
        "Wind  and iFinD的数据。",
    ],
)
def test_spaces_that_are_wrong(text: str) -> None:
    findings = found(stray_space, prose(text))
    assert findings
    assert all(finding.level is None for finding in findings)


@pytest.mark.parametrize(
    "text",
    [
        "据Mordor Intelligence报告，Gemini 1.5 Pro与X Eva（小冰）表现不错。",
        "He said “yes” to it — and the “Magnificent Seven” rose… again.",
        "End.  Next sentence.",
        "国产 vs 海外，A股vs. 港股。",
        "1. 海外方面\n2. 国内方面",
        "- 海外\n  - 国内",
        "收入+10%，S&P 500与3D NAND。",
        "见https://example.com/a 。".replace(" ", ""),
        "参见 https://www.example.com/a/ 。",
    ],
)
def test_spaces_that_are_fine(text: str) -> None:
    assert underlined(stray_space, prose(text)) == []


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("Sora 可以创建场景。", ["Sora 可以"]),
        ("比肩 GPT-4。", ["比肩 GPT-4"]),
        ("收入 20 亿元。", ["收入 20", "20 亿元"]),
        ("占比20% 左右。", ["20% 左右"]),
    ],
)
def test_gaps_of_chinese_and_latin(text: str, around: list[str]) -> None:
    expected = [f"a space between Chinese and Latin in '{words}'" for words in around]
    assert messages(f"{TIGHT}\n\n{text}") == expected


def test_a_report_that_types_its_gaps_gets_one_hint() -> None:
    findings = found(stray_space, prose("Sora 可以创建 AI 视频。\n\n收入 20 亿元。"))
    assert [finding.level for finding in findings] == [Level.HINT]
    assert "5 of them" in findings[0].message


def test_names_of_the_ledger_keep_their_spaces() -> None:
    files = {"content/ledger/models.yaml": "x: {name: 天工 3.0, aliases: [Gemini 1.5 Pro, 五 粮 液], source: wind}\n"}
    assert underlined(stray_space, prose(f"{TIGHT}天工 3.0与五 粮 液。", files)) == []
    assert underlined(stray_space, prose(f"{TIGHT}Gemini 1.5 Pro 的窗口。", files)) == [" "]
    assert underlined(stray_space, prose(f"{TIGHT}扩展到 {{{{ models.x }}}}，增长。", files)) == [" "]


def test_titles() -> None:
    title = """
section: 1 大模型
head: Part 1 大模型
pages:
  - title: 需求回暖 供给出清
    blocks: [{text: "### 第一章 大模型"}]
"""
    assert [(one.text, one.level) for one in found(stray_space, read(title))] == [(" ", Level.HINT)]


def test_cells_are_hints() -> None:
    data = "stocks: {source: wind, as_of: 2024-04, columns: {name: text}, rows: [[五 粮 液], [万 科A]]}\n"
    section = """
section: 章
pages:
  - title: 页
    blocks: [{table: {title: 表, data: stocks, columns: [name]}}]
"""
    findings = found(stray_space, read(section, {"content/ledger/stocks.yaml": data}))
    assert {finding.level for finding in findings} == {Level.HINT}


def test_line_breaks_are_no_spaces() -> None:
    title = "section: 章\npages:\n  - title: >-\n      需求回暖，\n      供给出清\n    blocks: [{text: 略。}]\n"
    assert found(stray_space, read(title)) == []
