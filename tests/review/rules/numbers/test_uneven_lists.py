"""Lists and their numbers."""

from __future__ import annotations

import pytest

from tests.review import found, prose, underlined
from yanbao.diagnostics import Level
from yanbao.review.rules.numbers import uneven_lists


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("影视、游戏、营销收入分别为12亿元、8亿元。", ["分别为12亿元、8亿元"]),
        ("上证综指、深证成指、创业板指分别上涨1.2%、0.8%。", ["分别上涨1.2%、0.8%"]),
        ("影视、游戏和营销收入分别为12/8亿元。", ["分别为12/8亿元"]),
        ("影视、游戏和营销收入分别为12/8/5亿元。", []),
        ("上证综指、深证成指、创业板指分别上涨1.2%、0.8%、-0.3%。", []),
        ("2024、2025、2026年EPS分别为1.2、1.5元。", []),
        ("2024-2026年EPS分别为1.2/1.5/1.8元。", []),
        ("手机、平板等产品收入分别为12亿元、8亿元、5亿元。", []),
        ("公司在北京、上海、广州分别有3家、2家。", []),
        ("影视、游戏收入和利润分别为12亿元、8亿元、5亿元、3亿元。", ["分别为12亿元、8亿元、5亿元、3亿元"]),
        ("营收、净利润分别为12亿元、3亿元，同比分别增长5%、8%。", []),
        ("影视、游戏、营销收入分别为12亿元、8亿元（+3%）、5亿元。", []),
        ("影视、游戏、营销收入分别为12亿元、8亿元，5亿元。", []),
        ("影视、游戏、营销分别建成5万套、8万套房、3万套房。", []),
        ("收入和利润分别为12亿元、3亿元。", []),
        ("影视、游戏、营销收入分别为12亿元、8亿元、5-6亿元。", []),
    ],
)
def test_lists(text: str, marks: list[str]) -> None:
    assert underlined(uneven_lists, prose(text)) == marks


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("影视、游戏、营销收入分别为12亿元、8亿元。", None),
        ("影视、游戏收入和利润分别为12亿元、8亿元、5亿元、3亿元。", Level.HINT),
    ],
)
def test_levels(text: str, level: Level | None) -> None:
    (finding,) = found(uneven_lists, prose(text))
    assert finding.level is level
