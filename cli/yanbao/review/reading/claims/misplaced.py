"""Numbers that are cells of another period or subject than the words before them say: 5月的7.21元, that of 6月.

A number of three digits or more tells the cell that it is from, whatever the words are. If one of the exhibits of the
report has it where the clause says, nothing is told; if one has it for the same measure elsewhere, the clause is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.periods import Moment
from yanbao.review.reading.claims.clauses import SOME, Claim, Clause
from yanbao.review.reading.claims.shown import is_any
from yanbao.review.reading.claims.sums import over_parts
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.skeletons import PERIOD, SUBJECT
from yanbao.review.reading.spots import About, Spot, bare, is_within

_TELLING = 3
"""Digits that tell a number from the others of a report."""

_MADE = re.compile("[↑↓ℛℱ↘](?!→)|[≻≺ΔΣ⌀⍉÷ⓇⓎⒽⒺ¬Ⓦ⑤]")
"""What says that a number is no cell: a change, a difference, a total."""

_NO_FAMILY = frozenset({"", "个", "次", "家", "倍"})


def read(clause: Clause, at: int) -> Iterator[Claim]:
    """The claim of a number that the clause says of another cell than that which has it."""
    quantity = clause.quantity(at)
    start = max((one for one in clause.numbers if one < at), default=-1) + 1
    told = clause.all_tokens(at, start)
    digits = max(quantity.digits, quantity.decimals + 1)
    is_telling = quantity.is_plain and not quantity.is_bound and digits >= _TELLING
    if not is_telling or quantity.family in _NO_FAMILY or _MADE.search(clause.text[start:at]):
        return
    subjects = {one.text for one in told if one.kind == SUBJECT}
    moments = {one.moment for one in told if one.kind == PERIOD}
    if len(subjects) > 1 or len(moments) > 1 or not (subjects or moments) or None in moments:
        return
    about = clause.filled(clause.before.told(told))
    found = list(_having(clause, quantity))
    if not found or any(_fits(spot, about) for spot in found):
        return
    if is_any(quantity, [room for _, room in over_parts(clause, about, quantity.family)]):
        return
    for spot in found:
        meant = _meant(spot, about, is_subject=bool(subjects), is_period=bool(moments))
        if meant and meant.value is not None and not is_any(quantity, [meant.held]):
            yield clause.wrong_cell(at, meant, meant.held)
            return


def _having(clause: Clause, quantity: Quantity) -> Iterator[Spot]:
    """The cells that have a number, the nearest first."""
    for exhibit in dict.fromkeys([*clause.scope.page, *clause.scope.section, *clause.scope.shown]):
        for measure in exhibit.measures:
            if measure.is_change or quantity.family not in {measure.family, bare(measure.family)}:
                continue
            for (subject, period, key), value in exhibit.cells.items():
                if key == measure.key and quantity.is_rounded(abs(value)):
                    yield Spot(exhibit, subject, measure, period)


def _fits(spot: Spot, about: About) -> bool:
    """Whether a cell may be that of which a clause speaks."""
    is_its = about.subject in {"", SOME} or spot.subject in {"", spot.exhibit.subject_of(about.subject)}
    return is_its and _is_then(spot.period, about.period)


def _is_then(moment: Moment | None, told: Moment | None) -> bool:
    return moment is None or told is None or is_within(moment, told) or is_within(told, moment)


def _meant(spot: Spot, about: About, *, is_subject: bool, is_period: bool) -> Spot | None:
    """The cell of the same measure that the clause names instead, if they differ in what it says itself."""
    if about.measure not in spot.measure.names:
        return None
    own = spot.exhibit.subject_of(about.subject)
    of_other = bool(spot.subject) and own in spot.exhibit.subjects and own != spot.subject
    at_other = not _is_then(spot.period, about.period)
    if (of_other and not is_subject) or (at_other and not is_period):
        return None
    return Spot(
        spot.exhibit, own if of_other else spot.subject, spot.measure, about.period if at_other else spot.period
    )
