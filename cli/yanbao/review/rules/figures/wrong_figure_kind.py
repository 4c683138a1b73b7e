"""A caption names the kind of figure that it stands over, and leaves the number to the tool.

A table captioned 图：… or …走势图, a chart captioned …一览表, a bar chart called 饼图: the caption was written for
another figure, or the figure was replaced. The tool prints 图1 and 表1 itself, so that a caption has neither 图： nor
表1： before it. Words that merely end in 图 or 表 (地图, 版图, 发布表, 资产负债表) are left alone. That a picture shows
a table, or that horizontal bars are called 柱状图, is for a person to judge: a hint.

PASS::

    table: {title: 个股涨幅前20, data: gainers, columns: [code, name, ytd]}

FAIL::

    table: {title: 图：个股涨幅前20, data: gainers, columns: [code, name, ytd]}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.charts import LineChart
from yanbao.model.figures import Figure
from yanbao.model.manuscript import FigureText, Manuscript
from yanbao.model.plot import Plot
from yanbao.review.findings import Finding, on
from yanbao.review.reading.figure_words import NUMBERED
from yanbao.review.reading.sentences import typed
from yanbao.rules import define

RULE = define("wrong-figure-kind", __doc__, "review", Level.WARNING)

_PIES = "饼状?图|圆环图|环形图|环状图|扇形图"
_OTHERS = "散点图|气泡图|哑铃图|雷达图|瀑布图|箱[线形]图|漏斗图|桑基图|树状图|玫瑰图|面积图|[KＫ]线图|[蜡烛]+图"
_LINES = "折线图|曲线图"
_COLUMNS = "柱状图|柱形图|柱图"
_BARS = "条形图|横条图"
_OVER_TIME = "走势图|行情图|趋势图"
_CHARTS = re.compile(rf"(?:{_PIES}|{_OTHERS}|{_LINES}|{_COLUMNS}|{_BARS}|{_OVER_TIME}|示意图|直方图)(?![形片像谱态])")

_DIAGRAMS = re.compile(r"(?:流程|结构|架构|框架|全景|产业链|关系|分布|对比|占比|比例|构成|热力)图(?=$|[（(：:])")
"""Diagrams that are sometimes set as a table."""

_COUNTED = re.compile(r"(?:图表|图|表)\s?[0-9]{1,3}(?:[ \u3000]+|[.．、](?![0-9])\s?)")
_ANY_PICTURE = re.compile(r"(?<![地版蓝意企试贪力拼绘制截海])图(?=$|[（(：:])")
_ANY_TABLE = re.compile(r"(?<![代负债利润流量报仪电手钟外发公间程])表(?=$|[（(：:])")
"""At the end of a caption; 地图, 版图, 资产负债表, 时间表 and 发布表 are no kinds of figures."""

_TABLES = re.compile(
    r"(?:一览|明细|对比|对照|比较|统计|汇总|情况|排[名行]|名单|估值|预测|测算|敏感性分析|参数|数据|指标|分类|评级|信息|清单)表"
    r"(?=$|[（(：:])|表格(?=$|[（(：:])"
)

_TYPES = {
    "line": "a line chart",
    "events": "a line chart",
    "column": "a column chart",
    "bar": "a bar chart",
    "scatter": "a scatter chart",
    "area": "an area chart",
    "dumbbell": "a dumbbell chart",
    "candlestick": "a candlestick chart",
    "band": "a valuation band",
    "waterfall": "a waterfall",
    "football-field": "a football field",
    "performance": "a line chart",
    "radar": "a radar chart",
}

_OWN_WORDS = {
    "candlestick": (f"[KＫ]线图|[蜡烛]+图|{_OVER_TIME}", "示意图"),
    "band": (f"{_LINES}|{_OVER_TIME}", "示意图"),
    "waterfall": ("瀑布图", f"示意图|{_COLUMNS}"),
    "football-field": (_BARS, "示意图"),
    "radar": ("雷达图", "示意图"),
    "performance": (f"{_LINES}|{_OVER_TIME}", "示意图"),
}
"""Words for charts that have names of their own, and those that a reader may accept for them."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """At most one finding a caption."""
    for figure in manuscript.figures:
        found = (finding for read in (_numbered, _picture_word, _table_word, _chart_word) for finding in read(figure))
        if finding := next(found, None):
            yield finding


def _numbered(figure: FigureText) -> Iterator[Finding]:
    """A caption that begins with the number that the tool prints."""
    match = NUMBERED.match(figure.caption.text) or _COUNTED.match(figure.caption.text)
    if match and typed(figure.caption, match):
        word = match[0].strip()
        is_table = figure.kind == "table"
        if ("表" in word.removeprefix("图表")) != is_table and not word.startswith("图表"):
            message = f"'{word}' stands before the caption of a {figure.kind}"
        else:
            message = f"'{word}' is typed before a caption that the tool numbers"
        yield on(figure.caption, *match.span(), message, f"leave it out: {figure.label} is printed there")


def _picture_word(figure: FigureText) -> Iterator[Finding]:
    """A table that is called a picture."""
    if figure.kind == "table":
        yield from _wrong(figure, _CHARTS, "names a picture, and stands over a table")
        yield from _wrong(figure, _DIAGRAMS, "names a picture, and stands over a table", Level.HINT)
        yield from _wrong(figure, _ANY_PICTURE, "names a picture, and stands over a table", Level.HINT)


def _table_word(figure: FigureText) -> Iterator[Finding]:
    """A chart or picture that is called a table."""
    if figure.kind == "chart":
        yield from _wrong(figure, _TABLES, "names a table, and stands over a chart")
        yield from _wrong(figure, _ANY_TABLE, "names a table, and stands over a chart", Level.HINT)
    elif figure.kind == "image":
        remedy = "if the picture is of a table, set it as a table of a dataset: it can be read, searched and checked"
        yield from _wrong(figure, _TABLES, "names a table, and stands over a picture", Level.HINT, remedy)


def _chart_word(figure: FigureText) -> Iterator[Finding]:
    """A chart that is called another."""
    if not figure.plot:
        return
    fits, judged = _words(figure.spec, figure.plot)
    for match in _CHARTS.finditer(figure.caption.text):
        if not typed(figure.caption, match) or re.fullmatch(fits, match[0]):
            continue
        level = Level.HINT if re.fullmatch(judged, match[0]) else None
        message = f"'{match[0]}' stands over {_TYPES[figure.plot.type]}"
        yield on(figure.caption, *match.span(), message, "name the chart that is shown, or what it shows", level)


def _words(spec: Figure, plot: Plot) -> tuple[str, str]:
    """Words for a chart of this kind, and those that a reader may accept for it."""
    loose = "示意图"
    if isinstance(spec, LineChart):
        mixed = any(series.form == "column" for series in plot.series)
        return (f"{_LINES}|{_OVER_TIME}" + (f"|{_COLUMNS}" if mixed else "")), f"{loose}|面积图"
    if plot.type == "events":
        return f"{_LINES}|{_OVER_TIME}", loose
    if plot.type == "scatter":
        return "散点图|气泡图", loose
    if plot.type == "area":
        return f"面积图|{_OVER_TIME}", loose
    if plot.type == "dumbbell":
        return "哑铃图", f"{loose}|{_BARS}"
    if plot.type == "column":
        return f"{_COLUMNS}|{_OVER_TIME}|直方图", f"{loose}|{_BARS}|瀑布图"
    if plot.type in _OWN_WORDS:
        return _OWN_WORDS[plot.type]
    return _BARS, f"{loose}|{_COLUMNS}|{_OVER_TIME}"


def _wrong(
    figure: FigureText,
    words: re.Pattern[str],
    message: str,
    level: Level | None = None,
    remedy: str = "name what is shown, or show it as the caption says",
) -> Iterator[Finding]:
    for match in words.finditer(figure.caption.text):
        if typed(figure.caption, match):
            yield on(figure.caption, *match.span(), f"'{match[0]}' {message}", remedy, level)
