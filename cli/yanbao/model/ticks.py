"""Words that say whether, and how far, something has a property: a table prints them as marks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

Degree = Literal["full", "part", "none"]

DEGREES: tuple[Degree, ...] = get_args(Degree)

MARKS: Mapping[Degree, str] = {"full": "●", "part": "◐", "none": "○"}

WORDS: Mapping[Degree, tuple[str, ...]] = {
    "full": ("支持", "是", "有", "具备", "√"),
    "part": ("部分支持", "部分", "有限"),
    "none": ("不支持", "否", "无", "不具备", "×"),
}
"""What authors may write for each."""

_DEGREES: Mapping[str, Degree] = {word: degree for degree, words in WORDS.items() for word in words}


def degree_of(text: str) -> Degree | None:
    """What a word says; None if it is no such word."""
    return _DEGREES.get(text.strip())
