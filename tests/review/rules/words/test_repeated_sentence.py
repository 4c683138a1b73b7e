"""Sentences and titles that are printed twice."""

from __future__ import annotations

from textwrap import indent

import pytest

from tests.review import found, read
from yanbao.diagnostics import Level
from yanbao.review.rules.words import repeated_sentence

LONG = "只需要输入简单的提示词就能快速生成一首长达两分钟的完整音乐。"
SHORT = "公司有望充分受益于行业的快速增长。"
PART = "比如音乐主题、风格、流派、歌词、音色等，模型就能快速生成一首长达2分钟的完整音乐。"
PARAGRAPH = LONG + PART

LEDGER = {"content/ledger/models.yaml": "suno: {name: Suno, source: wind, as_of: 2024-03, minutes: 两分钟}"}


def pages(*texts: str, section: str = "应用", titles: tuple[str, ...] = ("甲", "乙", "丙")) -> str:
    """A section with a page for every text."""
    head = f"section: {section}\npages:\n"
    page = "  - title: {}\n    blocks:\n      - text: |\n{}\n"
    return head + "".join(
        page.format(title, indent(text, " " * 10)) for title, text in zip(titles, texts, strict=False)
    )


@pytest.mark.parametrize(
    ("first", "again", "marks"),
    [
        (LONG, LONG, [(LONG, None)]),
        (f"前文。{LONG}", f"{LONG}后文。", [(LONG, None)]),
        (f"1）{LONG}", f"（2）{LONG}", [(LONG, None)]),
        (LONG, LONG.replace("，", " , ").replace("。", "；"), [(LONG[:-1] + "；", None)]),
        (LONG, LONG.replace("两分钟", "{{ models.suno.minutes }}"), [(LONG, None)]),
        (f"{LONG}又\n\n{LONG}", "别的", [(LONG, None)]),
        (SHORT, SHORT, [(SHORT, Level.HINT)]),
        (f"出圈之后，{PART}", f"音乐GPT时刻：{PART}", [(PART, Level.HINT)]),
        (f"音乐{PART}", PARAGRAPH, []),
        (PARAGRAPH, PARAGRAPH, [(PARAGRAPH, None)]),
        (f"- {LONG}\n- 别的", LONG, [(LONG, None)]),
        ("给予“买入”评级。", "给予“买入”评级。", []),
        (
            "2023年收入增长两成，主要由于需求回暖带动销量提升。",
            "2024年收入增长两成，主要由于需求回暖带动销量提升。",
            [],
        ),
        ("资料来源：Wind，国信证券经济研究所整理", "资料来源：Wind，国信证券经济研究所整理", []),
        (
            "风险提示：技术进展不及预期，行业竞争加剧，监管趋严。",
            "风险提示：技术进展不及预期，行业竞争加剧，监管趋严。",
            [],
        ),
        (
            "注：数据截至2024年4月26日收盘，下同，不再另行说明。",
            "注：数据截至2024年4月26日收盘，下同，不再另行说明。",
            [],
        ),
        ("The model was released early.", "The model was released early.", []),
    ],
)
def test_in_the_body(first: str, again: str, marks: list[tuple[str, Level | None]]) -> None:
    findings = found(repeated_sentence, read(pages(first, again), LEDGER))
    assert [(finding.text, finding.level) for finding in findings] == marks


def test_where_it_stands_first() -> None:
    (finding,) = found(repeated_sentence, read(pages("前文。\n\n" + LONG, LONG)))
    assert finding.message == "this sentence stands already at content/demo/section.yaml:8"
    assert finding.mark.line == 12


@pytest.mark.parametrize("title", ["报告摘要", "投资要点", "小结"])
def test_a_summary_may_say_it_too(title: str) -> None:
    assert found(repeated_sentence, read(pages(LONG, LONG, titles=(title, "乙")))) == []
    assert found(repeated_sentence, read(pages(LONG, LONG, titles=("甲", title)))) == []


@pytest.mark.parametrize("titles", [("报告摘要", "乙"), ("甲", "报告摘要")])
def test_a_paragraph_of_the_summary(titles: tuple[str, ...]) -> None:
    findings = found(repeated_sentence, read(pages(PARAGRAPH, PARAGRAPH, titles=titles)))
    assert [(finding.text, finding.level) for finding in findings] == [(PARAGRAPH, Level.HINT)]


@pytest.mark.parametrize("title", ["风险提示", "免责声明", "投资评级说明"])
def test_legal_pages(title: str) -> None:
    assert found(repeated_sentence, read(pages(LONG, LONG, titles=("甲", title)))) == []
    assert found(repeated_sentence, read(pages(LONG, LONG, section=title))) == []


def test_callouts_and_leads() -> None:
    callout = "      - columns:\n          - callout: {text: " + LONG + "}\n          - text: 别的\n"
    assert found(repeated_sentence, read(pages(LONG, "别的") + callout)) == []
    findings = found(repeated_sentence, read(f"lead: {LONG}\n" + pages(LONG)))
    assert [finding.level for finding in findings] == [Level.HINT]


@pytest.mark.parametrize(
    ("titles", "marks"),
    [
        (("关注机会", "关注机会", "丙"), ["关注机会"]),
        (("关注机会", "关注机会", "关注机会"), ["关注机会", "关注机会"]),
        (("关注机会", "关注机会（续）", "丙"), []),
    ],
)
def test_titles(titles: tuple[str, ...], marks: list[str]) -> None:
    findings = found(repeated_sentence, read(pages("一", "二", "三", titles=titles)))
    assert [(finding.text, finding.level) for finding in findings] == [(mark, None) for mark in marks]


def test_titles_below_different_heads() -> None:
    heads = "section: 公司\npages:\n" + "".join(
        f"  - {{title: 盈利预测, head: {head}, blocks: [{{text: 好}}]}}\n" for head in "甲乙"
    )
    assert found(repeated_sentence, read(heads)) == []
