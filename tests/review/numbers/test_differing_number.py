"""One quantity, two values."""

from __future__ import annotations

import pytest

from tests.review import found, prose, underlined
from yanbao.diagnostics import Level
from yanbao.review.numbers import differing_number

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
