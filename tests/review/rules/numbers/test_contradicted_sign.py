"""Verbs and the signs of the numbers after them."""

from __future__ import annotations

import pytest

from tests.review import found, prose, underlined
from yanbao.diagnostics import Level
from yanbao.review.rules.numbers import contradicted_sign

FILES = {
    "content/ledger/shares.yaml": "a:\n  name: 甲\n  source: google\n  as_of: 2024-03\n"
    "  ytd: -8.9%\n  yoy_change: 44.3%\n"
    "  decline: 12.5%\n  level: 7.5%\n  units: {value: -3.2, unit: 亿元}\n  flat: 0%\n",
    "data/catalog.yaml": "sales:\n  source: google\n  as_of: 2024-03\n  file: sales.csv\n"
    "  columns: {month: month, rate: percent}\n",
    "data/sales.csv": "month,rate\n2024-02,-3.1%\n2024-03,4.2%\n",
}


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("甲上涨{{ shares.a.ytd }}。", ["−8.9%"]),
        ("甲增长了约{{ shares.a.ytd }}。", ["−8.9%"]),
        ("甲同比提升 {{ shares.a.units }}。", ["−3.2亿元"]),
        ("甲下跌{{ shares.a.ytd }}。", ["−8.9%"]),
        ("甲上涨{{ shares.a.ytd | abs }}。", ["8.9%"]),
        ("甲下跌{{ shares.a.yoy_change }}。", ["44.3%"]),
        ("甲回落{{ shares.a.level }}。", ["7.5%"]),
        ('甲上升{{ value(data.sales, "rate", month="2024-02") }}。', ["−3.1%"]),
        ('甲上升{{ value(data.sales, "rate", month="2024-02") | abs | pct(1) }}。', ["3.1%"]),
        ('甲下降{{ value(data.sales, "rate", month="2024-03") | abs | pct(1) }}。', ["4.2%"]),
        ("甲下降{{ difference(shares.a.ytd, shares.a.yoy_change) | abs }}。", []),
        ("甲上升{{ difference(shares.a.ytd, shares.a.yoy_change) | abs }}。", ["53.20个百分点"]),
        ("甲下降{{ shares.a.decline | abs }}。", []),
        ("甲同比增长-8.9%。", []),
        ("甲下跌{{ shares.a.ytd | abs }}。", []),
        ("甲上涨{{ shares.a.yoy_change }}。", []),
        ("甲下降{{ shares.a.decline }}。", []),
        ("甲跌幅{{ shares.a.yoy_change }}，降幅{{ shares.a.level }}。", []),
        ("甲涨跌幅为{{ shares.a.ytd }}。", []),
        ("甲降至{{ shares.a.ytd }}，升至{{ shares.a.level }}。", []),
        ("甲涨幅{{ shares.a.ytd }}，变动{{ shares.a.ytd }}。", []),
        ("降幅收窄{{ shares.a.level }}。", []),
        ("甲下降{{ shares.a.flat }}。", []),
        ("甲下跌8.9%，增长3.2亿元，下降5%-10%。", []),
        ("增长。{{ shares.a.ytd }}", []),
    ],
)
def test_signs(text: str, marks: list[str]) -> None:
    assert underlined(contradicted_sign, prose(text, FILES)) == marks


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("甲上涨{{ shares.a.ytd }}。", None),
        ("甲下跌{{ shares.a.yoy_change }}。", None),
        ("甲回落{{ shares.a.level }}。", Level.HINT),
    ],
)
def test_levels(text: str, level: Level | None) -> None:
    (finding,) = found(contradicted_sign, prose(text, FILES))
    assert finding.level is level
