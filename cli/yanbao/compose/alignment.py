"""Aligns the numbers of a table column at the decimal point. Pure.

Numbers are right-aligned with tabular digits. So a number whose tail is shorter than others (no percent sign, bracket
or footnote mark) is padded with invisible characters of the missing width.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape

from yanbao.chinese import breadth_of
from yanbao.model.document import Cell

_BEFORE_THE_POINT = re.compile(r"[^0-9]*[0-9,]*")
_DIGIT = re.compile(r"[0-9]")
_OF_DIGIT, _OF_DASH = 0.5, 1.0  # em: breadth of a digit, and of a dash


def aligned(cells: Sequence[Cell]) -> list[Cell]:
    """The cells of a number column, padded; a dash or a word stands in the middle below the widest number."""
    numbers = [cell for cell in cells if _DIGIT.search(cell.html)]
    tails = [_DIGIT.sub("0", _tail(unescape(cell.html))) for cell in numbers]
    marks = [_DIGIT.sub("0", ",".join(map(str, cell.marks))) for cell in cells if cell.html]
    pads, mark_pads = list(_lacking(tails)), _lacking(marks)
    padded = zip(numbers, pads, strict=True)
    widest = max((breadth_of(unescape(cell.html) + pad) for cell, pad in padded), default=0)
    lacking, made = iter(pads), []
    for cell in cells:
        if cell.html:
            pad = next(lacking) if _DIGIT.search(cell.html) else _middle(cell, widest)
            made.append(replace(cell, pad=pad, mark_pad=next(mark_pads)))
        else:
            made.append(cell)
    return made


def pads(texts: Sequence[str]) -> list[str]:
    """What pads each number of a column, none for an empty text or a dash."""
    numbers = [text for text in texts if _DIGIT.search(text)]
    lacking = _lacking([_DIGIT.sub("0", _tail(text)) for text in numbers])
    return [next(lacking) if _DIGIT.search(text) else "" for text in texts]


def _middle(cell: Cell, widest: float) -> str:
    """What pads a dash or a word, so that it is in the middle of a number of a width in em."""
    breadth = max(_OF_DASH, breadth_of(unescape(cell.html)))
    return "0" * round((widest - breadth) / 2 / _OF_DIGIT)


def _tail(text: str) -> str:
    """The part after the integer digits: .5% for +12.5%, empty for —."""
    before = _BEFORE_THE_POINT.match(text)
    return text[before.end() :] if before else text


def _lacking(texts: Sequence[str]) -> Iterator[str]:
    """For each text, the fewest characters to append so that all get the same width."""
    counts = [Counter(text) for text in texts]
    widest: Counter[str] = Counter()
    for count in counts:
        widest |= count
    for count in counts:
        yield "".join(sorted((widest - count).elements()))
