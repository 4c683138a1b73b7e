"""What changes may be, by the cells of an exhibit: as a column tells them, or from two cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from yanbao import periods
from yanbao.review.reading.claims.clauses import Claim, Clause
from yanbao.review.reading.claims.sums import is_flow
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.skeletons import PERIOD, Token
from yanbao.review.reading.spots import Range, Spot, bare, ratio, year_before


def expected(spot: Spot, over: str, base: Token | None, family: str) -> Iterator[tuple[Spot, Range]]:
    """What a change may be: as a column tells it, or from two cells."""
    exhibit, value = spot.exhibit, spot.value
    moment = base.moment if base else None
    if spot.measure.is_change and family == spot.measure.family and value is not None and base is None:
        yield spot, spot.held
        return
    if is_flow(spot) and value is not None and base is None and not over and family == spot.measure.family:
        yield from ((spot, (one, one)) for one in (value, -value))
    column = exhibit.change_of(spot.measure, over)
    if column and base is None and family == column.family:
        told = Spot(exhibit, spot.subject, column, spot.period)
        if told.value is not None:
            yield told, told.held
            return
    if not exhibit.periods:
        return
    ends = [spot.period] if spot.period else list(exhibit.periods)
    for end in ends:
        here = replace(spot, period=end)
        value = here.value
        for before in [moment] if base else [here.before(one) for one in ([over] if over else ["同比", "环比"])]:
            earlier = here.at(before) if before else None
            if value is not None and earlier is not None and before != end:
                yield from ((here, one) for one in between(here, value, earlier, family))


def between(spot: Spot, value: float, earlier: float, family: str) -> Iterator[Range]:
    own, step = spot.measure.family, spot.measure.step
    if family in {own, bare(own)} or (family == "个百分点" and own == "%"):
        if family != "%":
            yield value - earlier - step, value - earlier + step
    elif family in {"%", "倍"} and earlier > step and value > 0:
        low, high = ratio(spot.room(value), spot.room(earlier))
        yield low - 1, high - 1


def since(spot: Spot, years: int, family: str, *, is_end: bool) -> Iterator[tuple[Spot, Range]]:
    """A change over years up to the period that is told or the newest, or since the end of the year before."""
    for end in [spot.period] if spot.period else spot.exhibit.periods[-1:]:
        here = replace(spot, period=end)
        wanted = date(periods.days_of(end)[1].year - years, 12, 31).toordinal()
        is_known = is_end or spot.exhibit.length == "year"
        before = [one for one in spot.exhibit.periods if one[0] == wanted and is_known]
        value, earlier = here.value, here.at(before[0]) if before else None
        if value is not None and earlier is not None:
            yield from ((here, one) for one in between(here, value, earlier, family))


def change_of(spot: Spot) -> str:
    """How messages name a change."""
    return spot.label if spot.measure.is_change else f"the change of {spot.label}"


def wrong_change(
    clause: Clause, at: int, options: Sequence[tuple[Spot, Range]], said: Quantity | None = None, *, sure: bool = True
) -> Iterator[Claim]:
    """The claim of a change that is none of those that it may be."""
    what = change_of(options[0][0]) if options else ""
    return clause.refuted("change", at, what, options, said, sure=sure)


def signed(wanted: Range) -> str:
    return "negative" if sum(wanted) < 0 else "positive"


def over_told(clause: Clause, spot: Spot, family: str) -> Iterator[tuple[Spot, Range]]:
    """Over the two periods that the sentence names: 由2019年的…降至2024年的…，累计下降Ⓠ."""
    told = [one.moment for one in clause.skeleton.of_kind(PERIOD, 0, clause.end) if one.moment]
    told = sorted(one for one in set(told) if one in spot.exhibit.periods)
    if len(told) > 1:
        first, last = spot.at(told[0]), spot.at(told[-1])
        if first is not None and last is not None:
            yield from ((replace(spot, period=told[-1]), one) for one in between(spot, last, first, family))


def of_forecast(clause: Clause, at: int) -> Iterator[tuple[Spot, Range]]:
    """From the cell of the year before to the number told before, of a year that no exhibit has."""
    about, typed = clause.about(at), clause.said.quantities[-1:]
    before = year_before(about.period) if about.period else None
    if not typed or not before or not about.measure or clause.find(about) or typed[0] in clause.said.doubted:
        return
    earlier = replace(about, period=before)
    for exhibit in clause.scope.section if clause.said.is_total else clause.scope.near:
        names = exhibit.subjects[:1] if clause.said.is_total else [about.subject]
        for spot in clause.find(replace(earlier, subject=next(iter(names), ""))):
            if spot.exhibit is not exhibit or spot.measure.family != typed[0].family:
                continue
            ranked = exhibit.everything(spot.measure, spot.period) if clause.said.is_total and spot.subject else {}
            base = sum(ranked.values(), 0.0) if ranked else spot.value or 0.0
            yield from ((spot, one) for one in between(spot, typed[0].value, base, clause.quantity(at).family))


_BY_MORE = re.compile("[ⒸⒺⓎ][^Ⓠ]*[↑↓]Ⓠ$")
_PAIR = re.compile("ⒻⓅ?Ⓠ[↑↓]?→Ⓟ?Ⓠ$")


def of_typed(clause: Clause, family: str) -> Range | None:
    """The difference of two rates that the clause before has typed: 净利率从6.1%提升到12.8%，累计提升6.7个百分点."""
    text = clause.skeleton.text[: clause.start].rstrip("，")
    if family == "%" and not clause.spots and _BY_MORE.search(text) and len(clause.said.quantities) > 1:
        last, apart = clause.said.quantities[-2:]
        sign = -1 if text[-2] == "↓" else 1
        if last.family == apart.family not in {"%", "个百分点"} and 0 < apart.value < last.value and not apart.is_bound:
            whole = last.value - sign * apart.value
            half = (apart.step / apart.value + last.step / last.value) / 2 * apart.value / whole
            return apart.value / whole - half, apart.value / whole + half
    if family != "个百分点" or clause.spots or not _PAIR.search(text) or clause.all_tokens(len(clause.text) - 1):
        return None
    first, last = clause.said.quantities[-2:]
    if first.family != "%" or last.family != "%" or first.is_bound or last.is_bound:
        return None
    half = (first.step + last.step) / 2
    return abs(last.value - first.value) - half, abs(last.value - first.value) + half
