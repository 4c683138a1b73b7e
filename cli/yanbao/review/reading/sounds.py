"""Pronunciation of Chinese characters, to detect typing errors by sound."""

from __future__ import annotations

import os

from yanbao.memory import Lasting

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
