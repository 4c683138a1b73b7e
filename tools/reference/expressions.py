"""The reference of expressions: functions and filters with what they print, evaluated over the sample's ledger."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from yanbao.compose.about import about
from yanbao.compose.calls import usage
from yanbao.compose.expressions import Evaluator
from yanbao.compose.filters import make_filters
from yanbao.compose.functions import FUNCTIONS
from yanbao.compose.prose import Prose
from yanbao.compose.scope import names_in_scope
from yanbao.compose.values import Link
from yanbao.diagnostics import Mark, Marked
from yanbao.load.project import load_project

ROOT = Path(__file__).parents[2]

VALUES = {
    "models.gemini_1_5_pro.context_window": "a fact, with its unit and in powers of ten as Chinese counts",
    "models.sora": "an entity: its name",
    "data.index_daily.newest": "the date of the newest row of a dataset; `.as_of` is the one that it declares",
    "report.date | date": "the date of the report",
    'ref("media-index")': "a reference to a figure, a table, or a page by its title",
}

FUNCTION_EXAMPLES = {
    "change": 'change(data.index_daily, "csi_ai_close", "2024-02-06", "2024-03-22")',
    "earlier": 'earlier(data.index_daily, "csi_ai_close", "week")',
    "difference": ('difference(highest(data.media_gainers, "ytd"), lowest(data.media_gainers, "ytd"))'),
    "cagr": (
        'cagr(value(data.ai_social_market, "size", year="2023"), value(data.ai_social_market, "size", year="2028E"), 5)'
    ),
    "share": "share(models.claude_2_1.context_window, models.gemini_1_5_pro.context_window)",
    "multiple": "multiple(models.gemini_1_5_pro.context_window, models.claude_2_1.context_window)",
    "market_value": 'market_value(last(data.kunlun_daily, "close"), companies.kunlun.shares)',
    "value": 'value(data.media_gainers, "market_cap", name="中视传媒")',
    "last": 'last(data.index_daily, "date")',
    "highest": 'highest(data.kunlun_daily, "close")',
    "lowest": 'lowest(data.kunlun_daily, "close")',
    "sum": 'sum(data.media_gainers, "market_cap", ytd="> 10%")',
    "mean": 'mean(data.media_gainers, "ytd")',
    "median": 'median(data.media_gainers, "ytd", name=["中视传媒", "华策影视", "慈文传媒"])',
    "bottom": 'bottom(data.media_gainers, "ytd", 2)',
    "top": 'top(data.media_gainers, "ytd", 3)',
    "names": 'names(data.picks_multimodal, theme="游戏")',
    "count": 'count(data.picks_multimodal, theme="游戏")',
}

FILTER_EXAMPLES = {
    "num": 'value(data.media_gainers, "market_cap", name="中视传媒") | num(1)',
    "pct": "share(models.claude_2_1.context_window, models.gemini_1_5_pro.context_window) | pct(1)",
    "signed": 'change(data.index_daily, "csi_ai_close", "2024-02-06", "2024-03-22") | signed(1)',
    "abs": 'change(data.index_daily, "csi_ai_close", "2024-03-22", "2024-04-16") | abs | pct(1)',
    "unit": 'value(data.kunlun_results, "revenue", name="2023年") | unit("百万元", 0)',
    "plain": "models.gemini_1_5_pro.context_window | plain",
    "wan": "models.gpt_4_turbo.context_window | wan(1)",
    "yi": "models.sensechat_vision_v4.parameters | yi",
    "kilo": "models.gpt_4_turbo.context_window | kilo",
    "billion": "models.sensechat_vision_v4.parameters | billion",
    "moved": 'change(data.index_daily, "csi_ai_close", "week") | moved',
    "date": "models.gemini_1_5_pro.released | date",
}

HEAD = """\
# Expressions

`{{ … }}` in titles, prose, captions, notes and cards prints a value. There are paths, functions, filters, the signs
`+ - * /` with brackets, comparisons and `"甲" if … else "乙"`, and nothing else: no statements. `when` beside a block,
page or section takes a comparison without braces. What is printed here was evaluated over the sample's ledger.

In the HTML, a value shows its source and date on hover, focus or touch; cards have a source line with its sources.
"""


UNITS = """\
## Units

A number has the unit of its fact or column, and calculations and comparisons mind it: powers of ten are converted,
measures are multiplied and divided, and what does not meet is an error that names both. Values are exact; results print
with as many decimals as needed, at most 2, or more if they would print as 0;
so do cells of computed columns, and what is printed in 万 or 亿, whatever a column says of its decimals.
`num`, `unit` and `pct` set others.

| | gives | |
|---|---|---|
| 亿元 + 百万元, 亿元 − 百万元 | 亿元 | sums are in the unit of the first |
| 亿元 + 亿股, 亿元 + 亿美元 | an error | so are comparisons, `share`, `multiple`, `difference` and `cagr` of the two |
| 亿元 / 百万元, 元/股 / 元/股 | a number | `pct` prints it as a percentage; 倍 is written after it |
| 亿元 / 亿股 | 元/股 | |
| 元/股 × 亿股, 元 × 亿股 | 亿元 | a price is in 元 or in 元/股: beside shares, or beside 元/股, it is per share |
| 元 / 元/股, 元 / 元 | a number | price over earnings |
| 元 − 元/股 × 倍 | 元 | price less target price; `unit("元")` prints 元/股 as 元 |
| 万吨 × 元/吨, 亿度 × 元/度 | 万元, 亿元 | of any measure, also an own one |
| 亿美元 × 元/美元 | 亿元 | a rate is a fact with such a unit; without one currencies do not mix |
| 亿元 / 元/美元 | 亿美元 | |
| % − % | 个百分点 | |
| % + %, % ± 个百分点, % × % | % | |
| (% + %) / 2, 2 × 亿元, 亿元 / 2 | the same unit | by a number that is written without a unit |
| 亿元 × %, 亿元 / %, 亿元 × 倍 | 亿元 | a percentage is a ratio: 57% is 0.57 |
| 1 + %, 1 − % | a number | such as `price * (1 + growth)`; PEG is `pe / (growth * 100)` |
| 亿元 > 0, 亿元 > "10亿元", % > "10%" | yes or no | a number with its unit stands in quotes; 0 fits every unit |
| 亿元 × 亿元, 亿元 × 万吨, 1 / 亿股 | an error | nothing is measured in it; between other steps it may stand |

USD, 美金 and 美元 are the same, as are RMB and 元, HKD and 港元, kWh and 千瓦时; 吨 and 公斤, GWh and kWh are
converted. Before each may stand 千, 万, 百万, 亿 and the like; 个 before a unit says nothing. A unit that is not known,
such as 桶, measures something of its own; a misspelling, such as 万圆, is reported (`unit-spelling`). In `where`,
too, a number may have another power of ten: `market_cap="> 100亿元"` of a column in 百万元.

A filter belongs to what stands right before it: `(a / b) | pct(1)`, with brackets.
One filter says how a number prints; only `moved` stands behind another. A sum in 元, without a power of ten,
is taken for a price beside shares and 元/股: a profit by earnings per share, which gives shares, is in 万元 or 亿元.

| such as | prints |
|---|---|
"""

UNIT_EXAMPLES = (
    'last(data.kunlun_daily, "close") * companies.kunlun.shares',
    'value(data.kunlun_results, "profit", name="2023年") / companies.kunlun.shares',
    '(companies.kunlun.nonrecurring_2023 / value(data.kunlun_results, "profit", name="2023年")) | pct(1)',
    'highest(data.media_gainers, "ytd") - lowest(data.media_gainers, "ytd")',
    'value(data.kunlun_results, "revenue", name="2023年") | unit("百万元")',
)


def page() -> str:
    """The page as Markdown."""
    project = load_project(ROOT).project
    theme = project.reports[0].theme
    filters = make_filters(theme.messages)
    names = about(project.reports[0].spec, theme.messages, print)
    scope = names_in_scope(project.ledger, project.datasets, {"media-index": Link("图5", "media-index")}, names)
    prose = Prose(Evaluator(scope, filters), theme.messages, project.ledger.sources)

    def printed(expression: str) -> str:
        text = "{{ " + expression + " }}"
        bound = prose.line(Marked(text, Mark("expressions.md"), text)).text
        assert not prose.record.diagnostics, prose.record.diagnostics
        return bound

    def table(known: Mapping[str, Callable[..., Any]], examples: Mapping[str, str], is_filter: bool) -> str:
        made = ["| | | such as | prints |\n|---|---|---|---|\n"]
        for name, function in known.items():
            call = usage(name, function, is_filter=is_filter)
            about = " ".join((inspect.getdoc(function) or "").replace("``", "`").split())
            example = examples[name]
            made.append(f"| `{call}` | {about} | `{_cell(example)}` | {_cell(printed(example))} |\n")
        return "".join(made)

    values = "".join(f"| `{_cell(example)}` | {about} | {printed(example)} |\n" for example, about in VALUES.items())
    functions = table(FUNCTIONS, FUNCTION_EXAMPLES, is_filter=False)
    named = table(filters, FILTER_EXAMPLES, is_filter=True)
    return (
        f"{HEAD}\n## Values\n\n| | is | prints |\n|---|---|---|\n{values}\n"
        "Functions that take a dataset are given `data.NAME`. Of the report there are `report.date`,\n"
        "`report.kind`, `report.industry`, `report.rating`, `params.NAME` and, if it is about one, `period`,\n"
        "`period.start` and `period.end`.\n"
        f"\n## Functions\n\n{functions}\n"
        'Dates are text in quotes; `where…` picks rows by the cells of other columns: `name="中视传媒"`,\n'
        '`name=["甲", "乙"]`, '
        '`ytd="> 10%"`, `theme="!= 游戏"`, `ytd="!= none"` (there is one), `date="2024-01..2024-03"`.\n'
        f"\n## Filters\n\n{named}\n{UNITS}"
        + "".join(f"| `{_cell(example)}` | {printed(example)} |\n" for example in UNIT_EXAMPLES)
    )


def _cell(text: str) -> str:
    return text.replace("|", r"\|")
