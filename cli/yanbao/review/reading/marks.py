"""What the rules on punctuation share: classes of characters, and how they read what the author typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.addresses import addresses, without_addresses
from yanbao.model.manuscript import Manuscript, Passage, Role
from yanbao.review.reading.markup import markup
from yanbao.review.reading.sentences import typed

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
"""Chinese characters, for a class of a pattern."""

WIDE = "，。、；：？！（）《》〈〉「」『』【】〔〕"
"""Marks that are Chinese wherever they stand; “ ” ‘ ’ — … are English too."""

TITLES = (Role.TITLE, Role.SECTION, Role.HEAD, Role.PAGE, Role.HEADING, Role.CAPTION)
"""Lines that stand by themselves."""

LABELS = (Role.LABEL, Role.HEADER, Role.CELL, Role.UNIT, Role.CARD, Role.ALT)
"""Words in and around figures; data vendors write them their own way."""

NUMERAL = "[0-9]{1,2}|[A-Za-z]|[ivx]{2,4}|[一二三四五六七八九十]{1,3}"
"""What counts the items of a list, as a pattern."""

LIST_NUMBER = re.compile(rf"(?:^|(?<=[\s。；：，、！？,;:（(]))(?P<number>{NUMERAL})(?P<bracket>[)）])")
"""The number of an item in running text, closed by a bracket that nothing opens."""

INTERVAL = re.compile(r"[\[(（]\s*[-+−]?[0-9.%∞]+\s*[,，]\s*[-+−]?[0-9.%∞]*\s*[\])）]")
"""An interval, which may open with one bracket and close with another."""

_HAN = re.compile(f"[{HAN}]")


def has_han(text: str) -> bool:
    """Whether there is Chinese in a text."""
    return bool(_HAN.search(text))


def count_han(text: str) -> int:
    """How many Chinese characters a text has."""
    return len(_HAN.findall(text))


def distinct(manuscript: Manuscript) -> Iterator[Passage]:
    """The passages, each once, though labels, cells and heads print in several places."""
    seen = set()
    for passage in manuscript.passages:
        key = (passage.origin.mark, passage.offsets[0], passage.text)
        if key not in seen:
            seen.add(key)
            yield passage


def matches(pattern: re.Pattern[str], passage: Passage) -> Iterator[re.Match[str]]:
    """Where a pattern is found in what was typed, web addresses and foreign markup aside."""
    found = [match for match in pattern.finditer(passage.text) if typed(passage, match)]
    left_alone = [*addresses(passage.text), *((one.start, one.end) for one in markup(passage))] if found else []
    for match in found:
        if not any(start < match.end() and match.start() < end for start, end in left_alone):
            yield match


def own(passage: Passage) -> str:
    """The text with what is bound, web addresses and foreign markup blanked out: as long as the passage."""
    characters = list(passage.text)
    blank = [*((span.start, span.end) for span in passage.spans), *((one.start, one.end) for one in markup(passage))]
    for start, end in blank:
        characters[start:end] = "\0" * (end - start)
    return without_addresses("".join(characters))
