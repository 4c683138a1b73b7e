"""Prices, valuations, rankings, users and visits have a printed as-of date.

Such numbers are wrong a week later, so a reader must know their date or period: in the caption, unit or note, in the
title of the page, or because the figure shows time itself: an axis or a column of dates, a head such as 2024年3月.
年初至今 and 近一年 give no date, as they do not say when they end. The day or month of a table is printed in the source
line where nothing else is said; a year is not, and neither are the dates of facts.

Prices and valuation of securities, visits, users and market shares of a chart or table are warnings; prices of goods,
ranks and the like hints. So are pictures, which may have their dates in them, and rankings that prose speaks of on a
page without any date.

PASS::

    table: {title: 个股涨幅前20, unit: 截至2024-04-26, data: gainers, columns: [code, name, ytd]}

FAIL::

    facts: {title: 用户, entities: [products.kimi, products.chatgpt], facts: [daily_users]}
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from yanbao.diagnostics import Level
from yanbao.model.dataset import NUMERIC, TIME, ColumnType
from yanbao.model.figures import EntityFigure
from yanbao.model.ledger import Ledger, LocatedFact
from yanbao.model.manuscript import PROSE, FigureText, Manuscript, PageText, Passage, Role
from yanbao.periods import PRINTED
from yanbao.review.findings import Finding, on
from yanbao.review.reading.columns import shown
from yanbao.rules import define

RULE = define("undated-data", __doc__, "review", Level.WARNING)

_QUOTES = (
    r"涨跌?幅|跌幅|股价|收盘[价点]|收盘$|现价|最新价|市值|市盈率|市净率|市销率|股息率|换手率|成交[额量金]"
    r"|(?<![A-Za-z])(?:P/?E|P/?B|P/?S|PEG|EV/EBITDA)(?![A-Za-z])|访问量|日活|月活|活跃用户|下载量|市占率|市场份额"
    r"|(?<![A-Za-z])(?:MAU|DAU|WAU)(?![A-Za-z])"
)
_CHANGING = (
    r"价格|均价|批价|报价|汇率|估值|排[名行]|名次|份额|用户[数量规]|粉丝|播放量|在线人数|持仓|净[买流]入|保有量"
    r"|(?<!标)榜(?!样)"
)
_KNOWN = re.compile(_QUOTES, re.IGNORECASE)
_NAMES = re.compile(r"ytd|(?:pct_?)?chg|close|price|market_?cap|mkt_?cap|pe|pb|ps|pe_ttm|mau|dau|market_share|turnover")
"""Names of columns that print as they are, for want of a label."""

_JUDGED = re.compile(rf"行情|{_QUOTES}|{_CHANGING}", re.IGNORECASE)

_SUPPOSED = re.compile(r"假设|限制|目标|上限|下限|门槛|要求|合理|标准|权重|测算|弹性|敏感")
"""Words of measures that are no observation."""

_TIME_HEAD = re.compile(r"日期|时间|月份|年份|年度|季度|期间|报告期|截至|截止|发布日|更新日")

_DAY = re.compile(r"(?:19|20)[0-9][0-9]([-/.])[0-9]{1,2}\1[0-9]{1,2}|[0-9]月[0-9]{1,2}日")

_RANKED = re.compile(
    r"(?:(?<!标)榜单?|排名|排行榜?|市占率|市场份额|访问量|下载量|月活|日活)[^，。；！？\n]{0,4}?"
    r"(?:前[一二两三四五六七八九十百0-9]+|第[一二三四五六七八九十0-9]+|首位|榜首)"
    r"|(?<!标)榜首|登[顶上][^，。；！？\n]{0,12}榜"
)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at the caption of each undated figure, and a hint at the first undated ranking of a page."""
    for page in manuscript.pages:
        titles = (passage for passage in page.passages if passage.role in (Role.PAGE, Role.HEAD))
        if not _is_dated(titles):
            for figure in page.figures:
                yield from _read(figure, manuscript.project.ledger)
            yield from _ranking(page)


def _is_dated(passages: Iterable[Passage]) -> bool:
    return any(PRINTED.search(passage.text) for passage in passages)


def _read(figure: FigureText, ledger: Ledger) -> Iterator[Finding]:
    caption = figure.caption
    around = (p for p in figure.passages if p.role in (Role.CAPTION, Role.UNIT, Role.NOTE))
    if figure.as_of or _is_dated(around) or _shows_time(figure):
        return
    measures = list(_measures(figure, ledger))
    level: Level | None = None
    word = next((text for text in measures if _KNOWN.search(text) or _NAMES.fullmatch(text)), None)
    if not word and (measures or figure.kind == "image"):
        level = Level.HINT
        word = next((match[0] for text in (*measures, caption.text) if (match := _JUDGED.search(text))), None)
    if word:
        if _NAMES.fullmatch(word) and (match := _JUDGED.search(caption.text)):
            word = match[0]  # what is printed, rather than the name of the column
        message = f"{figure.label} does not say what date its '{word}' is of"
        yield on(caption, 0, len(caption.text), message, _remedy(figure), level)


def _measures(figure: FigureText, ledger: Ledger) -> Iterator[str]:
    """Names of the numbers that a figure shows, but those with a date in them, such as 2024年3月."""
    spec = figure.spec
    if isinstance(spec, EntityFigure):
        for key in spec.fact_keys:
            facts = (ledger.find(f"{entity}.{key}") for entity in spec.entities)
            if any(isinstance(fact, LocatedFact) and not isinstance(fact.spec.value, str) for fact in facts):
                yield ledger.labels.get(key, str(key))
    for name, label in shown(figure):
        column = figure.datasets[0].spec.columns[name]
        is_plastic = "吨" in column.unit  # PE is one, too
        if column.type in NUMERIC and not (is_plastic or PRINTED.search(label) or _SUPPOSED.search(label)):
            yield label


def _shows_time(figure: FigureText) -> bool:
    """Whether its axis or a column has dates or periods, or a head has the day of the prices: 收盘价（4月26日）."""
    if figure.plot:
        return any(not isinstance(x, str) or PRINTED.search(x) for x in figure.plot.x)
    columns = figure.datasets[0].spec.columns if figure.datasets else {}
    heads = [(columns[name].type, label) for name, label in shown(figure)]
    has_column = any(kind in TIME or (kind is ColumnType.TEXT and _TIME_HEAD.search(label)) for kind, label in heads)
    has_day = any(_DAY.search(label) for _, label in heads)
    cells = (p.text.strip("年") for p in figure.passages if p.role is Role.CELL)
    return has_column or has_day or any(map(PRINTED.fullmatch, cells))


def _remedy(figure: FigureText) -> str:
    if figure.datasets:
        return f"'{figure.datasets[0].name}' is as of {figure.datasets[0].spec.as_of}: give that in 'unit'"
    return "give the date or period in 'unit', such as 截至2024年4月26日"


def _ranking(page: PageText) -> Iterator[Finding]:
    printed = (passage for passage in page.passages if passage.role is not Role.ALT)
    if _is_dated(printed) or any(map(_shows_time, page.figures)):
        return
    for passage in page.passages:
        if passage.role in PROSE and (match := _RANKED.search(passage.text)):
            message = f"this page does not say what date the ranking '{match[0]}' is of"
            yield on(passage, *match.span(), message, "give its month or period", Level.HINT)
            return
