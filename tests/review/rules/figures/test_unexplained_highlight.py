"""Highlighted rows of which nobody says what they have in common."""

from __future__ import annotations

import pytest

from tests.review import found
from tests.review.rules.figures import bar, page
from yanbao.diagnostics import Level
from yanbao.review.rules.figures import unexplained_highlight

TWO = "y: ytd, highlight: [中视传媒, 华策影视]"


def test_several_without_a_word_are_found_at_the_second() -> None:
    (finding,) = found(unexplained_highlight, page(bar("涨幅", TWO)))
    assert (finding.text, finding.level or unexplained_highlight.RULE.level) == ("华策影视", Level.HINT)


@pytest.mark.parametrize(
    "more",
    [
        "y: ytd, highlight: 中视传媒",
        f"{TWO}, highlight_label: 关注标的",
        f"{TWO}, note: 深色为关注标的。",
        f"{TWO}, unit: 加粗为关注标的",
    ],
)
def test_one_or_an_explained_highlight_is_fine(more: str) -> None:
    assert found(unexplained_highlight, page(bar("涨幅", more))) == []
