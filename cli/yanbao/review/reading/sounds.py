"""Pronunciation of Chinese characters, and terms that differ in one character of the same sound: 新实力 and 新势力."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from yanbao.chinese import HAN
from yanbao.memory import Lasting
from yanbao.model.manuscript import Passage
from yanbao.review.reading.kept import kept_all
from yanbao.review.reading.places import Place

_SOUNDS_OTHERWISE = frozenset("行长重")
"""Characters whose first reading is not the one they mostly have in finance: 银行, 增长, 重组."""

_SOUNDS = Lasting[str]("sounds")


def sound(character: str) -> str:
    """The usual reading of a Chinese character, without its tone; empty for any other, and where it is not certain."""
    return _SOUNDS.recall(character, _looked_up)


def _looked_up(character: str) -> str:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # single characters are enough, and load in a third of the time
    from pypinyin import lazy_pinyin  # few reports have two forms to compare

    return "" if character in _SOUNDS_OTHERWISE else "".join(lazy_pinyin(character, errors="ignore"))


def sound_alike(one: str, other: str) -> bool:
    """Whether two different characters sound the same, tones aside."""
    return one != other and bool(sound(one)) and sound(one) == sound(other)


def homophones(one: str, other: str) -> bool:
    """Whether two texts differ in one Chinese character only, which sounds the same."""
    if len(one) != len(other):
        return False
    different = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(different) == 1 and sound_alike(*different[0])


_RUN = re.compile(rf"[{HAN}]{{3,}}")

_ALONE = 4
"""Length of a term when the differing character is at its start or end."""

_COMMON = frozenset(
    "的了和与及在是为有等对将从被把个一二三四五六七八九十百千万亿两年月日上下中大小不也都就这那其该此着过到地得以于并或而但则之者所由"
    "向至自我他她它们你时使示际级化好很没么只还会说可能要给让"
)
"""Characters too common to tell terms apart."""


def homophonous_terms(
    passages: Iterable[Passage], both_right: Iterable[str]
) -> Iterator[tuple[list[Place], list[Place]]]:
    """Places of two terms that differ in one character only, which sounds the same; the earlier first.

    What is compared are three characters that differ in the second, and four where words begin or end for certain, at
    a mark or at a Latin word, that differ in the first or last. ``both_right`` are pairs of characters to leave alone.
    """
    pairs = set(map(frozenset, both_right))
    terms: dict[tuple[str, str], dict[str, list[Place]]] = {}
    for passage in passages:
        for start, at, end in _windows(passage.text):
            around = passage.text[start:at], passage.text[at + 1 : end]
            terms.setdefault(around, {}).setdefault(passage.text[at], []).append(Place(passage, start, end))
    for variants in terms.values():
        for one, other in combinations(variants, 2):
            if frozenset((one, other)) not in pairs and sound_alike(one, other):
                yield variants[one], variants[other]


@kept_all
def _windows(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, position of the character that may differ, and end, of each candidate term."""
    for run in _RUN.finditer(text):
        first, last = run.span()
        for at in range(first + 1, last - 1):
            if _COMMON.isdisjoint(text[at - 1 : at + 2]):
                yield at - 1, at, at + 2
        if last - first >= _ALONE:
            if _COMMON.isdisjoint(text[first : first + _ALONE]):
                yield first, first, first + _ALONE
            if _COMMON.isdisjoint(text[last - _ALONE : last]):
                yield last - _ALONE, last - 1, last
