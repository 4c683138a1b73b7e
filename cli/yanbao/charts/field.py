"""A plot area of rows from top to bottom, whose values run from left to right. Lengths in pt."""

from __future__ import annotations

from dataclasses import dataclass

from yanbao.charts.scale import Scale

NAMES = 0.34
"""Share of the canvas that the names of rows may be wide."""

GAP = 4.0
"""Between names, what a row shows, and its values."""


@dataclass(frozen=True, slots=True)
class Field:
    """Values stand between ``left`` and ``right``, ``count`` rows between ``bottom`` and ``top``."""

    left: float
    right: float
    bottom: float
    top: float
    count: int
    scale: Scale

    @property
    def pitch(self) -> float:
        """The height of a row."""
        return (self.top - self.bottom) / self.count

    def x(self, value: float) -> float:
        """Where a value stands."""
        share = (value - self.scale.low) / (self.scale.high - self.scale.low)
        return self.left + share * (self.right - self.left)

    def y(self, row: int) -> float:
        """The middle of a row."""
        return self.top - (row + 0.5) * self.pitch
