"""Captions that come twice."""

from __future__ import annotations

import pytest

from tests.review import found
from tests.review.rules.figures import bar, column, image, line, page, table
from yanbao.diagnostics import Level
from yanbao.review.rules.figures import repeated_caption


@pytest.mark.parametrize(
    ("blocks", "texts", "level"),
    [
        ((bar("营业收入"), column("营业收入")), ["营业收入"], None),
        ((bar("营业收入"), image("营业收入"), column("营业收入")), ["营业收入", "营业收入"], None),
        ((table("个股"), table("个股")), ["个股"], None),
        ((bar("收入", "y: revenue, unit: 亿元"), column("收入", "series: revenue, unit: 亿元")), ["收入"], None),
        ((bar("营业收入"), table("营业收入")), ["营业收入"], Level.HINT),
        ((bar("GPT 4成绩"), bar("gpt4成绩")), ["gpt4成绩"], Level.HINT),
        ((bar("收入（亿元）"), bar("收入(亿元)")), ["收入(亿元)"], Level.HINT),
    ],
)
def test_repeated(blocks: tuple[str, ...], texts: list[str], level: Level | None) -> None:
    findings = found(repeated_caption, page("\n".join(blocks)))
    assert [finding.text for finding in findings] == texts
    assert {finding.level for finding in findings} == {level}


@pytest.mark.parametrize(
    "blocks",
    [
        (bar("收入：云业务"), bar("收入：广告业务")),
        (bar("收入", "y: revenue, unit: 2023年"), bar("收入", "y: revenue, unit: 2024年")),
        (bar("收入"), bar("收入及增速")),
        (line("1.5倍情景"), line("15倍情景")),
        (bar("400B"), bar("400B+")),
        (bar("冲击-5%"), bar("冲击5%")),
    ],
)
def test_different(blocks: tuple[str, ...]) -> None:
    assert not found(repeated_caption, page("\n".join(blocks)))


def test_it_says_where_the_other_is() -> None:
    (finding,) = found(repeated_caption, page(f"{bar('收入')}\n{column('收入')}"))
    assert "图1 (content/demo/section.yaml:5)" in finding.message
    assert finding.mark.line == 6
