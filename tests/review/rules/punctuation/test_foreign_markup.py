"""Markup that is not of the language, in prose and in everything else that prints."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from tests.review import found, prose, read, underlined
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding, RuleModule
from yanbao.review.rules.punctuation import backslash, foreign_markup
from yanbao.review.rules.words import unfinished_text

ANYWHERE = [
    ("由10~~12元，20~~30元", "~~12元，20~~", "a range has one ~"),
    ("字段```close```为收盘价", "```close```", "without"),
    ("排放CO<sub>2</sub>上升", "<sub>2</sub>", "write ₂"),
    ("每m<sup>2</sup>与<sub>甲</sub>", "<sup>2</sup>", "write ²"),
    ("一<br/>二", "<br/>", "line break"),
    ('<font color="red">涨</font>', '<font color="red">', "without"),
    ("10^-9米", "^-9", "⁻⁹"),
    ("10^{-9}米", "^{-9}", "⁻⁹"),
    ("CO_{2}的", "_{2}", "₂"),
    ("收入增长[^1]。", "[^1]", "^[its text]"),
    ("其中$E=mc^2$为", "$E=mc^2$", "an image"),
    ("其中$$\\frac{a}{b}$$为", "$$\\frac{a}{b}$$", "an image"),
    ("其中\\frac{a}{b}为", "\\frac{a}{b}", "an image"),
    ("其中\\(a+b\\)为", None, "an image"),
    ("见![图](a.png)所示", "![图](a.png)", "image"),
    ("见![图](https://a.cn/a.png)所示", "![图](https://a.cn/a.png)", "image"),
    ("见[链接](a.html)所述", "[链接](a.html)", "links"),
    ("中文** 加粗 **中文", "** 加粗 **", "emphasis"),
    ("有==重点==内容", "==重点==", "**"),
    ("*加粗*", "*加粗*", "write **…**"),
    ("__加粗__", "__加粗__", "write **…**"),
    ("增长^注^倍", "^注^", "in words"),
    ("见[[示例公司]]一页", "[[示例公司]]", "links"),
    ("股价大涨:rocket:", ":rocket:", "words"),
    ("甲乙[b]丙[/b]", "[/b]", "without"),
    ("第一行\\n第二行", "\\n", "line"),
    ("甲_x000D_乙", "_x000D_", "delete"),
    ("见PAGEREF _Toc12345678页", None, "delete"),
]
IN_CELLS_ONLY = [
    *("由~~12元~~调整", "字段`close`为收盘价", "增长x^2^倍", "H~2~O的"),
    "**加粗**",
    "A&nbsp;B",
    "[官网](https://a.cn)",
    "# 要点",
    "&lt;5%",
]
ORDINARY = [
    "ROE=净利率*周转率*权益乘数；按100*2*3估算，2*3=6，2**3+4**5",
    "3*4*5与a_b_c、~与~10%、C++、A|B、[1]、5>3 && 2<3、138****1234",
    "价格$5–$6，US$5-US$6，$A$1，$AAPL/$MSFT，HK$100",
    "*ST康得、*ST信威；*表示A，**表示B；*、**、***分别表示在10%、5%、1%水平上显著",
    "系数0.12**，另一为0.15**，（*）与（**）",
    "若a<b且b>c，p<0.05，x==y==z，S&P500;与AT&T;",
    "1~2年，3~5~7，2020～2024，A~B~C，^GSPC，^_^",
    "#春节档#热度上升，C#语言，50%以上",
    "CO₂、Al₂O₃、10⁻⁹、x²⁰、m²、①、℃",
    "文件a_x_b.csv与https://a.cn/x_y_z?a=$b$&c=~d~",
    "比例a:b:c、10:30:00与key:value，「x:yes: no」",
    "见[1](2023)与[2]（2024）",
]


def told_of(rule: RuleModule, manuscript: Manuscript) -> dict[int, list[Finding]]:
    """Findings by the line of the file."""
    lines: dict[int, list[Finding]] = {}
    for finding in found(rule, manuscript):
        lines.setdefault(finding.mark.line, []).append(finding)
    return lines


def by_text(texts: Sequence[str], read_as: str) -> dict[str, list[Finding]]:
    """What is found in each of these texts, all as paragraphs of prose or as cells of one table."""
    manuscript = prose("\n\n".join(texts)) if read_as == "prose" else cells(texts)
    assert underlined(backslash, manuscript) == []
    assert underlined(unfinished_text, manuscript) == []
    told = told_of(foreign_markup, manuscript)
    first = 6 if read_as == "prose" else 7
    return {text: told.get(first + at * (2 if read_as == "prose" else 1), []) for at, text in enumerate(texts)}


@pytest.mark.parametrize("read_as", ["prose", "cells"])
def test_it_is_told_with_what_to_do(read_as: str) -> None:
    told = by_text([text for text, *_ in ANYWHERE], read_as)
    assert [text for text, piece, _ in ANYWHERE if not told[text] or piece not in (None, told[text][0].text)] == []
    assert [text for text, _, remedy in ANYWHERE if remedy not in told[text][0].help] == []
    assert [text for text in told if len(told[text]) > 2] == []  # an opening and a closing tag


def test_cells_have_no_markup() -> None:
    assert [text for text, findings in by_text(IN_CELLS_ONLY, "cells").items() if len(findings) != 1] == []
    assert [text for text, findings in by_text(IN_CELLS_ONLY, "prose").items() if findings] == []


@pytest.mark.parametrize("read_as", ["prose", "cells"])
def test_ordinary_text_is_left_alone(read_as: str) -> None:
    assert {text: findings for text, findings in by_text(ORDINARY, read_as).items() if findings} == {}


def test_blocks_of_markdown() -> None:
    assert found(foreign_markup, prose("年份 | 收入\n--- | ---\n2024 | 10"))[0].help.endswith("'table'")
    assert underlined(foreign_markup, prose(">引用的话")) == [">"]
    assert found(foreign_markup, prose("> 引用的话\n\n| 年份 | 收入 |\n|---|---|\n| 2024 | 10 |")) == []
    assert underlined(foreign_markup, prose("> 5%的公司\n\n>10%的公司")) == []
    assert underlined(foreign_markup, prose("- [ ] 待办事项\n- [x] 完成事项")) == ["[ ]", "[x]"]
    assert underlined(foreign_markup, prose("甲\n\n***\n\n乙\n\n---\n\n丙\n\n___")) == ["***", "---", "___"]
    assert underlined(foreign_markup, prose("```\ncode\n```")) == ["``` code ```"]
    assert underlined(foreign_markup, prose(r"\~\~甲\~\~、\`乙\`")) == []


def test_what_is_set_as_code_is_no_markup() -> None:
    assert found(foreign_markup, prose("写作`<b>`、`[^1]`与``a`b``")) == []
    assert underlined(foreign_markup, prose("写作`<b>`与<b>")) == ["<b>"]


def test_titles_captions_labels_notes_cards_and_callouts() -> None:
    manuscript = read(
        """
section: 章<b>
pages:
  - title: 页`a`<i>
    blocks:
      - callout: {title: 要点~~甲~~<u>, text: "内容x^{2}"}
      - cards: [{value: 五, label: "H~2~O_{2}"}]
      - table:
          title: 表$a^2$
          data: t
          note: 注[^1]
          columns: [{column: a, label: 名<br>称}]
      - chart: {title: 图, type: bar, data: t, x: a, y: b}
""",
        {"content/ledger/t.yaml": TABLE + "    - [甲, 1]\n"},
    )
    told = set(underlined(foreign_markup, manuscript))
    assert told == {"<b>", "<i>", "<u>", "^{2}", "_{2}", "$a^2$", "[^1]", "<br>"}


TABLE = """
t:
  source: wind
  as_of: 2024-04-26
  columns: {a: {type: text, label: 名称}, b: {type: number, label: 数}}
  rows:
"""


def cells(texts: Sequence[str]) -> Manuscript:
    """The manuscript of a report with a table that has these cells."""
    section = """
section: 章
pages:
  - title: 页
    blocks:
      - table: {title: 表, data: t, columns: [a]}
"""
    rows = "".join(f"    - [{json.dumps(text, ensure_ascii=False)}, 1]\n" for text in texts)
    return read(section, {"content/ledger/t.yaml": TABLE + rows})
