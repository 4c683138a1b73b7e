"""What follows from two other numbers."""

from __future__ import annotations

import pytest

from tests.review import prose, underlined
from tests.review.exhibits import beside
from yanbao.review.rules.numbers import wrong_ratio


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("公司收盘价8.60元，每股收益0.81元，市盈率10.6倍。", []),
        ("公司收盘价8.60元，每股收益0.81元，市盈率12.6倍。", ["12.6倍"]),
        ("按收盘价8.60元和总股本64.9亿股计算，总市值558.1亿元。", []),
        ("按收盘价8.60元和总股本64.9亿股计算，总市值约658亿元。", ["658亿元"]),
        ("每股派息0.195元，收盘价5.80元，股息率3.4%。", []),
        ("预计2025年每股收益1.20元，对应市盈率20倍。", []),  # the price is not told
        ("收盘价8.60元，2024-2026年每股收益0.81/0.90/1.00元，市盈率10.6/9.6/8.6倍。", []),
    ],
)
def test_numbers_that_the_text_tells(text: str, marks: list[str]) -> None:
    assert underlined(wrong_ratio, prose(text)) == marks


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("沪浦港集归母净利润149.5亿元，约为津沽港口的14.8倍。", []),
        ("沪浦港集归母净利润149.5亿元，约为津沽港口的12.8倍。", ["12.8倍"]),
        ("沪浦港集归母净利润149.5亿元，是津沽港口10.1亿元的16.8倍。", ["16.8倍"]),
        ("沪浦港集营业收入接近津沽港口的三倍。", []),
        ("津沽港口净利率为8.5%。", []),
        ("津沽港口净利率为9.5%。", ["9.5%"]),
        ("盈利质量（归母净利润/营业收入）：甬江港务17.0%，沪浦港集29.2%。", ["29.2%"]),
    ],
)
def test_numbers_that_a_table_tells(text: str, marks: list[str]) -> None:
    assert underlined(wrong_ratio, beside(text)) == marks
