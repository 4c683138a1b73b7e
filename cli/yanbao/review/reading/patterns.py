"""Patterns made from lists of words and names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable


def either(words: Iterable[str], pattern_of: Callable[[str], str] = re.escape) -> str:
    """A pattern of any of some words, the longest first; of none, one that matches nowhere."""
    longest_first = sorted({str(word) for word in words}, key=lambda word: (-len(word), word))
    return "|".join(map(pattern_of, longest_first)) or "(?!)"


def bounded(name: str, pattern: str = "", more: str = "") -> str:
    """A pattern of a name, or the one given for it, that does not stand inside a longer Latin word or number.

    ``more`` is a pattern of what shall not stand behind it either.
    """
    before = r"(?<![A-Za-z0-9])" if re.match(r"[A-Za-z0-9]", name) else ""
    after = rf"(?![A-Za-z0-9]{more})" if re.search(r"[A-Za-z0-9]$", name) else ""
    return before + (pattern or re.escape(name)) + after


def blanked(pattern: re.Pattern[str], text: str, filler: str = " ") -> str:
    """The text with each match replaced by fillers of equal length, so that offsets stay valid."""
    return pattern.sub(lambda match: filler * len(match[0]), text)
