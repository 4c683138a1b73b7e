"""Numbers and dates as text. Pure: words come in as arguments, because report strings belong to the theme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

MINUS = "\N{MINUS SIGN}"

_EXACT = Context(prec=340)
"""Room for every digit of the largest number that there is, before and after the point."""

Powers = Sequence[tuple[str, float]]
"""Words for powers of ten, largest first: ``[("亿", 1e8), ("万", 1e4)]``."""


def decimals_of(value: float, at_most: int = 10) -> int:
    """How many decimals it takes to write ``value`` exactly, up to ``at_most``."""
    exponent = Decimal(repr(round(value, at_most))).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def common_decimals(values: Iterable[float], at_most: int = 2) -> int:
    """The decimals that numbers printed side by side share: as many as the most exact of them needs."""
    return max((decimals_of(value, at_most) for value in values), default=0)


def number(value: float, decimals: int | None = None, *, sign: bool = False, group: bool = False) -> str:
    """``value`` with ``decimals`` places (as many as needed, at most 10, if None), halves rounded away from zero.

    A negative number has a minus sign, not a hyphen; ``sign`` prints the plus too; ``group`` separates thousands.
    """
    places = decimals_of(value) if decimals is None else decimals
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)
    digits = f"{abs(rounded):{',' if group else ''}.{places}f}"
    if rounded < 0:
        return MINUS + digits
    return "+" + digits if sign and rounded > 0 else digits


def percent(ratio: float, decimals: int | None = None, *, sign: bool = False, group: bool = False) -> str:
    """A ratio as a percentage: 0.57 is 57%."""
    points = float(Decimal(repr(float(ratio))) * 100)
    return number(points, decimals, sign=sign, group=group) + "%"


def scale(value: float, powers: Powers) -> tuple[float, str]:
    """``value`` in the largest power of ten not above it, and that power's word: 1000000 is (100, 万)."""
    for word, power in powers:
        if abs(value) >= power:
            return float(Decimal(repr(float(value))) / Decimal(repr(float(power)))), word
    return value, ""


def quantity(value: float, unit: str, decimals: int | None, powers: Powers, *, sign: bool = False) -> str:
    """A number with its unit as Chinese prose prints it: 1000000 个tokens is 100万个tokens.

    A unit that already has a power in it, such as 亿元, is left alone.
    """
    if unit == "%":
        return percent(value, decimals, sign=sign)
    scaled, word = (value, "") if any(unit.startswith(word) for word, _ in powers) else scale(value, powers)
    places = decimals
    if places is None:
        places = decimals_of(scaled, 2) if word else decimals_of(scaled)
    return number(scaled, places, sign=sign) + word + unit


def kilo(value: float, suffix: str) -> str:
    """A size in thousands as model makers write it: 128000 is 128K, and so is 131072."""
    divisor = 1024 if value % 1024 == 0 and value % 1000 else 1000
    return number(value / divisor, decimals_of(value / divisor, 1)) + suffix


def period(text: str, words: tuple[str, str, str]) -> str:
    """An ISO year, month or day in the words for year, month and day: 2024-04 is 2024年4月."""
    return "".join(str(int(part)) + word for part, word in zip(text.split("-"), words, strict=False))
