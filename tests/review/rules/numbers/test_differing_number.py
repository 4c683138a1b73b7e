"""One quantity, two values."""

from __future__ import annotations

import pytest

from tests.review import REPORT, found, prose, read, underlined
from yanbao.diagnostics import Level
from yanbao.review.rules.numbers import differing_number

FILES = {"content/ledger/companies.yaml": "a: {name: 示例公司}\nb: {name: 比亚迪}\n"}


@pytest.mark.parametrize(
    ("first", "second", "marks"),
    [
        ("示例公司2023年营业收入12.3亿元。", "2023年示例公司营业收入为12.8亿元。", ["12.8亿元"]),
        ("示例公司业绩稳健，2023年营业收入12.3亿元。", "示例公司2023年实现营业收入1.23亿元。", ["1.23亿元"]),
        (
            "示例公司2023年营业收入12.3亿元，同比增长5.0%。",
            "示例公司2023年营业收入12.3亿元，同比下降5.0%。",
            ["5.0%"],
        ),
        ("2023年示例公司手机出货量3.2亿部。", "示例公司2023年手机出货量3.5亿部。", ["3.5亿部"]),
        ("示例公司2023年毛利率为35.2%。", "示例公司2023年毛利率32.5%。", ["32.5%"]),
        ("示例公司1Q24营业收入82.86亿元。", "示例公司24Q1营业收入82.68亿元。", ["82.68亿元"]),
        ("2024年一季度，国内碳酸锂产量5.3万吨。", "2024年一季度国内碳酸锂产量5.8万吨。", ["5.8万吨"]),
        ("示例公司2023年销量同比增长5.0%。", "示例公司2023年销量同比下降5.0%。", ["5.0%"]),
        ("2023年实现营业收入12.3亿元；归母净利润2.3亿元。", "2023年实现归母净利润3.2亿元。", ["3.2亿元"]),
        ("2023年实现营业收入12.3亿元；归母净利润2.3亿元。", "2022年实现归母净利润3.2亿元。", []),
        ("示例公司1Q24营业收入82.86亿元。", "示例公司2Q24营业收入82.68亿元。", []),
        ("示例公司2023年营业收入12.3亿元。", "示例公司2023年营业收入约12亿元。", []),
        ("示例公司2023年营业收入12.3亿元。", "示例公司2022年营业收入11.0亿元。", []),
        ("示例公司2023年营业收入12.3亿元。", "示例公司2023年前三季度营业收入9.0亿元。", []),
        ("示例公司2023年营业收入12.3亿元。", "比亚迪2023年营业收入6023亿元。", []),
        ("示例公司2023年营业收入12.3亿元。", "示例公司2023年海外营业收入3.1亿元。", []),
        ("示例公司2023年营业收入12.3亿元。", "预计示例公司2023年营业收入13.0亿元。", []),
        ("示例公司2023年净利润1.2亿元。", "示例公司2023年扣非净利润1.1亿元。", []),
        ("示例公司2023年营业收入10-12亿元。", "示例公司2023年营业收入12.3亿元。", []),
        ("示例公司2023年营业收入12.3亿元。", "示例公司2023年营业收入1.7亿美元。", []),
        ("某厂：2023年营业收入12.3亿元。", "另一厂：2023年营业收入13.3亿元。", []),
        ("示例公司2023年3月销量3.2万辆。", "示例公司2023年4月销量3.5万辆。", []),
    ],
)
def test_differences(first: str, second: str, marks: list[str]) -> None:
    assert underlined(differing_number, prose(f"{first}\n\n{second}", FILES)) == marks


def test_whose_number_it_is_may_have_to_be_guessed() -> None:
    (finding,) = found(differing_number, prose("2023年营业收入12.3亿元。\n\n2023年营业收入12.8亿元。"))
    assert finding.level is Level.HINT
    assert "content/demo/section.yaml:6" in finding.message


def own(text: str, value: str, label: str) -> list[tuple[str, Level | None]]:
    """What is found in a report about a shipyard, with some text and a card."""
    card = f"      - cards: [{{value: {value}, label: '{label}'}}]\n      - text: {text}\n"
    files = {"content/ledger/companies.yaml": "a: {name: 长浦船舶}\nb: {name: 北溟重工}\n"}
    report = REPORT.replace("人工智能与传媒", "长浦船舶（605398.SH）：订单饱满")
    manuscript = read(f"section: 章\npages:\n  - title: 页\n    blocks:\n{card}", files, report)
    return [(finding.text, finding.level) for finding in found(differing_number, manuscript)]


@pytest.mark.parametrize(
    ("text", "right", "wrong", "label"),
    [
        ("长浦船舶2023年营业收入45.2亿元。", "45.2亿元", "42.5亿元", "2023年营业收入"),
        ("长浦船舶2023年归母净利润3.4亿元。", "3.4亿元", "4.3亿元", "归母净利润，2023年"),
        ("长浦船舶2023年毛利率18.6%。", "18.6%", "16.8%", "毛利率（2023年）"),
        ("给予2025年20倍市盈率，目标价25.75元。", "25.75元", "27.55元", "目标价"),
        ("维持买入评级，目标价格为31元。", "31元", "13元", "目标价"),
        ("长浦船舶目标价18.4元。", "18.4元", "14.8元", "目标价"),
        ("4月25日收盘价20.99元。", "20.99元", "29.09元", "收盘价，2024年4月25日"),
        ("截至2024年4月25日，总市值341.5亿元。", "341.5亿元", "314.5亿元", "总市值（4月25日）"),
        ("2024年4月25日公司收盘价为8.7元。", "8.7元", "7.8元", "收盘价，4月25日"),
    ],
)
def test_a_card_says_what_the_text_says(text: str, right: str, wrong: str, label: str) -> None:
    assert own(text, right, label) == []
    assert own(text, wrong, label) == [(wrong, None)]


@pytest.mark.parametrize(
    ("text", "value", "label"),
    [
        ("北溟重工2023年营业收入45.2亿元。", "42.5亿元", "2023年营业收入"),
        ("长浦船舶2022年营业收入40.1亿元。", "42.5亿元", "2023年营业收入"),
        ("预计长浦船舶2024年归母净利润5.1亿元。", "4.3亿元", "2023年归母净利润"),
        ("前次报告的目标价22元。", "25元", "目标价"),
        ("北溟重工目标价22元。", "25元", "目标价"),
        ("按DCF估值，目标价26元。", "25元", "目标价"),
        ("4月24日收盘价20.99元。", "21.30元", "收盘价，4月25日"),
        ("截至2023年4月25日，总市值341.5亿元。", "314.5亿元", "总市值，2024年4月25日"),
        ("4月25日北溟重工收盘价20.99元。", "21.30元", "收盘价，4月25日"),
    ],
)
def test_a_card_says_something_else(text: str, value: str, label: str) -> None:
    assert own(text, value, label) == []
