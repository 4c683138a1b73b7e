"""Numbers without a home, in a project that wants none."""

from __future__ import annotations

import pytest

from tests.review import prose, underlined
from yanbao.review.rules.numbers import unbound_number

FILES = {
    "content/ledger/models.yaml": """
gemini: {name: Gemini 1.5, source: google, as_of: 2024-02-15, context_window: {value: 1000000, unit: 个tokens}}
""",
    "content/rules.yaml": """
rules: {missing-part: off}
bind: strict
own:
  - {text: 渗透率为30%, reason: 本报告假设}
  - {text: 45%, reason: 别处的假设, file: content/demo/other.yaml}
""",
}


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("市场规模为480亿元，同比增长12.5%。", ["480亿元", "12.5%"]),
        ("Kimi的上下文窗口为100万个tokens。", ["100万个tokens"]),
        ("假设渗透率为30%，另一处也是30%。", ["30%"]),
        ("假设渗透率为45%。", ["45%"]),
        ("提高到8倍。", ["8倍"]),
        ("见图。\n\n- 第一项有2.5亿人。", ["2.5亿人"]),
    ],
)
def test_what_has_no_home(text: str, marks: list[str]) -> None:
    assert underlined(unbound_number, prose(text, FILES)) == marks


@pytest.mark.parametrize(
    "text",
    [
        "Gemini 1.5的上下文窗口为{{ models.gemini.context_window }}。",
        "Gemini 1.5的上下文窗口为100万个tokens。",  # of which typed-number speaks
        "假设渗透率为30%。",
        "2024年4月18日，3家公司开放了第2代版本，2024Q1、1H24、GPT-4和H100都在其中。",
        "1）第一；2）第二。",
    ],
)
def test_what_needs_none(text: str) -> None:
    assert underlined(unbound_number, prose(text, FILES)) == []


def test_a_project_that_does_not_say_so_is_free() -> None:
    files = {**FILES, "content/rules.yaml": "rules: {missing-part: off}\n"}
    assert underlined(unbound_number, prose("市场规模为480亿元。", files)) == []
