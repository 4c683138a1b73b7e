"""Normalises captions for comparison."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile(r"[\s，,。；;：:、()《》<>“”‘’\"'!?！？…·]+")


def squeeze(text: str) -> str:
    """Normalised text: no white space or punctuation, lower case, half width. Signs and decimal points are kept."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).casefold()
