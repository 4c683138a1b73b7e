"""Titles that are numbered for another chapter."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.review import REPORT, found, read, underlined
from yanbao.model.manuscript import Manuscript
from yanbao.review.rules.structure import wrong_chapter

FILES = ["one.yaml", "two.yaml", "section.yaml", "four.yaml"]
OTHERS = {f"content/demo/{name}": "section: 章\npages: [{title: 页, blocks: [{text: 文}]}]\n" for name in FILES[::3]}
OTHERS["content/demo/two.yaml"] = OTHERS["content/demo/one.yaml"]


def third(titles: Sequence[str], head: str = "行业", name: str = "应用端") -> Manuscript:
    """A report whose third of four chapters has pages with some titles."""
    pages = "".join(f"  - title: '{title}'\n    blocks: [{{text: 文}}]\n" for title in titles)
    report = REPORT.replace("[section.yaml]", f"[cover, {', '.join(FILES)}]")
    return read(f"section: '{name}'\nhead: '{head}'\npages:\n{pages}", OTHERS, report)


@pytest.mark.parametrize(
    ("title", "marks"),
    [
        ("2 应用端：海外Chatbot访问量", ["2"]),
        ("2　AI搜索", ["2"]),
        ("2、应用端", ["2"]),
        ("2. 应用端", ["2"]),
        ("4 大模型：海外引领", ["4"]),
        ("1 个股表现", ["1"]),
        ("2.1 应用端", ["2.1"]),
        ("2.1应用端", ["2.1"]),
        ("1.2.3应用端", ["1.2.3"]),
        ("1.6万亿市场", []),
        ("2.5维封装", []),
        ("1.5倍PE", []),
        ("5 投资建议", ["5"]),
        ("二、应用端", ["二"]),
        ("第二章 应用端", ["第二章"]),
        ("第 2 部分 应用端", ["第 2 部分"]),
        ("3 应用端", []),
        ("3.1 应用端", []),
        ("三、应用端", []),
        ("第三章 应用端", []),
        ("2024年回顾", []),
        ("2024 年回顾", []),
        ("2大趋势", []),
        ("2 大趋势", []),
        ("2 个方向", []),
        ("5G与6G", []),
        ("4月行情", []),
        ("4 月行情", []),
        ("2 季度业绩", []),
        ("1Q24业绩回升", []),
        ("2B与2C", []),
        ("2 nm量产", []),
        ("1.6T光模块放量", []),
        ("1.6 T光模块放量", []),
        ("2.0 时代到来", []),
        ("6.18 购物节", []),
        ("5.1 黄金周", []),
        ("12 英寸硅片", []),
        ("10 年期国债", []),
        ("2 型糖尿病用药", []),
        ("2 行业景气", ["2"]),
        ("2 国内厂商", ["2"]),
        ("2、4线城市", []),
        ("一、二级市场联动", []),
        ("二、三线城市", []),
        ("第二曲线", []),
        ("第二部分收入占比提升", []),
        ("11 位专家的看法", []),
        ("10-15倍估值", []),
        ("2：1的比例", []),
        ("一季度业绩", []),
        ("两大主线", []),
    ],
)
def test_titles_in_chapter_3_of_4(title: str, marks: list[str]) -> None:
    assert underlined(wrong_chapter, third([title])) == marks


@pytest.mark.parametrize(
    ("titles", "marks"),
    [
        (["1 规模", "2 份额", "3 价格"], []),
        (["一、规模", "二、份额"], []),
        (["一、规模", "二、份额", "四、价格"], []),
        (["一、规模", "一、规模（续）", "二、份额"], []),
        (["2 应用端：海外", "2 应用端：国内"], ["2", "2"]),
        (["3 应用端：海外", "2 应用端：国内"], ["2"]),
        (["1 应用端", "2 应用端", "3 应用端", "3 应用端"], ["1", "2"]),
        (["第二章 规模", "一、规模", "二、份额"], ["第二章"]),
    ],
)
def test_pages_of_chapter_3_of_4(titles: list[str], marks: list[str]) -> None:
    assert underlined(wrong_chapter, third(titles)) == marks


def test_the_line_above_the_titles_is_told_once() -> None:
    assert underlined(wrong_chapter, third(["甲", "乙"], head="2 行业")) == ["2"]


def test_the_title_of_the_chapter() -> None:
    [finding] = found(wrong_chapter, third(["甲"], name="二、应用端"))
    assert (finding.text, finding.mark.line) == ("二", 1)


def test_pages_outside_chapters() -> None:
    assert (
        underlined(wrong_chapter, read("section: 摘要\nnumbered: false\npages: [{title: 2 页, blocks: [{text: 文}]}]"))
        == []
    )


def test_pages_numbered_through_the_report() -> None:
    files = OTHERS | {
        f"content/demo/{name}": f"section: 章\npages: [{{title: {number} 规模, blocks: [{{text: 文}}]}}]\n"
        for number, name in zip((1, 2, 5), (*FILES[:2], FILES[3]), strict=True)
    }
    report = REPORT.replace("[section.yaml]", f"[{', '.join(FILES)}]")
    pages = "".join(f"  - {{title: {title}, blocks: [{{text: 文}}]}}\n" for title in ("3 甲", "4 乙"))
    assert underlined(wrong_chapter, read(f"section: 章\npages:\n{pages}", files, report)) == []
