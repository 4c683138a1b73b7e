"""Numbers that are typed although the project holds them."""

from __future__ import annotations

import pytest

from tests.review import found, prose, read, underlined
from yanbao.diagnostics import Level
from yanbao.review.rules.numbers import typed_number

FILES = {
    "content/ledger/models.yaml": """
gemini:
  name: Gemini 1.5 Pro
  source: google
  as_of: 2024-02-15
  context_window: {value: 1000000, unit: 个tokens}
  audio_input: {value: 11, unit: 小时}
  use_cases: {value: 12, unit: 个}
llama: {name: Llama 3, source: google, as_of: 2024-04, context_window: {value: 8192, unit: 个tokens}}
tiangong: {name: 天工3.0, source: google, as_of: 2024-04, parameters: 400000000000}
cmb: {name: 招商银行, source: wind, as_of: 2023, nim: 2.15%}
""",
    "content/ledger/labels.yaml": "context_window: 上下文窗口\nnim: 净息差\n",
    "content/ledger/stocks.yaml": """
gainers:
  source: wind
  as_of: 2024-04-26
  columns:
    name: text
    cap: {type: number, label: 市值, unit: 亿元}
    ytd: {type: percent, label: 年内涨幅}
  rows: [[中视传媒, 79, 55%], [华策影视, 152.4, 36%], [合计, 231.4, -]]
""",
}


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Gemini 1.5 Pro的上下文窗口扩展到100万个tokens。", ["100万个tokens"]),
        ("Gemini1.5Pro一次处理11小时的音频。", ["11小时"]),
        ("Llama 3的上下文窗口为8k。", ["8k"]),
        ("Google Gemini 1.5 Pro的上下文窗口扩展到100万个tokens。", ["100万个tokens"]),
        ("Llama 3 Vision的上下文窗口为8k。", []),  # another model
        ("天工3.0参数规模达到4000亿级。", ["4000亿"]),
        ("招商银行净息差2.15%，居前。", ["2.15%"]),
        ("华策影视市值152.4亿元，年内涨幅36%。", ["152.4亿元", "36%"]),
        ("Gemini 1.5 Pro的上下文窗口扩展到{{ models.gemini.context_window }}。", []),
        ("Llama 3将推出超过4000亿参数的版本。", []),  # another model's
        ("Gemini 1.5 Pro有12个关键用例。", []),  # a small count
        ("招商银行贷款占比2.15%。", []),  # equal by chance
        ("Kimi的上下文窗口为100万字。", []),
        ("Gemini 1.5 Pro于2024年2月15日发布，共11页。", []),
        ("某公司市值79亿元。", []),
        ("华策影视毛利率36%。", []),
        ("两家合计231.4亿元。", []),
    ],
)
def test_typed_numbers(text: str, marks: list[str]) -> None:
    assert underlined(typed_number, prose(text, FILES)) == marks


@pytest.mark.parametrize(
    ("text", "remedy", "level"),
    [
        ("天工3.0参数4000亿。", "write {{ models.tiangong.parameters }}", Level.WARNING),
        ("天工3.0参数400B。", "write {{ models.tiangong.parameters | billion }}", Level.WARNING),
        ("Llama 3上下文窗口8K。", "write {{ models.llama.context_window | kilo }}", Level.WARNING),
        (
            "华策影视年内涨幅36%。",
            'write {{ value(data.gainers, "ytd", name="华策影视") }}',
            Level.WARNING,
        ),
        ("Gemini 1.5支持100万个tokens。", "write {{ models.gemini.context_window }}", Level.HINT),  # a name cut short
    ],
)
def test_what_to_write(text: str, remedy: str, level: Level) -> None:
    (finding,) = found(typed_number, prose(text, FILES))
    assert (finding.help, finding.level) == (remedy, level)


def test_the_title_of_the_page_names_the_subject() -> None:
    section = "section: 章\npages:\n  - title: Gemini 1.5 Pro上线\n    blocks: [{text: 窗口达到100万个tokens。}]\n"
    assert underlined(typed_number, read(section, FILES)) == ["100万个tokens"]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("中视传媒市值为79亿元。", ["79亿元"]),
        ("中视传媒GMV为79亿元。", []),  # which is not its market value
        ("中视传媒营收达79亿元，市值也是79亿元。", ["79亿元"]),
    ],
)
def test_a_number_of_another_measure_is_another_number(text: str, marks: list[str]) -> None:
    assert underlined(typed_number, prose(text, FILES)) == marks
