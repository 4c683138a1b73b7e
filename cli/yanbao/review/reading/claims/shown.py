"""How numbers of claims are compared with those of exhibits, and told."""

from __future__ import annotations

import math
from collections.abc import Sequence

from yanbao.formatting import number, percent
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.spots import Range, agrees

_HAN = {digit: value for value, digit in enumerate("一二三四五六七八九十", 1)} | {"两": 2}


_FARTHEST = 4  # powers of ten, unless it is one of these
_POWERS = {4: "万", 8: "亿", -4: "万", -8: "亿"}


def shown_as(value: float, like: Quantity) -> str:
    """A number in the form of a quantity of the text."""
    if like.family == "%":
        return percent(value, max(1, like.decimals))
    scale = like.step * 10**like.decimals
    return number(value / scale, like.decimals, group=True) + like.power + like.unit


def slip_of(said: float, held: float) -> str:
    """What a message adds if a number has the right digits at another scale, as 万 is for 亿."""
    power = round(math.log10(abs(said / held))) if said and held else 0
    if (
        not power
        or (abs(power) > _FARTHEST and power not in _POWERS)
        or not math.isclose(abs(said / held), 10.0**power, rel_tol=1e-3)
    ):
        return ""
    unit = f", as if {_POWERS[power]} had been {'added' if power > 0 else 'left out'}" if power in _POWERS else ""
    size = "large" if power > 0 else "small"
    return f": the digits are the same, the scale is {10 ** abs(power):,} times too {size}{unit}"


def is_any(quantity: Quantity, expected: Sequence[Range]) -> bool:
    return any(agrees(quantity, one) for one in expected)
