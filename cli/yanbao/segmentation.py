"""Chinese text as words, after the dictionary of jieba."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

_VOCABULARY = (
    *("元宇宙", "光模块", "光芯片", "轻资产", "殖利率", "大储", "户储", "源端", "业态"),
    *("外需", "外协", "量价", "场均", "件均", "资负", "转固"),
)
"""Words that the dictionary lacks, and that a doubled character is often read from."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word at ``start`` to ``end`` of a text. ``tag`` is its part of speech as jieba names it: n…, v…, m…"""

    text: str
    tag: str
    start: int
    end: int


def segment(text: str) -> Iterator[Word]:
    """The words of a text, in order and without gaps; what the dictionary does not know is single characters."""
    start = 0
    for word, tag in _jieba().tag(text, hmm=False):
        yield Word(word, tag, start, start + len(word))
        start += len(word)


@cache
def _jieba() -> ModuleType:
    import rjieba  # builds its dictionary on import, which takes 80 ms: only where a text needs it

    for word in _VOCABULARY:
        rjieba.add_word(word, None, None)
    return rjieba
