"""How quantities meet in sums, products, ratios and comparisons, with their units. Exact.

What has no unit, 倍 and what cancels out are ratios. Percentages are ratios that print as such; their differences are
percentage points. A price is written in 元 or in 元/股: a currency without a power of ten that meets shares, or a price
per share, is one, too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from yanbao import formatting, units
from yanbao.compose.mixed import is_foreign, mixed, said, unprintable
from yanbao.compose.readings import as_prices, beside_price, beside_shares, kind, ratio_of
from yanbao.compose.values import ExpressionError, Quantity, exact
from yanbao.units import AMOUNT, PERCENT, POINTS, TIMES

_SIGNS = {"add": "+", "sub": "−", "mul": "×", "div": "/"}
"""Arithmetic signs, by the name of the syntax node."""

_PLAIN = (int, float, Fraction)
_LARGEST = Fraction(10) ** 300
_NAMED = 60
"""Characters: what is computed from more is not named by them in messages."""


def amount(item: Any, unit: str = "") -> Quantity:
    """A value as a quantity: 0 has the given unit, other numbers none; quoted text may have one: ``"10%"``."""
    if isinstance(item, Quantity):
        return item
    if isinstance(item, _PLAIN) and not isinstance(item, bool):
        return Quantity(_limited(exact(item)), "" if item else unit)
    if isinstance(item, str) and (found := AMOUNT.fullmatch(item.strip())):
        value, own = Fraction(found[1].replace(",", "").replace("−", "-")), (found[2] or "").replace("％", PERCENT)
        _limited(value)
        return Quantity(value / 100 if own == PERCENT else value, own)
    raise ExpressionError("a number is needed here, such as markets.ai_social.size_2023", remedy='or 100, or "10%"')


def whole(item: Any, what: str) -> int:
    """A whole number above 0, written or computed; ``what`` is how messages call it. Raises ExpressionError."""
    found = item
    if isinstance(item, Quantity) and not item.unit and item.value.denominator == 1:
        found = int(item.value)
    if type(found) is not int or found < 1:
        said_as = said(item) if isinstance(item, Quantity) else f"'{item}'"
        raise ExpressionError(f"{what} is a whole number from 1, not {said_as}")
    return found


def compute(sign: str, one: Any, other: Any) -> Quantity | int | Fraction:
    """The result of an arithmetic sign, ``add``, ``sub``, ``mul`` or ``div``. Raises ExpressionError.

    A number that is written without a unit multiplies and divides without a change of the unit.
    """
    if any(isinstance(item, Quantity) and item.text is not None for item in (one, other)):
        message = "a filter belongs to what stands right before it, not to the calculation"
        raise ExpressionError(message, remedy="write brackets: (a / b) | num(1)")
    is_plain, was_plain = (isinstance(item, _PLAIN) for item in (other, one))
    is_sum = sign in ("add", "sub")
    first, last = amount(one, _unit(other) if is_sum else ""), amount(other, _unit(one) if is_sum else "")
    if sign == "div" and last.value == 0:
        raise ExpressionError(
            f"nothing can be divided by {said(last)}, which is 0" if last.origin else "a division by 0"
        )
    if is_plain and was_plain:
        return _number(sign, first.value, last.value)
    if is_plain and sign in ("mul", "div"):
        return _multiple(first, last.value if sign == "mul" else 1 / last.value, _name(sign, first, last))
    if was_plain and sign == "mul":
        return _multiple(last, first.value, _name(sign, first, last))
    return _METHODS[sign](first, last)


def negative(item: Any) -> Any:
    """A number with the other sign. Raises ExpressionError."""
    if isinstance(item, Quantity) and item.text is None:
        return replace(item, value=-item.value, origin=f"−{item.origin}" if item.origin else "")
    return compute("mul", item, -1)


def add(first: Quantity, last: Quantity) -> Quantity:
    """The sum, in the unit of the first."""
    return _sum("add", first, last)


def subtract(first: Quantity, last: Quantity) -> Quantity:
    """The difference, in the unit of the first; that of two percentages is in percentage points."""
    return _sum("sub", first, last)


def multiply(first: Quantity, last: Quantity) -> Quantity:
    """The product: 元/股 times 亿股 is 亿元, 亿美元 times 元/美元 is 亿元."""
    first, last = as_prices(first, last, beside_shares)
    one, two, name = kind(first), kind(last), _name("mul", first, last)
    if one is None and two is None:
        unit = units.read(first.unit).times(units.read(last.unit))
        return _in_words(first.value * last.value, unit, name, first, last)
    if one is None:
        return _rounded(first.value * ratio_of(last), first.unit, name, first, last)
    if two is None:
        return _rounded(last.value * ratio_of(first), last.unit, name, first, last)
    kinds = {one, two}
    kept = next((unit for unit in (POINTS, TIMES) if unit in kinds), PERCENT if kinds == {PERCENT} else "")
    return _of_ratio(ratio_of(first) * ratio_of(last), kept, name, first, last)


def divide(first: Quantity, last: Quantity) -> Quantity:
    """The ratio: 亿元 by 亿股 is 元/股, and 亿元 by 百万元 a number. Not by 0."""
    first, last = as_prices(first, last, beside_price)
    one, two, name = kind(first), kind(last), _name("div", first, last)
    if two is None:
        if one is None and is_foreign(first, last):
            raise mixed(first, last, "divided")
        unit = units.read("" if one is not None else first.unit).per(units.read(last.unit))
        above = first.value if one is None else ratio_of(first)
        return _in_words(above / last.value, unit, name, first, last)
    if one is None:
        return _rounded(first.value / ratio_of(last), first.unit, name, first, last)
    kept = two == "" or (one, two) in ((PERCENT, TIMES), (TIMES, PERCENT))
    return _of_ratio(ratio_of(first) / ratio_of(last), one if kept else "", name, first, last)


def ratio(first: Quantity, last: Quantity) -> Fraction | None:
    """How many times the second goes into the first; None if they measure different things. Not by 0."""
    first, last = as_prices(first, last, beside_price)
    factor = units.ratio(first.unit, last.unit)
    return None if factor is None else first.value * factor / last.value


def comparable(one: Any, other: Any) -> tuple[Fraction, Fraction]:
    """Two numbers in the unit of the first. Raises ExpressionError if they measure different things."""
    first, last = amount(one, _unit(other)), amount(other, _unit(one))
    one, two = as_prices(first, last, beside_price)
    factor = units.ratio(two.unit, one.unit)
    if factor is None:
        raise mixed(one, two, "compared")
    return first.value, last.value * factor


def converted(item: Quantity, unit: str) -> Quantity:
    """A quantity in another unit of the same kind. Raises ExpressionError."""
    wanted = Quantity(Fraction(1), unit)
    one, two = as_prices(item, wanted, beside_price)
    factor = units.ratio(one.unit, two.unit)
    if factor is None:
        raise unprintable(item, unit)
    return replace(item, value=item.value * factor, unit=unit, decimals=item.decimals if factor == 1 else None)


def made(value: float | Fraction, unit: str, usual: int, name: str, *of: Quantity, as_of: str = "") -> Quantity:
    """A computed quantity: with the sources of others, their latest date if no other is given, and ``usual`` decimals,
    or more if it would otherwise print as 0."""
    result = exact(value)
    places = formatting.telling_decimals([_printed(result, unit)], usual)
    sources = tuple(dict.fromkeys(source for one in of for source in one.sources))
    return Quantity(result, unit, places, sources, as_of or max((one.as_of for one in of), default=""), origin=name)


def _sum(sign: str, first: Quantity, last: Quantity) -> Quantity:
    one, two = as_prices(first, last, beside_price)
    kinds, name, turn = (kind(first), kind(last)), _name(sign, first, last), -1 if sign == "sub" else 1
    factor = units.ratio(two.unit, one.unit)
    if kinds == (PERCENT, PERCENT) and sign == "sub":
        return made((first.value - last.value) * 100, POINTS, 2, name, first, last)
    if factor is None and set(kinds) in ({PERCENT, POINTS}, {PERCENT, ""}):
        unit = PERCENT if POINTS in kinds else ""
        return _rounded(ratio_of(first) + turn * ratio_of(last), unit, name, first, last)
    if factor is None:
        raise mixed(one, two, "added" if sign == "add" else "subtracted")
    values = (first.value, last.value * factor)
    unit = first.unit or (last.unit if factor == 1 else "")
    given = (first.decimals, last.decimals if factor == 1 else None)
    needed = [formatting.common_decimals([_printed(value, unit)]) for value in values]
    usual = max(need if places is None else places for places, need in zip(given, needed, strict=True))
    return made(values[0] + turn * values[1], unit, usual, name, first, last)


def _number(sign: str, one: Fraction, other: Fraction) -> int | Fraction:
    """The result for two written numbers."""
    operations: Mapping[str, Callable[[], Fraction]] = {
        "add": lambda: one + other,
        "sub": lambda: one - other,
        "mul": lambda: one * other,
        "div": lambda: one / other,
    }
    result = made(operations[sign](), "", 0, "").value
    return int(result) if result.denominator == 1 else result


def _multiple(item: Quantity, by: Fraction, name: str) -> Quantity:
    return _rounded(item.value * by, item.unit, name, item, least=item.decimals or 0)


def _of_ratio(value: Fraction, unit: str, name: str, *of: Quantity) -> Quantity:
    return _rounded(value * 100 if unit == POINTS else value, unit, name, *of)


def _in_words(value: Fraction, unit: units.Unit, name: str, *of: Quantity) -> Quantity:
    """A value in a unit that arithmetic made, with a power of ten that reports have a word for: 元/股, 亿元."""
    spoken = unit.spoken()
    if abs(value * Fraction(10) ** unit.power) >= _HUNDRED_MILLION and spoken.power == _TEN_THOUSAND:
        spoken = replace(spoken, power=8)
    return _rounded(value * Fraction(10) ** (unit.power - spoken.power), spoken.name, name, *of)


_TEN_THOUSAND, _HUNDRED_MILLION = 4, 10**8
"""The power of 万, of which ten thousand are 亿."""


def _rounded(value: Fraction, unit: str, name: str, *of: Quantity, least: int = 0) -> Quantity:
    """A computed quantity with as many decimals as needed, at most 2, or more if it would print as 0."""
    return replace(made(value, unit, 0, name, *of), decimals=usual_decimals(value, unit, least))


def usual_decimals(value: Fraction, unit: str, least: int = 0) -> int:
    """Decimals of what is computed, as a number before its unit: as many as needed, at most 2."""
    printed = _printed(value, unit)
    return formatting.telling_decimals([printed], max(least, formatting.common_decimals([printed])))


def _printed(value: Fraction, unit: str) -> float:
    """The number that is printed before a unit. Raises ExpressionError if it is too large."""
    return float(_limited(value) * (100 if unit == PERCENT else 1))


def _limited(value: Fraction) -> Fraction:
    if abs(value) > _LARGEST:
        raise ExpressionError("this number is too large")
    return value


def _unit(item: Any) -> str:
    return item.unit if isinstance(item, Quantity) else ""


def _name(sign: str, first: Quantity, last: Quantity) -> str:
    """How the result is named in messages; empty if it cannot be."""
    names = [item.origin or formatting.number(float(item.value)) + item.unit for item in (first, last)]
    name = f" {_SIGNS[sign]} ".join(f"({name})" if " " in name else name for name in names)
    return name if len(name) <= _NAMED else ""


_METHODS: Mapping[str, Callable[[Quantity, Quantity], Quantity]] = {
    "add": add,
    "sub": subtract,
    "mul": multiply,
    "div": divide,
}
