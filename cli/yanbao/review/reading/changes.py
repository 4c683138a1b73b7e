"""Reads changes: from one number to another, and the rate that is said of it.

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

from yanbao.review.reading.number_sentences import Sentence
from yanbao.review.reading.quantities import Quantity

_UP = (
    "增长|增加|增至|提升|提高|上升|上涨|升至|升高|扩大|扩张|攀升|跃升|飙升|回升|反弹|上调|上修|调升|调高|"
    "涨至|大增|激增|扩容|抬升|上行|走高|走阔"
)
_DOWN = (
    "下降|降低|下滑|减少|下跌|回落|缩减|缩小|萎缩|下调|下修|调降|调低|跌至|降至|减至|收窄|锐减|骤降|滑落|缩短|压缩|"
    "下行|走低|走窄"
)
_VERB = f"(?P<verb>{_UP}|{_DOWN}|升|降|涨|跌|增|减)"
_DOWNWARD = re.compile(f"{_DOWN}|降|跌|减")

_BOUND = r"(?:约为|大约|约|将近|接近|近|超过|超|逾|不足|高达|仅)?(?:了)?\s?"
_PERIOD = (
    r"(?:(?:19|20)?[0-9][0-9]年(?:前?[一二三四1-4]季度|上半年|下半年|Q[1-4]|H[12])?(?:[0-9]{1,2}月)?(?:末|底|初|份)?(?:[0-9]{1,2}日)?"
    r"|(?:19|20)[0-9][0-9][EA]?|[0-9]{2}Q[1-4]|[0-9]{1,2}月(?:末|底|初|份)?(?:[0-9]{1,2}日)?|目前|当前|最新|上年|去年|前值|同期|今年|期末|年末|期初|年初)?"
)
_COUNT = r"(?:[0-9]{1,2}|[两三四五六七八九十])年(?:间|内)?"
_ASIDE = r"(?:[（(][^（()）]*[）)])?"

_FROM = re.compile(r"(?:从|由|自)[^，。；,;]{0,16}$")
_THAN = re.compile(r"(?:较|比|相较于?|相比)[^，。；,;]{0,14}$")
_TO = re.compile(rf"{_ASIDE}(?:的水平)?[^，。；,;、0-9（(]{{0,6}}?{_VERB}?(?:至|到|为){_PERIOD}(?:的|末|底)*{_BOUND}")
_BY = re.compile(rf"(?:[^，。；,;、0-9（(]{{0,4}}?){_VERB}{_BOUND}")
_REACHING = re.compile(rf"[，,]?(?:至|达|到|达到|增至|升至|降至){_PERIOD}(?:的)?{_BOUND}")
_LAST_YEAR = re.compile(
    rf"{_ASIDE}[，,（(]?(?:而)?(?:上年同期|去年同期|上年|去年|(?:19|20)[0-9][0-9]年(?:同期)?)(?:为|的|仅|是)*{_BOUND}"
)
_THAN_LAST = re.compile(
    rf"{_ASIDE}[，,（(]?(?:同比|环比)?(?:较|比|相较于?|相比){_PERIOD}(?:同期|末|底)?(?:的|为)*{_BOUND}"
)
_RATE = re.compile(
    rf"{_ASIDE}[）)]?[，,（(]?(?:对应|期间|区间|累计|合计|整体|其间|实现|即|同比|环比)*+{_PERIOD}(?:[-~至到—]{_PERIOD})?(?:{_COUNT})?(?:的|期间)*+"
    r"(?P<rate>(?:年均|年化|年)?(?:复合)(?:年均|年)?(?:增长率|增速|增长)|(?i:cagr)|年均(?:增长率|增速|增长|增幅)"
    rf"|(?:同比|环比|累计|大幅)?(?:增长率|增速|增幅|涨幅|升幅|降幅|跌幅|{_UP}|{_DOWN}|增|降|涨|跌))"
    rf"(?:约)?(?:率)?(?:为|达到|达|约|是|高达)?{_BOUND}"
)
_COMPOUND = re.compile(r"复合|年均|年化|(?i:cagr)")
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9][0-9])(?=年|E|A)")
_TIME = re.compile(r"[0-9]年|[0-9]月|[0-9]日|季|Q[1-4]|[末底初]|高点|低点|历史|此前")
_LONG = re.compile(r"(?<![0-9])([0-9]{1,2}|[两三四五六七八九十])年(?:间|内)?的?(?=复合|年均|年化|CAGR)", re.IGNORECASE)
_HAN_COUNT = {digit: value for value, digit in enumerate("两三四五六七八九十", 2)}
_YEARS = re.compile(r"(?<![0-9])((?:19|20)?[0-9][0-9])年?[EA]?\s?[-~—至到]\s?((?:19|20)?[0-9][0-9])年?")


@dataclass(frozen=True, slots=True)
class Change:
    """From ``first`` to ``last``; ``verb`` may be empty. ``rate`` is what is said of it, if compound over ``years``.

    It is not certain that a rate called 同比 or 环比 is meant for these two.
    """

    first: Quantity
    last: Quantity
    verb: str
    rate: Quantity | None = None
    rate_verb: str = ""
    is_compound: bool = False
    years: tuple[int, ...] = ()
    is_certain: bool = True

    @property
    def is_downward(self) -> bool:
        return bool(_DOWNWARD.search(self.verb))

    @property
    def is_rate_downward(self) -> bool:
        return bool(_DOWNWARD.search(self.rate_verb))


def changes(sentence: Sentence) -> Iterator[Change]:
    """The changes of a sentence whose two numbers are measured alike."""
    text, found = sentence.passage.text, sentence.quantities
    for first, second, third in zip_longest(found, found[1:], found[2:]):
        if second is None:
            return
        lead = text[max(sentence.start, first.start - 20) : first.start]
        between = text[first.end : second.start]
        after = text[second.end : third.start] if third else ""
        if first.family == second.family:
            yield from _from_to(first, second, third, lead, between, after)
        elif third and first.family == third.family and second.family in {"%", "倍", "个百分点"}:
            by, reaching = _BY.fullmatch(between), _REACHING.fullmatch(after)
            if by and reaching and (_FROM.search(lead) or _THAN.search(lead)):
                yield Change(first, third, by["verb"], second, by["verb"])


def _from_to(
    first: Quantity, second: Quantity, third: Quantity | None, lead: str, between: str, after: str
) -> Iterator[Change]:
    if third and first.family == third.family:
        by, reaching = _BY.fullmatch(between), _REACHING.fullmatch(after)
        if by and reaching and (_FROM.search(lead) or _THAN.search(lead)):
            if first.family != "%":  # 至 joins no range here
                second, third = replace(second, in_range=False), replace(third, in_range=False)
            yield Change(first, third, by["verb"], second, by["verb"])
            return
    rate = _RATE.fullmatch(after) if third else None
    if (to := _TO.fullmatch(between)) and _FROM.search(lead):
        verb = to["verb"] or ""
        if rate and third and (meant := _is_meant(rate, lead, between)) is not None:
            compound = bool(_COMPOUND.search(rate["rate"]))
            years = _years(lead, between, after) if compound else ()
            yield Change(first, second, verb, third, rate["rate"], compound, years, meant)
        else:
            yield Change(first, second, verb)
    elif third and _THAN_LAST.fullmatch(between) and (by := _BY.fullmatch(after)):
        yield Change(second, first, "", third, by["verb"])
    elif (
        third and rate and _LAST_YEAR.fullmatch(between) and not _COMPOUND.search(rate["rate"]) and "环比" not in after
    ):
        yield Change(second, first, "", third, rate["rate"])


def _is_meant(rate: re.Match[str], lead: str, between: str) -> bool | None:
    """Whether a rate is that of the change before it: None if it is of another time, False if that is not certain."""
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
    """How many years a compound rate may be meant for."""
    if span := _YEARS.search(after):
        start, end = (int(year) % 100 for year in span.groups())
        return tuple(years for years in (end - start, end - start + 1) if years > 0)
    if long := _LONG.search(after):
        return (_HAN_COUNT.get(long[1]) or int(long[1]),)
    starts, ends = _YEAR.findall(lead), _YEAR.findall(between)
    return (int(ends[-1]) - int(starts[-1]),) if starts and ends and ends[-1] > starts[-1] else ()
