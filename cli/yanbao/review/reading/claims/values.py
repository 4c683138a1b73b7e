"""Claims that a cell has a value: ⓈⓂ为Ⓠ, Ⓢ为Ⓠ after Ⓜ, and Ⓢ、Ⓢ分别为Ⓠ、Ⓠ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from yanbao.review.reading.claims.clauses import CHAIN, LINK, Claim, Clause, is_any, shown_as
from yanbao.review.reading.claims.totals import over_parts
from yanbao.review.reading.skeletons import MEASURE, PERIOD, SUBJECT
from yanbao.review.reading.spots import About, Range, Spot

_TO = r"(?:升至|降至|增至|增长至|下降至|回落至|提升至|回升至|上升至|扩大至|跌至|涨至|稳定在|维持在|居|高点|收于)?"
_VALUE = re.compile(rf"(?P<chain>{CHAIN}){_TO}{LINK}(?P<number>Ⓠ)(?!的?[ⓆⓂ]|[至到\-~—]|个百分点|占|以上)")
_LISTED = re.compile(
    rf"{CHAIN}(?P<items>[ⓈⓂⓅ](?:(?:、|和|及|与|以及)[ⓈⓂⓅ])+)(?P<rest>{CHAIN})(?:分别|依次){_TO}{LINK}"
    r"(?P<numbers>Ⓠ(?:(?:、|和|及|与|以及|/)Ⓠ)+)"
)
_KIND = {"Ⓢ": SUBJECT, "Ⓜ": MEASURE, "Ⓟ": PERIOD}


def read(clause: Clause) -> Iterator[Claim]:
    """Claims of values that their cells do not have."""
    if "Ⓠ" not in clause.text or clause.is_hypothetical():
        return
    if match := _LISTED.match(clause.text):
        yield from _listed(clause, match)
        return
    match = _VALUE.match(clause.text)
    if not match:
        return
    at = match.start("number")
    about = clause.about(at)
    named = {token.kind for token in clause.all_tokens(at)}
    if not about.measure or not named or (named == {MEASURE} and not about.subject and not about.period):
        return
    yield from _value(clause, at, about)


def _value(clause: Clause, at: int, about: About) -> Iterator[Claim]:
    quantity = clause.quantity(at)
    found = [spot for spot in clause.find(about, quantity.family) if spot.value is not None]
    expected = [(spot, spot.room(spot.value or 0.0)) for spot in found]
    if not expected:
        expected = over_parts(clause, about, quantity.family)
        found = [spot for spot, _ in expected]
    clause.spots = found
    if not expected or quantity.in_range or quantity.is_bound:
        return
    if not is_any(quantity, [one for _, one in expected]):
        yield _wrong(clause, at, *expected[0])


def _listed(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    """Numbers of a list, each with the item that it is said of."""
    items = [at for at in range(*match.span("items")) if clause.text[at] in _KIND]
    numbers = [at for at in range(*match.span("numbers")) if clause.text[at] == "Ⓠ"]
    if len(items) != len(numbers) or len({clause.text[at] for at in items}) != 1:
        return
    base = clause.about(numbers[0])
    wrong: list[tuple[int, Spot, Range]] = []
    for item, at in zip(items, numbers, strict=True):
        about = base.told([clause.token(item)])
        if about.measure == "" or (clause.text[item] == "Ⓜ" and about.measure != clause.token(item).text):
            return
        quantity = clause.quantity(at)
        family = quantity.family or clause.quantity(numbers[-1]).family
        found = [spot for spot in clause.find(replace(about), family) if spot.value is not None]
        rooms = [spot.room(spot.value or 0.0) for spot in found]
        if found and not quantity.is_bound and not is_any(quantity, rooms):
            wrong.append((at, found[0], rooms[0]))
    for at, spot, room in wrong:
        yield _wrong(clause, at, spot, room)


def _wrong(clause: Clause, at: int, spot: Spot, room: Range) -> Claim:
    quantity = clause.quantity(at)
    cell = " of ".join(filter(None, (spot.measure.label, spot.subject)))
    value = sum(room) / 2
    times = value / quantity.value if quantity.value else 0
    slip = next(
        (
            power
            for power in (1e1, 1e2, 1e3, 1e4, 1e8)
            for one in (times, 1 / times if times else 0)
            if abs(one / power - 1) < 1e-3
        ),
        0,
    )
    more = f", {slip:,.0f} times {'more' if times > 1 else 'less'}" if slip else ""
    shown = shown_as(value, quantity)
    message = f"'{clause.quote(clause.token(at))}' contradicts {spot.exhibit.label}: {cell} is {shown} there{more}"
    return clause.claim("value", (at, at + 1), message)
