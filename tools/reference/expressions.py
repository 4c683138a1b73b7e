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

`{{ … }}` in titles, prose, captions, notes and cards prints a value. There are paths, functions, filters, comparisons
and `"甲" if … else "乙"`, and nothing else: no statements and no arithmetic signs. `when` beside a block, page or
section takes a comparison without braces. What is printed here was evaluated over the sample's ledger.

In the HTML, a value shows its source and date on hover, focus or touch; cards have a source line with its sources.
"""


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
        '`ytd="> 10%"`, `theme="!= 游戏"`, `date="2024-01..2024-03"`.\n'
        f"\n## Filters\n\n{named}"
    )


def _cell(text: str) -> str:
    return text.replace("|", r"\|")
