"""What claims of single cells share: which measure a unit is of, and what is told of a wrong number."""

from __future__ import annotations

from dataclasses import replace

from yanbao.review.reading.claims.clauses import Claim, Clause
from yanbao.review.reading.claims.shown import shown_as, slip_of
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.spots import Range, Spot


def by_unit(clause: Clause, at: int) -> str:
    """The one measure of the page that has the unit of a quantity, which is not that of any amount of money."""
    family = clause.quantity(at).family
    if family in {"", "%", "个百分点", "元", "倍", "次", "个", "家"}:
        return ""
    found = {
        measure.label: measure for one in clause.scope.page for measure in one.measures if measure.family == family
    }
    return min(next(iter(found.values())).names, default="") if len(found) == 1 else ""


def like(quantity: Quantity, other: Quantity) -> Quantity:
    """A number of a list that leaves its unit to the last one."""
    if quantity.power or quantity.family == other.family:
        return quantity
    scale = other.step * 10**other.decimals
    return replace(quantity, value=quantity.value * scale, step=quantity.step * scale, family=other.family)


def wrong(clause: Clause, at: int, spot: Spot, room: Range) -> Claim:
    quantity = clause.quantity(at)
    value = sum(room) / 2
    shown = f"{shown_as(value, quantity)} there{slip_of(quantity.value, value)}"
    message = f"'{clause.quote(clause.token(at))}' contradicts {spot.exhibit.label}: {spot.label} is {shown}"
    claim = clause.claim("value", (at, at + 1), message)
    return replace(claim, subject=spot.subject, value=value, quantity=quantity)
