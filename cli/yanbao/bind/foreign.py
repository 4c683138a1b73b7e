"""Errors for fonts that are not the report's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ForeignFont:
    """A font in a sheet (counted from 0) that is not one of the report's, and the text set in it.

    The typesetter falls back to it for characters missing from the report's fonts; if no font on the machine has them,
    they are drawn as boxes, and ``name`` is empty.
    """

    sheet: int
    name: str
    characters: str


class ForeignFontError(Exception):
    """All uses of fonts that are not the report's."""

    def __init__(self, uses: Sequence[ForeignFont]) -> None:
        self.uses = tuple(uses)
        super().__init__("; ".join(f"sheet {u.sheet}: '{u.characters}' in {u.name or 'no font'}" for u in uses))

    def __reduce__(self) -> tuple[Any, ...]:
        return (ForeignFontError, (self.uses,))
