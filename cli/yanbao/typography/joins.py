"""Finds what must not be broken across lines: numbers with units, figure references, names, tickers. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from yanbao.addresses import addresses
from yanbao.chinese import CLOSING, HAN, LOWERED, RAISED, breadth_of
from yanbao.segmentation import segmenter

_UNITS = "个百分点|个基点|百分点|基点|美元|港元|港币|欧元|日元|英镑|平方米|立方米|公里|小时|分钟|季度|人民币"
_WORDS = "的与和及或在为是有至到已将并等以从被让"
"""Characters that are no units or counters; any other Chinese character after a number is taken for one."""

_SCRIPTS = RAISED + LOWERED

_NUMBER = r"[Vv]?[0-9][0-9,]*(?:\.[0-9]+)*[A-Za-z]*[%％‰]?"

_KEPT = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        # 图5, 表 12, 第3章; a space is allowed before the number
        r"(?:图|表|附录|第) ?[0-9]",
        # 2023-2024年, 30%~50%, 16.4亿元, 1.5个百分点
        rf"{_NUMBER}(?:[-–~～]{_NUMBER})*(?:(?<![%％‰])[百千万亿兆]*(?:{_UNITS}|(?![{_WORDS}])[{HAN}])|[百千万亿兆]+)?",
        # 16 GB, 128 K
        r"[0-9] (?:[KMGTP]?i?B|[KMGTP]|[kcmnµ]?m|[mnµ]?s|[kMG]?Hz|[kMG]?Wh?|kg|bps?|pct|tokens)\b",
        # Gemini 1.5 Pro, SenseChat-Vision V4, Llama 3
        r"[A-Z][\w+.-]*(?: [A-Z][A-Za-z]*){0,2} [Vv]?[0-9][\w.]*(?: [A-Z][A-Za-z]+\b(?! [0-9]))?",
        # CO₂, Al₂O₃, 10⁻⁹
        rf"[\w)）\]][{_SCRIPTS}]+(?:\w{{1,3}}[{_SCRIPTS}]+)*\w?",
        # names in a list and in brackets: 、上海电影、 and （昆仑万维）
        rf"(?<=、)[{HAN}]{{2,4}}(?=、|等)|(?<=（)[{HAN}]{{2,4}}(?=）)",
        # SenseChat-Vision, GPT-4V, BRK-B
        r"\b[A-Z0-9]\w*(?:-[A-Z0-9]\w*)+",
    )
)
_YIELDING = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"(?<=[、（][{HAN}]{{2}})(?=[{HAN}]{{2}}[、）等])",  # 上海 电影
        r"(?<=[A-Za-z] )(?=[A-Za-z0-9])|(?<=[0-9] )(?=[A-Z][a-z]{2})",  # Gemini 1.5 Pro
        r"(?<=[A-Za-z]{3}-)(?=[A-Za-z0-9]{2})",  # SenseChat-Vision
        rf"(?<=[万亿])(?=(?:{_UNITS}))",  # 16.4亿 美元
    )
)
"""Where a long name or amount may be divided, if it must."""

_LAST = re.compile(rf"[^\s][{HAN}][{CLOSING}…%]*\s*\Z")
_MARKS = CLOSING + "…% "
_MANY = 20
"""Characters of a paragraph whose last line is long."""

_LAST_LINE = 4
"""Em of such a line, without the marks at its end."""

_HAN = re.compile(f"[{HAN}]")
_LOOSE_BESIDE = re.compile(f"[{HAN}{_SCRIPTS}]")
"""Next to these, layout engines would break a line."""

_LOOSE = " -–~～/"
"""After these, layout engines would break a line."""


def kept(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each unbreakable span in which an engine might break a line."""
    found = sorted(match.span() for pattern in _KEPT for match in pattern.finditer(text))
    for start, end in merged(found):
        if any(_inside(text, start, end)):
            yield start, end


def joins(text: str) -> set[int]:
    """Offsets in a paragraph at which an engine would break a line but must not.

    This also keeps a paragraph from ending in a line of one character, and a longer one in one of less than four.
    """
    found = {place for start, end in kept(text) for place in _inside(text, start, end)}
    if last := _LAST.search(text):
        found.add(last.start() + 1)
    return found | _in_last_line(text)


def yielding(text: str) -> set[int]:
    """Those of the joins that are given up before a line ends too early: in the middle of names and long amounts."""
    return {match.start() for pattern in _YIELDING for match in pattern.finditer(text)} - _in_last_line(text)


def _in_last_line(text: str) -> set[int]:
    """The places in the end of a longer paragraph that may not stand alone in a line."""
    end = len(text.rstrip(_MARKS))
    if end < _MANY:
        return set()
    start = next((at for at in range(end - 1, 0, -1) if breadth_of(text[at:end]) >= _LAST_LINE), 0)
    return set(_inside(text, start, end))


def inside_addresses(text: str) -> set[int]:
    """Offsets inside web and mail addresses, which are not changed."""
    return {place for start, end in addresses(text) for place in range(start + 1, end)}


def words(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each Chinese word of more than one character."""
    for word in segmenter().segment(text):
        if word.end - word.start > 1 and _HAN.match(text[word.end - 1]):
            yield word.start, word.end


def inside_words(text: str) -> set[int]:
    """Places inside Chinese words."""
    return {place for start, end in words(text) for place in range(start + 1, end)}


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Merge overlapping spans, given in order."""
    made: list[tuple[int, int]] = []
    for start, end in spans:
        if made and start < made[-1][1]:
            start, end = made[-1][0], max(end, made.pop()[1])
        made.append((start, end))
    return made


def _inside(text: str, start: int, end: int) -> Iterator[int]:
    for place in range(start + 1, end):
        before, after = text[place - 1], text[place]
        if not after.isspace() and (before in _LOOSE or any(map(_LOOSE_BESIDE.match, (before, after)))):
            yield place
