"""Parts without which a report must not be published."""

from __future__ import annotations

import pytest

from tests.review import found, prose, read, underlined
from yanbao.diagnostics import Level
from yanbao.review.rules.structure import missing_part

PARTS = ["风险提示", "免责声明", "分析师声明", "评级说明"]


def test_all_missing() -> None:
    findings = found(missing_part, prose("行业景气回升。"))
    assert [finding.text for finding in findings] == PARTS
    assert [finding.level for finding in findings] == [None, None, Level.HINT, Level.HINT]
    assert {(f.mark.file, f.mark.line, f.width) for f in findings} == {
        ("content/demo/report.yaml", 6, len("section.yaml"))
    }


@pytest.mark.parametrize("part", ["风险提示", "风险因素", "主要风险", "风险", "投资建议与风险提示", "风险：三个方面"])
@pytest.mark.parametrize("key", ["section", "page", "heading", "callout"])
def test_a_title_of_a_risk_warning(part: str, key: str) -> None:
    titles = dict.fromkeys(("section", "page", "heading", "callout"), "行业") | {key: part}
    text = "\n".join(
        [
            f"section: {titles['section']}",
            "pages:",
            f"  - title: {titles['page']}",
            "    blocks:",
            f"      - text: '### {titles['heading']}'",
            f"      - callout: {{title: {titles['callout']}, text: 需求不及预期。}}",
        ]
    )
    assert underlined(missing_part, read(text)) == PARTS[1:]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("风险提示：需求不及预期。", PARTS[1:]),
        ("**风险提示。** 需求不及预期。", PARTS[1:]),
        ("五、风险因素：需求不及预期。", PARTS[1:]),
        ("- 风险提示：需求不及预期。", PARTS[1:]),
        ("【免责声明】本报告仅供参考。", [PARTS[0], *PARTS[2:]]),
        ("**法律声明**\n\n本报告仅供参考。", [PARTS[0], *PARTS[2:]]),
        ("分析师承诺", [*PARTS[:2], PARTS[3]]),
        ("**投资评级说明。** 买入指优于基准10%以上。", PARTS[:3]),
        ("### 证券投资评级说明", PARTS[:3]),
        ("请注意风险提示与免责声明。", PARTS),
        ("风险偏好回升。", PARTS),
        ("### 信用风险分析", PARTS),
        ("本页待补充分析师声明与投资评级说明。", PARTS),
    ],
)
def test_paragraphs_and_headings(text: str, missing: list[str]) -> None:
    assert underlined(missing_part, prose(text)) == missing


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("首次覆盖，给予“买入”评级。", True),
        ("维持买入评级。", True),
        ("维持行业“优于大市”评级。", True),
        ("上调至增持。", True),
        ("给予公司“推荐”的投资评级。", True),
        ("穆迪维持其Baa1信用评级。", False),
        ("推荐昆仑万维。", False),
        ("机构持有比例上升。", False),
    ],
)
def test_a_rating_needs_its_scale(text: str, rates: bool) -> None:
    [scale] = [finding for finding in found(missing_part, prose(text)) if finding.text == "评级说明"]
    assert (scale.level is None) == rates
