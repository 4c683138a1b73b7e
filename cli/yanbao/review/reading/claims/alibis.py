"""What else a number may be that is told to be wrong.

What a sentence leaves out, a reader takes from those before it, and there may be several: two subjects, two years. A
number that is right for any of these is not told, nor one that follows from two numbers that stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

from yanbao.review.reading.claims.clauses import SOME, Claim, Clause
from yanbao.review.reading.claims.growth import expected
from yanbao.review.reading.claims.shown import is_any
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.skeletons import MEASURE, PERIOD, QUANTITY, SUBJECT
from yanbao.review.reading.spots import Spot

_NEAR = 6
"""Numbers before that a number may be made of."""


def is_explained(clause: Clause, claim: Claim) -> bool:
    """Whether the number of a claim is right if what the clause leaves out is another of what was said before."""
    inside = [at for at in clause.numbers if claim.start <= clause.token(at).start < claim.end]
    if not inside or claim.kind == "order" or claim.start < clause.token(inside[0]).start:
        return False  # of no number, or of the verb before it
    at = inside[-1]
    if claim.start < clause.token(at).start:
        return False  # the words before it are wrong, not the number
    start = max((one for one in clause.numbers if one < at), default=-1) + 1
    words, quantity = clause.text[start:at], clause.quantity(at)
    return any(_fits(quantity, value) for value in _made_of_typed(clause, words, quantity)) or any(
        _is_right(words, spot, quantity) for spot in _others(clause, at)
    )


def _fits(quantity: Quantity, value: float) -> bool:
    return quantity.is_rounded(abs(value)) or quantity.is_rounded(-abs(value))


def _made_of_typed(clause: Clause, words: str, quantity: Quantity) -> Iterator[float]:
    """What follows from two numbers of the sentence, or just before it, by the words before the number."""
    inside = [token.quantity for token in clause.skeleton.of_kind("Ⓠ") if token.quantity]
    typed = {one.start: one for one in [*clause.said.quantities[-_NEAR:], *inside]}
    others = [one for one in typed.values() if one.start != quantity.start and one.value > 0]
    for one, other in permutations(others, 2):
        if one.family != other.family or one.value < other.value:
            continue
        if quantity.family == one.family and set(words) & set("Σ≻≺Δ↑↓＞＜"):
            yield one.value - other.value
            yield one.value + other.value
        elif quantity.family == "个百分点" and one.family == "%":
            yield one.value - other.value
        elif "÷" in words or (quantity.family == "倍" and not set(words) & set("↑↓ℛ")):
            yield other.value / one.value
            yield one.value / other.value
        elif set(words) & set("↓ℱ≺＜"):
            yield 1 - other.value / one.value
        elif set(words) & set("↑ℛ≻＞") and "Ⓡ" not in words:
            yield one.value / other.value - 1


def _others(clause: Clause, at: int) -> Iterator[Spot]:
    """The cells that may be meant if the clause itself says no subject, no measure or no period."""
    about, said = clause.about(at), clause.said
    told = [token.kind for token in clause.all_tokens(at) if token.kind != QUANTITY]
    if len(set(told)) < len(told):
        return  # a list, whose items are told
    names = {about.subject} if SUBJECT in told else {about.subject, "", *(token.text for token in said.named)}
    is_dated = clause.skeleton.of_kind(PERIOD, 0, clause.start + at)
    moments = {about.period} if is_dated else {None, about.period, *said.periods}
    measures = {about.measure} if MEASURE in told else {about.measure, *said.measures}
    exhibits = {id(one): one for one in [*clause.scope.page, *clause.scope.section]}
    exhibits |= {id(one): one for name in names for one in clause.scope.report.get(name, ())}
    for exhibit in exhibits.values():
        subjects = {exhibit.subject_of(name) for name in names}
        for measure in exhibit.measures:
            is_meant = measures & measure.names or SOME in measures or "" in measures
            for subject, period, key in exhibit.cells if is_meant else ():
                is_then = period in moments if period else measure.then is None or moments & {None, measure.then}
                if key == measure.key and is_then and (subject in subjects or not exhibit.subjects):
                    yield Spot(exhibit, subject, measure, period)


def _is_right(words: str, spot: Spot, quantity: Quantity) -> bool:
    """Whether a number is that of a cell, or its change if the words before it say so."""
    kinds = set(words)
    said = replace(quantity, value=-quantity.value) if kinds & set("↓ℱⓁ") else quantity
    if spot.measure.family == quantity.family and spot.value is not None and not kinds & set("ℛℱΔ≻≺"):
        return said.is_rounded(spot.value)
    over = "同比" if "Ⓨ" in kinds else "环比" if "Ⓗ" in kinds else ""
    options = expected(spot, over, None, quantity.family) if kinds & set("↑↓ℛℱⓎⒽ") else ()
    return is_any(said, [room for _, room in options])
