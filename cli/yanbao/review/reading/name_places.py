"""Places of names and terms."""

from __future__ import annotations

from dataclasses import dataclass

from yanbao.model.manuscript import Passage


@dataclass(frozen=True, slots=True)
class Place:
    """Characters ``start`` to ``end`` of a passage."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]
