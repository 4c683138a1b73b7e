"""Claims of what cells come to and of their averages: 合计Ⓠ, 前三合计Ⓠ, 近三年累计Ⓠ, 均值Ⓠ, 中位数Ⓠ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from statistics import mean, median

from yanbao.periods import Moment
from yanbao.review.reading.claims.clauses import OTHER_CHAR, Claim, Clause
from yanbao.review.reading.exhibits import Exhibit, Measure
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.skeletons import MEASURE, PERIOD, SUBJECT
from yanbao.review.reading.spots import STOCK, About, Range, Spot, is_within

_NOT_ADDED = re.compile("(?<![毛净]利)率|均|比|价(?!值)|倍|[增降流]速|速度|幅|指数|得分|评分|PE|PB|EPS")

_IS_SHARE = re.compile("市占率|份额|占比|占有率")
_OF_WHAT = re.compile(f"{OTHER_CHAR}Σ")
_FLOW = re.compile("新增|净增|增量|净流|变动|变化")


def is_added(measure: Measure) -> bool:
    """Whether numbers of a measure have a sum."""
    has_sum = measure.family not in {"%", "倍", "点", "个百分点"} and "/" not in measure.family
    return has_sum and not _NOT_ADDED.search(measure.label)


def is_flow(spot: Spot) -> bool:
    """Whether numbers are themselves additions: new loans, net inflows."""
    return bool(_FLOW.search(spot.exhibit.caption) or _FLOW.search(spot.measure.label))


def over_parts(clause: Clause, about: About, family: str) -> list[tuple[Spot, Range]]:
    """The sums of the parts of a period, of which an exhibit has each: a year of quarters."""
    if about.period is None:
        return []
    found = []
    for spot in clause.find(about, family, any_period=True):
        parts = [(period, value) for period, value in spot.series if is_within(period, about.period)]
        is_summed = is_added(spot.measure) and not STOCK.search(spot.measure.label)
        if len(parts) > 1 and is_summed and _covers([period for period, _ in parts], about.period):
            found.append((spot, total(spot.measure, [value for _, value in parts])))
    return found


def _covers(parts: list[Moment], whole: Moment) -> bool:
    """Whether parts without gaps make a period: their ends are its own, and each begins after the one before."""
    parts = sorted(parts)
    joined = all(-later[1] == earlier[0] + 1 for earlier, later in pairwise(parts))
    return joined and parts[0][1] == whole[1] and parts[-1][0] == whole[0]


def total(measure: Measure, values: Iterable[float]) -> Range:
    """What numbers of a measure come to, each of which may be rounded."""
    values = list(values)
    room = measure.step / 2 * len(values)
    return sum(values) - room, sum(values) + room


def read(clause: Clause, at: int) -> Iterator[Claim]:
    quantity, about = clause.quantity(at), clause.about(at)
    if _OF_WHAT.search(clause.text[:at]):
        return  # of what no word here tells
    is_profit = re.search("[ⓁⒼ]", clause.text[:at]) and quantity.family != "%"
    if is_profit and MEASURE not in {token.kind for token in clause.all_tokens(at)}:
        about = replace(about, measure="净利润")
    found = [(spot, what, room) for spot in _rows(clause, about, quantity) for what, room in _sums(clause, spot, at)]
    if not found:
        return
    clause.said.total = (quantity.family, (quantity.value, quantity.value))
    said = replace(quantity, value=-quantity.value) if "Ⓛ" in clause.text[:at] else quantity
    if not quantity.in_range:
        what = f"{found[0][0].measure.label} of {found[0][1]}"
        yield from clause.refuted("total", at, what, [(spot, room) for spot, _, room in found], said)


def _rows(clause: Clause, about: About, quantity: Quantity) -> list[Spot]:
    """The cells of any one subject of the exhibits that a sum may be of; a list of subjects need no measure."""
    for exhibits in (clause.scope.page, clause.scope.section):
        found = [
            spot
            for exhibit in exhibits
            for name in ([about.measure] if about.measure else exhibit.measured_in(quantity.family))
            for spot in clause.find(replace(about, measure=name, subject=_any(exhibit, about)), any_period=True)
            if spot.exhibit is exhibit
            and spot.measure.family == quantity.family
            and (is_added(spot.measure) or _IS_SHARE.search(spot.measure.label))
        ]
        if found or not about.measure:
            return found if about.measure or len({spot.measure.key for spot in found}) == 1 else []
    return []


def _any(exhibit: Exhibit, about: About) -> str:
    """The subject of a series, or any subject of a table."""
    if exhibit.periods and len(exhibit.subjects) < 2:
        return exhibit.subject_of(about.subject)
    if exhibit.subject_of(about.subject) in exhibit.subjects:
        return about.subject
    return exhibit.subjects[0] if exhibit.subjects else ""


def _sums(clause: Clause, spot: Spot, at: int) -> Iterator[tuple[str, Range]]:
    """The sums that a clause may tell: of periods, of the subjects that it lists, of the first so many, of all."""
    exhibit, measure = spot.exhibit, spot.measure
    is_listed = len({token.text for token in clause.tokens(SUBJECT, 0, at)}) > 1
    if exhibit.periods and (len(exhibit.subjects) < 2 or not (is_listed or re.search("[Ⓝ⑤]", clause.text[:at]))):
        yield from _sums_of_periods(clause, spot, at)
        return
    tokens = clause.all_tokens(at)
    period = None if measure.key in exhibit.undated or not exhibit.periods else when(exhibit, spot.period)
    ranked = exhibit.ranking(measure, period)
    names = list(dict.fromkeys(exhibit.subject_of(one.text) for one in tokens if one.kind == SUBJECT))
    top, all_of = many_of(clause, at, "⑤"), many_of(clause, at, "Ⓝ")
    if len(names) > 1:
        if all(name in ranked for name in names):
            yield "、".join(names), total(measure, [ranked[name] for name in names])
    elif top and top < len(ranked):
        yield f"the first {top}", total(measure, sorted(ranked.values(), reverse=True)[:top])
    elif all_of > 1 and (every := [one for one in (ranked, exhibit.everything(measure, period)) if len(one) == all_of]):
        yield f"all {all_of}", total(measure, every[0].values())


def many_of(clause: Clause, at: int, kind: str) -> int:
    """The number of 前五 or 四家 in the sentence so far."""
    text = clause.skeleton.text
    place = text.rfind(kind, 0, clause.start + at)
    if place >= 0:
        return clause.count(place - clause.start)
    if kind == "Ⓝ":
        for one in reversed(clause.skeleton.of_kind("Ⓠ", 0, clause.start + at)):
            if one.quantity and one.quantity.family in {"家", "个"} and one.quantity.is_count:
                return int(one.quantity.value)
    return 0


def _sums_of_periods(clause: Clause, spot: Spot, at: int) -> Iterator[tuple[str, Range]]:
    told = clause.tokens(PERIOD, 0, at)
    moments = [token.moment for token in told if token.moment]
    if len(moments) == 2 and len(told) == 2:
        first, last = sorted(moments)
        inside = [value for moment, value in spot.series if first[1] >= moment[1] and moment[0] <= last[0]]
        if set(moments) <= {moment for moment, _ in spot.series}:
            yield "these periods", total(spot.measure, inside)
        return
    if "Ⓦ" in clause.text[:at] and told:
        yield from (("its parts", room) for _, room in over_parts(clause, clause.about(at), spot.measure.family)[:1])
    elif many := clause.count(clause.text.rindex("Ⓦ", 0, at)) if "Ⓦ" in clause.text[:at] else 0:
        values = [value for moment, value in spot.series if not spot.period or moment <= spot.period]
        if 1 < many <= len(values) and spot.exhibit.length in {"year", "quarter", "month"}:
            yield f"the last {many} periods", total(spot.measure, values[-many:])
    elif moments:
        yield from (("its parts", room) for one, room in over_parts(clause, clause.about(at), spot.measure.family)[:1])


def when(exhibit: Exhibit, period: Moment | None) -> Moment | None:
    """The period that is told, else the newest."""
    return period if period in exhibit.periods else max(exhibit.periods, default=None)


_PERIODS = ("日", "周", "月", "季", "年")
_OF_OTHERS = re.compile("可比|样本|同业|行业")
_FEW = 2  # subjects, of which nobody tells an average
_MEANS = {"⍉": [median], "中枢": [mean, median]}


def average(clause: Clause, at: int) -> Iterator[Claim]:
    """Averages over subjects, or over the periods that are told."""
    quantity, about = clause.quantity(at), clause.about(at)
    if not about.measure or quantity.is_bound or quantity.in_range:
        return
    place = max(clause.text.rfind("⌀", 0, at), clause.text.rfind("⍉", 0, at))
    means = _MEANS.get(clause.text[place]) or _MEANS.get(clause.word(place)) or [mean]
    options: list[tuple[Spot, Range]] = []
    for exhibit in clause.scope.near:
        is_own = exhibit.periods and exhibit.subject_of(about.subject) in exhibit.subjects
        subject = about.subject if is_own else next(iter(exhibit.subjects), "")
        for spot in clause.find(replace(about, subject=subject), quantity.family, any_period=True):
            if spot.exhibit is exhibit:
                options += [
                    (spot, spot.room(take(values)))
                    for values in _sets(clause, spot, about.period, at, clause.word(place))
                    for take in means
                ]
    sure = len(options) == 1 or about.period is not None
    yield from clause.refuted("total", at, f"the {clause.word(place)}", options, sure=sure)


def _sets(clause: Clause, spot: Spot, period: Moment | None, at: int, word: str) -> Iterator[list[float]]:
    """The values that may be averaged; each by itself, if 月均 may be that of its own month."""
    if not spot.exhibit.periods:
        ranked = spot.exhibit.ranking(spot.measure, spot.period)
        if ranked and many_of(clause, at, "Ⓝ") in {0, len(ranked)}:
            yield list(ranked.values())
        return
    if period in spot.exhibit.periods and len(spot.exhibit.subjects) > _FEW:
        ranked = spot.exhibit.ranking(spot.measure, period)
        if not clause.tokens(SUBJECT) and many_of(clause, at, "Ⓝ") in {0, len(ranked)}:
            yield list(ranked.values())
        return
    if _OF_OTHERS.search(clause.written):
        return
    values = [value for _, value in spot.series]
    inside = [value for moment, value in spot.series if period and is_within(moment, period)]
    many = many_of(clause, at, "Ⓦ")
    yield from (one for one in (inside, values[-many:] if many else [], values) if len(one) > 1)
    if word[:1] in _PERIODS:
        yield from ([value] for value in values)
