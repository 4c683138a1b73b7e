"""Comparisons in expressions: of numbers with the same base unit, of dates, and of texts for equality."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from yanbao import periods
from yanbao.compose.arithmetic import comparable
from yanbao.compose.values import ExpressionError, Quantity, Words

_ORDER: Mapping[str, Callable[[Any, Any], bool]] = {
    "gt": operator.gt,
    "gteq": operator.ge,
    "lt": operator.lt,
    "lteq": operator.le,
}
_SAME = {"eq": True, "ne": False, "in": True, "notin": False}


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
        left, right = comparable(one, other)
        return left == right
    return _text(one) == _text(other)


def _ordered(one: Any, other: Any) -> tuple[Any, Any]:
    """Two values converted to comparable Python values."""
    if any(isinstance(item, Quantity | int | float | Fraction) for item in (one, other)):
        return comparable(one, other)
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
