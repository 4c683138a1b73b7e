"""No spaces stand beside Chinese marks, between Chinese characters, or in twos.

The space between Chinese and Latin is set by the tool, so a typed one makes a wider gap there than elsewhere. In a
report that types it throughout, one hint says so. Spaces between Latin words are fine, and so are those in names of the
ledger, after the number of a title, and around vs. In cells and labels, and between the halves of a title, a space is
a hint.

PASS::

    text: 据Mordor报告，AI社交应用将增长；Sora可以创建复杂场景

FAIL::

    text: 据Mordor报告， AI社交应用将增长；Sora 可以创建复杂场景
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.ledger import Ledger
from yanbao.model.manuscript import Manuscript, Passage
from yanbao.review.findings import Finding, on
from yanbao.review.punctuation.marks import HAN, LABELS, LIST_NUMBER, TITLES, WIDE, distinct, has_han, matches
from yanbao.review.reading import is_han, mentions

ID = "stray-space"
LEVEL = Level.WARNING

_SPACE = re.compile(r"(?<=\S)[ \t\u3000]+(?=\S)")
_LATIN = "A-Za-z0-9%\u0370-\u03ff"
_GAP = re.compile(f"(?<=[{HAN}])[ \u3000](?=[{_LATIN}])|(?<=[{_LATIN}])[ \u3000](?=[{HAN}])")
_NO_GAP = re.compile(f"(?<=[{HAN}])(?=[{_LATIN}])|(?<=[{_LATIN}])(?=[{HAN}])")
_QUOTES = "“”‘’—…"
_TITLE_NUMBER = re.compile(
    r"(?:[图表]*\d+(?:[.-]\d+)*|第[\d一二三四五六七八九十]+[章节篇讲部分]+|附[录表图件][A-Z\d一二三四五]*)"
)
_VERSUS = re.compile(r"(?:^|\W)vs\.?$|^ *vs\b", re.IGNORECASE)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Warnings and hints at spaces."""
    passages = list(distinct(manuscript))
    ledger = manuscript.project.ledger
    gaps = [(passage, match) for passage in passages for match in _gaps(passage, ledger)]
    for passage in passages:
        for match in matches(_SPACE, passage):
            if problem := _problem(passage, match.start(), match.end(), ledger):
                yield on(passage, match.start(), match.end(), problem[0], _remedy(passage, match), problem[1])
    if len(gaps) <= sum(len(_NO_GAP.findall(passage.text)) for passage in passages):
        for passage, match in gaps:
            level = Level.HINT if passage.role in LABELS else None
            message = f"a space between Chinese and Latin in '{_around(passage, match)}'"
            yield on(passage, match.start(), match.end(), message, _remedy(passage, match), level)
    elif gaps:
        passage, match = gaps[0]
        message = f"spaces between Chinese and Latin, {len(gaps)} of them in this report"
        yield on(passage, match.start(), match.end(), message, "the tool sets this gap: type none", Level.HINT)


def _problem(passage: Passage, start: int, end: int, ledger: Ledger) -> tuple[str, Level | None] | None:
    """What is wrong with the space at a place, and a weaker level if it may be meant."""
    text = passage.text
    before, after = text[start - 1], text[end]
    if beside := before if before in WIDE else after if after in WIDE else "":
        return f"a space beside {beside}", None
    if before == ")" and has_han(text) and any(number.end() == start for number in LIST_NUMBER.finditer(text)):
        return "a space after the number of an item", None
    if _is_by_chinese_quote(text, start, end):
        return f"a space beside {before if before in _QUOTES else after}", None
    if is_han(before) and is_han(after):
        if _numbers_title(passage, start) or _in_name(passage, start, end, ledger):
            return None
        is_meant = passage.role in TITLES or passage.role in LABELS
        return f"a space between '{before}' and '{after}'", Level.HINT if is_meant else None
    if end - start > 1 and before not in ".?!":
        return f"{end - start} spaces in a row", Level.HINT if passage.role in LABELS else None
    if "\u3000" in text[start:end] and not _GAP.match(text, start):
        return "a full-width space", None
    return None


def _is_by_chinese_quote(text: str, start: int, end: int) -> bool:
    """Whether a quotation mark, dash or ellipsis beside the space has Chinese on its other side, or the space has."""
    before, after = text[:start].rstrip(_QUOTES), text[end:].lstrip(_QUOTES)
    if len(before) == start and len(after) == len(text) - end:
        return False
    return any(char != "" and (is_han(char) or char in WIDE) for char in (before[-1:], after[:1]))


def _gaps(passage: Passage, ledger: Ledger) -> Iterator[re.Match[str]]:
    for match in matches(_GAP, passage):
        is_versus = _VERSUS.search(passage.text[: match.start()]) or _VERSUS.search(passage.text[match.start() :])
        is_meant = is_versus or _numbers_title(passage, match.start())
        if not is_meant and not _in_name(passage, match.start(), match.end(), ledger):
            yield match


def _numbers_title(passage: Passage, end: int) -> bool:
    return passage.role in TITLES and bool(_TITLE_NUMBER.fullmatch(passage.text[:end]))


def _in_name(passage: Passage, start: int, end: int, ledger: Ledger) -> bool:
    return any(mention.start < start and end < mention.end for mention in mentions(passage.text, ledger))


def _around(passage: Passage, match: re.Match[str]) -> str:
    """The words on both sides of a space."""
    before = re.search(r"[A-Za-z0-9%.-]+$|.{1,2}$", passage.text[: match.start()])
    after = re.match(r"[A-Za-z0-9%.-]+|.{1,2}", passage.text[match.end() :])
    return (before[0] if before else "") + match[0] + (after[0] if after else "")


def _remedy(passage: Passage, match: re.Match[str]) -> str:
    first, last = (passage.origin.locate(passage.offsets[at]).line for at in (match.start() - 1, match.end()))
    if first != last:
        return "it comes from the line break: write the text on one line, or fold it with | instead of >"
    return "delete it"
