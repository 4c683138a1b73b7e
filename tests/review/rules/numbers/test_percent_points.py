"""Percent and percentage points."""

from __future__ import annotations

import pytest

from tests.review import found, prose, underlined
from yanbao.diagnostics import Level
from yanbao.review.rules.numbers import percent_points


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("市占率由10%提升5%至15%。", ["5%"]),
        ("市占率从10%提升至15%，提升5%。", ["5%"]),
        ("毛利率从22.1%降至20.0%，下降2.1%。", ["2.1%"]),
        ("资产由10亿元增至12亿元，增长20个百分点。", ["20个百分点"]),
        ("毛利率35.2%，同比提升2.1%。", ["2.1%"]),
        ("毛利率48.1%，同比+5.1%。", ["+5.1%"]),
        ("毛利率48.1%，同比+5.1pct。", []),
        ("市占率由10%提升5个百分点至15%。", []),
        ("市占率从10%提升至15%，提升50%。", []),
        ("毛利率35.2%，同比提升2.1pct。", []),
        ("毛利率为35.2%，收入同比增长2.1%。", []),
        ("收入占比30%，同比增长5亿元。", []),
        ("营收增长15.2%，环比增长3.1%。", []),
        ("价格由10元涨至15元，涨幅50%。", []),
        ("渗透率由10%提升至15%-20%。", []),
        ("拨备覆盖率由100%提升至120%，提升20%。", []),
        ("ROE由约10%提升至15%，提升5%。", []),
    ],
)
def test_points(text: str, marks: list[str]) -> None:
    assert underlined(percent_points, prose(text)) == marks


@pytest.mark.parametrize(
    ("text", "level"),
    [("市占率由10%提升5%至15%。", None), ("毛利率35.2%，同比提升2.1%。", Level.HINT)],
)
def test_levels(text: str, level: Level | None) -> None:
    (finding,) = found(percent_points, prose(text))
    assert finding.level is level
