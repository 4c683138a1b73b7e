"""Cuts Chinese text into words, with the dictionary of jieba."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from yanbao.memory import Lasting

_VOCABULARY = (
    *("元宇宙", "光模块", "光芯片", "轻资产", "殖利率", "大储", "户储", "源端", "业态"),
    *("外需", "外协", "量价", "场均", "件均", "资负", "转固"),
)
"""Words that the dictionary lacks, and that it would cut so that a character seems to be there twice."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word at ``start`` to ``end`` of a text. ``tag`` is its part of speech as jieba names it: n…, v…, m…"""

    text: str
    tag: str
    start: int
    end: int


_CUT = Lasting[list[tuple[str, str]]]("words")
"""Words and tags of texts, by text and the words that a project adds."""

Segment = Callable[[str], Iterator[Word]]


class Segmenter:
    """Cuts text by jieba's dictionary and more words."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self._words = words

    @cached_property
    def _jieba(self) -> Any:
        import rjieba  # builds its dictionary on import, which takes 80 ms: only where a text needs it

        jieba = rjieba.Jieba() if self._words else rjieba  # a project's words are not in the dictionary of others
        for word in (*_VOCABULARY, *self._words):
            jieba.add_word(word, None, None)
        return jieba

    def segment(self, text: str) -> Iterator[Word]:
        """The words of a text, in order and without gaps; what the dictionary does not know is single characters."""
        start = 0
        for word, tag in _CUT.recall("\0".join((text, *self._words)), lambda _: self._cut(text)):
            yield Word(word, tag, start, start + len(word))
            start += len(word)

    def _cut(self, text: str) -> list[tuple[str, str]]:
        return [(word, tag) for word, tag in self._jieba.tag(text, hmm=False)]


@cache
def segmenter(words: tuple[str, ...] = ()) -> Segmenter:
    """The segmenter that knows these words besides, made once."""
    return Segmenter(words)
