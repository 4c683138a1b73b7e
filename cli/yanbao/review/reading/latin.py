"""Latin words, numbers and units in Chinese text, and the forms in which a report writes them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from yanbao.addresses import without_addresses
from yanbao.characters import is_digits
from yanbao.chinese import HAN
from yanbao.model.manuscript import Passage
from yanbao.review.reading.kept import kept, kept_all
from yanbao.review.reading.patterns import blanked
from yanbao.review.reading.places import Place

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


@dataclass(frozen=True, slots=True)
class Form(Place):
    """One place where a term stands: ``shape`` is what may be written in another way, ``key`` what stays the same.

    ``number`` is that of its passage, in reading order.
    """

    number: int
    key: str
    shape: str

    @property
    def order(self) -> tuple[int, int, int]:
        return self.number, self.start, self.end


_ENGLISH = re.compile(r"[A-Za-z][\w'’.-]*(?:[ ,:;&/]{1,2}[A-Za-z][\w'’.-]*){3,}", re.ASCII)
"""Four words in a row are a phrase of English, which has plurals and capitals of its own."""

_TITLE = re.compile(rf"《[^》{HAN}]*》")

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-\u2010\u2011·.][A-Za-z0-9]+)*")
_LETTER_AND_NUMBER = re.compile(r"[A-Za-z][-\u2010\u2011·.]?[0-9]+")
"""T-1 is a day, T1 is not."""

_SHORT = frozenset({"ai", "vr", "ar", "tv", "ip"})
"""Words of two letters that are what they are in any case; most are something else (Co, CO)."""

_UNITS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        r"(?<![\w.])[0-9][0-9.,]* ?(?P<unit>[kK])(?!\w|线|[ ]?(?:分辨率|超?高清|视频|电视|屏|显示|画质))",
        r"(?<=[0-9]) ?(?P<unit>(?i:[kmgt]wh|[kmg]hz|kg|km|kw|tops))(?!\w)",
        r"(?<![\w.])(?:19|20)[0-9][0-9](?P<unit>[eE])(?!\w)",
        r"(?<![\w.])(?:[0-9][0-9]|[0-9]{4})(?P<unit>[qQhH])[1-4](?!\w)",
        r"(?<![\w.])[2-6](?P<unit>G|g(?=网络|通信|基站|手机|时代|技术|应用|套餐|商用|终端|消息|专网|用户))(?!\w)",
    )
)
"""Units and marks of periods after a number: 128K (not 4K高清 or 5K线), kWh, 2024E, 24Q1, 5G (not grams)."""


def forms(passages: Iterable[Passage], known: Collection[str]) -> Iterator[Form]:
    """Words and units, but for names, which have a key in ``known``, and words that are part of one."""
    read = [(number, passage, _chinese(passage.text)) for number, passage in enumerate(passages)]
    words = [form for place in read for form in _words(*place, known)]
    keys = {form.key for form in words}
    pairs = (form for place in read for form in _pairs(*place, keys))
    units = (form for place in read for form in _units(*place))
    return chain(words, pairs, units)


@kept
def _chinese(text: str) -> str:
    """The text with blanks for what is English, or an address."""
    for pattern in (_TITLE, _ENGLISH):
        text = blanked(pattern, text, "\0")
    return uncoded(text)


def _words(number: int, passage: Passage, text: str, known: Collection[str]) -> Iterator[Form]:
    names = list(_names(text, known))
    for match in _WORD.finditer(text):
        start, end = match.span()
        shared = key(match[0])
        is_term = (len(shared) > 2 or shared in _SHORT) and not _LETTER_AND_NUMBER.fullmatch(match[0])
        is_name = shared in known or any(first <= start and end <= last for first, last in names)
        if is_term and not is_name and stands_alone(text, start, end):
            yield Form(passage, start, end, number, shared, match[0])


@kept_all
def _names(text: str, known: Collection[str]) -> Iterator[tuple[int, int]]:
    found = atoms(text)
    for first, (start, _, _) in enumerate(found):
        yield from ((start, end) for end, shared in phrases(text, found, first, 4) if shared in known)


def _pairs(number: int, passage: Passage, text: str, keys: Collection[str]) -> Iterator[Form]:
    """Two words with a space that elsewhere are one: Suno AI and SunoAI."""
    found = atoms(text)
    for first, (start, _, _) in enumerate(found):
        for end, shared in list(phrases(text, found, first, 2))[1:]:
            written = text[start:end]
            if " " in written and shared in keys and not written.islower() and stands_alone(text, start, end):
                yield Form(passage, start, end, number, shared, written)


def _units(number: int, passage: Passage, text: str) -> Iterator[Form]:
    for pattern in _UNITS:
        for match in pattern.finditer(text):
            unit = match["unit"]
            shared = unit.lower() if len(unit) > 1 else f"1{unit.lower()}"
            yield Form(passage, *match.span(), number, shared, unit)
