"""Formats numbers and dates as text. Pure: words are arguments, because report strings belong to the theme."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from yanbao import units

MINUS = "\N{MINUS SIGN}"

_EXACT = Context(prec=340)
"""Precision for every digit of the largest float, before and after the decimal point."""

Powers = Sequence[tuple[str, float]]
"""Words for powers of ten, largest first: ``[("亿", 1e8), ("万", 1e4)]``."""


def as_written(value: float) -> Fraction:
    """A number as the decimal that it is written as: 0.1 is a tenth."""
    return Fraction(repr(float(value)))


def total(values: Iterable[float]) -> float:
    """The sum of numbers as they are written: 0.1 and 0.2 are 0.3."""
    return float(sum(map(as_written, values)))


def decimals_of(value: float, at_most: int = 10) -> int:
    """Decimals needed to write ``value`` exactly, at most ``at_most``."""
    exponent = Decimal(repr(round(value, at_most))).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def common_decimals(values: Iterable[float], at_most: int = 2) -> int:
    """Common number of decimals for numbers printed side by side: that of the most precise one."""
    return max((decimals_of(value, at_most) for value in values), default=0)


_TELLING = 6
"""Significant digits, counted from the largest number, within which numbers are told apart."""

_FINEST = 12
"""Maximum decimals used only to tell numbers apart."""

_NOTHING = 1e-12
"""Of the largest number so much is no more than what rounding leaves."""

_ALIKE = 20
"""One in this many numbers may print the same as another: among hundreds of prices some always nearly coincide."""


def telling_decimals(values: Iterable[float], usual: int) -> int:
    """Decimals for numbers printed side by side: ``usual``, or more if needed so that different numbers print
    differently.

    None but 0 prints as 0, and what is nothing beside the largest: what rounding leaves of a sum. Numbers that differ
    only after six digits of the largest are taken as equal.
    """
    known = [value for value in values if math.isfinite(value)]
    largest = max(map(abs, known), default=0.0)
    if not largest:
        return usual
    smallest = min(abs(value) for value in known if abs(value) > largest * _NOTHING)
    usual = next((places for places in range(usual, _FINEST + 1) if float(number(smallest, places))), usual)
    finest = min(_FINEST, _TELLING - 1 - math.floor(math.log10(largest)))
    distinct = {round(value, finest) for value in (*known, 0.0)}
    needed = len(distinct) - len(distinct) // _ALIKE
    return next((places for places in range(usual, finest) if _printed(distinct, places) >= needed), max(usual, finest))


def _printed(values: Iterable[float], places: int) -> int:
    """Number of distinct texts that the numbers print as."""
    return len({number(value, places) for value in values})


def number(value: float, decimals: int | None = None, *, sign: bool = False, group: bool = False) -> str:
    """Format ``value`` with ``decimals`` places (as many as needed, at most 10, if None), rounding half away from zero.

    Negative numbers get a minus sign, not a hyphen; ``sign`` prints the plus too; ``group`` adds thousands separators.
    """
    places = decimals_of(value) if decimals is None else decimals
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)
    digits = f"{abs(rounded):{',' if group else ''}.{places}f}"
    if rounded < 0:
        return MINUS + digits
    return "+" + digits if sign and rounded > 0 else digits


_GROUPED_FROM = 10_000
"""GB/T 15835—2011, 5.1.2.1: numbers of up to four digits need no separators."""


def has_separators(values: Iterable[float]) -> bool:
    """True if numbers printed side by side have thousands separators: one of them has five digits."""
    return any(abs(value) >= _GROUPED_FROM for value in values if math.isfinite(value))


def percent(ratio: float, decimals: int | None = None, *, sign: bool = False, group: bool = False) -> str:
    """Format a ratio as a percentage: 0.57 is 57%."""
    points = float(Decimal(repr(float(ratio))) * 100)
    return number(points, decimals, sign=sign, group=group) + "%"


def scale(value: float, powers: Powers, decimals: int | None = None) -> tuple[float, str]:
    """``value`` divided by the largest power of ten it reaches once rounded, and that power's word: 1000000 is (100,
    万).

    Rounding counts: 99996000 with 0 ``decimals`` is 1亿, not 10000万. If None, decimals are as needed, at most 2.
    """
    for word, power in powers:
        scaled = float(Decimal(repr(float(value))) / Decimal(repr(float(power))))
        if abs(value) >= power or _reaches(value, power, powers, decimals):
            return scaled, word
    return value, ""


def _reaches(value: float, power: float, powers: Powers, decimals: int | None) -> bool:
    """True if a value below ``power`` rounds up to it when expressed in the next smaller power."""
    below = next((other for _, other in powers if other < power), 1.0)
    if abs(value) < below or (below == 1 and decimals is None):  # numbers below the smallest power are written out
        return False
    scaled = Decimal(repr(abs(float(value)))) / Decimal(repr(float(below)))
    places = 2 if decimals is None else decimals
    return float(scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)) * below >= power


_WORDS_FROM = 100_000
"""Smaller numbers of a chart are printed with all digits, 12,500, rather than with a word, 1.25万."""

_ALMOST = 0.999995
"""Share of a power from which numbers are expressed in it: 9,999.96万 would round to 10,000.0万, so it is 1.0亿."""


def common_power(sizes: Sequence[float], unit: str, powers: Powers, *, labelled: bool = False) -> tuple[str, float]:
    """The power of ten, and its word, in which numbers in ``unit`` that stand side by side are expressed.

    It is the largest that the largest of these ``sizes``, which are above 0, reaches: 1,800,000,000 次 are 18 亿次. A
    unit that already has a power in it is left alone. If every number is ``labelled``, the power must suit the
    smallest, too: 1,000,000 and 8,192 are left alone.
    """
    largest, smallest = max(sizes, default=0.0), min(sizes, default=0.0)
    has_power = units.split(unit)[0] != 1 or any(word in unit for word, _ in powers)
    if has_power or largest < _WORDS_FROM:
        return "", 1.0
    for word, power in powers:
        if largest >= _ALMOST * power and not (labelled and smallest < power and largest >= 100 * power):
            return word, power
    return "", 1.0


def reads_well(sizes: Sequence[float], power: float, *, labelled: bool = False) -> bool:
    """True if ``sizes`` above 0, expressed in a power, have at most five digits before the point, and the largest has
    one; if every number is ``labelled``, the smallest has two in two decimals.
    """
    largest, smallest = max(sizes) / power, min(sizes) / power
    return 1 <= largest < _WORDS_FROM and (not labelled or smallest >= 0.1)


def quantity(
    value: float, unit: str, decimals: int | None, powers: Powers, *, sign: bool = False, as_printed: bool = False
) -> str:
    """Format a number with its unit as Chinese prose does: 1000000 个tokens is 100万个tokens.

    A unit that already has a power in it, such as 亿元 or 百万元, is left alone. ``decimals`` are those of the number
    in its unit: 123456辆 has none, and is 12.35万辆, with as many as needed, at most 2. With ``as_printed`` they are
    those of what is printed: 12万辆.
    """
    if unit == "%":
        return percent(value, decimals, sign=sign)
    has_power = units.split(unit)[0] != 1 or any(unit.startswith(word) for word, _ in powers)
    if not as_printed and not has_power and abs(value) >= min((power for _, power in powers), default=math.inf):
        decimals = None
    scaled, word = (value, "") if has_power else scale(value, powers, decimals)
    places = decimals
    if places is None:
        places = decimals_of(scaled, 2) if word else decimals_of(scaled)
    return number(scaled, places, sign=sign) + word + unit


def kilo(value: float, suffix: str) -> str:
    """A size in thousands as AI vendors write it: 128000 is 128K, and so is 131072."""
    divisor = 1024 if value % 1024 == 0 and value % 1000 else 1000
    return number(value / divisor, telling_decimals([value / divisor], decimals_of(value / divisor, 1))) + suffix


def period(text: str, words: tuple[str, str, str]) -> str:
    """Format an ISO year, month or day with the words for year, month and day: 2024-04 is 2024年4月."""
    return "".join(str(int(part)) + word for part, word in zip(text.split("-"), words, strict=False))
