"""What is put on a canvas: boxes and labels, in pt, with the origin at the lower left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]
Align = Literal["left", "center", "right"]
Side = Literal["left", "foot"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pt."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    def meets(self, other: Box, gap: float = 0.0) -> bool:
        """True if the two are closer to each other than ``gap``."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.bottom < other.top + gap
            and other.bottom < self.top + gap
        )


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text. ``x`` is its left, middle or right by ``align``; ``y`` its baseline.

    An upright label reads upwards and ends at ``y``; ``x`` is its baseline.
    """

    text: str
    x: float
    y: float
    color: str
    size: float
    bold: bool = False
    align: Align = "left"
    upright: bool = False
