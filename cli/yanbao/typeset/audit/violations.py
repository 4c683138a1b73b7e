"""Violations found by the audit, before they are formatted per block."""

from __future__ import annotations

from typing import Any, NamedTuple

from yanbao.chinese import BREAK, JOIN, SPACE

Element = Any
"""An element of the page's HTML (ElementTree)."""

PT = 0.75
"""Points in a CSS pixel."""

_IGNORED = str.maketrans(dict.fromkeys([BREAK, JOIN, SPACE, "\u00ad"]))


class Fault(NamedTuple):
    """``kind`` is a key of ``findings.KINDS``; ``amount`` is in mm, or pt for sizes; ``other`` is what covers it."""

    kind: str
    element: Element
    text: str
    amount: float = 0
    other: str = ""


def readable(text: str) -> str:
    """Text on one line, without control characters."""
    return " ".join(text.translate(_IGNORED).split())


def plain(text: str) -> str:
    """Text without white space and control characters, which layout may add and remove."""
    return "".join(text.translate(_IGNORED).split())
