"""Backslashes in the text."""

from __future__ import annotations

import pytest

from tests.review import prose, underlined
from yanbao.review.rules.punctuation import backslash


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        (r"关注AI+视频\营销\游戏等领域。", ["\\", "\\"]),
        (r"营销\\游戏", ["\\"]),
        (r"营销\*游戏", []),
        ("营销/游戏、视频", []),
    ],
)
def test_backslashes(text: str, marks: list[str]) -> None:
    assert underlined(backslash, prose(text)) == marks
