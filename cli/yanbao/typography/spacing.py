"""How Chinese text is set, place by place: a pure function of a paragraph's text.

By W3C's Requirements for Chinese Text Layout (https://www.w3.org/TR/clreq/) and GB/T 15834—2011.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from yanbao.chinese import BREAK, CLOSING, HAN, JOIN, LATIN, OPENING, SPACE, TRIM, breadth_of, gaps, halved, trimmed
from yanbao.typography.joins import inside_addresses, inside_words, joins

_HEAD = re.compile(rf"\s*(?=[{OPENING}])")

_SHORT = 16
"""Characters of a title that has room in a line, and of a text that is a date and its unit."""

_DATE = re.compile(r"\s*[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])", re.ASCII)
_YEAR = len("2025-")

# Engines take quotation marks for Latin ones, and break no line on either side of them.
_BREAK = re.compile(
    f"(?<=[{HAN}{CLOSING}])(?=[“‘])|(?<=[{LATIN}])(?=“)|(?<=[”’])(?=[{HAN}{OPENING}])|(?<=”)(?=[{LATIN}])"
)


def breaks(text: str) -> set[int]:
    """Around quotation marks, where a line may break though engines would not."""
    return {match.start() for match in _BREAK.finditer(text)}


def signs(text: str, *, is_title: bool = False) -> Mapping[int, str]:
    """What tells the typesetter how to set a paragraph: signs by the places that they belong to.

    A title is broken between words; a date that is all there is, such as the head of a column, after its year.
    """
    left_alone = inside_addresses(text)
    kept = joins(text) - left_alone
    if is_title and breadth_of(text) > _SHORT:
        kept |= inside_words(text)
    loose = breaks(text)
    if _DATE.match(text) and len(text) <= _SHORT:
        loose.add(_YEAR)
        kept.discard(_YEAR)
    found: dict[int, str] = {}
    if head := _HEAD.match(text):
        found[head.end()] = TRIM  # a line that begins with an opening mark begins with its ink
    spaces = gaps(text) | halved(text)
    for places, sign in ((spaces, SPACE), (kept, JOIN), (loose - kept, BREAK), (trimmed(text), TRIM)):
        for place in sorted(places - left_alone):
            found[place] = found.get(place, "") + sign
    return found


def spaced(text: str) -> str:
    """A text of one line with the signs that it is spaced by."""
    places = dict.fromkeys(gaps(text) | halved(text), SPACE) | dict.fromkeys(trimmed(text), TRIM)
    pieces, last = list[str](), 0
    for place in sorted(places):
        pieces += (text[last:place], places[place])
        last = place
    return "".join((*pieces, text[last:]))
