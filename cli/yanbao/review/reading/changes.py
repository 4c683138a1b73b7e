"""Finds statements of change: the first and last number, and the stated rate.

从16.4亿美元增长至56.6亿美元，年复合增速28.1%
由10亿元增长20%至12亿元
12亿元，较2022年的10亿元增长20%
12亿元（上年同期为10亿元），同比增长20%
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from yanbao.model.words import WordLists
from yanbao.review.reading.chinese_numerals import value
from yanbao.review.reading.kept import kept
from yanbao.review.reading.number_sentences import Sentence
from yanbao.review.reading.patterns import either
from yanbao.review.reading.quantities import Quantity

_BOUND = r"(?:约为|大约|约|将近|接近|近|超过|超|逾|不足|高达|仅)?(?:了)?\s?"
_PERIOD = (
    r"(?:(?:19|20)?[0-9][0-9]年(?:前?[一二三四1-4]季度|上半年|下半年|Q[1-4]|H[12])?(?:[0-9]{1,2}月)?(?:末|底|初|份)?(?:[0-9]{1,2}日)?"
    r"|(?:19|20)[0-9][0-9][EA]?|[0-9]{2}Q[1-4]|[0-9]{1,2}月(?:末|底|初|份)?(?:[0-9]{1,2}日)?|目前|当前|最新|上年|去年|前值|同期|今年|期末|年末|期初|年初)?"
)
_COUNT = r"(?:[0-9]{1,2}|[两三四五六七八九十])年(?:间|内)?"
_ASIDE = r"(?:[（(][^（()）]*[）)])?"

_FROM = re.compile(r"(?:从|由|自)[^，。；,;]{0,16}$")
_THAN = re.compile(r"(?:较|比|相较于?|相比)[^，。；,;]{0,14}$")
_REACHING = re.compile(rf"[，,]?(?:至|达|到|达到|增至|升至|降至){_PERIOD}(?:的)?{_BOUND}")
_JOINTS = ("至", "到")
_LAST_YEAR = re.compile(
    rf"{_ASIDE}[，,（(]?(?:而)?(?:上年同期|去年同期|上年|去年|(?:[0-9]+|[一两三四五六七八九十])年前|(?:19|20)[0-9][0-9]年(?:同期)?)"
    rf"(?:为|的|仅|是)*{_BOUND}"
)
_THAN_LAST = re.compile(
    rf"{_ASIDE}[，,（(]?(?:同比|环比)?(?:较|比|相较于?|相比){_PERIOD}(?:同期|末|底)?(?:的|为)*{_BOUND}"
)
_COMPOUND_RATE = r"(?:年均|年化|年)?(?:复合)(?:年均|年)?(?:增长率|增速|增长)|(?i:cagr)|年均(?:增长率|增速|增长|增幅)"
_BEFORE_RATE = (
    rf"{_ASIDE}[）)]?[，,（(]?(?:对应|期间|区间|累计|合计|整体|其间|实现|即|同比|环比)*+"
    rf"{_PERIOD}(?:[-~至到—]{_PERIOD})?(?:{_COUNT})?(?:的|期间)*+"
)
_COMPOUND = re.compile(r"复合|年均|年化|(?i:cagr)")
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9][0-9])(?=年|E|A)")
_TIME = re.compile(r"[0-9]年|[0-9]月|[0-9]日|季|Q[1-4]|[末底初]|高点|低点|历史|此前")
_LONG = re.compile(r"(?<![0-9])([0-9]{1,2}|[两三四五六七八九十])年(?:间|内)?的?(?=复合|年均|年化|CAGR)", re.IGNORECASE)
_YEARS = re.compile(r"(?<![0-9])((?:19|20)?[0-9][0-9])年?[EA]?\s?[-~—至到]\s?((?:19|20)?[0-9][0-9])年?")


class _Verbs:
    """Patterns made of the verbs of rising and falling."""

    def __init__(self, lists: WordLists) -> None:
        verb = f"(?P<verb>{either(lists.verbs)})"
        plain_rate = f"(?:同比|环比|累计|大幅)?(?:增长率|增速|增幅|涨幅|升幅|降幅|跌幅|{either(lists.verbs)})"
        self.to = re.compile(
            rf"{_ASIDE}(?:的水平)?[^，。；,;、0-9（(]{{0,6}}?{verb}?(?:至|到|为){_PERIOD}(?:的|末|底)*{_BOUND}"
        )
        self.by = re.compile(rf"(?:[^，。；,;、0-9（(]{{0,4}}?){verb}{_BOUND}")
        self.rate = re.compile(
            rf"{_BEFORE_RATE}(?P<rate>{_COMPOUND_RATE}|{plain_rate})(?:约)?(?:率)?(?:为|达到|达|约|是|高达)?{_BOUND}"
        )
        self.downward = re.compile(either((*lists.falling, *lists.narrowing)))


_verbs = kept(_Verbs)


@dataclass(frozen=True, slots=True)
class Change:
    """A change from ``first`` to ``last`` by a ``verb``, which may be empty, and the ``rate`` that is said of it.

    A compound rate is over one of ``years``. ``is_certain`` is False for a rate called 同比 or 环比 that may be of
    another change.
    """

    first: Quantity
    last: Quantity
    verb: str
    rate: Quantity | None = None
    rate_verb: str = ""
    is_compound: bool = False
    years: tuple[int, ...] = ()
    is_certain: bool = True
    is_downward: bool = False
    is_rate_downward: bool = False


def changes(sentence: Sentence, lists: WordLists) -> Iterator[Change]:
    """The changes of a sentence whose two numbers have one unit."""
    verbs = _verbs(lists)
    for change in _changes(sentence, verbs):
        down, rate_down = (bool(verbs.downward.search(verb)) for verb in (change.verb, change.rate_verb))
        yield replace(change, is_downward=down, is_rate_downward=rate_down)


def _changes(sentence: Sentence, verbs: _Verbs) -> Iterator[Change]:
    text, found = sentence.passage.text, sentence.quantities
    for first, second, third in zip_longest(found, found[1:], found[2:]):
        if second is None:
            return
        lead = text[max(sentence.start, first.start - 20) : first.start]
        between = text[first.end : second.start]
        after = text[second.end : third.start] if third else ""
        if first.family == second.family:
            yield from _from_to(verbs, first, second, third, lead, between, after)
        elif third and first.family == third.family and second.family in {"%", "倍", "个百分点"}:
            yield from _by_reaching(verbs, first, second, third, lead, between, after)


def _by_reaching(
    verbs: _Verbs, first: Quantity, rate: Quantity, last: Quantity, lead: str, between: str, after: str
) -> Iterator[Change]:
    """由10亿元增长20%至12亿元"""
    by = verbs.by.fullmatch(between)
    if by and _REACHING.fullmatch(after) and (_FROM.search(lead) or _THAN.search(lead)):
        yield Change(first, last, by["verb"], rate, by["verb"])


def _from_to(
    verbs: _Verbs, first: Quantity, second: Quantity, third: Quantity | None, lead: str, between: str, after: str
) -> Iterator[Change]:
    if third and first.family == third.family:
        rate, last = second, third
        if first.family != "%":  # 至 joins no range here
            rate, last = replace(second, in_range=False), replace(third, in_range=False)
        if change := next(_by_reaching(verbs, first, rate, last, lead, between, after), None):
            yield change
            return
    rate_of = verbs.rate.fullmatch(after) if third else None
    is_plain = rate_of and not _COMPOUND.search(rate_of["rate"]) and "环比" not in after
    if (to := verbs.to.fullmatch(between)) and _FROM.search(lead):
        if rate_of and first.family != "%" and between in _JOINTS:  # nor here: 由3475点到3584点，上涨3.1%
            first, second = replace(first, in_range=False), replace(second, in_range=False)
        verb = to["verb"] or ""
        if rate_of and third and (meant := _is_meant(rate_of, lead, between)) is not None:
            compound = bool(_COMPOUND.search(rate_of["rate"]))
            years = _years(lead, between, after) if compound else ()
            yield Change(first, second, verb, third, rate_of["rate"], compound, years, meant)
        else:
            yield Change(first, second, verb)
    elif third and _THAN_LAST.fullmatch(between) and (by := verbs.by.fullmatch(after)):
        yield Change(second, first, "", third, by["verb"])
    elif third and rate_of and is_plain and _LAST_YEAR.fullmatch(between):
        yield Change(second, first, "", third, rate_of["rate"])


def _is_meant(rate: re.Match[str], lead: str, between: str) -> bool | None:
    """Whether a rate belongs to the change before it: None if it is of another period, False if it may not."""
    if _COMPOUND.search(rate["rate"]):
        return True
    if _TIME.search(rate[0]):
        return None
    if "同比" not in rate[0] and "环比" not in rate[0]:
        return True
    starts, ends = _YEAR.findall(lead), _YEAR.findall(between)
    if starts and ends:
        return True if "同比" in rate[0] and int(ends[-1]) - int(starts[-1]) == 1 else None
    return None if _TIME.search(lead + between) else False


def _years(lead: str, between: str, after: str) -> tuple[int, ...]:
    """Candidate numbers of years for a compound rate."""
    if span := _YEARS.search(after):
        start, end = (int(year) % 100 for year in span.groups())
        return tuple(years for years in (end - start, end - start + 1) if years > 0)
    if long := _LONG.search(after):
        return (value(long[1]),)
    starts, ends = _YEAR.findall(lead), _YEAR.findall(between)
    return (int(ends[-1]) - int(starts[-1]),) if starts and ends and ends[-1] > starts[-1] else ()
