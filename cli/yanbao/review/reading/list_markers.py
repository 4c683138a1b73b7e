"""Numbers that were typed before the items of a list: 1）, （1）, a）, ①, （一）, 一、, 1、, 第一, 其一, 一是."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from yanbao.model.manuscript import Passage
from yanbao.review.reading.chinese_numerals import HAN, chinese, value
from yanbao.review.reading.places import Place

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NUMERAL = re.compile(rf"[0-9]+|[{_LETTERS}]|[{_CIRCLED}]|{HAN}")

_STYLES = {
    "1）": r"(?<![0-9.])[0-9]{1,2}[）)]",
    "（1）": r"[（(][0-9]{1,2}[）)]",
    "a）": r"(?<![A-Za-z])[a-z][）)]",
    "（a）": r"[（(][a-z][）)]",
    "①": f"[{_CIRCLED}]",
    "（一）": f"[（(]{HAN}[）)]",
    "一、": f"{HAN}、(?![一二三四五六七八九十])",
    "1、": r"(?<![0-9.])[0-9]{1,2}[、.．](?=[^\W0-9]|[“《「])",
    "第一": f"第{HAN}(?=[，、：:是])(?!、[一二三四五六七八九十])",
    "其一": f"其{HAN}(?=[，、：:是])",
    "一是": f"{HAN}(?=是)",
}
_MARKER = re.compile("|".join(f"({pattern})" for pattern in _STYLES.values()))

_CLOSING = ("1）", "a）")
"""Styles that look like the end of what stands in brackets."""
_REFERRING = ("所述", "两点", "两项", "点", "项")
"""What stands after a number that refers to an item."""
_AFTER_COMMA = ("1）", "（1）", "a）", "（a）", "①", "（一）", "第一", "其一", "一是")

_OPEN, _CLOSE = "（(", "）)"


@dataclass(frozen=True, slots=True)
class Marker(Place):
    """The number of an item; ``style`` is how the first would be written."""

    style: str
    number: int

    def written(self, number: int) -> str:
        """The marker that another number would have."""
        numeral = _NUMERAL.search(self.text)
        return self.text if numeral is None else self.text.replace(numeral[0], _numeral(numeral[0], number), 1)


def markers(passage: Passage) -> Iterator[Marker]:
    """The numbers at the start of a passage, or inside it where an item may begin."""
    text = passage.text
    if not _MARKER.search(text):
        return
    depths = list(accumulate(text, _depth, initial=0))
    for match in _MARKER.finditer(text):
        style, number = list(_STYLES)[(match.lastindex or 1) - 1], _number(match[0])
        closes = style in _CLOSING and depths[match.start()] > 0
        if not number or closes or text.startswith(_REFERRING, match.end()) or not passage.is_typed(*match.span()):
            continue
        if _may_begin(text, match.start(), style, number):
            yield Marker(passage, *match.span(), style, number)


def _depth(depth: int, character: str) -> int:
    """How many brackets are open after a character."""
    return depth + 1 if character in _OPEN else max(0, depth - 1) if character in _CLOSE else depth


def _may_begin(text: str, at: int, style: str, number: int) -> bool:
    """Whether an item can begin here; the first may follow a word, as in 包括1）."""
    before = text[:at].rstrip(" \u3000")[-1:]
    if not before or before in "。；;：:！？!?\n":
        return True
    return style in _AFTER_COMMA and (before in "，," or (number == 1 and style in _CLOSING))


def _number(marker: str) -> int:
    numeral = _NUMERAL.search(marker)
    if numeral is None:
        return 0
    for series in (_LETTERS, _CIRCLED):
        if numeral[0] in series:
            return series.index(numeral[0]) + 1
    return value(numeral[0])


def _numeral(like: str, number: int) -> str:
    """A number in the digits of another numeral."""
    for series in (_LETTERS, _CIRCLED):
        if like in series:
            return series[number - 1]
    return str(number) if like.isascii() else chinese(number)
