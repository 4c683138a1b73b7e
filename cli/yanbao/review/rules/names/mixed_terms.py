"""One thing has one name throughout a report.

If the ledger has several names for a thing, a report uses one of them, unless it introduces the other:
谷歌（Google）, 以下简称“商汤”. A short form may follow the full one; the other way round is a hint. Hints are also
English names of well-known companies, terms that mean the same (上下文窗口, 语境窗口), and terms that differ in one
character of the same sound (新势力, 新实力). Each inconsistent name is reported once. Titles, quotations, names of
products (Google Cloud), full names in law, bare cells of tables and bound text are ignored.

PASS::

    text: 谷歌（Google）上线Gemini 1.5，Google随后开放接口。

FAIL::

    text: 谷歌上线Gemini 1.5，Google随后开放接口。
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, takewhile

from yanbao.diagnostics import Level
from yanbao.model.ledger import Ledger
from yanbao.model.manuscript import Manuscript, Passage
from yanbao.model.words import WordLists
from yanbao.review.findings import Finding, where
from yanbao.review.reading.known_names import KnownName, by_thing, is_spelling, known_names, names_of_things, uses
from yanbao.review.reading.patterns import blanked, either
from yanbao.review.reading.places import Place
from yanbao.review.reading.sentences import is_han
from yanbao.review.reading.sounds import homophonous_terms
from yanbao.review.reading.words import words_of
from yanbao.rules import define

RULE = define("mixed-terms", __doc__, "review", Level.WARNING)

_NO_WORD = re.compile("尤其它|其它们")
"""Where 其它 is part of other words."""

_FURTHER = 2
"""By how many characters two terms are extended on each side, where both go on in the same way."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at the first place of each other name."""
    passages, words = tuple(manuscript.passages), words_of(manuscript.project)
    yield from _names(manuscript.project.ledger, words, passages)
    yield from _terms(words, passages)
    yield from _homophones(known_names(manuscript.project), words, passages)


def _names(ledger: Ledger, words: WordLists, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Names of one thing; the first in the ledger that the report uses is the one to keep."""
    things = names_of_things(ledger, words.translations)
    found, introduced = uses(passages, things)
    for thing, names in by_thing(found, things):
        kept = next(name for name in things if name in names and things[name] == thing)
        order = list(names)
        for name in order:
            earlier, later = sorted((kept, name), key=order.index)
            is_introduced = frozenset((kept, name)) in introduced or _is_short(later, earlier)
            if name != kept and not is_introduced and not is_spelling(name, kept):
                is_certain = name in ledger.names and not _is_short(earlier, later)
                remedy = f"write '{kept}' throughout, or introduce the other name: {kept}（{name}）"
                yield from _other(names[name], names[kept], remedy, None if is_certain else Level.HINT)


def _is_short(name: str, full: str) -> bool:
    """Whether a name is made from characters of another in their order, as 招行 is from 招商银行."""
    left = iter(full)
    return all(character in left for character in name)


def _terms(words: WordLists, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Terms for one thing; the most frequent is the one to keep."""
    pattern = re.compile(either(chain.from_iterable(words.synonyms)))
    places: dict[str, list[Place]] = {}
    for passage in passages:
        text = blanked(_NO_WORD, passage.text)
        for match in pattern.finditer(text):
            places.setdefault(match[0], []).append(Place(passage, *match.span()))
    for terms in words.synonyms:
        used = [term for term in terms if term in places]
        kept = max(used, key=lambda term: len(places[term]), default="")
        for term in used:
            if term != kept:
                yield from _other(places[term], places[kept], f"write '{kept}' throughout", Level.HINT)


def _homophones(names: Iterable[KnownName], words: WordLists, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Terms that sound alike. Names are for ``name-spelling``, and terms for one thing have been reported."""
    known = "\n".join([*(name.text for name in names), *chain.from_iterable(words.synonyms)])
    for earlier, later in homophonous_terms(passages, words.homophones):
        fewer, more = sorted((later, earlier), key=len)
        if fewer[0].text not in known and more[0].text not in known:
            first, other = _extended(fewer[0], more[0])
            remedy = f"if one thing is meant, write '{other.text}'"
            yield from _other([first, *fewer[1:]], [other], remedy, Level.HINT)


def _extended(one: Place, other: Place) -> tuple[Place, Place]:
    """Both places with what is around them, where that is the same: 情景学 and 情境学 are 情景学习 and 情境学习."""
    before = _shared(one.passage.text[: one.start][::-1], other.passage.text[: other.start][::-1])
    after = _shared(one.passage.text[one.end :], other.passage.text[other.end :])
    return (
        replace(one, start=one.start - before, end=one.end + after),
        replace(other, start=other.start - before, end=other.end + after),
    )


def _shared(one: str, other: str) -> int:
    """How many Chinese characters two texts begin with in common, as far as it matters."""
    pairs = zip(one[:_FURTHER], other[:_FURTHER], strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1] and is_han(pair[0]), pairs))


def _other(places: Sequence[Place], kept: Sequence[Place], remedy: str, level: Level | None) -> Iterator[Finding]:
    """A finding at the first place of a name that was typed."""
    if typed := [place for place in places if place.is_typed]:
        times = f" (in {len(typed)} places)" if len(typed) > 1 else ""
        message = f"'{typed[0].text}'{times} is '{kept[0].text}' elsewhere, first at {where(kept[0].mark)}"
        yield typed[0].finding(message, remedy, level)
