"""Spacing and line-break rules for Chinese text: pure functions of a paragraph's text.

Follows W3C's Requirements for Chinese Text Layout (https://www.w3.org/TR/clreq/) and GB/T 15834—2011.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from yanbao.chinese import BREAK, CLOSING, HAN, JOIN, LATIN, OPENING, SPACE, TRIM, gaps, halved, trimmed
from yanbao.typography.joins import inside_addresses, joins

_HEAD = re.compile(rf"\s*(?=[{OPENING}])")

# Engines treat quotation marks as Latin, and never break a line next to them.
_BREAK = re.compile(
    f"(?<=[{HAN}{CLOSING}])(?=[“‘])|(?<=[{LATIN}])(?=“)|(?<=[”’])(?=[{HAN}{OPENING}])|(?<=”)(?=[{LATIN}])"
)


def breaks(text: str) -> set[int]:
    """Offsets next to quotation marks where a break is allowed that engines would not make."""
    return {match.start() for match in _BREAK.finditer(text)}


def signs(text: str) -> Mapping[int, str]:
    """The control characters of a paragraph, by offset."""
    left_alone = inside_addresses(text)
    kept = joins(text) - left_alone
    found: dict[int, str] = {}
    if head := _HEAD.match(text):
        found[head.end()] = TRIM  # trim opening punctuation at the start of a line
    spaces = gaps(text) | halved(text)
    for places, sign in ((spaces, SPACE), (kept, JOIN), (breaks(text) - kept, BREAK), (trimmed(text), TRIM)):
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
