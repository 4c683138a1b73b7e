"""Changes that do not follow from their ends."""

from __future__ import annotations

import pytest

from tests.review import found, prose, underlined
from yanbao.diagnostics import Level
from yanbao.review.numbers import wrong_change

MARKETS = {
    "content/ledger/markets.yaml": """
social:
  name: AI社交
  source: wind
  as_of: 2023
  size: {value: 16.4, unit: 亿美元}
  size_2028: {value: 56.6, unit: 亿美元}
"""
}


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("从2023年的16.4亿美元增长至2028年的56.6亿美元，年复合增速22.9%。", ["22.9%"]),
        ("由2023年的16.4亿美元增至2028年的56.6亿美元，2023-2028年CAGR为38.1%。", ["38.1%"]),
        ("收入12.0亿元，较2022年的10.0亿元增长25%。", ["25%"]),
        ("收入12.0亿元（上年同期为10.0亿元），同比增长25.0%。", ["25.0%"]),
        ("收入由10.0亿元增长30%至12.0亿元。", ["30%"]),
        ("营收由100亿元下降至80亿元，降幅25%。", ["25%"]),
        ("营收由100亿元下降至80亿元，同比增长20%。", ["20%"]),
        ("目标价由10元上调至8元。", ["10元上调至8元"]),
        ("产能由10万吨降至12万吨。", ["10万吨降至12万吨"]),
        ("市占率从10.0%提升至15.0%，提升6个百分点。", ["6个百分点"]),
        ("利率由3.45%下调20bp至3.35%。", ["20bp"]),
        ("收入同比下降-5%。", ["下降-5%"]),
        ("用户由1000万增长至3000万，增长5倍。", ["5倍"]),
        ("从2023年的16.4亿美元增长至2028年的56.6亿美元，年复合增速28.1%。", []),
        ("从2023年的16.4亿美元增长至2028年的56.6亿美元，增长245%。", []),
        ("由2024年的20亿元增长至2028年的41亿元，2024-2028年CAGR为20%。", []),
        ("由1174亿美元增长至2000亿美元以上，CAGR约11%-12%。", []),  # no years
        ("ASP由751美元降至710美元，降幅5.5%。", []),
        ("出口由5.6万辆增至24.3万辆，增长3.3倍。", []),
        ("用户由1000万增长至3000万，增长2倍。", []),
        ("收入由10亿元增长约20%至近12亿元。", []),
        ("营收由100亿元下降至80亿元，同比下降20%，净利率提升2个百分点。", []),
        ("2023年营收12.3亿元，同比增长5%，净利润2.3亿元，同比增长10%。", []),
        ("亏损由5.6亿元收窄至3.2亿元，经营性现金流由-1.2亿元升至0.8亿元。", []),
        ("5年期LPR由4.20%下调25bp至3.95%。", []),
        ("目标价从25元上调至30元，对应20-25倍PE。", []),
        ("GDP增速由5.2%回落至4.9%，回落0.3个百分点。", []),
        ("增速区间为-5%~10%。", []),
        ("涨价13%-18%，由10元涨至12元。", []),
        ("成本由10元优化至8元。", []),
    ],
)
def test_changes(text: str, marks: list[str]) -> None:
    assert underlined(wrong_change, prose(text)) == marks


def test_bound_ends_count_with_a_typed_rate() -> None:
    text = (
        "规模从2023年的{{ markets.social.size }}增长至2028年的{{ markets.social.size_2028 }}，年复合增速38%；"
        "另从2023年的{{ markets.social.size }}增长至2028年的{{ markets.social.size_2028 }}，年复合增速28%。"
    )
    assert underlined(wrong_change, prose(text, MARKETS)) == ["38%"]


@pytest.mark.parametrize(
    "text",
    ["用户由1000万增长至3000万，增长3倍。", "收入同比增长-3.2%。", "收入由约10亿元增至12亿元，增长60%。"],
)
def test_what_one_may_argue_about_is_a_hint(text: str) -> None:
    (finding,) = found(wrong_change, prose(text))
    assert finding.level is Level.HINT
