"""Drawn formulas, as composing gets them from the room that draws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

EM = 1000
"""Units of a drawing in an em."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A formula as one SVG path, y downwards from the baseline.

    It reaches from ``left`` and ``top`` over ``width`` and ``height``.
    """

    path: str
    left: int
    top: int
    width: int
    height: int


class FormulaError(Exception):
    """A formula that cannot be drawn: what is wrong, at which offset, and what to do."""

    def __init__(self, message: str, offset: int = 0, remedy: str = "") -> None:
        self.offset = offset
        self.remedy = remedy
        super().__init__(message)


Draw = Callable[[str], Drawing]
"""Draws a formula from its source. Raises FormulaError."""
