"""Punctuation marks: character classes, access to typed text, and whether brackets and quotation marks are balanced."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from yanbao.addresses import addresses, without_addresses
from yanbao.chinese import HAN
from yanbao.model.manuscript import Manuscript, Passage, Role
from yanbao.review.reading.kept import kept
from yanbao.review.reading.markup import markup
from yanbao.review.reading.patterns import blanked
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


CLOSING = dict(zip("《〈“‘（「『【〔[(", "》〉”’）」』】〕])", strict=True))
"""Closing mark of each opening mark."""

_OPENING = {closing: opening for opening, closing in CLOSING.items()} | {"）": "(", ")": "("}
_KIND = {"（": "("}
"""Brackets of both widths are one kind here."""

_LIST_NUMBER = re.compile(rf"(?<![A-Za-z0-9.%+−-])(?:{NUMERAL})[)）]")
_APOSTROPHE = re.compile(r"[A-Za-z]’|.?’[0-9][0-9]")
_FACE = re.compile(r"[:;]-?[()]")


@dataclass(frozen=True, slots=True)
class Fault:
    """A mark without partner, or inside its own kind; ``by`` is the mark before which it should have been closed."""

    at: int
    kind: Literal["unclosed", "unopened", "nested"]
    by: str = ""


@dataclass(slots=True)
class _Open:
    at: int
    kind: str
    may_be_closed: bool = False  # by the bracket of what looks like the number of an item


@dataclass
class _Reader:
    text: str
    open: list[_Open] = field(default_factory=list)
    depth: Counter[str] = field(default_factory=Counter)
    crossed: Counter[str] = field(default_factory=Counter)

    def faults(self) -> Iterator[Fault]:
        numbers = {match.end() - 1 for match in _LIST_NUMBER.finditer(self.text)}
        for at, mark in enumerate(self.text):
            if mark in CLOSING:
                if not (mark == "‘" and re.match(r"[0-9]0", self.text[at + 1 : at + 3])):  # ‘90s
                    yield from self._opened(at, _KIND.get(mark, mark))
            elif kind := _OPENING.get(mark):
                yield from self._closed(at, kind, at in numbers)
        yield from (Fault(one.at, "unclosed") for one in self.open if not one.may_be_closed)

    def _opened(self, at: int, kind: str) -> Iterator[Fault]:
        if kind in "《“" and self.depth[kind]:
            yield Fault(at, "nested")
        self.open.append(_Open(at, kind))
        self.depth[kind] += 1

    def _closed(self, at: int, kind: str, is_number: bool) -> Iterator[Fault]:
        last = self.open[-1] if self.open and self.open[-1].kind == kind else None
        if is_number and not (last and re.fullmatch(NUMERAL, self.text[last.at + 1 : at])):  # but （1）
            if last:
                last.may_be_closed = True
            return
        if not self.depth[kind]:
            if self.crossed[kind]:
                self.crossed[kind] -= 1
            elif not (kind == "‘" and _APOSTROPHE.match(self.text[max(0, at - 1) : at + 3])):
                yield Fault(at, "unopened")
            return
        self.depth[kind] -= 1
        while (inner := self.open.pop()).kind != kind:
            self.depth[inner.kind] -= 1
            if not inner.may_be_closed:
                self.crossed[inner.kind] += 1
                yield Fault(inner.at, "unclosed", self.text[at])


@kept
def faults(text: str) -> list[Fault]:
    """What is not paired in a text, in the order of the text.

    Numbers of items (1）, intervals, faces and apostrophes are left alone.
    """
    for harmless in (INTERVAL, _FACE):
        text = blanked(harmless, text, "\0")
    return sorted(_Reader(text).faults(), key=lambda fault: fault.at)


@kept
def misdirected_quotes(text: str) -> list[int]:
    """Where “ stands for ” or ” for “: in a text that has an even number of them, whose order is wrong."""
    quotes = [(match.start(), match[0]) for match in re.finditer("[“”]", text)]
    depth, is_wrong = 0, len(quotes) % 2 == 0
    for _, mark in quotes:
        depth += 1 if mark == "“" else -1
        if depth < 0:
            break
    if not is_wrong or depth == 0:
        return []
    return [at for number, (at, mark) in enumerate(quotes) if mark != "“”"[number % 2]]
