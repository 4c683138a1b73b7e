"""Powers of ten in units."""

from __future__ import annotations

import pytest

from yanbao import units


@pytest.mark.parametrize(
    ("unit", "other", "factor"),
    [
        ("百万元", "亿元", 0.01),
        ("亿元", "百万元", 100),
        ("元", "万元", 1e-4),
        ("万次", "亿次", 1e-4),
        ("万亿元", "亿元", 1e4),
        ("万", "亿", 1e-4),
        ("", "万", 1e-4),
        ("亿元", "亿元", 1),
        ("亿元", "亿美元", None),
        ("元", "次", None),
        ("千克", "克", 1000),
        ("万吨", "公斤", 1e7),
        ("亿美元", "百万USD", 100),
        ("亿kWh", "GWh", 100),
        ("百万个tokens", "tokens", 1e6),
        ("元/股", "元/股", 1),
        ("元", "元/股", None),
        ("美元/百万tokens", "美元/tokens", 1e-6),
        ("倍", "", 1),
        ("%", "", None),  # held as a ratio
        ("个基点", "个百分点", 0.01),
        ("个月", "月", None),
        ("千卡", "卡", None),
        ("百分点", "分点", None),
        ("MB", "B", None),
        ("M", "", None),  # letters may be units
    ],
)
def test_numbers_are_brought_to_a_unit(unit: str, other: str, factor: float | None) -> None:
    assert units.factor(unit, other) == pytest.approx(factor)
