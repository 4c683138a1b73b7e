"""What a line never breaks: numbers with their units, figures with their numbers, names of models, tickers. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from yanbao.addresses import addresses
from yanbao.chinese import CLOSING, HAN, LOWERED, RAISED
from yanbao.segmentation import segmenter

_UNITS = "个百分点|个基点|百分点|基点|美元|港元|港币|欧元|日元|英镑|平方米|立方米|公里|小时|分钟|季度|人民币"
_WORDS = "的与和及或在为是有至到已将并等以从被让"
"""Characters that neither count nor measure; any other after a number is taken to."""

_SCRIPTS = RAISED + LOWERED

_NUMBER = r"[Vv]?[0-9][0-9,]*(?:\.[0-9]+)*[A-Za-z]*[%％‰]?"

_KEPT = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        # 图5, 表 12, 第3章; the word may have a space before its number
        r"(?:图|表|附录|第) ?[0-9]",
        # 2023-2024年, 30%~50%, 16.4亿元, 1.5个百分点
        rf"{_NUMBER}(?:[-–~～]{_NUMBER})*(?:(?<![%％‰])[百千万亿兆]*(?:{_UNITS}|(?![{_WORDS}])[{HAN}])|[百千万亿兆]+)?",
        # 16 GB, 128 K
        r"[0-9] (?:[KMGTP]?i?B|[KMGTP]|[kcmnµ]?m|[mnµ]?s|[kMG]?Hz|[kMG]?Wh?|kg|bps?|pct|tokens)\b",
        # Gemini 1.5 Pro, SenseChat-Vision V4, Llama 3
        r"[A-Z][\w+.-]*(?: [A-Z][A-Za-z]*){0,2} [Vv]?[0-9][\w.]*(?: [A-Z][A-Za-z]+\b(?! [0-9]))?",
        # CO₂, Al₂O₃, 10⁻⁹
        rf"[\w)）\]][{_SCRIPTS}]+(?:\w{{1,3}}[{_SCRIPTS}]+)*\w?",
        # SenseChat-Vision, GPT-4V, BRK-B
        r"\b[A-Z0-9]\w*(?:-[A-Z0-9]\w*)+",
    )
)
_LAST = re.compile(rf"[^\s][{HAN}][{CLOSING}…%]*\s*\Z")
_HAN = re.compile(f"[{HAN}]")
_LOOSE_BESIDE = re.compile(f"[{HAN}{_SCRIPTS}]")
"""Beside these a line may break, as engines see it."""

_LOOSE = " -–~～/"
"""After these a line may break."""


def kept(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of what is kept in one line, unless a line could not break in it anyway."""
    found = sorted(match.span() for pattern in _KEPT for match in pattern.finditer(text))
    for start, end in _merged(found):
        if any(_inside(text, start, end)):
            yield start, end


def joins(text: str) -> set[int]:
    """Places of a paragraph where a line could break, but must not; each is the number of characters before it.

    No line of one character ends it, either.
    """
    found = {place for start, end in kept(text) for place in _inside(text, start, end)}
    if last := _LAST.search(text):
        found.add(last.start() + 1)
    return found


def inside_addresses(text: str) -> set[int]:
    """Places inside addresses of the web and of mail, which are left as they are."""
    return {place for start, end in addresses(text) for place in range(start + 1, end)}


def inside_words(text: str) -> set[int]:
    """Places inside Chinese words."""
    return {
        place
        for word in segmenter().segment(text)
        for place in range(word.start + 1, word.end)
        if _HAN.match(text[place])
    }


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans, given in order, as one where they overlap."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            start, end = merged[-1][0], max(end, merged.pop()[1])
        merged.append((start, end))
    return merged


def _inside(text: str, start: int, end: int) -> Iterator[int]:
    for place in range(start + 1, end):
        before, after = text[place - 1], text[place]
        if not after.isspace() and (before in _LOOSE or any(map(_LOOSE_BESIDE.match, (before, after)))):
            yield place
