"""How Chinese text is set, place by place: a pure function of a paragraph's text.

By W3C's Requirements for Chinese Text Layout (https://www.w3.org/TR/clreq/) and GB/T 15834—2011.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from yanbao.chinese import BREAK, CLOSING, HAN, JOIN, LATIN, OPENING, SPACE, TRIM, gaps, halved, trimmed
from yanbao.typography.joins import inside_addresses, joins

_HEAD = re.compile(rf"\s*(?=[{OPENING}])")

# Engines take quotation marks for Latin ones, and break no line on either side of them.
_BREAK = re.compile(
    f"(?<=[{HAN}{CLOSING}])(?=[“‘])|(?<=[{LATIN}])(?=“)|(?<=[”’])(?=[{HAN}{OPENING}])|(?<=”)(?=[{LATIN}])"
)


def breaks(text: str) -> set[int]:
    """Around quotation marks, where a line may break though engines would not."""
    return {match.start() for match in _BREAK.finditer(text)}


def signs(text: str) -> Mapping[int, str]:
    """What tells the typesetter how to set a paragraph: signs by the places that they belong to."""
    left_alone = inside_addresses(text)
    kept = joins(text) - left_alone
    found: dict[int, str] = {}
    if head := _HEAD.match(text):
        found[head.end()] = TRIM  # a line that begins with an opening mark begins with its ink
    spaces = gaps(text) | halved(text)
    for places, sign in ((spaces, SPACE), (kept, JOIN), (breaks(text) - kept, BREAK), (trimmed(text), TRIM)):
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
