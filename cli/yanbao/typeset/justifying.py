"""Justified lines of Chinese text: what a line lacks is shared among the places between its characters.

WeasyPrint stretches spaces only, of which Chinese text has none. Here every place beside a Chinese character gets the
same share, and so does a space between words; letters of a word and digits of a number stay together. The share is
added to the advance of glyphs that are shaped already, so that gaps and kerning stay as they are. It stays below the
tenth of an em from which programs that read a PDF see a space; a line that lacks more ends early.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from weasyprint.formatting_structure.boxes import InlineBox, LineBox, TextBox
from weasyprint.text.ffi import TO_UNITS, ffi
from weasyprint.text.line_break import Layout, create_layout, line_size

from yanbao.chinese import BREAK, CLOSING, HAN, JOIN, OPENING, SPACE
from yanbao.typeset.boxes import Box

MOST = 0.08
"""Em that two characters may move apart."""

_CONTROLS = SPACE + JOIN + BREAK
_OPEN = re.compile(rf"[{HAN}{OPENING}{CLOSING} ]")
_TIED = "—…"
"""Two of these are one mark."""


class _Character(NamedTuple):
    """A drawn character: its box, its place in the text of the box (in bytes)."""

    box: Box
    place: int
    text: str


class _Spread(Layout):  # type: ignore[misc]  # WeasyPrint has no types
    """A line of text whose glyphs at the given places (in bytes) are wider, by so many of Pango's units."""

    def __init__(self, made: Any, text: str, places: frozenset[int], by: int) -> None:
        self.__dict__.update(made.__dict__)
        self.text, self._places, self._by, self._is_spread = text, places, by, False

    def reactivate(self, style: Any) -> None:
        super().reactivate(style)
        self._is_spread = False

    def get_first_line(self) -> tuple[Any, int | None]:
        line, index = super().get_first_line()
        if not self._is_spread:
            self._is_spread = True
            self._widen(line.runs[0] if line.runs != ffi.NULL else ffi.NULL)
        return line, index

    def _widen(self, run: Any) -> None:
        left = set(self._places)
        while run != ffi.NULL:
            item = run.data
            first, clusters, glyphs = item.item.offset, item.glyphs.log_clusters, item.glyphs.glyphs
            for at in range(item.glyphs.num_glyphs):
                if (place := first + clusters[at]) in left:
                    left.discard(place)
                    glyphs[at].geometry.width += self._by
            run = run.next


def justify_line(context: Any, line: Box, extra_width: float) -> None:
    """Wraps WeasyPrint's function: let a line end ``extra_width`` (px) further right, as far as it may."""
    characters = list(_characters(line))
    if characters and characters[-1].box is _last_text(line):
        extra_width += _trim(context, characters[-1])
    places = [before for before, after in pairwise(characters) if _may_open(before, after)]
    if not places:
        return
    by = min(extra_width / len(places), MOST * characters[0].box.style["font_size"])
    opened: dict[int, list[int]] = defaultdict(list)
    for character in places:
        opened[id(character.box)].append(character.place)
    _shift(line, opened, by, 0)


def _characters(box: Box) -> Iterator[_Character]:
    """The drawn characters of a line, in order; anything else in it is one empty character."""
    if isinstance(box, TextBox):
        place = 0
        for text in box.pango_layout.text:
            if text not in _CONTROLS:
                yield _Character(box, place, text)
            place += len(text.encode())
    elif isinstance(box, LineBox | InlineBox):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _characters(child)
    else:
        yield _Character(box, 0, "")


def _last_text(line: Box) -> Box | None:
    return next((box for box in reversed(list(_texts(line))) if box.pango_layout.text.strip(_CONTROLS)), None)


def _texts(box: Box) -> Iterator[Box]:
    if isinstance(box, TextBox):
        yield box
    elif isinstance(box, LineBox | InlineBox):
        for child in box.children:
            yield from _texts(child)


def _may_open(before: _Character, after: _Character) -> bool:
    pair = before.text + after.text
    return len(pair) == len("一一") and _OPEN.search(pair) is not None and not set(pair) <= set(_TIED)


def _trim(context: Any, last: _Character) -> float:
    """Take away the gap after the last character of a line; returns how wide (px) it was."""
    box, text = last.box, last.box.pango_layout.text
    bare = text.rstrip(_CONTROLS)
    if last.text in CLOSING or SPACE not in text[len(bare) :]:
        return 0.0
    layout = create_layout(bare, box.style, context, None, 0)
    wide, _height = line_size(layout.get_first_line()[0], box.style)
    layout.deactivate()
    narrower: float = box.width - wide
    box.pango_layout, box.width = layout, wide
    return narrower


def _shift(box: Box, opened: Mapping[int, Sequence[int]], by: float, ahead: float) -> float:
    """Move a box ``ahead`` px and open the places in it; returns by how much what follows moves."""
    if isinstance(box, TextBox):
        box.position_x += ahead
        if places := opened.get(id(box)):
            share = _whole(by, box.style["font_size"])
            box.pango_layout = _Spread(box.pango_layout, box.pango_layout.text, frozenset(places), share)
            box.width += share * len(places) / TO_UNITS
            ahead += share * len(places) / TO_UNITS
    elif isinstance(box, LineBox | InlineBox):
        start = ahead
        if isinstance(box, InlineBox):
            box.position_x += ahead
        for child in box.children:
            if child.is_in_normal_flow():
                ahead = _shift(child, opened, by, ahead)
        box.width += ahead - start
    else:
        box.translate(ahead, 0)
    return ahead


def _whole(by: float, size: float) -> int:
    """A distance in Pango's units, a little above a whole thousandth of an em, to which the PDF rounds it down."""
    thousandths = int(by / size * 1000)
    return round((thousandths + 0.1) / 1000 * size * int(TO_UNITS))
