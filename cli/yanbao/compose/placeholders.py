"""Private-use characters that stand for something while Markdown is rendered; no author's text has them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

WORD = "\ue100"
"""Inserted between a full-width mark and asterisks or tildes, where Markdown would not open or close emphasis."""

LINE = "\ue101"
"""Marks a line break that is kept in print."""

SLOT = re.compile("[\ue000\ue002]([0-9]+)[\ue001\ue003]")
"""A bound value: so no value is parsed as markup."""

NOTE = re.compile("\ue104([0-9]+)\ue105")
"""The number of a footnote, counted from 1 in its text; in print the numbers go on through a page."""

PAGE = "\ue106"
"""The anchor of the page."""

FORMULA = re.compile("\ue107([0-9]+)\ue108")
"""A formula, counted from 0 in its text."""

_WIDE_SLOT = "\ue002\ue003"


def is_wide(character: str) -> bool:
    """True if no space is set between this character and the next line."""
    return (
        unicodedata.east_asian_width(character) in "WF"
        or character in _WIDE_SLOT + "\u2014\u2018\u2019\u201c\u201d\u2026"
    )


def slot(number: int, printed: str) -> str:
    """The placeholder for a value; ``printed`` decides how lines join next to it."""
    start = "\ue002" if printed and is_wide(printed[0]) else "\ue000"
    end = "\ue003" if printed and is_wide(printed[-1]) else "\ue001"
    return f"{start}{number}{end}"


def note_number(number: int) -> str:
    """The placeholder for the number of a footnote."""
    return f"\ue104{number}\ue105"


def formula(number: int) -> str:
    """The placeholder for a formula."""
    return f"\ue107{number}\ue108"


def with_values(text: str, values: Sequence[str]) -> str:
    """A text with its slots filled."""
    return SLOT.sub(lambda found: values[int(found[1])], text) if values else text
