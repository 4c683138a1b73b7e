"""Enumerations in a text: items joined by 、, with what leads in to the first and what follows the last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yanbao.review.reading.kept import kept_all
from yanbao.review.reading.patterns import blanked

_CLOSING = dict(zip("（(《“‘「『【[〔", "）)》”’」』】]〕", strict=True))
_TITLE = "《"
"""A title is one item, whatever stands in it."""

_INSIDE = "\ufffc"
_BREAK = re.compile("[，,。；;：:！？!?…—|\n）)》”’」』】\\]〕]")
"""What ends an enumeration; of the brackets, those that close nothing, as that of ``a）``."""

_REMARK = re.compile(r"（[^（）]*）|\([^()]*\)")

_LEAD = re.compile(
    r".*(?:关注|推荐|看好|首选|包括|包含|涵盖|覆盖|涉及|布局|标的|公司|个股|企业|拥有|设有|还有|主要有|例如|譬如|诸如|比如|如"
    r"|作为|成为|主要为|均为|分为|是|在|于|以及|对|以|从|将|把|了|的|(?=[《“「]))"
)
"""Words after which the first item begins."""

_TAIL = re.compile(
    r"等|[两二三四五六七八九十百0-9]+[大个家地类只项者种]|为代表|之间|之外|有望|[为是均皆都在将]|分别|持续|受益"
)
"""Words with which what follows the last item begins."""

_AND = re.compile(r"以及|[和与及或]")


@dataclass(frozen=True, slots=True)
class Item:
    """An item from ``start`` to ``end`` of the text, without remarks in brackets after it."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Items of one enumeration, two or more.

    The first still has its lead-in, the last what follows; ``first`` and ``last`` are what they may be without.
    """

    items: tuple[Item, ...]

    @property
    def first(self) -> tuple[Item, ...]:
        item = self.items[0]
        lead = _LEAD.match(item.text)
        return (item, _cut(item, lead.end(), len(item.text))) if lead and lead.end() < len(item.text) else (item,)

    @property
    def last(self) -> tuple[Item, ...]:
        item = self.items[-1]
        found = [item]
        if tail := _TAIL.search(item.text, 2):
            found.append(_cut(item, 0, tail.start()))
        if joint := _AND.search(found[-1].text, 1):
            end = len(found[-1].text)
            found += [_cut(item, 0, joint.start()), _cut(item, joint.end(), end)]
        return tuple(candidate for candidate in found if candidate.text)


def without_lead(words: str) -> tuple[str, ...]:
    """Words that a name ends, and what they may be without what leads in to it."""
    lead = _LEAD.match(words)
    return (words, words[lead.end() :]) if lead and len(words) - lead.end() > 1 else (words,)


@kept_all
def enumerations(text: str) -> Iterator[Enumeration]:
    """The enumerations of a text in their order; those in brackets and quotation marks are their own."""
    yield from sorted(_enumerations(text, 0, len(text)), key=lambda found: found.items[0].start)


def _enumerations(text: str, start: int, end: int) -> Iterator[Enumeration]:
    if "、" not in text[start:end]:
        return
    outside, inner = _outside(text, start, end)
    at = 0
    for stop in [*(match.start() for match in _BREAK.finditer(outside)), len(outside)]:
        if "、" in outside[at:stop]:
            items = tuple(_items(text, outside[at:stop], start + at))
            if items:  # nothing stands between the marks of （、）
                yield Enumeration(items)
        at = stop + 1
    for first, last in inner:
        yield from _enumerations(text, first, last)


def _outside(text: str, start: int, end: int) -> tuple[str, list[tuple[int, int]]]:
    """The text with all that is in brackets masked, and where the insides of the brackets are."""
    made, inner, at = [], [], start
    while at < end:
        close = _CLOSING.get(text[at])
        stop = _matching(text, at, end, close) if close else -1
        if stop < 0:
            made.append(text[at])
            at += 1
            continue
        if text[at] != _TITLE:
            inner.append((at + 1, stop))
        made.append(_INSIDE * (stop + 1 - at))
        at = stop + 1
    return "".join(made), inner


def _matching(text: str, at: int, end: int, close: str) -> int:
    """Where the bracket at a place is closed; -1 if it is not. Brackets of one kind in each other are counted."""
    depth = 0
    for place in range(at, min(end, at + _LONGEST)):
        depth += (text[place] == text[at]) - (text[place] == close)
        if depth == 0:
            return place
    return -1


_LONGEST = 400
"""Characters between brackets at most; what is open longer was never closed."""


def _items(text: str, clause: str, start: int) -> Iterator[Item]:
    for match in re.finditer("[^、]+", clause):
        place = start + match.start()
        words = blanked(_REMARK, text[place : start + match.end()], _INSIDE)
        yield _cut(Item(place, start + match.end(), words), 0, len(words))


def _cut(item: Item, start: int, end: int) -> Item:
    """A part of an item, without blanks and remarks at its ends."""
    part = item.text[start:end]
    words = part.strip(_BLANK)
    first = item.start + start + len(part) - len(part.lstrip(_BLANK))
    return Item(first, first + len(words), words)


_BLANK = " \t\n\u3000" + _INSIDE
