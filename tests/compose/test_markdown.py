"""Markdown of Chinese prose."""

import re
from html import unescape

import pytest

from yanbao.compose.markdown import read_blocks, read_line
from yanbao.compose.placeholders import note_number


def to_html(text: str) -> str:
    return read_blocks(text).html


def to_inline_html(text: str) -> str:
    return read_line(text).html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("上下文窗口长度扩\n展到", "<p>上下文窗口长度扩展到</p>"),
        ("Llama 3\nis open", "<p>Llama 3 is open</p>"),
        ("发布\nSora", "<p>发布Sora</p>"),
        ("**走向成熟。**年初以来", "<p><strong>走向成熟。</strong>年初以来</p>"),
        ("看好**“应用端”**机会", "<p>看好<strong>“应用端”</strong>机会</p>"),
        ("- 一\n- 二", "<ul>\n<li>一</li>\n<li>二</li>\n</ul>"),
        ("一\n\n二", "<p>一</p>\n<p>二</p>"),
    ],
)
def test_blocks(text: str, html: str) -> None:
    assert to_html(text) == html


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1. 甲\n2. 乙\n\n5. 丙", ["", "", "5"]),
        ("甲\n\n5. 丙\n6. 丁", ["5", "6"]),
        ("1. 甲\n1. 乙\n1. 丙", ["", "", ""]),
        ("4. 甲\n4. 乙", ["4", "5"]),
        ("- 甲\n\n  3. 乙\n- 丙", ["", "3", ""]),
    ],
)
def test_items_keep_the_numbers_that_were_typed(text: str, values: list[str]) -> None:
    assert re.findall(r'<li(?: value="([0-9]+)")?>', to_html(text)) == values


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '<img src="x" onerror="y">', "a <b>c</b>"])
def test_markup_of_the_author_is_escaped(text: str) -> None:
    assert "<script" not in to_html(text)
    assert "<img" not in to_html(text)
    assert "<b>" not in to_html(text)


def test_nothing_is_fetched_or_run() -> None:
    assert "href" not in to_html("[x](javascript:alert(1))")
    assert "<img" not in to_html("![x](https://example.com/a.png)")


def test_inline_has_no_paragraph() -> None:
    assert to_inline_html("从**概念**到落地") == "从<strong>概念</strong>到落地"


@pytest.mark.parametrize(
    "text",
    [
        "---",
        "```",
        "> 5%",
        "[定义]: http://example.com",
        "[^1]: 注脚",
        "[锚](#nowhere)",
        "[相对](../x.html)",
        "[文件](file:///etc/passwd)",
    ],
)
def test_what_is_not_part_of_the_language_prints_as_it_is_written(text: str) -> None:
    assert unescape(to_html(text)).replace(
        '<a href="https://example.com/a.png">图</a>', "[图](https://example.com/a.png)"
    ) == (f"<p>{text}</p>")


def test_an_indented_paragraph_is_a_paragraph() -> None:
    assert to_html("一\n\n    二\n\n    ---") == "<p>一</p>\n<p>二</p>\n<p>---</p>"


def test_a_line_below_text_does_not_make_a_heading_of_it() -> None:
    assert "<h" not in to_html("一\n---")


def test_links_lead_to_the_web() -> None:
    assert to_inline_html("[谷歌](https://example.com/a?b=1)") == '<a href="https://example.com/a?b=1">谷歌</a>'
    assert 'href="mailto:a@example.com"' in to_inline_html("<mailto:a@example.com>")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("排放CO~2~、Al~2~O~3~", "排放CO₂、Al₂O₃"),
        ("x^2^与10^-9^米、(1+r)^n^", "x²与10⁻⁹米、(1+r)ⁿ"),
        ("5~8亿元，10~12亿元；A~B~C", "5~8亿元，10~12亿元；A~B~C"),  # ranges
        ("R~WACC~为8%，r~eq~", 'R<sub class="script">WACC</sub>为8%，r<sub class="script">eq</sub>'),
        ("PM~2.5~浓度，x~i,j~", 'PM<sub class="script">2.5</sub>浓度，x<sub class="script">i,j</sub>'),
        ("E~中~，A~优~良", 'E<sub class="script">中</sub>，A~优~良'),
        ("R^平方^为0.8，x^甲^", 'R<sup class="script">平方</sup>为0.8，x<sup class="script">甲</sup>'),
        ("10^?^与增长^注^", "10^?^与增长^注^"),  # there are no such characters; Chinese text has no power
        (r"H\~2\~O", "H~2~O"),
        ("由~~12元~~调至15元", "由<s>12元</s>调至15元"),
        ("~~12~~15", "<s>12</s>\u202f15"),  # not 1215, also where it is copied
        ("“甲”~~（旧）~~乙", "“甲”<s>（旧）</s>乙"),
        ("30%~~50%，10%~~20%", "30%~~50%，10%~~20%"),  # ranges
        ("由10~~12元，20~~30元", "由10~~12元，20~~30元"),
        ("用`a*b*`写``x`y``", "用<code>a*b*</code>写<code>x`y</code>"),
        ("```x```", "```x```"),
    ],
)
def test_scripts_struck_text_and_code(text: str, html: str) -> None:
    assert to_inline_html(text) == html


@pytest.mark.parametrize(("rows", "whole"), [(12, True), (13, False)])
@pytest.mark.parametrize("before", ["", "甲\n\n" * 9])
def test_a_short_table_stays_on_a_page_wherever_it_stands(rows: int, whole: bool, before: str) -> None:
    html = to_html(f"{before}| 名 | 值 |\n| --- | --- |\n" + "| 甲 | 1 |\n" * rows)
    assert ('class="table-frame whole"' in html) == whole


def test_a_quotation_is_read_as_a_paragraph() -> None:
    read = read_blocks("> 引用的\n> 话\n\n正文")
    assert read.html == "<blockquote>\n<p>引用的话</p>\n</blockquote>\n<p>正文</p>"
    assert [run.text for run in read.runs] == ["引用的话", "正文"]
    assert read.mistakes == ()


def test_what_is_struck_is_no_part_of_its_sentence() -> None:
    read = read_line("由~~12元~~调至15元")
    assert [(run.kind, run.text, run.offsets[0]) for run in read.runs] == [
        ("paragraph", "由调至15元", 0),
        ("struck", "12元", 3),
    ]


def test_footnotes_are_below_and_read_behind_the_sentence() -> None:
    read = read_blocks("收入32亿元^[未经**审计**。]与利润^[甲]^[未经**审计**。]。")
    one, two = note_number(1), note_number(2)
    marks = re.findall(r'<sup class="mark">(.)<a href="#.-note-(...)" role="doc-noteref">(...)</a></sup>', read.html)
    assert marks == [("\u202f", one, one), ("\u202f", two, two), (",", one, one)]
    notes = re.findall(
        r'<li id=".-note-(...)"><span class="footnote-number" data-apart>(...)</span> (.*)</li>', read.html
    )
    assert notes == [(one, one, "未经<strong>审计</strong>。"), (two, two, "甲")]
    assert read.notes == 2
    assert [(run.kind, run.text) for run in read.runs] == [
        ("paragraph", "收入32亿元与利润。"),
        ("note", "未经审计。"),
        ("note", "甲"),
    ]


TABLE = "| 产品 | 均价 | 变动 |\n|:--|--:|:-:|\n| 甲\\|乙 | 12,300 | **升** |\n| | {0} | |"


def test_a_table_has_cells_that_are_read_one_by_one() -> None:
    read = read_blocks(f"见下表：\n{TABLE}\n\n其中")
    assert re.sub(r"\s*\n\s*", "", read.html) == (
        '<p>见下表：</p><div class="table-frame whole"><table>'
        '<thead><tr><th scope="col">产品</th><th scope="col" class="to-right">均价</th>'
        '<th scope="col" class="to-center">变动</th></tr></thead>'
        '<tbody><tr><td>甲|乙</td><td class="to-right">12,300</td><td class="to-center"><strong>升</strong></td></tr>'
        '<tr><td></td><td class="to-right">{0}</td><td class="to-center"></td></tr></tbody></table></div><p>其中</p>'
    )
    assert [(run.kind, run.text) for run in read.runs[:5]] == [
        ("paragraph", "见下表："),
        ("header", "产品"),
        ("header", "均价"),
        ("header", "变动"),
        ("cell", "甲|乙"),
    ]
    text = f"见下表：\n{TABLE}\n\n其中"
    assert [text[run.offsets[0]] for run in read.runs] == [run.text[0] for run in read.runs]


def test_a_long_table_may_be_broken() -> None:
    assert "whole" not in to_html("| 甲 |\n|---|\n" + "| 1 |\n" * 13)


@pytest.mark.parametrize(
    ("text", "at", "message"),
    [
        ("见^[", "^[", "never closed"),
        ("见^[ ]", "^[ ]", "empty footnote"),
        ("见^[甲^[乙]]", "^[乙]", "inside a footnote"),
        ("[甲^[乙]](https://a.cn)", "^[乙]", "inside a footnote or a link"),
        ("甲\n> 乙", "> 乙", "after an empty line"),
        ("> 甲\n乙", "乙", "does not begin with '>'"),
        ("> 2024年报告", "> 2024年报告", "means more than"),
        ("| 甲 | 乙 |\n| 1 | 2 |", "| 1 | 2 |", "row of dashes"),
        ("| 甲 | 乙 |", "| 甲 | 乙 |", "row of dashes"),
        ("| 甲 | 乙 |\n|---|---|", "|---|---|", "no rows"),
        ("| 甲 | 乙 |\n|---|\n| 1 | 2 |", "|---|", "1 columns are aligned, and 2"),
        ("| 甲 | 乙 |\n|---|--:-|\n| 1 | 2 |", "|---|--:-|", "dashes and colons"),
        ("前\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n| 1 |", "| 1 |", "1 cell, and the table 2 columns"),
        ("| 甲 | 乙 |\n|---|---|\n| 1 | 2 | 3 |", "| 1 | 2 | 3 |", "3 cells"),
        ("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n资料来源：甲", "资料来源：甲", "no row of the table"),
    ],
)
def test_mistakes_are_told_where_they_are(text: str, at: str, message: str) -> None:
    [mistake] = read_blocks(text).mistakes
    assert (text[mistake.offset : mistake.offset + mistake.width], message in mistake.message) == (at, True)
    assert mistake.remedy


@pytest.mark.parametrize(("row", "remedy"), [("| 甲 |", "a cell may be empty"), ("| 甲 | 1 | 2 |", r"write \|")])
def test_a_row_of_another_length_has_its_own_remedy(row: str, remedy: str) -> None:
    [mistake] = read_blocks(f"| 名 | 值 |\n|---|---|\n{row}").mistakes
    assert mistake.remedy.startswith(remedy)


def test_all_mistakes_are_told_and_amounts_are_text() -> None:
    assert len(read_blocks("甲^[\n\n| 甲 | 乙 |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n\n乙\n> 丙").mistakes) == 4
    assert read_blocks("|x|是绝对值\n\n|x|大于|y|的\n\n净利润\n> 30%的公司\n\n> 5%").mistakes == ()


def test_a_line_has_no_footnotes() -> None:
    assert [mistake.message for mistake in read_line("标题^[甲]").mistakes] == ["a footnote has no place here"]


def test_hostile_markup_takes_no_time_that_grows_with_its_square() -> None:
    for piece in ("^[", "~~", "~a", "^a", "`", "> ", "| ", "|", "x^2^", "^[甲]"):
        read_blocks(piece * 3000)
        read_blocks(f"| 甲 |\n|---|\n{piece * 1000}")


@pytest.mark.parametrize(
    "text",
    [
        "ROE=净利率*周转率*权益乘数；100*2*3=600，4*5=20",
        "2**3 + 4**5",
        "*表示A，**表示B；*、**、***表示",
        "*甲*与_乙_、__丙__",
    ],
)
def test_stars_that_are_no_emphasis_are_printed(text: str) -> None:
    assert unescape(read_line(text).html) == text
