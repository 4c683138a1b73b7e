"""Claims of the highest and lowest over time: Ⓟ新高, 为年内最高, 低点出现在Ⓟ, 近五年最高增速."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from yanbao import periods
from yanbao.periods import Moment
from yanbao.review.reading.claims.clauses import CHAIN, OTHER_CHAR, Claim, Clause
from yanbao.review.reading.claims.trends import path_of
from yanbao.review.reading.skeletons import MEASURE, PERIOD, SUBJECT
from yanbao.review.reading.spots import Spot, is_within

_EXTREME = re.compile(rf"(?P<chain>{CHAIN})(?:(?P<high>[⊤⇑])|(?P<low>[⊥⇓]))(?P<at>Ⓟ)Ⓠ?$")
_EXTREME_AT = re.compile(rf"(?P<chain>{CHAIN}(?<=Ⓟ)Ⓜ?)(?:[↑↓]?→)?(?:(?P<high>⊤)|(?P<low>⊥))Ⓠ?$")
_RECORD = re.compile(
    rf"(?P<chain>{CHAIN})Ⓝ?∀?(?:[↑↓]?→|创下?|刷新){{0,2}}(?P<many>[ⓌⓃ])?(?:{OTHER_CHAR}{{0,3}})?"
    r"(?:(?P<high>⇑|▲)|(?P<low>⇓|▼))(?:[值点]|水平|ℛ)?$"
)

_THIS_YEAR = re.compile("年内|今年|本年|当年|全年")
Path = Sequence[tuple[Moment, float]]


def read(clause: Clause) -> Iterator[Claim]:
    """Claims of extremes that the series do not have."""
    if match := _EXTREME.match(clause.text) or _EXTREME_AT.match(clause.text):
        yield from _extreme(clause, match)
    if match := _RECORD.match(clause.text):
        yield from _record(clause, match)


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
        many = clause.count(match.start("many")) if match["many"] else 0
        yield from _record_of_change(clause, match, many)
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


def _record_of_change(clause: Clause, match: re.Match[str], many: int) -> Iterator[Claim]:
    """2023年反弹至19.4%，为近四年最高: of the changes over time."""
    for spot in clause.said.changed:
        path = path_of(spot, is_change=True)
        value = dict(path).get(spot.period) if spot.period else None
        if value is not None and len(path) > 2:
            span = match.start("high" if match["high"] else "low"), match.end()
            what = f"the change of {spot.measure.label}"
            yield from _refuted(clause, match, span, _spans(clause, path, spot.period, many), value, spot, what)
        return


def _newest(row: Spot, match: re.Match[str]) -> Spot:
    """A row at the period that is told; else at its newest, unless one of the last three has what is claimed."""
    if row.period or len(row.series) < 4:
        return row
    pick = max if match["high"] else min
    values = [value for _, value in row.series]
    return row if pick(values) in values[-3:] else replace(row, period=row.series[-1][0])


def _spans(clause: Clause, path: Path, period: Moment | None, many: int, *, is_new: bool = False) -> list[Path]:
    """The parts of a series that a claim may be about, up to a period or to the newest."""
    until = [one for one in path if period is None or one[0] <= period]
    if _THIS_YEAR.search(clause.written) and period:
        year = periods.days_of(period)[1].year
        return [[one for one in path if periods.days_of(one[0])[1].year == year]]
    if many:
        return [until[-many:], path[-many:]]
    return [until] if is_new else [path]


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
        if row.value is None:
            continue
        if many and _is_of_typed(clause, row.series, many, max if match["high"] else min):
            return
        inside = [one for one in row.series if within and is_within(one[0], within)]
        spans: list[Path] = [inside] if inside else _spans(clause, row.series, row.period, many, is_new=is_new)
        if len(spans[0]) > 1:
            yield from _refuted(clause, match, span, spans, row.value, row, row.measure.label)
            return


def _is_of_typed(clause: Clause, path: Path, many: int, pick: Callable[..., float]) -> bool:
    """Whether the number before is the highest or lowest of so many up to it: 由34.2%降至30.8%，为三年来最低."""
    typed = clause.said.quantities[-1:] if not clause.tokens(PERIOD) else []
    parts = [path[end - many : end] for end in range(many, len(path) + 1)]
    own = [part for part in parts if typed and typed[0].is_rounded(part[-1][1])]
    return any(pick(value for _, value in part) == part[-1][1] for part in own)


def _refuted(
    clause: Clause, match: re.Match[str], span: tuple[int, int], spans: list[Path], value: float, row: Spot, what: str
) -> Iterator[Claim]:
    """A claim of an extreme that a value is in none of some parts of its series."""
    pick = max if match["high"] else min
    if all(pick((one for _, one in part), default=value) != value for part in spans):
        message = f"by {row.exhibit.label}, {what} is not the {'highest' if match['high'] else 'lowest'} then"
        yield clause.claim("order", span, message, "correct the period or the claim")
