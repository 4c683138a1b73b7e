"""A caption names the right kind of figure, and has no typed number.

A table captioned 图：… or …走势图, a chart captioned …一览表, a bar chart called 饼图: the caption was written for
another figure, or the figure was replaced. The tool prints 图1 and 表1 itself, so that a caption has neither 图： nor
表1： before it. Words that merely end in 图 or 表 (地图, 版图, 发布表, 资产负债表) are ignored. That a picture shows
a table, or that horizontal bars are called 柱状图, is for a person to judge: a hint.

PASS::

    table: {title: 个股涨幅前20, data: gainers, columns: [code, name, ytd]}

FAIL::

    table: {title: 图：个股涨幅前20, data: gainers, columns: [code, name, ytd]}
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yanbao.diagnostics import Level
from yanbao.model.manuscript import FigureText, Manuscript
from yanbao.review.findings import Finding, on
from yanbao.review.reading.captions import NUMBERED
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

_LOOSE = "示意图"


@dataclass(frozen=True)
class _Words:
    """How findings call a type of chart, the words that fit in its caption, those that a reader may accept for it, and
    those that fit if one of its series is of columns.
    """

    told: str
    fit: str
    judged: str = _LOOSE
    fit_columns: str = ""


WORDS: Mapping[str, _Words] = {
    "line": _Words("a line chart", f"{_LINES}|{_OVER_TIME}", f"{_LOOSE}|面积图", _COLUMNS),
    "events": _Words("a line chart", f"{_LINES}|{_OVER_TIME}"),
    "column": _Words("a column chart", f"{_COLUMNS}|{_OVER_TIME}|直方图", f"{_LOOSE}|{_BARS}|瀑布图"),
    "bar": _Words("a bar chart", _BARS, f"{_LOOSE}|{_COLUMNS}|{_OVER_TIME}"),
    "scatter": _Words("a scatter chart", "散点图|气泡图"),
    "area": _Words("an area chart", f"面积图|{_OVER_TIME}"),
    "dumbbell": _Words("a dumbbell chart", "哑铃图", f"{_LOOSE}|{_BARS}"),
    "candlestick": _Words("a candlestick chart", f"[KＫ]线图|[蜡烛]+图|{_OVER_TIME}"),
    "band": _Words("a valuation band", f"{_LINES}|{_OVER_TIME}"),
    "waterfall": _Words("a waterfall", "瀑布图", f"{_LOOSE}|{_COLUMNS}"),
    "football-field": _Words("a football field", _BARS),
    "performance": _Words("a line chart", f"{_LINES}|{_OVER_TIME}"),
    "radar": _Words("a radar chart", "雷达图"),
    "donut": _Words("a donut", _PIES),
    "slope": _Words("a slope chart", "斜率图|坡度图", f"{_LOOSE}|{_LINES}"),
    "share-bar": _Words("a bar of shares", f"{_BARS}|占比图", f"{_LOOSE}|{_COLUMNS}"),
    "treemap": _Words("a treemap", "矩形树图|树图|树状图|热力图", f"{_LOOSE}|占比图"),
    "heat": _Words("a heat map", "热力图"),
    "histogram": _Words("a histogram", "直方图|分布图", f"{_LOOSE}|{_COLUMNS}"),
}


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
        remedy = f"leave it out: {figure.label} is printed there"
        yield on(figure.caption, *match.span(), message, remedy, mend="")


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
    if not figure.plot or figure.plot.type not in WORDS:  # one of a plug-in
        return
    words = WORDS[figure.plot.type]
    is_mixed = words.fit_columns and any(series.form == "column" for series in figure.plot.series)
    fits = f"{words.fit}|{words.fit_columns}" if is_mixed else words.fit
    for match in _CHARTS.finditer(figure.caption.text):
        if not typed(figure.caption, match) or re.fullmatch(fits, match[0]):
            continue
        level = Level.HINT if re.fullmatch(words.judged, match[0]) else None
        message = f"'{match[0]}' stands over {words.told}"
        yield on(figure.caption, *match.span(), message, "name the chart that is shown, or what it shows", level)


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
