"""Tokenises Latin words and numbers in Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.addresses import without_addresses
from yanbao.characters import is_digits
from yanbao.review.reading.kept import kept
from yanbao.review.reading.patterns import blanked

_CODE = re.compile(
    r"\b(?:[A-Za-z0-9-]+\.)+(?:com|cn|net|org|gov|edu)\b(?:/[\w./-]*)?"
    r"|\b[\w-]+\.(?:xlsx?|csv|pdf|docx?|pptx?|py|js|json|ya?ml|txt|md|png|jpe?g|svg|html?)\b"
    r"|\b[A-Z0-9]{1,6}\.(?:SH|SZ|BJ|HK|OF|SI|US|TW|T|O|N|L|PA|DE|KS)\b"
    r"|\b[A-Z]{1,5} (?:US|HK|CH|LN|JP|KS|TT|GR|FP)\b"
    r"|\w*_\w*"
    r"|[@#$][A-Za-z]\w*",
    re.ASCII,
)
"""Domains, file names, tickers, identifiers: nobody spells these."""

SEPARATORS = " \u00a0-\u2010\u2011\u2013·."
"""What may stand between the parts of a name, and is often left out."""

_ATOM = re.compile(r"[A-Za-z]+|[0-9]+(?:\.[0-9]+)*")
_ZEROS = re.compile(r"(?:\.0+)+$")


@kept
def uncoded(text: str) -> str:
    """The text with URLs, file names and tickers replaced by blanks of equal length."""
    return blanked(_CODE, without_addresses(text), "\0")


Atom = tuple[int, int, str]
"""Start and end of a word or number, and what it is whatever its spelling: ``gpt`` for GPT, ``4`` for 4.0."""


@kept
def atoms(text: str) -> list[Atom]:
    """The Latin words and the numbers of a text."""
    return [(match.start(), match.end(), _ZEROS.sub("", match[0].lower())) for match in _ATOM.finditer(text)]


def phrases(text: str, found: list[Atom], first: int, limit: int = 8) -> Iterator[tuple[int, str]]:
    """End and key of the phrases that begin with an atom; the shortest first.

    The key is what all spellings of a phrase have in common: ``gpt4turbo`` of GPT-4 Turbo and GPT 4.0Turbo.
    """
    key, last = "", found[first][0]
    for start, end, atom in found[first : first + limit]:
        between = text[last:start]
        if len(between) > 1 or between not in SEPARATORS:
            return
        key += "|" + atom if is_digits(key[-1:]) and is_digits(atom[0]) else atom
        last = end
        yield end, key


def key(text: str) -> str:
    """The key of a phrase; empty if it is none."""
    found = atoms(text)
    ends = dict(phrases(text, found, 0, len(found))) if found and found[0][0] == 0 else {}
    return ends.get(len(text), "")


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a phrase is not part of a longer word or address."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return not (_JOINED_BEFORE.search(before) or _JOINED_AFTER.match(after))


_JOINED_BEFORE = re.compile(r"[A-Za-z0-9_@\0]$|[A-Za-z0-9]\.$")
_JOINED_AFTER = re.compile(r"[A-Za-z0-9_\0]|\.[A-Za-z0-9]")


def neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    """The Latin words right before and after a place; empty where there is Chinese, a number or a mark."""
    before, after = _BEFORE.search(text[max(0, start - 30) : start]), _AFTER.match(text, end)
    return (before[1] if before else ""), (after[1] if after else "")


_BEFORE = re.compile(r"([A-Za-z]+)[ \u00a0'’-]{1,2}$")
_AFTER = re.compile(r"[ \u00a0'’-]{1,2}([A-Za-z]+)")


def one_edit(one: str, other: str) -> bool:
    """Whether a letter inside a word is missing, added, another one, or two neighbours have changed places.

    First and last letters count as right: what differs there is mostly another word (Moderna, modern; plurals).
    """
    if one == other or abs(len(one) - len(other)) > 1 or one[:1] != other[:1]:
        return False
    start = next((i for i, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), -1)
    if start < 0:
        return False  # a letter more at the end
    if len(one) == len(other):
        if one[start : start + 2] == other[start : start + 2][::-1]:
            return one[start + 2 :] == other[start + 2 :]
        return start < len(one) - 1 and one[start + 1 :] == other[start + 1 :]
    short, long = sorted((one, other), key=len)
    return short[start:] == long[start + 1 :]
