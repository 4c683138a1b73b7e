"""Numbers that look like those of a cell that the clause can only mean: 35.3 for 33.5, 4078 for 40.78, 7061 for 7160.

No word need be understood for that. A number of three digits or more that no cell has, and that has the digits of one
cell in another order or at another scale, is that cell mistyped if the clause names its subject and its period.
"""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.formatting import number
from yanbao.periods import Moment
from yanbao.review.reading.claims.clauses import Claim, Clause
from yanbao.review.reading.claims.shown import shown_as, slip_of
from yanbao.review.reading.exhibits import Exhibit, Measure
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.skeletons import PERIOD, SUBJECT
from yanbao.review.reading.spots import bare

_FEW, _MANY = 3, 4
"""Digits from which an order of digits tells a number, and from which all but one of them do."""

_NO_FAMILY = frozenset({"", "个", "次", "倍"})


def read(clause: Clause, at: int) -> Iterator[Claim]:
    """The claim of a number that is a cell mistyped."""
    quantity = clause.quantity(at)
    if not quantity.is_plain or quantity.is_bound or quantity.family in _NO_FAMILY or quantity.digits < _FEW:
        return
    alike = list(_cells(clause, quantity))
    if any(quantity.is_rounded(abs(value)) for _, _, _, value in alike):
        return
    about = clause.about(at)
    subjects = {token.text for token in clause.tokens(SUBJECT)} | {about.subject}
    moments = {token.moment for token in clause.tokens(PERIOD)} | {about.period}
    typed = [token.quantity for token in clause.skeleton.of_kind("Ⓠ") if token.quantity]
    for exhibit, (subject, period, _), label, value in alike:
        names = {subject, *(short for short, name in exhibit.names.items() if name == subject)}
        is_meant = (not exhibit.subjects or names & subjects) and (not exhibit.periods or period in moments)
        has_key = bool(exhibit.periods) or bool(subject)
        if is_meant and has_key and is_slip(quantity, value) and not any(one.is_rounded(abs(value)) for one in typed):
            cell = " of ".join(filter(None, (label, subject)))
            shown = shown_as(abs(value), quantity)
            message = (
                f"'{clause.quote(clause.token(at))}' is in no cell of {exhibit.label}, whose {cell} is {shown}"
                f"{slip_of(quantity.value, value)}"
            )
            yield clause.claim("value", (at, at + 1), message)
            return


_Cell = tuple[str, Moment | None, Measure]


def _cells(clause: Clause, quantity: Quantity) -> Iterator[tuple[Exhibit, _Cell, str, float]]:
    for exhibit in clause.scope.near:
        for measure in exhibit.measures:
            if quantity.family not in {measure.family, bare(measure.family)}:
                continue
            for (subject, period, key), value in exhibit.cells.items():
                if key == measure.key:
                    yield exhibit, (subject, period, measure), measure.label, value


def is_slip(quantity: Quantity, value: float) -> bool:
    """Whether a number has the digits of another in another order, or at another scale, or all of many but one."""
    scale = quantity.step * 10**quantity.decimals
    said = number(abs(quantity.value) / scale, quantity.decimals).replace(".", "")
    held = number(abs(value) / scale, quantity.decimals).replace(".", "")
    if said == held:
        return False
    if slip_of(quantity.value, value):
        return True
    if len(said) != len(held):
        return False
    differing = sum(a != b for a, b in zip(said, held, strict=True))
    return (sorted(said) == sorted(held) and differing == 2) or (len(said) >= _MANY and differing == 1)
