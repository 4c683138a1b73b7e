"""Markdown of Chinese prose."""

import pytest

from yanbao.compose.markdown import to_html, to_inline_html


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
