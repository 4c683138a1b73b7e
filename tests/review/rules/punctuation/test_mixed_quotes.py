"""Kinds and directions of quotation marks."""

from __future__ import annotations

import pytest

from tests.review import found, prose, underlined
from yanbao.diagnostics import Level
from yanbao.review.rules.punctuation import mixed_quotes


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("“日日新”与「天工」。", ["「天工」"]),
        ("「日日新」、「天工」与“秒画”。", ["“秒画”"]),
        ("“日日新”与『天工』。", ["『天工』"]),
        ('“日日新”与"天工"。', ['"天工"']),
        ("“日日新”与'天工'。", ["'天工'"]),
        ('“日日新”，发布"Sora"模型。', ['"Sora"']),
        ("“日日新”与＂天工＂。", ["＂天工＂"]),
        ("“他说‘天工’领先”，「甲『乙』丙」、「丁」。", ["“他说‘天工’领先”"]),
        ("“日日新”与‘天工’。", ["‘天工’"]),
        ('"日日新"与"天工"。', ['"日日新"']),
        ('“日日新”，6.1"与6.7"屏。', []),
        ("“日日新”，Macy's与Wendy's的收入。", []),
        ("“日日新”。He said \"yes\" to 'it'. 他说是。", []),
        ("“日日新”，OpenAI’s plan。", []),
        ("「甲」与「乙」。", []),
    ],
)
def test_kinds(text: str, quotations: list[str]) -> None:
    assert underlined(mixed_quotes, prose(text)) == quotations


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("打造“中国芯“。", ["“"]),
        ("打造”中国芯”。", ["”"]),
        ("打造”中国芯“。", ["”", "“"]),
        ("“甲”、“乙“、“丙”。", ["“"]),
        ("“甲”与“乙”。", []),
        ("“甲“乙”丙”。", []),
        ("“甲", []),
    ],
)
def test_directions(text: str, marks: list[str]) -> None:
    found_here = [one.text for one in found(mixed_quotes, prose(text)) if "way round" in one.message]
    assert found_here == marks


def test_straight_marks_throughout_are_one_hint() -> None:
    assert [one.level for one in found(mixed_quotes, prose('"甲"与"乙"。'))] == [Level.HINT]
