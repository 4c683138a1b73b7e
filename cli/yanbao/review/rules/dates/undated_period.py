"""A period that is relative to the day of writing states that day.

年初至今, 3月25日至今, 截至目前 and 本周 mean something else to whoever reads the report later, and the cover's date
is not that of market data. With a figure or a market move they need a date in their sentence, or after 截至 in their
paragraph; around a figure, in its caption, unit, note or heads. Where a bound number or another part of the page has
the date, or a chart has an axis of dates, and for words that merely tell a story, it is a hint. 近期 and 日前 are
hints too, and so is 近三个月 with a market move; 目前 and 当前 are ignored. A period that is explained once, as in
本周（4月22日至26日）, may be used; weekly reports may say 本周, monthly ones 本月.

PASS::

    text: 截至2024年4月26日，申万传媒指数年初至今下跌7.1%。

FAIL::

    text: 申万传媒指数年初至今下跌7.1%。
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yanbao.diagnostics import Level
from yanbao.model.manuscript import PROSE, FigureText, Manuscript, PageText, Passage, Role
from yanbao.review.findings import Finding, on
from yanbao.review.reading.dates import around, dates
from yanbao.review.reading.relative_periods import Kind, Period, periods
from yanbao.rules import define

RULE = define("undated-period", __doc__, "review", Level.WARNING)

_TITLES = {Role.TITLE, Role.SECTION, Role.HEAD, Role.PAGE, Role.HEADING}
_AROUND = {Role.CAPTION, Role.UNIT, Role.NOTE, Role.LABEL, Role.HEADER}
"""The words around a figure, which are read together."""

_FIGURE = re.compile(
    r"[0-9](?:\.[0-9]+)?\s?(?:%|％|‰|个百分点|pct|倍|bps?|BP|[百千万亿]|元|点|家|次|人|吨|辆|台|套|只|股|款|项|个)"
)
_MARKET = re.compile(
    r"[涨跌]|收益|回报|回撤|走势|行情|跑[赢输]|净值|换手|成交|净流[入出]|净买入|净卖出|股价|估值|收盘|反弹|回调|波动|走[强弱]|震荡|[上下]行"
)
_MOVE = re.compile(_MARKET.pattern + r"|[升降增减]|回[落升暖]|下滑|调整|[0-9]%")
"""What 近期 says of a development that a reader would want to date."""

_SENTENCE = re.compile(r"[^。！？!?\n]+")
_AS_OF = re.compile(r"(?:截[至止]|数据[为取]|更新[至于])(?:于|到)?\s?$")
_START_BEFORE = re.compile(r"(?:自|从|由|以)\s?$")
_START_AFTER = re.compile(r"\s?(?:收盘)?(?:以来|起|至今|迄今|[之以]?后|开始|到现在|到目前)")
_FOUNDED = ("上市", "成立", "发行")
"""What is told since then is history, unless it is a return."""

_PERIODICALS = {
    re.compile(r"周报|周刊|双周|周观点|周度|周评|周论|日报|晨报|早报|晨会|日评|快评"): re.compile(
        "[昨今][日天]|[本上][周月]"
    ),
    re.compile(r"月报|月刊|月度"): re.compile("[本上]月"),
}
"""Kinds of periodicals with the words that their own date explains."""


@dataclass(frozen=True)
class _Page:
    """What dates the passages of a page: the moments that it and its text outside of figures name behind 截至."""

    as_of: frozenset[str]
    as_of_text: frozenset[str]
    explained: frozenset[str]
    house: re.Pattern[str] | None


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A warning or hint at each relative period without its date; one for a figure."""
    spec = manuscript.report.spec
    explained = frozenset(_explained(manuscript))
    house = _house(spec.kind + spec.title) if len(spec.date) == len("2024-04-26") else None
    front = [*manuscript.front, *(passage for section in manuscript.sections for passage in section.passages)]
    blank = _Page(frozenset(), frozenset(), explained, house)
    for passage in front:
        yield from _in_text(passage, blank)
    for page in manuscript.pages:
        inside = {id(passage) for figure in page.figures for passage in figure.passages}
        text = [passage for passage in page.passages if id(passage) not in inside]
        known = _Page(_as_of(page.passages), _as_of(text), explained, house)
        yield from _on_page(page, text, known)


def _house(title: str) -> re.Pattern[str] | None:
    """The words that a periodical need not explain."""
    return next((words for kind, words in _PERIODICALS.items() if kind.search(title)), None)


def _on_page(page: PageText, text: list[Passage], known: _Page) -> Iterator[Finding]:
    for before, passage in zip((None, *text), text, strict=False):
        pair = before if before and before.role is passage.role is Role.CARD else None
        yield from _in_text(passage, known, pair)
    for figure in page.figures:
        yield from _in_figure(figure, known)


def _in_text(passage: Passage, known: _Page, card: Passage | None = None) -> Iterator[Finding]:
    """Periods of a paragraph, title or card; the value of a card is read with its label."""
    if passage.role in _TITLES and known.as_of:
        return
    found = list(_typed(passage, known))
    for sentence in _SENTENCE.finditer(passage.text) if found else ():
        start, end = sentence.span()
        if _is_dated(sentence[0]) or (card and _is_dated(card.text)) or _as_of([passage], end):
            continue
        numbers = [span for span in passage.spans if span.kind == "number" and start <= span.start < end]
        numbers += [span for span in card.spans if span.kind == "number"] if card else []
        bound = {span.as_of for span in numbers}
        if bound and bound <= known.as_of:
            continue
        for period in (period for period in found if start <= period.start < end):
            level = _level(period, passage.text, bool(numbers))
            if level is Level.WARNING and (known.as_of or (bound and "" not in bound)):
                level = Level.HINT
            if level:
                yield _finding(passage, period, level, max(bound, default=""))


def _in_figure(figure: FigureText, known: _Page) -> Iterator[Finding]:
    """The first period around a figure that has no date around it."""
    around = [passage for passage in figure.passages if passage.role in _AROUND]
    if any(_is_dated(passage.text) for passage in around):
        return
    for passage in around:
        for period in _typed(passage, known):
            if period.kind not in (Kind.SPAN, Kind.NEWS, Kind.VAGUE):
                level = Level.HINT if known.as_of_text or _has_time_axis(figure) else Level.WARNING
                yield _finding(passage, period, level, figure.datasets[0].spec.as_of if figure.datasets else "")
                return


def _has_time_axis(figure: FigureText) -> bool:
    """Whether the axis of a chart shows roughly until when its series go."""
    return figure.plot is not None and any(not isinstance(x, str) for x in figure.plot.x)


def _typed(passage: Passage, known: _Page) -> Iterator[Period]:
    if passage.role not in PROSE and passage.role not in _TITLES | _AROUND | {Role.CARD}:
        return
    for period in periods(passage.text):
        word = passage.text[period.start : period.end]
        is_house = known.house is not None and known.house.fullmatch(word)
        if passage.is_typed(period.start, period.end) and word not in known.explained and not is_house:
            yield period


def _is_dated(text: str) -> bool:
    """Whether a text has a day, month or quarter that is not merely where a period starts."""
    return any(
        (len(written.first) > len("2024") or written.joint)
        and not _START_AFTER.match(text, written.end)
        and (written.joint or not _START_BEFORE.search(text, max(0, written.start - 2), written.start))
        for written in dates(text)
    )


def _as_of(passages: Iterable[Passage], end: int | None = None) -> frozenset[str]:
    """The moments that texts give as those of data: 截至2024年4月26日."""
    texts = [passage.text[:end] for passage in passages if any(word in passage.text for word in ("截", "数据", "更新"))]
    return frozenset(
        written.last
        for text in texts
        for written in dates(text)
        if _AS_OF.search(text, max(0, written.start - 5), written.start)
    )


def _explained(manuscript: Manuscript) -> Iterator[str]:
    """Words that the report explains with their dates in brackets."""
    for passage in manuscript.passages:
        for period in periods(passage.text):
            rest = passage.text[period.end : period.end + 40]
            if rest[:1] in "（(" and rest and _is_dated(re.split("[）)]", rest)[0]):
                yield passage.text[period.start : period.end]


def _level(period: Period, text: str, has_number: bool) -> Level | None:
    """How much a period needs its date, by what is said beside it; None if not at all."""
    kind, word = period.kind, text[period.start : period.end]
    before, behind = around(text, period.start, period.end)
    said = before + word + behind
    is_market, is_figure = bool(_MARKET.search(said)), has_number or bool(_FIGURE.search(said))
    if kind is Kind.NEWS:
        return Level.HINT
    if kind is Kind.SPAN:
        return Level.HINT if is_market and is_figure else None
    if kind is Kind.VAGUE:
        return Level.HINT if _MOVE.search(said) else None
    if kind is Kind.SINCE:
        if word.startswith(_FOUNDED) and not is_market:
            return None
        is_recent = _is_recent(word, before)
        if is_market and (is_figure or is_recent):
            return Level.WARNING
        return (Level.WARNING if is_recent else Level.HINT) if is_figure else None
    return Level.WARNING if is_figure or is_market else Level.HINT


def _is_recent(word: str, before: str) -> bool:
    """Whether a period starts on a day or in a month, not in a year or with a company: 3月25日至今, 春节以来."""
    if word.endswith("以来"):
        return not word.startswith(_FOUNDED)
    starts = dates(before)
    return before.endswith(("节后", "春节")) or (
        bool(starts) and starts[-1].end == len(before) and len(starts[-1].first) > len("2024")
    )


def _finding(passage: Passage, period: Period, level: Level, as_of: str) -> Finding:
    word = passage.text[period.start : period.end]
    example = f"its data are of {as_of}" if as_of else "such as 截至2024年4月26日"
    if period.kind in (Kind.NEWS, Kind.VAGUE):
        message, remedy = f"'{word}' does not say when", "give the day or month, if it matters"
    elif period.kind is Kind.DAY:
        message, remedy = f"'{word}' does not say which date", f"give the date that is meant, {example}"
    else:
        message, remedy = f"'{word}' does not say until when", f"give the last day of the data, {example}"
    return on(passage, period.start, period.end, message, remedy, None if level is Level.WARNING else level)
