"""Finds names with one Chinese character that sounds like the right one, as typing by sound leaves them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from yanbao.characters import is_digits
from yanbao.model.manuscript import Passage
from yanbao.review.reading.known_names import KnownName
from yanbao.review.reading.sentences import is_han
from yanbao.review.reading.sounds import homophones


@dataclass(frozen=True, slots=True)
class Misheard:
    """A name mistyped at ``start`` to ``end``. It is certain unless the wrong character may belong to another word."""

    start: int
    end: int
    name: KnownName
    is_certain: bool


def misheard(passages: Sequence[Passage], names: Iterable[KnownName]) -> Iterator[tuple[Passage, Misheard]]:
    """Names of three characters and more of which one is another character of the same sound."""
    known = {name.text: name for name in names}
    candidates = [name for name in known.values() if len(name.text) > 2 and any(map(is_han, name.text))]
    whole = "\n".join(passage.text for passage in passages)
    places: dict[int, Misheard] = {}
    for name in candidates:
        for start in _resembling(whole, name.text):
            if found := _judged(whole, start, name, known):
                places[start] = found
    start = 0
    wrong = sorted(places.items())
    for passage in passages:
        end = start + len(passage.text)
        while wrong and wrong[0][0] < end:
            _, found = wrong.pop(0)
            yield passage, Misheard(found.start - start, found.end - start, found.name, found.is_certain)
        start = end + 1


def _resembling(text: str, name: str) -> Iterator[int]:
    """Where one half of a name stands, but not all of it."""
    middle = len(name) // 2
    for half, offset in ((name[:middle], 0), (name[middle:], middle)):
        at = text.find(half)
        while at >= 0:
            start = at - offset
            if start >= 0 and homophones(text[start : start + len(name)], name):
                yield start
            at = text.find(half, at + 1)


def _judged(text: str, start: int, name: KnownName, known: Iterable[str]) -> Misheard | None:
    end = start + len(name.text)
    written = text[start:end]
    if any(written in other for other in known) or (is_digits(name.text[-1]) and is_digits(text[end : end + 1])):
        return None
    wrong = next(i for i, pair in enumerate(zip(written, name.text, strict=True)) if pair[0] != pair[1])
    beyond = {0: text[max(0, start - 1) : start], len(written) - 1: text[end : end + 1]}.get(wrong, "")
    is_certain = not (beyond and is_han(beyond))
    return Misheard(start, end, name, is_certain) if is_certain or len(written) > 3 else None
