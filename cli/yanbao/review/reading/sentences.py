"""How rules read a text: sentences, and names of the ledger."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import TypeVar

from yanbao.model.ledger import Entity, Ledger
from yanbao.model.manuscript import Passage

Text = TypeVar("Text")
Reading = TypeVar("Reading")


def once(read: Callable[[Text], Reading]) -> Callable[[Text], Reading]:
    """Remembers what was read out of the last manuscript or project, since several rules ask for the same."""
    last: tuple[Text, Reading] | None = None

    @wraps(read)
    def remembered(text: Text) -> Reading:
        nonlocal last
        if last is None or last[0] is not text:
            last = text, read(text)
        return last[1]

    return remembered


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
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(_bounded, longest_first)) or "(?!)")


def _bounded(name: str) -> str:
    before = r"(?<![A-Za-z0-9])" if re.match(r"[A-Za-z0-9]", name) else ""
    after = r"(?![A-Za-z0-9])" if re.search(r"[A-Za-z0-9]$", name) else ""
    return before + re.escape(name) + after


def is_han(character: str) -> bool:
    """Whether a character is a Chinese character."""
    return any(first <= character <= last for first, last in _HAN)


_HAN = (("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"), ("\U00020000", "\U0003ffff"))


def typed(passage: Passage, match: re.Match[str]) -> bool:
    """Whether what a pattern has found was typed, not bound."""
    return passage.is_typed(match.start(), match.end())
