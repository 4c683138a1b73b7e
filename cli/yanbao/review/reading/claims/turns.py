"""Claims of what a row is the first time: 首次突破Ⓠ, 由正转负, 扭亏."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from yanbao import periods
from yanbao.review.reading.claims.clauses import Claim, Clause
from yanbao.review.reading.claims.trends import path_of

_FIRST = re.compile("首次|首破|首超|第一次")
_TURN = re.compile("(?P<down>(?:由[正盈])?转[负亏])|(?P<up>(?:由[负亏])?转[正盈]|扭亏(?:为盈)?)")
_STILL = re.compile("尚未|未能|没有|避免|接近|止跌|逐步")


def read(clause: Clause) -> Iterator[Claim]:
    """Claims of a first time that the cells before it contradict, and of a turn that they do not take."""
    if clause.is_hypothetical() or _STILL.search(clause.written):
        return
    if _FIRST.search(clause.written) and "＞" in clause.text and clause.numbers:
        yield from _first(clause)
    elif match := _TURN.search(clause.written):
        yield from _turn(clause, match)


def _first(clause: Clause) -> Iterator[Claim]:
    at = clause.numbers[-1]
    if clause.text.rfind("＞", 0, at) < 0:
        return
    limit = clause.quantity(at)
    for spot in clause.cells(clause.about(at), limit.family):
        over = [moment for moment, value in spot.series if spot.period and moment < spot.period and value > limit.value]
        if over and not spot.measure.is_change:
            message = f"by {spot.exhibit.label}, {spot.label} was more than that in {periods.spoken(over[0])}"
            yield clause.claim("order", (clause.text.rfind("＞", 0, at), at + 1), message, "correct the period")
        return


def _turn(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    about = clause.about(len(clause.text))
    if "亏" in match[0] and not about.measure:
        about = replace(about, measure="净利润")
    is_change = bool(re.search("[ℛⓎ]", clause.text))
    for spot in clause.cells(about) if about.measure and about.period else ():
        path = [one for one in path_of(spot, is_change=is_change) if spot.period and one[0] <= spot.period]
        if len(path) < 2 or path[-1][0] != spot.period:
            continue
        before, now = path[-2][1], path[-1][1]
        if (now >= 0 if match["down"] else now <= 0) or (before < 0 if match["down"] else before > 0):
            what = f"{'the change of ' if is_change else ''}{spot.label}"
            signs = " and ".join("above 0" if value > 0 else "below 0" for value in (before, now))
            message = f"by {spot.exhibit.label}, {what} is {signs} in the last two periods"
            yield clause.claim("order", (0, len(clause.text)), message, "correct the claim")
        return
