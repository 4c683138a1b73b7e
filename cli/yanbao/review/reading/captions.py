"""How captions are read."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile(r"[\s，,。；;：:、()《》<>“”‘’\"'!?！？…·]+")


def squeeze(text: str) -> str:
    """A text without white space, punctuation, case and width; the signs and points of numbers stay."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).casefold()
