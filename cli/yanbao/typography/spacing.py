"""Spacing and line-break rules for Chinese text: pure functions of a paragraph's text.

Follows W3C's Requirements for Chinese Text Layout (https://www.w3.org/TR/clreq/) and GB/T 15834—2011.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from yanbao.chinese import (
    BREAK,
    CLOSING,
    HAN,
    JOIN,
    LATIN,
    OPENING,
    SPACE,
    TRIM,
    YIELD,
    breadth_of,
    gaps,
    halved,
    trimmed,
)
from yanbao.typography.joins import inside_addresses, inside_words, joins, yielding

_HEAD = re.compile(rf"\s*(?=[{OPENING}])")

_SHORT = 16
"""Characters of a title that has room in a line, and of a text that is a date and its unit."""

_DATE = re.compile(r"\s*[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])", re.ASCII)
_YEAR = len("2025-")

# Engines treat quotation marks as Latin, and never break a line next to them.
_BREAK = re.compile(
    f"(?<=[{HAN}{CLOSING}])(?=[“‘])|(?<=[{LATIN}])(?=“)|(?<=[”’])(?=[{HAN}{OPENING}])|(?<=”)(?=[{LATIN}])"
)


def breaks(text: str) -> set[int]:
    """Offsets next to quotation marks where a break is allowed that engines would not make."""
    return {match.start() for match in _BREAK.finditer(text)}


def signs(text: str, *, is_title: bool = False, terms: Iterable[tuple[int, int]] = ()) -> Mapping[int, str]:
    """What tells the typesetter how to set a paragraph: signs by the places that they belong to.

    A title is broken between words, ``terms`` (from, to) never; a date that is all there is, such as the head of a
    column, after its year.
    """
    left_alone = inside_addresses(text)
    kept = joins(text) - left_alone
    if is_title and breadth_of(text) > _SHORT:
        kept |= inside_words(text)
    kept |= {place for start, end in terms for place in range(start + 1, end)}
    yields = set() if is_title else kept & yielding(text)
    loose = breaks(text)
    if _DATE.match(text) and len(text) <= _SHORT:
        loose.add(_YEAR)
        kept.discard(_YEAR)
    found: dict[int, str] = {}
    if head := _HEAD.match(text):
        found[head.end()] = TRIM  # trim opening punctuation at the start of a line
    spaces = gaps(text) | halved(text)
    for places, sign in (
        (spaces, SPACE),
        (kept - yields, JOIN),
        (yields, YIELD),
        (loose - kept, BREAK),
        (trimmed(text), TRIM),
    ):
        for place in sorted(places - left_alone):
            found[place] = found.get(place, "") + sign
    return found


def spaced(text: str) -> str:
    """A single line of text with its spacing control characters."""
    places = dict.fromkeys(gaps(text) | halved(text), SPACE) | dict.fromkeys(trimmed(text), TRIM)
    pieces, last = list[str](), 0
    for place in sorted(places):
        pieces += (text[last:place], places[place])
        last = place
    return "".join((*pieces, text[last:]))
