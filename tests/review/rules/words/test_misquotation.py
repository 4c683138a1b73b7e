"""Quotations and what they are from."""

from __future__ import annotations

import pytest

from tests.review import found, prose
from yanbao.review.rules.words import misquotation

SOURCES = """
bank:
  publisher: 央行
  kind: filing
  excerpt: 要保持流动性合理充裕，推动社会综合融资成本稳中有降，为经济回升向好创造适宜的货币金融环境。
"""


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("会议指出“保持流动性合理充裕，推动社会综合融资成本稳中有降”。", []),
        ("会议指出“保持流动性合理充裕……创造适宜的货币金融环境”。", []),
        (
            "会议指出“保持流动性合理充裕，推动社会综合融资成本显著下降”。",
            ["保持流动性合理充裕，推动社会综合融资成本显著下降"],
        ),
        ("公司提出“三年再造一个新公司的发展目标”。", []),  # of something else
        ("会议指出保持流动性充裕，推动社会综合融资成本下降。", []),  # in own words
    ],
)
def test_quotations(text: str, marks: list[str]) -> None:
    findings = found(misquotation, prose(text, {"content/ledger/sources.yaml": SOURCES}))
    assert [finding.text for finding in findings] == marks
    assert all("'bank' says: 保持流动性合理充裕" in finding.message for finding in findings)
