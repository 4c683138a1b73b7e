"""Sentences with quantities, each with the title of its page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from yanbao.characters import is_digits
from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript, Passage, Role
from yanbao.review.findings import Finding, on
from yanbao.review.reading.kept import kept
from yanbao.review.reading.quantities import Quantity, quantities_of
from yanbao.review.reading.sentences import sentences

_READ = frozenset(Role) - {Role.ALT, Role.LABEL, Role.HEADER, Role.CELL}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage, its quantities, and the title of its page."""

    passage: Passage
    start: int
    end: int
    title: str
    quantities: tuple[Quantity, ...]

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    def quote(self, quantity: Quantity) -> str:
        return self.passage.text[quantity.start : quantity.end]

    def rows(self, joint: re.Pattern[str]) -> Iterator[tuple[list[Quantity], Quantity | None]]:
        """Its quantities of one family in a row, with nothing but a joint between them, and the one after them."""
        row = list[Quantity]()
        for first, second in zip_longest(self.quantities, self.quantities[1:]):
            row.append(first)
            is_joined = second and second.family == first.family
            if not (is_joined and joint.fullmatch(self.passage.text, first.end, second.start)):
                yield row, second
                row = []

    def finding(
        self, quantity: Quantity, message: str, remedy: str, level: Level | None = None, *, mend: str | None = None
    ) -> Finding:
        """A finding on one of its quantities."""
        return on(self.passage, quantity.start, quantity.end, message, remedy, level, mend=mend)


@kept
def read(manuscript: Manuscript) -> tuple[Sentence, ...]:
    """The sentences that hold quantities, in reading order, without the cells of tables and charts."""
    return tuple(_sentences(manuscript))


def _sentences(manuscript: Manuscript) -> Iterator[Sentence]:
    for passage, title in _passages(manuscript):
        if passage.role not in _READ or not any(is_digits(char) or char in "倍成番" for char in passage.text):
            continue
        found = quantities_of(passage)
        for start, end in sentences(passage.text):
            within = tuple(quantity for quantity in found if start <= quantity.start < end)
            if within:
                yield Sentence(passage, start, end, title, within)


def _passages(manuscript: Manuscript) -> Iterator[tuple[Passage, str]]:
    for passage in manuscript.front:
        yield passage, ""
    for section in manuscript.sections:
        for passage in section.passages:
            yield passage, ""
        for page in section.pages:
            title = next((passage.text for passage in page.passages if passage.role is Role.PAGE), "")
            for passage in page.passages:
                yield passage, title
