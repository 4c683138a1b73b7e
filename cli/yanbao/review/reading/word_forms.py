"""The Latin words and units of a report in the forms in which they are written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from yanbao.chinese import HAN
from yanbao.model.manuscript import Passage
from yanbao.review.reading.kept import kept, kept_all
from yanbao.review.reading.latin import atoms, key, phrases, stands_alone, uncoded
from yanbao.review.reading.patterns import blanked
from yanbao.review.reading.places import Place


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
