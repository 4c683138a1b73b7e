"""Places in passages: of names, numbers, marks."""

from __future__ import annotations

from dataclasses import dataclass

from yanbao.diagnostics import Edit, Level, Mark
from yanbao.model.manuscript import Passage
from yanbao.review.findings import Finding, on

Edits = tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Characters ``start`` to ``end`` of a passage."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def is_typed(self) -> bool:
        return self.passage.is_typed(self.start, self.end)

    @property
    def mark(self) -> Mark:
        return self.passage.place(self.start, self.end)[0]

    def finding(
        self, message: str, remedy: str, level: Level | None = None, *, mend: str | None = None, edits: Edits = ()
    ) -> Finding:
        return on(self.passage, self.start, self.end, message, remedy, level, mend=mend, edits=edits)
