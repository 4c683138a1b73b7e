"""What is said of quantities that do not meet: their units, where they come from, and what would be right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from yanbao import formatting, units
from yanbao.compose.readings import as_prices, beside_price
from yanbao.compose.values import ExpressionError, Quantity
from yanbao.units import CURRENCIES, PERCENT, POINTS, SHARES


def mixed(first: Quantity, last: Quantity, verb: str) -> ExpressionError:
    """The error for two quantities that cannot be added, compared and so on."""
    message = f"{said(first)} and {said(last)} cannot be {verb}: they measure different things"
    return ExpressionError(message, remedy=_remedy(first, last))


def said(item: Quantity) -> str:
    """A quantity for messages: what it is or, without a name, its number; and its unit."""
    if item.origin:
        return f"'{item.origin}' (in {item.unit})" if item.unit else f"'{item.origin}' (without unit)"
    number = formatting.number(float(item.value * 100 if item.unit == PERCENT else item.value), group=True)
    return f"{number}{item.unit}" if item.unit else f"{number} without unit"


def unprintable(item: Quantity, unit: str) -> ExpressionError:
    """The error for a unit that a quantity cannot be converted to."""
    own, wanted = units.read(item.unit).dimension, units.read(unit).dimension
    remedy = f"it can be in {item.unit or 'no unit'}, or with another power of ten"
    if is_foreign(item, replace(item, unit=unit)):
        remedy = f"multiply it by a rate, such as a fact with the unit {_money(wanted)}/{_money(own)}"
    return ExpressionError(f"{said(item)} cannot be printed in {unit}", remedy=remedy)


def is_foreign(first: Quantity, last: Quantity) -> bool:
    """True if two quantities are in different currencies, and otherwise measure the same."""
    one, other = (units.read(item.unit).dimension for item in (first, last))
    moneys = [{base: own[base] for base in own if base in CURRENCIES} for own in (one, other)]
    is_money = list(moneys[0].values()) == list(moneys[1].values()) and len(moneys[0]) == 1  # a rate has two of them
    return is_money and moneys[0] != moneys[1] and _without(one, CURRENCIES) == _without(other, CURRENCIES)


def refuse_odd(item: Quantity) -> None:
    """Raise ExpressionError for a unit that no number is printed in: 元·元, 元·吨, 1/股."""
    unit = units.read(item.unit)
    over = {base for base, exponent in unit.dimension.items() if exponent > 0}
    is_twice = max(unit.dimension.values(), default=0) > 1
    if is_twice or (len(over) > 1 and over & CURRENCIES) or item.unit.startswith("1/"):
        of, unit = f"'{item.origin}'" if item.origin else "this calculation", replace(unit, power=0)
        remedy = "a price has the unit of what it is paid for, such as 元/吨; a ratio divides what is measured alike"
        raise ExpressionError(f"{of} gives {unit.name}, a unit that nothing is measured in", remedy=remedy)


def _remedy(first: Quantity, last: Quantity) -> str:
    """What would be right."""
    one, other = (units.read(item.unit).dimension for item in (first, last))
    bare = next((item for item, own in ((first, one), (last, other)) if not own), None)
    if bare is not None:
        with_unit = last if bare is first else first
        if bare.origin:
            return f"give '{bare.origin}' its unit where it is declared, such as {with_unit.unit}"
        written = bare.value * 100 if with_unit.unit == PERCENT and abs(bare.value) < 1 else bare.value
        such_as = formatting.number(float(written) if 0 < abs(written) < _WRITTEN else 10)
        return f'write a number with its unit, in quotes: "{such_as}{with_unit.unit}"'
    if is_foreign(*as_prices(first, last, beside_price)):
        return f"multiply the second by a rate, such as a fact with the unit {_money(one)}/{_money(other)}"
    if _without(one, SHARES) == _without(other, SHARES):
        return "multiply what is per share by a number of shares, or divide the other by one"
    if {PERCENT, POINTS} >= {*one, *other}:
        return f'a change of a percentage is in {POINTS}: "2{POINTS}"'
    return f"both must be in {first.unit}, or both in {last.unit}, with any power of ten"


_WRITTEN = 100_000
"""A number as large as this hardly stands before 亿元."""


def _money(dimension: Mapping[str, int]) -> str:
    return next((base for base in dimension if base in CURRENCIES), "")


def _without(dimension: Mapping[str, int], bases: frozenset[str]) -> dict[str, int]:
    return {base: exponent for base, exponent in dimension.items() if base not in bases}
