"""Whatever a report says: rules find something or nothing, and none fails or takes long."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests import projects
from tests.fuzzing import in_time, many
from yanbao.diagnostics import Mark, Marked
from yanbao.model.manuscript import Manuscript, Passage, Role, Span
from yanbao.model.rules import ReviewSettings
from yanbao.pipeline import silent
from yanbao.pipeline.gathering import gather
from yanbao.review import Settings, review
from yanbao.review.findings import Finding
from yanbao.review.rules.punctuation import misplaced_mark
from yanbao.rules import FAILED_RULE

MARKS = "，。、；：？！…—～·,.;:?!-–~/\\|*#&%‰+−=<>_^'\"`"
BRACKETS = "（）()《》〈〉「」『』【】〔〕〖〗“”‘’[]［］{}｛｝"
DIGITS = (
    "0123456789",
    "٠١٢٣٤٥٦٧٨٩",  # Arabic-Indic
    "۰۱۲۳۴۵۶۷۸۹",
    "०१२३४५६७८९",  # Devanagari
    "০১২৩",
    "๐๑๒๓",
    "０１２３４５６７８９",
    "𝟎𝟏𝟚𝟛𝟜",
    "⁰¹²³⁴⁵",
    "₀₁₂₃",
    "①②③⑩⑳㉑㊿⓪❶➀",
    "⑴⑵⒈⒉",
    "ⅠⅡⅢⅣⅰⅱ",
    "½¼¾⅓",
    "〇一二三四五六七八九十百千万亿两廿卅零",
    "壹贰叁拾佰仟",
    "㈠㈡㊀㊁",
)
WORDS = (
    *"年月日第章页图表见至到由从约近万元%倍等和与及或的了 ",
    *("季度", "上半年", "图表", "其中", "合计", "分别", "同比", "环比", "增长", "下降", "提升", "超过", "亿元"),
    *("个百分点", "pct", "bp", "前三季度", "CAGR", "2024E", "Q1", "H2", "600088.SH", "00700.HK", "AAPL.O"),
    *("中视传媒", "Kimi", "OpenAI", "ＡＩ", "ｋｗ", "一是", "其一", "第一", "资料来源：", "风险提示", "……"),
    *("Gemini 1.5", "\n\n", "\n- ", "\n1. ", "**", "\u3000", "\u00a0", "\u200b", "\ufe0f", "\u0301", "😀", "𠮷"),
)
pieces = st.one_of(
    st.sampled_from(WORDS),
    st.text(MARKS, min_size=1, max_size=4),
    st.text(BRACKETS, min_size=1, max_size=4),
    *(st.text(digits, min_size=1, max_size=5) for digits in DIGITS),
    st.integers(0, 10**400).map(str),
    st.text(max_size=3),
)
texts = st.lists(pieces, min_size=1, max_size=14).map("".join)


@pytest.fixture(scope="module")
def manuscript() -> Manuscript:
    """The good project's report, short: a section of one page with figures, and one without."""
    with tempfile.TemporaryDirectory() as folder:
        composed = gather(projects.copy("good", Path(folder) / "project"), (), silent).composed[0]
    sections = [replace(section, pages=section.pages[:2]) for section in composed.manuscript.sections[:2]]
    return replace(composed.manuscript, sections=tuple(sections), today=projects.TODAY)


def passage(text: str, role: Role, line: int, number: int, bound: bool) -> Passage:
    """A text in a role; its first characters may be a number of the ledger."""
    mark = Mark("content/demo/market.yaml", line)
    end = max(1, len(text) // 3)
    span = Span(0, end, "number", end, ("models.gemini_1_5_pro.context_window",), 57.0, "%", "2024-04")
    places = tuple(range(len(text)))
    return Passage(text, role, Marked(text, mark, text), places, (span,) if bound else (), number // 3, 2)


written = st.tuples(texts.filter(str.strip), st.sampled_from(Role), st.booleans())
pages = st.lists(written, min_size=1, max_size=8)


def reviewed(manuscript: Manuscript, said: list[tuple[str, Role, bool]]) -> list[str]:
    """What fails when a report says this, on its page and in its figures."""
    passages = tuple(passage(text, role, 5 + at, at, bound) for at, (text, role, bound) in enumerate(said))
    captions = tuple(replace(one, role=Role.CAPTION) for one in passages)
    section = manuscript.sections[0]
    page = section.pages[0]
    figures = tuple(
        replace(figure, passages=(caption, *passages)) for figure, caption in zip(page.figures, captions, strict=False)
    )
    page = replace(page, passages=passages, figures=figures)
    other = replace(page, passages=passages[:1], figures=())
    sections = (replace(section, passages=captions[:1], pages=(page, other)), *manuscript.sections[1:])
    changed = replace(manuscript, front=(replace(passages[0], role=Role.TITLE),), sections=sections)
    found = [d for told in review(changed, Settings(ReviewSettings(), projects.TODAY)) for d in told]
    assert all(d.mark.line > 0 and d.mark.column > 0 and d.width > 0 for d in found)
    return [d.message for d in found if d.rule == FAILED_RULE.id]


@many
@given(pages)
@example([("需求不及预期（、）。", Role.PARAGRAPH, False)])
@example([("千٣）需求不及预期。", Role.PARAGRAPH, False)])
@example([("9" * 400 + "%，增长至" + "9" * 2500, Role.PARAGRAPH, False)])
def test_rules(manuscript: Manuscript, said: list[tuple[str, Role, bool]]) -> None:
    with in_time():
        assert reviewed(manuscript, said) == []


def test_it_would_find_a_rule_that_fails(manuscript: Manuscript, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Manuscript) -> Iterator[Finding]:
        raise IndexError

    monkeypatch.setattr(misplaced_mark, "check", broken)
    assert "misplaced-mark" in reviewed(manuscript, [("需求", Role.ITEM, False)])[0]
