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
    if any(isinstance(item, Quantity | int | float | Fraction) for item in (one, other)):
        return _ORDER[sign](*comparable(one, other))
    return _in_time(sign, _days(one), _days(other))


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, Quantity) or isinstance(other, Quantity):
        left, right = comparable(one, other)
        return left == right
    return _text(one) == _text(other)


def _in_time(sign: str, one: periods.Span, other: periods.Span) -> bool:
    """Whether a day or period is before, within or after another, as in conditions on rows: 26 April is >= 2024-04."""
    match sign:
        case "gt":
            return one[0] > other[1]
        case "gteq":
            return one[0] >= other[0]
        case "lt":
            return one[1] < other[0]
    return one[1] <= other[1]


def _days(item: Any) -> periods.Span:
    moment = periods.moment(_text(item))
    if moment is None:
        raise ExpressionError("only numbers and dates have an order", remedy="texts can be compared by == and !=")
    return periods.days_of(moment)


def _text(item: Any) -> str:
    if isinstance(item, Words):
        return item.text
    if isinstance(item, str):
        return item
    raise ExpressionError("this cannot be compared: a number, a text or a date can")
