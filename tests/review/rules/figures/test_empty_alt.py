"""Alternative texts that tell nothing."""

from __future__ import annotations

import pytest

from tests.review import found
from tests.review.rules.figures import page, table
from yanbao.diagnostics import Level
from yanbao.review.rules.figures import empty_alt


@pytest.mark.parametrize(
    "alt",
    [
        "图片",
        "如图所示",
        "图",
        "截图",
        "图1",
        "见上图",
        "这是一张图片",
        "image",
        "IMG001",
        "TODO",
        "待补充",
        "picture_1.png",
        "略",
        "图片说明",
        "N/A",
    ],
)
def test_it_tells_nothing(alt: str) -> None:
    (finding,) = found(empty_alt, page(f"- image: {{title: 界面, file: picture.svg, alt: {alt}, source: google}}"))
    assert (finding.text, finding.level) == (alt, None)


@pytest.mark.parametrize("alt", ["豆包界面", "豆包 界面", "豆包界面截图", "豆包界面的图片"])
def test_it_repeats_the_caption(alt: str) -> None:
    (finding,) = found(empty_alt, page(f"- image: {{title: 豆包界面, file: picture.svg, alt: {alt}, source: google}}"))
    assert (finding.text, finding.level) == (alt, Level.HINT)


@pytest.mark.parametrize(
    "alt",
    [
        "豆包的对话界面",
        "豆包界面，左侧为历史对话",
        "图书馆",
        "地图上标出的三个工厂",
        "示意图：数据经清洗后进入模型",
        "圆",
        "折线逐月上升，3月达到1260万次",
        "image.png为输入，右侧为输出",
    ],
)
def test_it_says_something(alt: str) -> None:
    assert not found(empty_alt, page(f"- image: {{title: 豆包界面, file: picture.svg, alt: {alt}, source: google}}"))


def test_what_the_tool_makes_is_left_alone() -> None:
    assert not found(empty_alt, page(table("个股")))
    assert found(empty_alt, page(table("个股", more="alt: 表格")))
