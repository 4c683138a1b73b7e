"""Helpers of punctuation rules: character classes, and access to typed text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.addresses import addresses, without_addresses
from yanbao.chinese import HAN
from yanbao.model.manuscript import Manuscript, Passage, Role
from yanbao.review.reading.kept import kept
from yanbao.review.reading.markup import markup
from yanbao.review.reading.sentences import typed

WIDE = "，。、；：？！（）《》〈〉「」『』【】〔〕"
"""Marks that are only Chinese; “ ” ‘ ’ — … are also English."""

TITLES = (Role.TITLE, Role.SECTION, Role.HEAD, Role.PAGE, Role.HEADING, Role.CAPTION)
"""Roles of single-line texts such as titles."""

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
    """Passages without duplicates: labels, cells and heads may print in several places."""
    seen = set()
    for passage in manuscript.passages:
        key = (passage.origin.mark, passage.offsets[0], passage.text)
        if key not in seen:
            seen.add(key)
            yield passage


def matches(pattern: re.Pattern[str], passage: Passage) -> Iterator[re.Match[str]]:
    """Matches of a pattern in typed text, except in URLs and foreign markup."""
    found = [match for match in pattern.finditer(passage.text) if typed(passage, match)]
    left_alone = [*addresses(passage.text), *((one.start, one.end) for one in markup(passage))] if found else []
    for match in found:
        if not any(start < match.end() and match.start() < end for start, end in left_alone):
            yield match


@kept
def own(passage: Passage) -> str:
    """The text with bound values, URLs and foreign markup replaced by blanks of equal length."""
    characters = list(passage.text)
    blank = [*((span.start, span.end) for span in passage.spans), *((one.start, one.end) for one in markup(passage))]
    for start, end in blank:
        characters[start:end] = "\0" * (end - start)
    return without_addresses("".join(characters))
