"""How numbers of claims are compared with those of exhibits, and told."""

from __future__ import annotations

from collections.abc import Sequence

from yanbao.characters import is_digits
from yanbao.formatting import number, percent
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.spots import Range, agrees

_HAN = {digit: value for value, digit in enumerate("一二三四五六七八九十", 1)} | {"两": 2}


_SLIP = 1e-3  # by which a power of ten may be missed


def count_of(text: str) -> int:
    """A small number in Chinese or digits; 0 if it is none."""
    return int(text) if is_digits(text) else _HAN.get(text, 0)


def shown_as(value: float, like: Quantity) -> str:
    """A number in the form of a quantity of the text."""
    if like.family == "%":
        return percent(value, max(1, like.decimals))
    scale = like.step * 10**like.decimals
    return number(value / scale, like.decimals, group=True) + like.power + like.unit


def slip_of(said: float, held: float) -> str:
    """What a message adds if a number is wrong by a power of ten, as 万 is for 亿."""
    times = abs(held / said) if said and held else 0.0
    for power in (1e1, 1e2, 1e3, 1e4, 1e8):
        for one, word in ((times, "less"), (1 / times if times else 0.0, "more")):
            if abs(one / power - 1) < _SLIP:
                return f", {power:,.0f} times {'more' if word == 'less' else 'less'}"
    return ""


def is_any(quantity: Quantity, expected: Sequence[Range], *, size_only: bool = False) -> bool:
    return any(agrees(quantity, one, size_only=size_only) for one in expected)
