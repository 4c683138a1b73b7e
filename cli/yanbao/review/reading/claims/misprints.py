"""Numbers that look like one that the clause can only mean: 35.3 for 33.5, 4078 for 40.78, 7061 for 7160.

No word need be understood for that. A number that neither a cell of the exhibits nor anything computed from their cells
explains, and that has the digits of one of these in another order, at another scale or all but one of them, is that
number mistyped, if the clause names its subject and its period and speaks of a number made that way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, permutations

from yanbao.formatting import number
from yanbao.periods import Moment
from yanbao.review.reading.claims.clauses import SOME, Claim, Clause, Kind
from yanbao.review.reading.claims.shown import shown_as, slip_of
from yanbao.review.reading.claims.sums import is_added
from yanbao.review.reading.exhibits import Exhibit, Measure
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.skeletons import MEASURE, PERIOD, SUBJECT
from yanbao.review.reading.spots import Range, Spot, agrees, bare, year_before

_CELL, _CHANGE, _SHARE, _APART, _TIMES, _TOTAL, _MEAN, _COMPOUND = (
    "cell", "change", "share", "difference", "ratio", "sum", "average", "growth a year"
)  # fmt: skip
_OPERATIONS = (
    (re.compile("Ⓡ"), _COMPOUND),
    (re.compile("[Δ≻≺]|Ⓒ.*[＞＜]"), _APART),
    (re.compile("[⌀⍉]"), _MEAN),
    (re.compile("÷"), _SHARE),
    (re.compile("Σ"), _TOTAL),
    (re.compile("[↑↓ℛℱⓎⒽⒺ↘](?!→)"), _CHANGE),
)
"""What a number before which a word stands is made by."""

_KINDS: dict[str, Kind] = {_CHANGE: "change", _COMPOUND: "change", _APART: "change", _TIMES: "ratio"}

_FEW, _MANY = 3, 4
"""Digits from which an order of digits tells a number, and from which all but one of them do."""

_NO_FAMILY = frozenset({"", "个", "次"})
_NEAR = 8  # numbers before and after another that it may follow from
_MOST = 12  # subjects of an exhibit that are compared with each other


@dataclass(frozen=True, slots=True)
class _Made:
    """A number that a text may tell: what it is of, how it is made, and whether the clause speaks of what it is of."""

    value: float
    by: str
    of: str
    exhibit: Exhibit
    is_meant: bool


def read(clause: Clause, at: int) -> Iterator[Claim]:
    """The claim of a number that is another one mistyped."""
    quantity = clause.quantity(at)
    if not quantity.is_plain or quantity.is_bound or quantity.family in _NO_FAMILY or quantity.digits < 2:
        return
    start = max((one for one in clause.numbers if one < at), default=-1) + 1
    by = _operation(clause.text[start:at], quantity)
    made = list(_all(clause, quantity))
    if not any(one.is_meant and one.by == by for one in made):
        return
    typed = _typed(clause)
    sizes = {abs(one.value) for one in made}
    is_known = any(quantity.is_rounded(one) or agrees(quantity, (one, one), size_only=True) for one in sizes)
    if is_known or _follows(quantity, typed):
        return
    for one in made:
        if one.is_meant and one.by == by and is_slip(quantity, one.value, by) and not _is_told(one, typed):
            shown = shown_as(abs(one.value), quantity)
            slip = slip_of(quantity.value, one.value)
            said = f"'{clause.quote(clause.token(at))}'"
            if by == _CELL:
                message = f"{said} is in no cell of {one.exhibit.label}, whose {one.of} is {shown}{slip}"
                yield clause.claim("value", (at, at + 1), message)
            else:
                message = f"{said}: by {one.exhibit.label}, the {by} of {one.of} is {shown}"
                yield clause.claim(_KINDS.get(by, "total"), (at, at + 1), message)
            return


def _operation(segment: str, quantity: Quantity) -> str:
    if quantity.family == "倍":
        return _TIMES
    return next((name for pattern, name in _OPERATIONS if pattern.search(segment)), _CELL)


def _typed(clause: Clause) -> list[Quantity]:
    found = [token.quantity for token in clause.skeleton.of_kind("Ⓠ") if token.quantity]
    return [*clause.said.quantities[-8:], *found]


def _is_told(made: _Made, typed: list[Quantity]) -> bool:
    """Whether the sentence itself has the number, so that another one is something else."""
    return any(one.is_rounded(abs(made.value)) for one in typed)


def _follows(quantity: Quantity, typed: list[Quantity]) -> bool:
    """Whether a number follows from two others that are typed near it."""
    at = next((at for at, one in enumerate(typed) if one.start == quantity.start), len(typed))
    near = typed[max(0, at - _NEAR) : at + _NEAR + 1]
    others = [one for one in near if one.start != quantity.start and one.value > 0]
    for one, other in permutations(others, 2):
        values = [one.value + other.value, one.value - other.value]
        if one.family == other.family:
            values += [one.value / other.value, one.value / other.value - 1]
        if any(quantity.is_rounded(abs(value)) for value in values):
            return True
    return False


def _all(clause: Clause, quantity: Quantity) -> Iterator[_Made]:
    about = clause.about(len(clause.text))
    subjects = {token.text for token in clause.tokens(SUBJECT)} | {about.subject}
    if about.subject != SOME:
        subjects |= {token.text for token in clause.skeleton.of_kind(SUBJECT)}
    measures = {token.text for token in clause.tokens(MEASURE)} or {about.measure}
    told = [token.moment for token in clause.skeleton.of_kind(PERIOD) if token.moment]
    moments = list(dict.fromkeys([*told, *filter(None, [about.period])]))
    for exhibit in clause.scope.near:
        for measure in exhibit.measures:
            names = _names_of(exhibit, measure)
            is_named = bool(measures & names) or not measures - {""}
            own = [name for name in exhibit.subjects if name in subjects or any(
                exhibit.names.get(one) == name for one in subjects)]  # fmt: skip
            if quantity.family in {measure.family, bare(measure.family)}:
                yield from _cells(exhibit, measure, own, moments)
            yield from _made(exhibit, measure, quantity.family, own, moments, is_named)
            if quantity.family == "%":
                yield from _parts(clause, exhibit, measure, own, moments)


def _names_of(exhibit: Exhibit, measure: Measure) -> set[str]:
    """The names of a measure; of a column of changes also those of what changes."""
    if not measure.is_change:
        return set(measure.names)
    grown = (one.names for one in exhibit.measures if not one.is_change and exhibit.change_of(one, "") == measure)
    return set(measure.names).union(*grown)


def _cells(exhibit: Exhibit, measure: Measure, own: list[str], moments: list[Moment]) -> Iterator[_Made]:
    for (subject, period, key), value in exhibit.cells.items():
        if key == measure.key:
            is_meant = (not exhibit.subjects or subject in own) and (not exhibit.periods or period in moments)
            of = Spot(exhibit, subject, measure, period).label
            by = _CHANGE if measure.is_change else _CELL
            yield _Made(value, by, of, exhibit, is_meant and (bool(exhibit.periods) or bool(subject)))


def _made(
    exhibit: Exhibit, measure: Measure, family: str, own: list[str], moments: list[Moment], is_named: bool
) -> Iterator[_Made]:
    subjects = own or ([""] if exhibit.has_own else [])
    periods: list[Moment | None] = [one for one in moments if one in exhibit.periods]
    if exhibit.periods:
        for subject in subjects:
            yield from _over_time(exhibit, measure, family, subject, moments, is_named)
    for period in periods or ([] if moments and exhibit.periods else [newest(exhibit)]):
        ranked = exhibit.everything(measure, period)
        yield from _among(exhibit, measure, family, own, ranked, is_named)


def _parts(
    clause: Clause, exhibit: Exhibit, measure: Measure, own: list[str], moments: list[Moment]
) -> Iterator[_Made]:
    """Shares of a cell that the numbers of the sentence are: 占注射类的Ⓠ，为Ⓠ."""
    typed = [clause.quantity(at) for at in clause.numbers]
    periods: list[Moment | None] = [one for one in moments if one in exhibit.periods]
    for name in own:
        whole = next(
            (value for one in periods or [newest(exhibit)] if (value := exhibit.value(name, one, measure))), 0.0
        )
        for one in typed:
            if one.family == measure.family and 0 < one.value < whole:
                yield _Made(one.value / whole, _SHARE, f"{measure.label} of {name}", exhibit, is_meant=True)


def _over_time(
    exhibit: Exhibit, measure: Measure, family: str, subject: str, told: list[Moment], is_named: bool
) -> Iterator[_Made]:
    series = dict(exhibit.series(subject, measure))
    order = list(series)
    of = Spot(exhibit, subject, measure, None).label
    told = [one for one in told if one in exhibit.periods]
    for end in told or order[-1:]:
        at = order.index(end) if end in series else 0
        for base in {order[at - 1] if at else None, year_before(end), *(one for one in told if one < end)}:
            if base is None or base == end or base not in series or end not in series:
                continue
            later, before = series[end], series[base]
            if family in {measure.family, "个百分点"} and family != "%":
                yield _Made(later - before, _CHANGE, of, exhibit, is_named)
                yield _Made(later - before, _APART, of, exhibit, is_named)
            if before > 0 and later > 0 and family in {"%", "倍"}:
                yield _Made(later / before - 1, _CHANGE, of, exhibit, is_named)
                yield _Made(later / before, _TIMES, of, exhibit, is_named)
                years = round((end[0] - base[0]) / 365.25)
                if years > 1:
                    yield _Made((later / before) ** (1 / years) - 1, _COMPOUND, of, exhibit, is_named)


def _among(
    exhibit: Exhibit, measure: Measure, family: str, own: list[str], ranked: dict[str, float], is_named: bool
) -> Iterator[_Made]:
    values = [ranked[name] for name in own if name in ranked]
    for one, other in combinations([name for name in own if name in ranked][:_MOST], 2):
        of = f"{measure.label} of {one} and {other}"
        if family in {measure.family, "个百分点"}:
            yield _Made(abs(ranked[one] - ranked[other]), _APART, of, exhibit, is_named)
        for over, under in ((ranked[one], ranked[other]), (ranked[other], ranked[one])):
            if under > 0 and family in {"倍", "%"}:
                yield _Made(over / under, _TIMES, of, exhibit, is_named)
    if family == measure.family and ranked:
        mean = sum(ranked.values()) / len(ranked)
        yield _Made(mean, _MEAN, measure.label, exhibit, is_named)
    if not is_added(measure) or len(ranked) < 2:
        return
    whole = sum(ranked.values())
    if family == measure.family:
        yield _Made(whole, _TOTAL, measure.label, exhibit, is_named)
        if len(values) > 1:
            yield _Made(sum(values), _TOTAL, f"{measure.label} of {'、'.join(own)}", exhibit, is_named)
    if family == "%" and whole > 0 and min(ranked.values()) >= 0:
        for name in own:
            if name in ranked:
                yield _Made(ranked[name] / whole, _SHARE, f"{measure.label} of {name}", exhibit, is_named)


def is_turned(quantity: Quantity, rooms: Iterable[Range]) -> bool:
    """Whether a number that is near enough to a sum is none of it, but that with two digits in another order."""
    half = quantity.step / 2
    outside = [(low, high) for low, high in rooms if not low - half <= quantity.value <= high + half]
    return quantity.is_plain and any(is_slip(quantity, (low + high) / 2) for low, high in outside)


def newest(exhibit: Exhibit) -> Moment | None:
    return max(exhibit.periods, default=None)


def is_slip(quantity: Quantity, value: float, by: str = _CELL) -> bool:
    """Whether a number has the digits of another in another order, or at another scale, or all of many but one."""
    scale = quantity.step * 10**quantity.decimals
    said = number(abs(quantity.value) / scale, quantity.decimals).replace(".", "").lstrip("0")
    held = number(abs(value) / scale, quantity.decimals).replace(".", "").lstrip("0")
    if said == held:
        return False
    if len(said) >= _FEW and slip_of(quantity.value, value):
        return True
    if len(said) != len(held):
        shorter, longer = sorted((said, held), key=len)
        is_more = any(longer[:one] + longer[one + 1 :] == shorter for one in range(len(longer)))
        return by != _CELL and len(longer) - len(shorter) == 1 and len(shorter) > 1 and is_more
    differing = sum(a != b for a, b in zip(said, held, strict=True))
    is_turned = (
        sorted(said) == sorted(held) and (differing == 2 or len(said) == _FEW) and (len(said) >= _FEW or by != _CELL)
    )
    return is_turned or (len(said) >= (_MANY if by == _CELL else _FEW) and differing == 1)
