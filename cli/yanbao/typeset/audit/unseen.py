"""What is on paper and cannot be seen: under a ground that was painted over it, or in the colour of its own ground."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import attrgetter

from yanbao.contrast import contrast
from yanbao.typeset.audit.grounds import Color, Ground, over
from yanbao.typeset.audit.ink import Ink, Reading
from yanbao.typeset.audit.violations import Fault

PAPER = (1.0, 1.0, 1.0, 1.0)

CONTRAST, DIFFERENCE = 1.3, 0.3
"""Least ratio of luminances (WCAG 2), and least difference of a primary colour: text has one of them at least."""

_INSET = 0.15
"""How much of a text at each side may be covered."""

_ORDER = attrgetter("order")


def find_unseen(reading: Reading) -> Iterator[Fault]:
    """Each text that does not differ from its ground, and each text and picture that is painted over."""
    for inks, grounds in zip(reading.inks, reading.grounds, strict=True):
        waiting = sorted(grounds, key=lambda ground: -ground.place[1])
        near: list[Ground] = []
        for ink in sorted(inks, key=lambda ink: ink.top):
            if ink.is_behind:
                continue
            while waiting and waiting[-1].place[1] < ink.bottom:
                near.append(waiting.pop())
            near = [ground for ground in near if ground.place[3] > ink.top]
            if kind := _fault(ink, near):
                yield Fault(kind, ink.element, ink.text)


def _fault(ink: Ink, near: Sequence[Ground]) -> str | None:
    """The kind of what is wrong with it."""
    across, down = (ink.right - ink.left) * _INSET, (ink.bottom - ink.top) * _INSET
    left, top, right, bottom = ink.left + across, ink.top + down, ink.right - across, ink.bottom - down
    touching = [
        ground
        for ground in near
        if ground.place[0] < right and ground.place[2] > left and ground.place[1] < bottom and ground.place[3] > top
    ]
    if ink.color is None and not any(ground.is_opaque and ground.order > ink.order for ground in touching):
        return None
    is_even = all(
        ground.place[0] <= left and ground.place[2] >= right and ground.place[1] <= top and ground.place[3] >= bottom
        for ground in touching
    )
    middle = (left + right) / 2, (top + bottom) / 2
    corners = [] if is_even else [(x, y) for x in (left, right) for y in (top, bottom)]
    kinds = {_kind(ink, [ground for ground in touching if _has(ground, *point)]) for point in (middle, *corners)}
    return next((kind for kind in ("covered", "faint") if kind in kinds), None)


def _has(ground: Ground, x: float, y: float) -> bool:
    left, top, right, bottom = ground.place
    return left <= x <= right and top <= y <= bottom


def _kind(ink: Ink, grounds: Sequence[Ground]) -> str | None:
    above = [ground for ground in grounds if ground.order > ink.order]
    if any(ground.is_opaque for ground in above):
        return "covered"
    if ink.color is None:
        return None
    below = sorted((ground for ground in grounds if ground.order < ink.order), key=_ORDER)
    colors: list[Color] = []
    for ground in below:
        if ground.color is None:
            return None  # a picture: nobody knows
        colors = [ground.color] if ground.is_opaque else [*colors, ground.color]
    veils = [ground.color for ground in sorted(above, key=_ORDER) if ground.color]
    if differs(ink.color, tuple(colors), tuple(veils)):
        return None
    return "covered" if veils and differs(ink.color, tuple(colors), ()) else "faint"


@lru_cache(maxsize=1000)
def differs(text: Color, below: tuple[Color, ...], above: tuple[Color, ...]) -> bool:
    """Whether text can be told from the paper under it, whatever thin colours lie between and over them."""
    ground: Color = PAPER
    for color in below:
        ground = over(color, ground)
    text = over(text, ground)
    for color in above:
        text, ground = over(color, text), over(color, ground)
    ink, paper = ([min(max(part, 0.0), 1.0) for part in color[:3]] for color in (text, ground))
    most = max(abs(one - other) for one, other in zip(ink, paper, strict=True))
    return contrast(ink, paper) >= CONTRAST or most >= DIFFERENCE
