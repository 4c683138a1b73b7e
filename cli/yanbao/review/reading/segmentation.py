"""Cuts Chinese text into words, with the dictionary of jieba."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from yanbao.model.words import WordLists
from yanbao.review.reading.sentences import once
from yanbao.review.reading.words import builtin


@dataclass(frozen=True, slots=True)
class Word:
    """A word at ``start`` to ``end`` of a text. ``tag`` is its part of speech as jieba names it: n…, v…, m…"""

    text: str
    tag: str
    start: int
    end: int


Segment = Callable[[str], Iterator[Word]]


class Segmenter:
    """Cuts text by jieba's dictionary and the vocabulary of the lists."""

    def __init__(self, lists: WordLists) -> None:
        self._lists = lists

    @cached_property
    def _jieba(self) -> Any:
        import rjieba  # builds its dictionary on import, which takes 80 ms: only where a text needs it

        jieba = rjieba if self._lists is builtin() else rjieba.Jieba()  # a dictionary that other projects do not share
        for word in self._lists.vocabulary:
            jieba.add_word(str(word), None, None)
        return jieba

    def segment(self, text: str) -> Iterator[Word]:
        """The words of a text, in order and without gaps; what the dictionary does not know is single characters."""
        start = 0
        for word, tag in self._jieba.tag(text, hmm=False):
            yield Word(word, tag, start, start + len(word))
            start += len(word)


@once
def segmenter(lists: WordLists) -> Segmenter:
    """The segmenter with these lists, made once."""
    return Segmenter(lists)
