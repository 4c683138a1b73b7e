"""Comparisons in expressions: of numbers with the same base unit, of dates, and of texts for equality."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from typing import Any

from yanbao import periods, units
from yanbao.compose.values import ExpressionError, Quantity, Words

_ORDER: Mapping[str, Callable[[Any, Any], bool]] = {
    "gt": operator.gt,
    "gteq": operator.ge,
    "lt": operator.lt,
    "lteq": operator.le,
}
_SAME = {"eq": True, "ne": False, "in": True, "notin": False}
_AMOUNT = re.compile(r"([-+−]?[0-9][0-9,]*(?:\.[0-9]+)?)\s*(\S.*)?")


def compare(sign: str, one: Any, other: Any) -> bool:
    """Evaluate a comparison; ``sign`` is Jinja's operator name. Raises ExpressionError for incomparable values."""
    if sign in ("in", "notin"):
        if not isinstance(other, list):
            raise ExpressionError("'in' needs a list", remedy='write in ["甲", "乙"]')
        return any(_equal(one, item) for item in other) is _SAME[sign]
    if sign in _SAME:
        return _equal(one, other) is _SAME[sign]
    left, right = _ordered(one, other)
    return _ORDER[sign](left, right)


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, Quantity) or isinstance(other, Quantity):
        left, right = _numbers(one, other)
        return left == right
    return _text(one) == _text(other)


def _ordered(one: Any, other: Any) -> tuple[Any, Any]:
    """Two values converted to comparable Python values."""
    if any(isinstance(item, Quantity | int | float) for item in (one, other)):
        return _numbers(one, other)
    left, right = (periods.moment(_text(item)) for item in (one, other))
    if left is None or right is None:
        raise ExpressionError("only numbers and dates have an order", remedy="texts can be compared by == and !=")
    return left, right


def _text(item: Any) -> str:
    if isinstance(item, Words):
        return item.text
    if isinstance(item, str):
        return item
    raise ExpressionError("this cannot be compared: a number, a text or a date can")


def _numbers(one: Any, other: Any) -> tuple[float, float]:
    """Two numbers in the unit of the first."""
    if not isinstance(one, Quantity) and isinstance(other, Quantity):
        right, left = _numbers(other, one)
        return left, right
    if not isinstance(one, Quantity):
        one = _quantity(one, "")
    wanted = _quantity(other, one.unit)
    factor = units.factor(wanted.unit, one.unit)
    if factor is None:
        said = [f"'{item.unit}'" if item.unit else "a number without unit" for item in (one, wanted)]
        such_as = f'"10{one.unit}"' if one.unit else "10"
        raise ExpressionError(f"units differ: {said[0]} and {said[1]}", remedy=f"write such as {such_as}")
    return one.value, wanted.value * factor


def _quantity(item: Any, unit: str) -> Quantity:
    """A number in an expression; 0 fits every unit, and quoted text may have a unit: ``"10%"``."""
    if isinstance(item, Quantity):
        return item
    if isinstance(item, int | float) and not isinstance(item, bool):
        return Quantity(float(item), unit if item == 0 else "")
    if isinstance(item, str) and (found := _AMOUNT.fullmatch(item.strip())):
        value, own = float(found[1].replace(",", "").replace("−", "-")), (found[2] or "").replace("％", "%")
        return Quantity(value / 100 if own == "%" else value, own)
    raise ExpressionError("a number can be compared with a number only", remedy='such as 100 or "10%"')
