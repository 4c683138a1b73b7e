"""How the unit of a quantity is read: as a kind of ratio, or as a price per share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from yanbao import units
from yanbao.compose.values import Quantity
from yanbao.units import CURRENCIES, PERCENT, POINTS, SHARES, TIMES

Meets = Callable[[Mapping[str, int]], str]
"""The unit of shares in a dimension beside which a currency is a price; empty if there is none."""


def kind(item: Quantity) -> str | None:
    """How a ratio is meant: as ``%``, in points, as 倍 or as a mere number; None for what is measured in a unit."""
    match dict(units.read(item.unit).dimension):
        case {"%": 1, **rest} if not rest:
            return PERCENT
        case {"个百分点": 1, **rest} if not rest:
            return POINTS
        case measured if measured:
            return None
    return TIMES if TIMES in item.unit else ""


def ratio_of(item: Quantity) -> Fraction:
    """The value of a ratio: 2个百分点 are 0.02."""
    value = item.value * Fraction(10) ** units.read(item.unit).exponent
    return value / 100 if kind(item) == POINTS else value


def as_prices(first: Quantity, last: Quantity, meets: Meets) -> tuple[Quantity, Quantity]:
    """Two quantities, of which either may be a price per share since it ``meets`` the other."""
    return _as_price(first, last, meets), _as_price(last, first, meets)


def _as_price(item: Quantity, other: Quantity, meets: Meets) -> Quantity:
    """A currency without a power of ten as a price per share, if the other ``meets`` it so; otherwise itself."""
    if units.read(item.unit).exponent == 0 and set(units.read(item.unit).dimension) <= CURRENCIES:
        share = meets(units.read(other.unit).dimension)
        is_money = list(units.read(item.unit).dimension.values()) == [1]
        return replace(item, unit=f"{item.unit}/{share}") if share and is_money else item
    return item


def beside_shares(dimension: Mapping[str, int]) -> str:
    """The unit of what is a number of shares; empty for all else."""
    return next((share for share in SHARES if dimension == {share: 1}), "")


def beside_price(dimension: Mapping[str, int]) -> str:
    """The unit of shares in what is a price per share; empty for all else."""
    is_price = len(dimension) == 2 and any(dimension.get(currency) == 1 for currency in CURRENCIES)
    return next((share for share in SHARES if is_price and dimension.get(share) == -1), "")
