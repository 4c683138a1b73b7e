"""Markdown of Chinese prose."""

from html import unescape

import pytest

from yanbao.compose.markdown import read_blocks, read_line


def to_html(text: str) -> str:
    return read_blocks(text)[0]


def to_inline_html(text: str) -> str:
    return read_line(text)[0]


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
        "用`code`写",
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
