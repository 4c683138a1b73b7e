"""Half-width punctuation at the ends of lines, which only layout knows.

By GB/T 15834—2011, 5.1.10, a punctuation mark at the end of a line is half as wide: one more character may fit, and
centred or right-aligned lines end at the ink. An opening mark at the start of a line is trimmed, as at the start of a
paragraph.

Where a line would end early, because what follows must not be broken, marks inside it are set half width too: all of
them, if the line is then full, or else as few as let the next characters in. If it would still end so early that it
cannot be justified, names are broken where they may be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from itertools import pairwise
from typing import Any

import uharfbuzz as hb

from yanbao.chinese import BREAK, CLOSING, FULL, HAN, JOIN, OPENING, SPACE, TRIM, YIELD
from yanbao.disk import read
from yanbao.model.sheet import MAX_FONT, FontSet
from yanbao.typeset import weasyprint
from yanbao.typeset.justifying import MOST

_NARROW = 4
"""Lines up to this width, in em, are too narrow for this."""

_FULL_MARK = re.compile(rf"[，、；：）](?=[{HAN}])")
"""A mark inside a line that may be set half width."""

_YIELDS = re.compile(f"( ?){YIELD}")

_CONTROLS = re.compile(f"[{BREAK}{JOIN}{SPACE}]")

_Split = tuple[Any, int | None, bool]
_Fill = Callable[[str, float], _Split]

_narrow = ContextVar[str | None]("_narrow", default=None)
"""Closing marks that are narrow in the report's fonts; None turns this off."""


@contextmanager
def half_width_ends(*, wanted: bool, narrow: str = "") -> Iterator[None]:
    """Context in which punctuation at line ends is half as wide, if wanted, but for ``narrow`` marks."""
    before = _narrow.set(narrow if wanted else None)
    try:
        yield
    finally:
        _narrow.reset(before)


def narrow_marks(fonts: FontSet) -> str:
    """The closing marks whose glyphs are not full-width, such as the quotation marks of some fonts."""
    found = set[str]()
    for face in (fonts.regular, *((fonts.fallback.regular,) if fonts.fallback else ())):
        font = hb.Font(hb.Face(read(face.path.parent, face.path.name, MAX_FONT)))
        for mark in CLOSING:
            glyph = font.get_nominal_glyph(ord(mark))
            if glyph and font.get_glyph_h_advance(glyph) < FULL * font.face.upem:
                found.add(mark)
    return "".join(sorted(found))


@lru_cache(maxsize=8)
def _patterns(narrow: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A closing mark that comes soon, and one at the end."""
    marks = "".join(mark for mark in CLOSING if mark not in narrow)
    return re.compile(rf"[^{marks}]{{0,16}}[{marks}]"), re.compile(rf"[{marks}][{JOIN}{BREAK}]*\Z")


def split_text_box(
    context: Any,
    box: Any,
    available_width: float | None,
    skip: int,
    is_line_start: bool = True,
) -> _Split:
    """Wraps WeasyPrint's function: the text that fits, the next line's byte offset, whether the break is forced."""
    narrow = _NARROW * box.style["font_size"] if is_line_start else 0
    if _narrow.get() is None or available_width is None or available_width <= narrow:
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
    """The first line of justified ``text``; if it is short, marks get half their width, and names are broken."""
    made, resume, must_end = _ended(fill, text, room, size)
    if made is None or resume is None or must_end:
        return made, resume, must_end
    if _lacks(made, room, size) <= MOST:
        return made, resume, False
    marks = [found.end() for found in _FULL_MARK.finditer(text, 0, len(made.text))]
    for at in (marks, *(marks[:count] for count in range(1, len(marks) + 1))):
        squeezed = SPACE.join(text[start:end] for start, end in pairwise([0, *at, len(text)]))
        more, later, _ = _ended(fill, squeezed, room, size)
        later = later and later - len(at) * len(SPACE.encode())
        if later and later > resume and (at is not marks or _lacks(more, room, size) <= MOST):
            return more, later, False
    more, later, _ = _ended(fill, _YIELDS.sub(rf"{BREAK}{BREAK}\1", text), room, size)
    return (more, later, False) if later and later > resume else (made, resume, False)


def _lacks(line: Any, room: float, size: float) -> float:
    """By how much, in em, each character of a line would have to be wider."""
    lacks: float = (room - line.width) / size / max(1, len(_CONTROLS.sub("", line.text)))
    return lacks


def _ended(fill: _Fill, text: str, room: float, size: float) -> _Split:
    """The first line of ``text``; a mark at its end gets half its width."""
    half, (mark_soon, ends_with_mark) = size / 2, _patterns(_narrow.get() or "")
    made, resume, must_end = fill(text, room)
    if made is None or resume is None or must_end:
        return made, resume, must_end
    if mark_soon.match(text[len(made.text) :]):
        more, later, must_end = fill(text, room + half)
        if later and later > resume and not must_end and ends_with_mark.search(more.text):
            made, resume = more, later
    if ends_with_mark.search(made.text):
        made.width -= half
    return made, resume, False
