"""Numbers of a column with their measure, so that 亿元 and 百万元 meet correctly in arithmetic. Pure.

A percentage is a ratio. 股 and 倍 count things, and are no measure of their own: a price in 元 times 亿股 is in 亿元.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from yanbao import units
from yanbao.grammar import ExpressionError

if TYPE_CHECKING:
    import pandas as pd

Powers = tuple[tuple[str, int], ...]
"""Base units with their exponents, sorted: 元/桶 is ((元, 1), (桶, -1))."""

_COUNTS = (units.PERCENT, units.POINTS, units.TIMES, *units.SHARES)
"""Units that are no measure of their own."""


@dataclass(frozen=True)
class Amounts:
    """Cells, times ``size``, in the base units of ``powers``; ``bases`` are those that they were computed from.

    A number that the author wrote, ``is_plain``, takes the measure of what it meets.
    """

    cells: pd.Series[float]
    size: float = 1.0
    powers: Powers = ()
    bases: frozenset[str] = frozenset()
    is_plain: bool = False

    def __neg__(self) -> Amounts:
        return replace(self, cells=-self.cells)

    def plus(self, other: Amounts, sign: int, verb: str) -> Amounts:
        """The sum, or with ``sign`` -1 the difference. Raises ExpressionError for another measure."""
        one, two = self.meeting(other, verb)
        return replace(one, cells=one.cells + sign * two.cells, bases=one.bases | two.bases, is_plain=one.is_plain)

    def times(self, other: Amounts, sign: int) -> Amounts:
        """The product, or with ``sign`` -1 the quotient."""
        powers = Counter(dict(self.powers))
        for base, power in other.powers:
            powers[base] += sign * power
        cells = self.cells * other.cells if sign > 0 else self.cells / other.cells
        if not math.isfinite(self.size * other.size**sign):
            raise ExpressionError("this is too large, or too small, to be computed")
        made = Amounts(cells, self.size * other.size**sign, _sorted(powers), self.bases | other.bases)
        if sign < 0 and not made.powers and made.size != 1:  # a ratio, from which a written number can be subtracted
            made = replace(made, cells=cells * made.size, size=1.0)
        return replace(made, is_plain=self.is_plain and other.is_plain)

    def meeting(self, other: Amounts, verb: str) -> tuple[Amounts, Amounts]:
        """Both in one size. Raises ExpressionError for another measure; ``verb`` says what cannot be done with them."""
        if other.is_plain:
            return self, replace(other, size=self.size, powers=self.powers)
        if self.is_plain:
            return replace(self, size=other.size, powers=other.powers, is_plain=False), other
        if self.powers != other.powers:
            message = f"{said(self.powers)} and {said(other.powers)} cannot be {verb}"
            raise ExpressionError(message, remedy="see the units of the columns")
        if self.size == other.size:
            return self, other
        return self, replace(other, cells=other.cells * (other.size / self.size), size=self.size)

    def within(self, unit: str) -> pd.Series[float]:
        """The cells in a unit. Raises ExpressionError if it is of another measure.

        A ratio may get a unit that is none of its parts', such as 次 of a turnover.
        """
        size, powers = measure(unit)
        is_new = not self.powers and self.bases.isdisjoint(base for base, _ in powers)
        if powers != self.powers and not is_new and not self.is_plain:
            what = f"in {said(self.powers)}" if self.powers else said(self.powers)
            message = f"this is {what}, and the unit of the column is '{unit or '%'}'"
            raise ExpressionError(message, remedy=f"declare its unit: {said(self.powers)}" if self.powers else "")
        factor = self.size if powers != self.powers else self.size / size
        return self.cells if self.is_plain or factor == 1 else self.cells * factor


def measure(unit: str) -> tuple[float, Powers]:
    """The size and the base units of a unit: 百万元/亿股 is (0.01, ((元, 1),))."""
    found = units.read(unit)
    size = float(Fraction(10) ** found.exponent)
    return (0.01 if found.dimension.get(units.POINTS) else size), _sorted(Counter(found.dimension))


def said(powers: Powers) -> str:
    """Base units in a message: 元/桶."""
    above, below = ([base for base, power in powers for _ in range(sign * power)] for sign in (1, -1))
    return "/".join(["·".join(above) or ("1" if below else "a count or ratio"), *below])


def _sorted(powers: Counter[str]) -> Powers:
    return tuple(sorted((base, power) for base, power in powers.items() if power and base not in _COUNTS))
