"""Headings that leave out a level."""

from __future__ import annotations

import pytest

from tests.review import found, prose, read, underlined
from yanbao.diagnostics import Level
from yanbao.review.rules.structure import skipped_heading


@pytest.mark.parametrize(
    ("levels", "marks"),
    [
        ([3], []),
        ([3, 3, 4, 4, 5, 3], []),
        ([5, 3], ["标题0"]),
        ([4], ["标题0"]),
        ([4, 4, 5], ["标题0"]),
        ([3, 5], ["标题1"]),
        ([3, 5, 6, 4], ["标题1"]),
        ([3, 4, 3, 5], ["标题3"]),
        ([], []),
    ],
)
def test_levels(levels: list[int], marks: list[str]) -> None:
    text = "\n\n".join(f"{'#' * level} 标题{number}\n\n文字。" for number, level in enumerate(levels)) or "文字。"
    assert underlined(skipped_heading, prose(text)) == marks


def test_a_heading_above_the_title_is_a_hint() -> None:
    first, second = found(skipped_heading, prose("## 甲\n\n文字。\n\n# 乙\n\n文字。\n\n### 丙\n\n文字。"))
    assert [(first.text, first.level), (second.text, second.level)] == [("甲", Level.HINT), ("乙", Level.HINT)]


def test_blocks_of_a_page_are_read_together_and_pages_alone() -> None:
    text = (
        "section: 章\npages:\n"
        "  - {title: 甲, blocks: [{text: '### 一'}, {callout: {title: 注, text: '#### 二'}}]}\n"
        "  - {title: 乙, blocks: [{text: '#### 三'}]}\n"
    )
    assert underlined(skipped_heading, read(text)) == ["三"]


def test_what_is_said() -> None:
    skipped, deep = (found(skipped_heading, prose(text))[0] for text in ("### 甲\n\n##### 乙", "##### 甲"))
    assert (skipped.message, skipped.help) == ("a heading of level ##### under ###", "write ####")
    assert (deep.message, deep.help) == ("a heading of level ##### under the title of the page", "write ###")
