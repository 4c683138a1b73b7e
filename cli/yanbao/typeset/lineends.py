"""Half-width punctuation at the ends of lines, which only layout knows.

By GB/T 15834—2011, 5.1.10, a punctuation mark at the end of a line is half as wide: one more character may fit, and
centred or right-aligned lines end at the ink. An opening mark at the start of a line is trimmed, as at the start of a
paragraph.

Where a line would end so early that it cannot be justified, because a name must not be broken, marks inside it are set
half width too, as few as let the name in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import pairwise
from typing import Any

from yanbao.chinese import BREAK, CLOSING, HAN, JOIN, OPENING, SPACE, TRIM
from yanbao.typeset import weasyprint
from yanbao.typeset.justifying import MOST

_NARROW = 4
"""Lines up to this width, in em, are too narrow for this."""

_MARK_SOON = re.compile(rf"[^{CLOSING}]{{0,16}}[{CLOSING}]")
_FULL_MARK = re.compile(rf"(?<=[{HAN}])[，、；](?=[{HAN}])")
"""A mark inside a line that may be set half width."""

_CONTROLS = re.compile(f"[{BREAK}{JOIN}{SPACE}]")

_ENDS_WITH_MARK = re.compile(rf"[{CLOSING}][{JOIN}{BREAK}]*\Z")

_Split = tuple[Any, int | None, bool]
_Fill = Callable[[str, float], _Split]

_is_on = ContextVar("_is_on", default=False)


@contextmanager
def half_width_ends(*, wanted: bool) -> Iterator[None]:
    """Context in which punctuation at line ends is half as wide, if wanted."""
    before = _is_on.set(wanted)
    try:
        yield
    finally:
        _is_on.reset(before)


def split_text_box(
    context: Any,
    box: Any,
    available_width: float | None,
    skip: int,
    is_line_start: bool = True,
) -> _Split:
    """Wraps WeasyPrint's function: the text that fits, the next line's byte offset, whether the break is forced."""
    narrow = _NARROW * box.style["font_size"] if is_line_start else 0
    if not _is_on.get() or available_width is None or available_width <= narrow:
        return weasyprint.split_text_box(context, box, available_width, skip, is_line_start)
    text = box.text.encode()[skip:].decode()
    head = TRIM if skip and is_line_start and text.startswith(tuple(OPENING)) else ""
    size = box.style["font_size"]

    def fill(text: str, width: float) -> _Split:
        return weasyprint.split_text_box(context, box.copy_with_text(text), width, 0, is_line_start)

    filled = _filled if box.style["text_align_all"] == "justify" else _ended
    made, resume, must_end = filled(fill, head + text, available_width, size)
    return made, resume and resume + skip - len(head.encode()), must_end


def _filled(fill: _Fill, text: str, room: float, size: float) -> _Split:
    """The first line of justified ``text``; the mark at its end gets half its width, and if need be others."""
    made, resume, must_end = _ended(fill, text, room, size)
    if made is None or resume is None or must_end:
        return made, resume, must_end
    if room - made.width <= MOST * size * len(_CONTROLS.sub("", made.text)):
        return made, resume, False
    marks = [found.end() for found in _FULL_MARK.finditer(text, 0, len(made.text))]
    for count in range(1, len(marks) + 1):
        at = marks[:count]
        squeezed = SPACE.join(text[start:end] for start, end in pairwise([0, *at, len(text)]))
        more, later, _ = _ended(fill, squeezed, room, size)
        if later and later - count * len(SPACE.encode()) > resume:
            return more, later - count * len(SPACE.encode()), False
    return made, resume, False


def _ended(fill: _Fill, text: str, room: float, size: float) -> _Split:
    """The first line of ``text``; a mark at its end gets half its width."""
    half = size / 2
    made, resume, must_end = fill(text, room)
    if made is None or resume is None or must_end:
        return made, resume, must_end
    if _MARK_SOON.match(text[len(made.text) :]):
        more, later, must_end = fill(text, room + half)
        if later and later > resume and not must_end and _ENDS_WITH_MARK.search(more.text):
            made, resume = more, later
    if _ENDS_WITH_MARK.search(made.text):
        made.width -= half
    return made, resume, False
