"""Numbers of a column with their decimal points one below the other, whatever stands after them. Pure.

Numbers stand at the right, and digits are all of one width. So a number whose tail is shorter than others (no
percent sign, no bracket, no footnote) is followed by room as wide as the characters it lacks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape

from yanbao.model.document import Cell

_BEFORE_THE_POINT = re.compile(r"[^0-9]*[0-9,]*")
_DIGIT = re.compile(r"[0-9]")


def aligned(cells: Sequence[Cell]) -> list[Cell]:
    """The cells of a column of numbers; a missing one stands where the digit before the point is."""
    tails = [_DIGIT.sub("0", _tail(unescape(cell.html))) for cell in cells if cell.html]
    marks = [_DIGIT.sub("0", ",".join(map(str, cell.marks))) for cell in cells if cell.html]
    if len(set(tails)) < 2 and len(set(marks)) < 2:
        return list(cells)
    lacking = zip(_lacking(tails), _lacking(marks), strict=True)
    made = []
    for cell in cells:
        pad, mark_pad = next(lacking) if cell.html else ("", "")
        made.append(replace(cell, pad=pad, mark_pad=mark_pad))
    return made


def _tail(text: str) -> str:
    """What stands after the digits before the point: of +12.5%, .5%; of —, nothing."""
    before = _BEFORE_THE_POINT.match(text)
    return text[before.end() :] if before else text


def _lacking(texts: Sequence[str]) -> Iterator[str]:
    """For each text the fewest characters that make it as wide as the others would be with theirs."""
    counts = [Counter(text) for text in texts]
    widest: Counter[str] = Counter()
    for count in counts:
        widest |= count
    for count in counts:
        yield "".join(sorted((widest - count).elements()))
