"""Claims of averages: ⓂP均值Ⓠ, 中位数Ⓠ, 中枢Ⓠ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from statistics import mean, median

from yanbao.periods import Moment
from yanbao.review.reading.claims.clauses import Claim, Clause
from yanbao.review.reading.claims.sums import many_of
from yanbao.review.reading.spots import Range, Spot, is_within

_PERIODS = ("日", "周", "月", "季", "年")
_MEANS = {"⍉": [median], "中枢": [mean, median]}


def read(clause: Clause, at: int) -> Iterator[Claim]:
    """Averages over subjects, or over the periods that are told."""
    quantity, about = clause.quantity(at), clause.about(at)
    if not about.measure or quantity.is_bound or quantity.in_range:
        return
    place = max(clause.text.rfind("⌀", 0, at), clause.text.rfind("⍉", 0, at))
    means = _MEANS.get(clause.text[place]) or _MEANS.get(clause.word(place)) or [mean]
    options: list[tuple[Spot, Range]] = []
    for exhibit in clause.scope.near:
        subject = about.subject if exhibit.periods else next(iter(exhibit.subjects), "")
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
    is_among = len(spot.exhibit.subjects) > 1 and (not spot.exhibit.periods or "Ⓝ" in clause.text)
    if is_among:
        if ranked := spot.exhibit.ranking(spot.measure, spot.period):
            yield list(ranked.values())
        return
    values = [value for _, value in spot.series]
    inside = [value for moment, value in spot.series if period and is_within(moment, period)]
    many = many_of(clause, at, "Ⓦ")
    yield from (one for one in (inside, values[-many:] if many else [], values) if len(one) > 1)
    if word[:1] in _PERIODS:
        yield from ([value] for value in values)
