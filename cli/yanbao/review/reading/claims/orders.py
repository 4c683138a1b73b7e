"""Claims of order among subjects and periods: Ⓢ居首, ⓈⓂ高于Ⓢ, 各家均增长, Ⓠ家增长, Ⓟ新高."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from yanbao import periods
from yanbao.periods import Moment
from yanbao.review.reading.claims.clauses import CHAIN, OTHER_CHAR, Claim, Clause
from yanbao.review.reading.claims.ranks import COUNT, COUNT_OVER, EVERY, MOST, count, every, measured, most
from yanbao.review.reading.claims.trends import path_of
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
_WITHIN = re.compile("年内|全年|当年|本年")
_TYPED = re.compile("[＞＜][^Ⓠ＞＜]{0,8}Ⓠ")
_ALIKE = re.compile(
    rf"{CHAIN}(?:走势|变化|方向)?＋(?:Ⓢ|Ⓜ)(?:走势|变化|方向)?(?:(?P<alike>相近|相同|一致|同步|同向|趋同)|(?P<opposed>相反|背离|反向|相悖|背道而驰))$"
)
_EXTREME = re.compile(rf"(?P<chain>{CHAIN})(?:(?P<high>[⊤⇑])|(?P<low>[⊥⇓]))(?P<at>Ⓟ)Ⓠ?$")
_EXTREME_AT = re.compile(rf"(?P<chain>{CHAIN}(?<=Ⓟ)Ⓜ?)(?:(?P<high>⊤)|(?P<low>⊥))$")
_RECORD = re.compile(
    rf"(?P<chain>{CHAIN})Ⓝ?∀?(?:[↑↓]?→|创下?|刷新){{0,2}}(?P<many>[ⓌⓃ])?(?:{OTHER_CHAR}{{0,3}})?"
    r"(?:(?P<high>⇑|▲)|(?P<low>⇓|▼))(?:[值点]|水平)?$"
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
    elif match := _EXTREME.match(text) or _EXTREME_AT.match(text):
        yield from _extreme(clause, match)
    if match := _RECORD.match(text):
        yield from _record(clause, match)
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
    is_level = clause.skeleton.passage.text[theirs.start - 1] == "的" and not clause.tokens(SUBJECT, 0, sign)
    if not mine or not is_level or not mine.is_plain or not theirs.is_plain or mine.family != theirs.family:
        return
    is_more = clause.text[sign] == "＞"
    named = bool(clause.tokens(MEASURE, 0, sign))
    if (
        not named
        and mine not in clause.said.doubted
        and (mine.value <= theirs.value if is_more else mine.value >= theirs.value)
    ):
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


def _always(clause: Clause, about: About, other: Token, *, is_more: bool) -> list[Spot]:
    """The newest cells of a row that is on the other side of another in each period, where none is said."""
    for spot in clause.find(about, any_period=True):
        name = spot.exhibit.names.get(other.text, other.text)
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
    own = exhibit.names.get(token.text, token.text)
    found = [
        dict(exhibit.series(own if own in exhibit.subjects else "", measure))
        for measure in exhibit.measures
        if (own in exhibit.subjects and not measure.is_change) or token.text in measure.names
    ]
    return [row for row in found if len(row) > 3][:1]


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
    moment = clause.token(place).moment
    if "全年" in clause.token(place).text:  # of its parts, of which the number before is one
        parts = [one for one in clause.said.spots if moment and one.period and is_within(one.period, moment)]
        yield from _top(clause, parts, match, (place, place + 1), 0, within=moment)
        return
    rows = clause.find(replace(about, period=moment, is_dated=True))
    yield from _top(clause, rows, match, (place, place + 1), 0)


def _record(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    about = clause.about(match.end("chain"))
    if clause.said.changed and not clause.tokens(MEASURE):
        yield from _record_of_change(clause, match)
        return
    rows = clause.find(about) if clause.tokens(MEASURE) or not clause.said.spots else clause.said.spots
    is_part = bool(rows and rows[0].period and about.period and is_within(rows[0].period, about.period))
    if rows and not clause.tokens(MEASURE) and about.period and about.period != rows[0].period and not is_part:
        rows = clause.find(about) or rows
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


def _record_of_change(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    """2023年反弹至19.4%，为近四年最高: of the changes over time."""
    for spot in clause.said.changed:
        path = path_of(spot, is_change=True)
        last = dict(path).get(spot.period) if spot.period else None
        pick = max if match["high"] else min
        if last is None or len(path) < 3 or pick(value for _, value in path) == last:
            return
        start = match.start("high" if match["high"] else "low")
        which = "highest" if match["high"] else "lowest"
        message = f"by {spot.exhibit.label}, the change of {spot.measure.label} is not the {which} then"
        yield clause.claim("order", (start, match.end()), message, "correct the period or the claim")
        return


def _newest(row: Spot, match: re.Match[str]) -> Spot:
    """A row at the period that is told; else at its newest, unless one of the last three has what is claimed."""
    if row.period or len(row.series) < 4:
        return row
    pick = max if match["high"] else min
    values = [value for _, value in row.series]
    return row if pick(values) in values[-3:] else replace(row, period=row.series[-1][0])


def _top(
    clause: Clause,
    rows: list[Spot],
    match: re.Match[str],
    span: tuple[int, int],
    many: int,
    *,
    is_new: bool = False,
    within: Moment | None = None,
) -> Iterator[Claim]:
    for row in rows:
        end = row.period if (is_new or many) and row.period else None
        series = [(moment, value) for moment, value in row.series if not end or moment <= end]
        if row.period and _WITHIN.search(clause.written):
            series = [one for one in series if periods.days_of(one[0])[1].year == periods.days_of(row.period)[1].year]
        elif many:
            series = series[-many:]
        series = [one for one in series if is_within(one[0], within)] if within else series
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
