"""Claims of order among subjects and periods: Ⓢ居首, ⓈⓂ高于Ⓢ, 各家均增长, Ⓠ家增长, Ⓟ新高."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from yanbao.periods import Moment
from yanbao.review.reading.claims import extremes
from yanbao.review.reading.claims.clauses import CHAIN, OTHER_CHAR, Claim, Clause
from yanbao.review.reading.claims.ranks import COUNT, COUNT_OVER, EVERY, MOST, count, every, measured, most
from yanbao.review.reading.exhibits import Exhibit
from yanbao.review.reading.skeletons import MEASURE, PERIOD, SUBJECT, Token
from yanbao.review.reading.spots import About, Spot, is_within

_COMPARED = re.compile(
    rf"(?P<chain>(?:{OTHER_CHAR}{{1,8}}(?=[＞≻＜≺]))?{CHAIN}(?:Ⓠ＋?)?)"
    rf"(?P<change>ℛ)?(?:(?P<more>[＞≻])|(?P<less>[＜≺]))(?P<other>[ⓈⓅⓂ])(?:[ⓂⓈ]|ℛ|Ⓠ)*$"
)
_THAN = re.compile(
    rf"(?P<chain>{CHAIN})Ⓒ(?P<other>[ⓈⓅ])Ⓜ?(?:更)?(?:(?P<more>[高多大快强]|更高)|(?P<less>[低少小慢弱]))$"
)
_MEAN = re.compile(rf"(?P<chain>{CHAIN})(?:(?P<more>＞)|(?P<less>＜))(?:Ⓝ|行业|样本|可比公司)?Ⓜ?⌀Ⓜ?Ⓠ?$")
_TYPED = re.compile("[＞＜][^Ⓠ＞＜]{0,8}Ⓠ")
_ALIKE = re.compile(
    rf"{CHAIN}(?:走势|变化|方向)?＋(?:Ⓢ|Ⓜ)(?:走势|变化|方向)?(?:(?P<alike>相近|相同|一致|同步|同向|趋同)|(?P<opposed>相反|背离|反向|相悖|背道而驰))$"
)


def read(clause: Clause) -> Iterator[Claim]:
    """Claims of order that the cells do not have."""
    if clause.is_hypothetical():
        return
    text = clause.text
    if found := list(_than_typed(clause)):
        yield from found
        return
    if match := MOST.match(text):
        yield from most(clause, match)
    elif match := _COMPARED.match(text) or _THAN.match(text):
        yield from _compared(clause, match)
    elif match := _MEAN.match(text):
        yield from _than_mean(clause, match)
    elif match := _ALIKE.match(text):
        yield from _alike(clause, match)
    yield from extremes.read(clause)
    if match := EVERY.match(text):
        yield from every(clause, match)
    elif match := COUNT.match(text) or COUNT_OVER.match(text):
        yield from count(clause, match)


def _level(spot: Spot, moment: Moment | None) -> float | None:
    """A cell, or the average of the parts of a period that has none."""
    value = spot.at(moment)
    if value is not None or moment is None:
        return value
    inside = [one for period, one in spot.series if is_within(period, moment)]
    return sum(inside) / len(inside) if len(inside) > 1 else None


def _than_typed(clause: Clause) -> Iterator[Claim]:
    """Ⓠ，高于Ⓟ的Ⓠ: the number before is more than the one behind."""
    match = _TYPED.search(clause.text)
    if not match:
        return
    sign, at = match.start(), match.end() - 1
    before = [clause.quantity(one) for one in clause.numbers if one < sign]
    theirs, earlier = clause.quantity(at), [*clause.said.quantities, *before]
    mine = earlier[-1] if earlier else None
    is_told = clause.skeleton.passage.text[theirs.start - 1] == "的" or "⌀" in clause.text[sign:at]
    is_level = is_told and not clause.tokens(SUBJECT, 0, sign)
    if not mine or not is_level or not mine.is_plain or not theirs.is_plain or mine.family != theirs.family:
        return
    is_more = clause.text[sign] == "＞"
    named = bool(clause.tokens(MEASURE, 0, sign))
    is_wrong = mine.value <= theirs.value if is_more else mine.value >= theirs.value
    if not named and mine not in clause.said.doubted and is_wrong:
        message = f"the number before is {'less' if mine.value < theirs.value else 'more'}"
        yield clause.claim("order", (sign, at + 1), message, "correct the comparison")


def _compared(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    end = match.end("chain")
    about, at = clause.about(end), match.start("other")
    other = clause.token(at)
    if clause.said.changed and not clause.tokens(MEASURE):
        return  # of the change that was told, not of the cell
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
    if not is_time and not found and not about.period:
        found = _always(clause, about, other, is_more=bool(match["more"]))
    for spot in found:
        if is_time:
            mine, theirs = _level(spot, about.period), _level(spot, other.moment)
        else:
            name = spot.exhibit.subject_of(other.text)
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


def _always(clause: Clause, about: About, other: Token, *, is_more: bool) -> list[Spot]:
    """The newest cells of a row that is on the other side of another in each period, where none is said."""
    for spot in clause.find(about, any_period=True):
        name = spot.exhibit.subject_of(other.text)
        pairs = [(value, spot.exhibit.value(name, moment, spot.measure)) for moment, value in spot.series]
        against = [(mine <= theirs) if is_more else (mine >= theirs) for mine, theirs in pairs if theirs is not None]
        if len(against) > 1 and all(against):
            return [replace(spot, period=spot.series[-1][0])]
    return []


def _than_mean(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    """ⓈⓂ高于均值: the average of all subjects of the exhibit."""
    about = clause.about(match.end("chain"))
    is_own = about.subject and about.measure and "行业" not in clause.written
    for spot in clause.find(about) if is_own else ():
        ranked = spot.exhibit.everything(spot.measure, spot.period)
        if spot.value is None or len(ranked) < 3:
            continue
        apart = spot.value - sum(ranked.values()) / len(ranked)
        if (apart < 0) if match["more"] else (apart > 0):
            start = match.start("more" if match["more"] else "less")
            way = "less" if apart < 0 else "more"
            message = f"by {spot.exhibit.label}, {spot.measure.label} of {spot.subject} is {way} than the average"
            yield clause.claim("order", (start, match.end()), message, "correct the comparison")
        return


_MOST_STEPS = 0.75  # of the steps of two series, that go the same way if these are alike


def _alike(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    """Ⓢ走势与Ⓢ一致, 相反: whether two series go up and down together."""
    tokens = [*clause.tokens(SUBJECT), *clause.tokens(MEASURE)]
    for exhibit in clause.scope.near if len(tokens) == 2 else ():
        rows = [row for token in tokens for row in _rows_of(exhibit, token)]
        moments = sorted(set.intersection(*(set(row) for row in rows))) if len(rows) == 2 else []
        steps = [[row[later] - row[earlier] for earlier, later in pairwise(moments)] for row in rows]
        same = [one * other > 0 for one, other in zip(*steps, strict=True)] if len(moments) > 3 else []
        if same and (sum(same) >= _MOST_STEPS * len(same) if match["opposed"] else not any(same)):
            start = match.start("opposed" if match["opposed"] else "alike")
            message = f"by {exhibit.label}, they go the same way in {sum(same)} of {len(same)} steps"
            yield clause.claim("order", (start, match.end()), message, "correct the claim")
            return


def _rows_of(exhibit: Exhibit, token: Token) -> list[dict[Moment, float]]:
    """The series that a name may be of: of a subject, or of a measure of an exhibit without subjects."""
    own = exhibit.subject_of(token.text)
    found = [
        dict(exhibit.series(own if own in exhibit.subjects else "", measure))
        for measure in exhibit.measures
        if (own in exhibit.subjects and not measure.is_change) or token.text in measure.names
    ]
    return [row for row in found if len(row) > 3][:1]


def _beside(clause: Clause, match: re.Match[str], about: About, other: Token) -> Iterator[Claim]:
    """ⓅⓂ高于Ⓜ: two measures of one subject and period."""
    mine, theirs = clause.cells(about), clause.cells(about.told([other]))
    pairs = [(a, b) for a in mine for b in theirs if a.exhibit is b.exhibit and a.measure.family == b.measure.family]
    for one, two in pairs:
        a, b = one.value or 0.0, two.value or 0.0
        if one.measure != two.measure and ((a <= b) if match["more"] else (a >= b)):
            start = match.start("more" if match["more"] else "less")
            way = "less" if a < b else "more"
            message = f"by {one.exhibit.label}, {one.measure.label} is {way} than {two.measure.label}"
            yield clause.claim("order", (start, match.start("other") + 1), message, "correct the comparison")
            return
