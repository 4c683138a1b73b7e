"""Claims of order among subjects and periods: Ⓢ居首, ⓈⓂ高于Ⓢ, 各家均增长, Ⓠ家增长, Ⓟ新高."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from yanbao.periods import Moment
from yanbao.review.reading.claims import populations
from yanbao.review.reading.claims.clauses import CHAIN, OTHER_CHAR, Claim, Clause
from yanbao.review.reading.claims.ranks import MOST, measured, most
from yanbao.review.reading.skeletons import MEASURE, PERIOD, SUBJECT, Token
from yanbao.review.reading.spots import About, Spot, is_within

_COMPARED = re.compile(
    rf"(?P<chain>(?:{OTHER_CHAR}{{1,8}}(?=[＞≻＜≺]))?{CHAIN}(?:Ⓠ＋?)?)"
    rf"(?P<change>ℛ)?(?:(?P<more>[＞≻])|(?P<less>[＜≺]))(?P<other>[ⓈⓅⓂ])(?:[ⓂⓈ]|ℛ|Ⓠ)*$"
)
_THAN = re.compile(
    rf"(?P<chain>{CHAIN})Ⓒ(?P<other>[ⓈⓅ])Ⓜ?(?:更)?(?:(?P<more>[高多大快强]|更高)|(?P<less>[低少小慢弱]))$"
)
_EXTREME = re.compile(rf"(?P<chain>{CHAIN})(?:(?P<high>[⊤⇑])|(?P<low>[⊥⇓]))(?P<at>Ⓟ)Ⓠ?$")
_EXTREME_AT = re.compile(rf"(?P<chain>{CHAIN}(?<=Ⓟ)Ⓜ?)(?:(?P<high>⊤)|(?P<low>⊥))$")
_RECORD = re.compile(
    rf"(?P<chain>{CHAIN})(?:[↑↓]?→|创下?|刷新){{0,2}}(?P<many>[ⓌⓃ])?(?:{OTHER_CHAR}{{0,3}})?"
    r"(?:(?P<high>⇑|▲)|(?P<low>⇓|▼))(?:[值点]|水平)?$"
)


def read(clause: Clause) -> Iterator[Claim]:
    """Claims of order that the cells do not have."""
    if clause.is_hypothetical():
        return
    text = clause.text
    if match := MOST.match(text):
        yield from most(clause, match)
    elif match := _COMPARED.match(text) or _THAN.match(text):
        yield from _compared(clause, match)
    elif match := _EXTREME.match(text) or _EXTREME_AT.match(text):
        yield from _extreme(clause, match)
    if match := _RECORD.match(text):
        yield from _record(clause, match)
    if match := populations.PATTERN.all.match(text):
        yield from populations.every(clause, match)
    elif match := populations.PATTERN.count.match(text):
        yield from populations.count(clause, match)


def _level(spot: Spot, moment: Moment | None) -> float | None:
    """A cell, or the average of the parts of a period that has none."""
    value = spot.at(moment)
    if value is not None or moment is None:
        return value
    inside = [one for period, one in spot.series if is_within(period, moment)]
    return sum(inside) / len(inside) if len(inside) > 1 else None


def _compared(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    end = match.end("chain")
    about, at = clause.about(end), match.start("other")
    other = clause.token(at)
    if other.kind == MEASURE and match.re is _COMPARED and match["change"]:
        return
    if other.kind == MEASURE:
        yield from _beside(clause, match, about, other)
        return
    for token in clause.tokens(MEASURE, at):
        about = about.told([token])
    is_time = other.kind == PERIOD
    if not about.measure or (is_time and not about.period):
        return
    if is_time and (subjects := clause.tokens(SUBJECT, at)):
        about = about.told(subjects)
    change = match["change"] if "change" in match.re.groupindex else None
    found = measured(clause, about, change)
    if is_time and not found:
        found = clause.find(about, any_period=True)
    for spot in found:
        if is_time:
            mine, theirs = _level(spot, about.period), _level(spot, other.moment)
        else:
            name = spot.exhibit.names.get(other.text, other.text)
            mine, theirs = spot.value, spot.exhibit.value(name, spot.period, spot.measure)
        if mine is None or theirs is None or (not is_time and spot.subject == name):
            continue
        if (mine <= theirs) if match["more"] else (mine >= theirs):
            start = match.start("more" if match["more"] else "less")
            mine_is = "equal" if mine == theirs else "less" if mine < theirs else "more"
            whose = clause.quote(other)
            said = match["more"] or match["less"]
            message = f"by {spot.exhibit.label}, {spot.measure.label} is {mine_is}, not {said}{whose}"
            yield clause.claim("order", (start, at + 1), message, "correct the comparison")
        return


def _beside(clause: Clause, match: re.Match[str], about: About, other: Token) -> Iterator[Claim]:
    """ⓅⓂ高于Ⓜ: two measures of one subject and period."""
    mine = [spot for spot in clause.find(about) if spot.value is not None]
    theirs = [spot for spot in clause.find(about.told([other])) if spot.value is not None]
    pairs = [(a, b) for a in mine for b in theirs if a.exhibit is b.exhibit and a.measure.family == b.measure.family]
    for one, two in pairs:
        a, b = one.value or 0.0, two.value or 0.0
        if one.measure != two.measure and ((a <= b) if match["more"] else (a >= b)):
            start = match.start("more" if match["more"] else "less")
            way = "less" if a < b else "more"
            message = f"by {one.exhibit.label}, {one.measure.label} is {way} than {two.measure.label}"
            yield clause.claim("order", (start, match.start("other") + 1), message, "correct the comparison")
            return


def _extreme(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    about = clause.about(match.end("chain"))
    if not about.measure:
        return
    place = match.start("at") if "at" in match.re.groupindex else clause.text.rindex("Ⓟ")
    rows = clause.find(replace(about, period=clause.token(place).moment, is_dated=True))
    yield from _top(clause, rows, match, (place, place + 1), 0)


def _record(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    about = clause.about(match.end("chain"))
    rows = clause.find(about) if clause.tokens(MEASURE) else clause.said.spots
    if not clause.tokens(MEASURE) and clause.tokens(SUBJECT):
        return
    start = match.start("high" if match["high"] else "low")
    rows = [_newest(row, match) for row in rows or clause.find(about, any_period=True)]
    rows = [row for row in rows if len(row.series) > 2 and row.period]
    yield from _top(
        clause,
        rows,
        match,
        (start, match.end()),
        clause.count(match.start("many")) if match["many"] else 0,
        is_new=bool({"⇑", "⇓"} & set(match[0])),
    )


def _newest(row: Spot, match: re.Match[str]) -> Spot:
    """A row at the period that is told; else at its newest, unless one of the last three has what is claimed."""
    if row.period or len(row.series) < 4:
        return row
    pick = max if match["high"] else min
    values = [value for _, value in row.series]
    return row if pick(values) in values[-3:] else replace(row, period=row.series[-1][0])


def _top(
    clause: Clause, rows: list[Spot], match: re.Match[str], span: tuple[int, int], many: int, *, is_new: bool = False
) -> Iterator[Claim]:
    for row in rows:
        series = [(moment, value) for moment, value in row.series if not is_new or moment <= (row.period or moment)]
        series = series[-many:] if many and is_new else series
        value = row.value
        if value is None or len(series) < 2:
            continue
        pick = max if match["high"] else min
        if pick(found for _, found in series) == value:
            return
        message = (
            f"by {row.exhibit.label}, {row.measure.label} is not the {'highest' if match['high'] else 'lowest'} then"
        )
        yield clause.claim("order", span, message, "correct the period or the claim")
        return
