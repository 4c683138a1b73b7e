"""What the audit finds, before it is put into words for each block."""

from __future__ import annotations

from typing import Any, NamedTuple

from yanbao.chinese import BREAK, JOIN, SPACE

Element = Any
"""An element of the page's HTML (ElementTree)."""

PT = 0.75
"""Points in a CSS pixel."""

_IGNORED = str.maketrans(dict.fromkeys([BREAK, JOIN, SPACE, "\u00ad"]))


class Fault(NamedTuple):
    """``kind`` is a key of ``findings.KINDS``; ``amount`` is in mm, or pt for sizes; ``other`` is what lies over it."""

    kind: str
    element: Element
    text: str
    amount: float = 0
    other: str = ""


def readable(text: str) -> str:
    """Text without signs, on one line."""
    return " ".join(text.translate(_IGNORED).split())


def plain(text: str) -> str:
    """Text without spaces and signs, which layout adds and takes away."""
    return "".join(text.translate(_IGNORED).split())
