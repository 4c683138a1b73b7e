"""Claims of averages: ⓂP均值Ⓠ, 中位数Ⓠ, 中枢Ⓠ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from statistics import mean, median

from yanbao.periods import Moment
from yanbao.review.reading.claims.clauses import CHAIN, LINK, Claim, Clause, is_any
from yanbao.review.reading.spots import About, Range, Spot, is_within

_AVERAGE = re.compile(
    rf"^(?P<chain>(?:{CHAIN}|增速))(?:的)?(?P<what>均值|平均值|平均数?|中枢|中位数)(?P<of>{CHAIN}){LINK}(?P<number>Ⓠ)"
)

_MEANS = {"中位数": [median], "中枢": [mean, median]}


def read(clause: Clause) -> Iterator[Claim]:
    """Claims of averages that cells do not have."""
    match = _AVERAGE.match(clause.text)
    if not match or clause.is_hypothetical():
        return
    at = match.start("number")
    quantity = clause.quantity(at)
    about = clause.about(at)
    if not about.measure or quantity.is_bound or quantity.in_range:
        return
    expected: list[tuple[Spot, Range]] = []
    for exhibit in clause.scope.near:
        for spot in _averaged(
            clause, exhibit.subjects if not exhibit.periods else (about.subject,), about, quantity.family
        ):
            if spot.exhibit is exhibit:
                for values in _sets(spot, about.period):
                    means = _MEANS.get(match["what"], [mean])
                    expected += [(spot, spot.room(take(values))) for take in means]
    if expected and not is_any(quantity, [room for _, room in expected]):
        spot, room = expected[0]
        yield clause.wrong_number(
            "total", at, f"the {match['what']}", room, spot.exhibit.label, sure=len(expected) == 1
        )


def _averaged(clause: Clause, subjects: tuple[str, ...], about: About, family: str) -> Iterator[Spot]:
    for subject in subjects[:1]:
        yield from clause.find(replace(about, subject=subject), family, any_period=True)


def _sets(spot: Spot, period: Moment | None) -> Iterator[list[float]]:
    if spot.exhibit.periods:
        inside = [value for moment, value in spot.series if period and is_within(moment, period)]
        yield from (one for one in (inside, [value for _, value in spot.series]) if len(one) > 1)
    elif ranked := spot.exhibit.ranking(spot.measure, spot.period):
        yield list(ranked.values())
