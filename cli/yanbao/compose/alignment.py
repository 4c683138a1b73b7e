"""Numbers of a column with their decimal points one below the other, whatever stands after them. Pure.

Numbers stand at the right, and digits are all of one width. So a number whose tail is shorter than others (no
percent sign, no bracket, no footnote) is followed by room as wide as the characters it lacks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from html import unescape

from yanbao.model.document import Cell

_BEFORE_THE_POINT = re.compile(r"\D*[\d,]*")
_DIGIT = re.compile(r"\d")


def aligned(cells: Sequence[Cell]) -> list[Cell]:
    """The cells of a column of numbers; a missing one stands where the digit before the point is."""
    tails = [Counter(_DIGIT.sub("0", _tail(unescape(cell.html)))) for cell in cells if cell.html]
    marks = [Counter(_DIGIT.sub("0", marks_text(cell.marks))) for cell in cells if cell.html]
    if _are_equal(tails) and _are_equal(marks):
        return list(cells)
    tail, mark, lacking = _widest(tails), _widest(marks), iter(zip(tails, marks, strict=True))
    made = []
    for cell in cells:
        if cell.html:
            own_tail, own_mark = next(lacking)
            cell = replace(cell, pad=_written(tail - own_tail), mark_pad=_written(mark - own_mark))
        made.append(cell)
    return made


def marks_text(marks: Sequence[int]) -> str:
    """Footnote marks as they print: 1,2."""
    return ",".join(map(str, marks))


def _tail(text: str) -> str:
    """What stands after the digits before the point: of +12.5%, .5%; of —, nothing."""
    before = _BEFORE_THE_POINT.match(text)
    return text[before.end() :] if before else text


def _are_equal(counts: Sequence[Counter[str]]) -> bool:
    return all(count == counts[0] for count in counts)


def _widest(counts: Sequence[Counter[str]]) -> Counter[str]:
    """The fewest characters that have those of each count among them."""
    widest: Counter[str] = Counter()
    for count in counts:
        widest |= count
    return widest


def _written(lacking: Counter[str]) -> str:
    return "".join(sorted(lacking.elements()))
