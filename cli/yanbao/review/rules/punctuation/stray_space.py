"""No spaces stand beside Chinese marks, between Chinese characters, or in twos.

The space between Chinese and Latin is set by the tool, so a typed one makes a wider gap there than elsewhere. In a
report that types it throughout, one hint says so. Spaces between Latin words are fine, and so are those in names of the
ledger, after the number of a title, around vs. and around web addresses. In cells and labels, and between the halves of
a title, a space is a hint.

PASS::

    text: 据Mordor报告，AI社交应用将增长；Sora可以创建复杂场景

FAIL::

    text: 据Mordor报告， AI社交应用将增长；Sora 可以创建复杂场景
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yanbao.addresses import addresses
from yanbao.chinese import HAN
from yanbao.diagnostics import Level
from yanbao.model.ledger import Ledger
from yanbao.model.manuscript import Manuscript, Passage
from yanbao.review.findings import Finding, on
from yanbao.review.reading.kept import kept_all
from yanbao.review.reading.marks import LABELS, LIST_NUMBER, TITLES, WIDE, distinct, has_han, matches
from yanbao.review.reading.sentences import is_han, mentions
from yanbao.rules import define

RULE = define("stray-space", __doc__, "review", Level.WARNING)

_SPACE = re.compile(r"(?<=\S)[ \t\u3000]+(?=\S)")
_LATIN = "A-Za-z0-9%\u0370-\u03ff"
_NO_GAP = re.compile(f"(?<=[{HAN}])(?=[{_LATIN}])|(?<=[{_LATIN}])(?=[{HAN}])")
_GAP = re.compile(f"[{HAN}][ \u3000][{_LATIN}]|[{_LATIN}][ \u3000][{HAN}]")
_ENGLISH_TOO = "“”‘’—…"
_WORD_BEFORE = re.compile(r"[A-Za-z0-9%.-]+$|.{1,2}$")
_WORD_AFTER = re.compile(r"[A-Za-z0-9%.-]+|.{1,2}")
_VERSUS = re.compile(r"\bvs\.?[ \u3000]| vs\b", re.IGNORECASE)
_TITLE_NUMBER = re.compile(
    r"(?:Part |PART |Chapter |[图表]*)[0-9]+(?:[.-][0-9]+)*"
    r"|第[0-9一二三四五六七八九十]+[章节篇讲部分]+|附[录表图件][A-Z0-9一二三四五]*"
)
_NEAR = 20


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Warnings and hints at spaces."""
    gaps: list[tuple[Passage, int, int]] = []
    tight = 0
    for passage in distinct(manuscript):
        tight += len(_NO_GAP.findall(passage.text))
        for start, end in _spaces(passage, manuscript.project.ledger):
            if problem := _problem(passage, start, end):
                yield on(passage, start, end, problem[0], "delete it", problem[1], mend="")
            elif _GAP.fullmatch(passage.text[start - 1 : end + 1]):
                gaps.append((passage, start, end))
    yield from _told(gaps, tight)


def _told(gaps: Sequence[tuple[Passage, int, int]], tight: int) -> Iterator[Finding]:
    """Spaces between Chinese and Latin: each, or once if there are more than ``tight`` places without."""
    if len(gaps) > tight:
        message = f"spaces between Chinese and Latin, {len(gaps)} of them in this report"
        yield on(*gaps[0], message, "the tool sets this gap: type none", Level.HINT)
        return
    for passage, start, end in gaps:
        words = (_WORD_BEFORE.search(passage.text[max(0, start - _NEAR) : start]), _WORD_AFTER.match(passage.text, end))
        message = f"a space between Chinese and Latin in '{' '.join(word[0] for word in words if word)}'"
        level = Level.HINT if passage.role in LABELS else None
        yield on(passage, start, end, message, "delete it", level, mend="")


@kept_all
def _spaces(passage: Passage, ledger: Ledger) -> Iterator[tuple[int, int]]:
    """The spaces that were typed, but for those in names, around vs. and after the number of a title."""
    text = passage.text
    spaces = [match.span() for match in matches(_SPACE, passage)]
    names = [(name.start, name.end) for name in mentions(text, ledger)] if spaces else []
    ends = {place for address in addresses(text) for place in address} if spaces else set()
    inside = {at for first, last in names for at in range(first, last)}
    for start, end in spaces:
        is_number = passage.role in TITLES and start < _NEAR and _TITLE_NUMBER.fullmatch(text[:start])
        is_versus = end - start == 1 and _VERSUS.search(text, max(0, start - 3), end + 3)
        if not is_number and not is_versus and ends.isdisjoint((start, end)) and start not in inside:
            yield start, end


def _problem(passage: Passage, start: int, end: int) -> tuple[str, Level | None] | None:
    """What is wrong with a space whatever the report's habit, and a weaker level if it may be meant."""
    text = passage.text
    before, after = text[start - 1], text[end]
    if beside := before if before in WIDE else after if after in WIDE else "":
        return f"a space beside {beside}", None
    if before == ")" and has_han(text) and _is_list_number(text, start):
        return "a space after the number of an item", None
    if mark := _chinese_mark(text, start, end):
        return f"a space beside {mark}", None
    if is_han(before) and is_han(after):
        is_meant = passage.role in TITLES or passage.role in LABELS
        return f"a space between '{before}' and '{after}'", Level.HINT if is_meant else None
    if end - start > 1 and before not in ".?!":
        return f"{end - start} spaces in a row", Level.HINT if passage.role in LABELS else None
    if text[start:end] == "\u3000" and not _GAP.fullmatch(text[start - 1 : end + 1]):
        return "a full-width space", None
    return None


def _is_list_number(text: str, end: int) -> bool:
    return any(number.end() == end for number in LIST_NUMBER.finditer(text, max(0, end - 6), end))


def _chinese_mark(text: str, start: int, end: int) -> str:
    """The quotation mark, dash or ellipsis beside a space, if there is Chinese on either side."""
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    outer = before.rstrip(_ENGLISH_TOO)[-1:] + after.lstrip(_ENGLISH_TOO)[:1]
    if any(is_han(character) or character in WIDE for character in outer):
        return next((mark for mark in (before[-1], after[0]) if mark in _ENGLISH_TOO), "")
    return ""
