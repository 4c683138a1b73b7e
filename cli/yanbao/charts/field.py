"""A plot area with rows from top to bottom, and values from left to right. Lengths in pt."""

from __future__ import annotations

from dataclasses import dataclass

from yanbao.charts.scale import Scale

NAMES = 0.34
"""Maximum width of row names, as a share of the canvas."""

GAP = 4.0
"""Distance between a row's name, its marks and its value labels."""


@dataclass(frozen=True, slots=True)
class Field:
    """Values lie between ``left`` and ``right``, ``count`` rows between ``bottom`` and ``top``."""

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
        """x of a value."""
        return self.left + self.scale.share(value) * (self.right - self.left)

    def y(self, row: int) -> float:
        """y of the middle of a row."""
        return self.top - (row + 0.5) * self.pitch
