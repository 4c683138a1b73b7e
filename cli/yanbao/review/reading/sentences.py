"""Splits text into sentences and clauses, and finds names of the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from yanbao.chinese import HAN
from yanbao.model.ledger import Entity, Ledger
from yanbao.model.manuscript import Passage
from yanbao.review.reading.patterns import bounded, either

_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]*[”’」』）)]*")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of the sentences of a text, with their closing marks; a part before ； counts as one."""
    for match in _SENTENCE.finditer(text):
        if match[0].strip():
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield start, match.end()


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or alias of an entity, at ``start`` to ``end`` of a text."""

    start: int
    end: int
    name: str
    entity: Entity


def mentions(text: str, ledger: Ledger) -> Iterator[Mention]:
    """Where a text names entities of the ledger, exactly as the ledger does; the longest name counts.

    A Latin name does not stand inside a longer Latin word. An entity comes once for a place even if others share its
    name: the first in the ledger.
    """
    for match in _pattern(tuple(ledger.names)).finditer(text):
        yield Mention(match.start(), match.end(), match[0], ledger.names[match[0]])


@lru_cache(maxsize=4)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(either(names, bounded))


def is_han(character: str) -> bool:
    """Whether a character is a Chinese character."""
    return bool(_HAN.match(character))


_HAN = re.compile(f"[{HAN}]")


def typed(passage: Passage, match: re.Match[str]) -> bool:
    """Whether a match is typed text, not a bound value."""
    return passage.is_typed(match.start(), match.end())


_COMPARED = re.compile(
    r"较(?![快高低大小好差多少强弱为])|(?<![同环占])比(?![重例率])|(?<![自理])由(?!于)|从(?![而事])"
    r"|自(?![主由身研动有营然我])|相对|上[周月季年期]|前值|此前|前一|去年|\Wvs\W"
)
_CLAUSE = re.compile("[。！？!?；;，,：:\n]")


def is_compared(text: str, start: int) -> bool:
    """Whether what begins at ``start`` of a text is only compared with, as its clause says before it."""
    return bool(_COMPARED.search(clause_before(text, start)))


def clause_before(text: str, start: int) -> str:
    """What a clause says before a position."""
    return _CLAUSE.split(text[:start])[-1]
