"""Finds texts and pictures that overlap."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from operator import attrgetter

from yanbao.typeset.audit.ink import Ink, Reading
from yanbao.typeset.audit.violations import Fault
from yanbao.typeset.boxes import MM

TOLERANCE = 0.15
"""Overlap tolerated between letters, in em of the smaller ones."""

PICTURE_TOLERANCE = 1 * MM

_TOP = attrgetter("top")


def find_overprinted(reading: Reading) -> Iterator[Fault]:
    """Each overlapping pair, except with the draft mark behind a page."""
    for page in reading.inks:
        near: list[Ink] = []
        for ink in sorted((ink for ink in page if not ink.is_behind), key=_TOP):
            top, left, right = ink.top, ink.left, ink.right
            near = [other for other in near if other.bottom > top]
            for other in near:
                if other.right > left and other.left < right:
                    shared = _shared(ink, other)
                    if shared:
                        yield _fault(ink, other, shared)
            near.append(ink)


def _shared(one: Ink, other: Ink) -> float:
    """Height of the overlap; 0 if they hardly touch."""
    size = min(one.size, other.size)
    tolerance = PICTURE_TOLERANCE if max(one.size, other.size) == inf else size * TOLERANCE
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return down if across > tolerance and down > tolerance else 0


def _fault(one: Ink, other: Ink, shared: float) -> Fault:
    """A violation of the text in the HTML, rather than of what styles generate."""
    first, second = (one, other) if one.is_written else (other, one)
    return Fault("overprinted", first.element, first.text, shared / MM, second.text)
