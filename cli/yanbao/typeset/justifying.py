"""Justified lines of Chinese text: what a line lacks is shared among the places between its characters.

WeasyPrint stretches spaces only, of which Chinese text has none. Here every place beside a Chinese character gets the
same share, and so does a space between words; letters of a word and digits of a number stay together. The share is
added to the advance of glyphs that are shaped already, so that gaps and kerning stay as they are.

Programs that read a PDF see a space where glyphs are a tenth of an em apart. Where a line needs more, characters get
the alternate with a gap inside its advance (see ``typography/forms.py``), and are moved back from there. Punctuation
has none, nor what has a gap already: both stay below that tenth. A line that lacks still more ends early.
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
"""Em that any two characters may move apart."""

LOOSE = 0.16
"""Em that characters may move apart that have an alternate with a gap."""

_CONTROLS = SPACE + JOIN + BREAK
_OPEN = re.compile(rf"[{HAN}{OPENING}{CLOSING} ]")
_HAN = re.compile(f"[{HAN}]")
_TIED = "—…"
"""Two of these are one mark."""


class _Character(NamedTuple):
    """A drawn character: its box, its place in the text of the box (in bytes), and whether a gap follows."""

    box: Box
    place: int
    text: str
    has_gap: bool = False


class _Spread(Layout):  # type: ignore[misc]  # WeasyPrint has no types
    """A line of text with glyphs that are wider, by so many of Pango's units by place (in bytes)."""

    def __init__(self, made: Any, text: str, wider: Mapping[int, int]) -> None:
        self.__dict__.update(made.__dict__)
        self.text, self._wider, self._is_spread = text, wider, False

    def reactivate(self, style: Any) -> None:
        super().reactivate(style)
        self._is_spread = False

    def get_first_line(self) -> tuple[Any, int | None]:
        line, index = super().get_first_line()
        if not self._is_spread:
            self._is_spread = True
            left = dict(self._wider)
            for place, geometry in _glyphs(line):
                geometry.width += left.pop(place, 0)
        return line, index


def justify_line(context: Any, line: Box, extra_width: float) -> None:
    """Wraps WeasyPrint's function: let a line end ``extra_width`` (px) further right, as far as it may."""
    characters = list(_characters(line))
    if characters and characters[-1].box is _last_text(line):
        extra_width += _trim(context, characters[-1])
    places = [before for before, after in pairwise(characters) if _may_open(before, after)]
    if not places:
        return
    size = places[0].box.style["font_size"]
    opened: dict[int, dict[int, float]] = defaultdict(dict)
    for character, share in _shares(places, extra_width / size):
        opened[id(character.box)][character.place] = share
    _shift(context, line, opened, 0)


def _shares(places: Sequence[_Character], extra: float) -> Iterator[tuple[_Character, float]]:
    """How many em open at each place."""
    even = extra / len(places)
    able = [place for place in places if _is_able(place)]
    more = min(LOOSE, (extra - MOST * (len(places) - len(able))) / len(able)) if able else 0.0
    for place in places:
        yield place, even if even <= MOST else more if _is_able(place) else MOST


def _is_able(character: _Character) -> bool:
    """True if a character may move far away from the next one: a space, or what has an alternate with a gap."""
    return character.text == " " or (_HAN.match(character.text) is not None and not character.has_gap)


def _characters(box: Box) -> Iterator[_Character]:
    """The drawn characters of a line, in order; anything else in it is one empty character."""
    if isinstance(box, TextBox):
        place, text = 0, box.pango_layout.text
        for at, character in enumerate(text):
            if character not in _CONTROLS:
                yield _Character(box, place, character, text.startswith(SPACE, at + 1))
            place += len(character.encode())
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


def _shift(context: Any, box: Box, opened: Mapping[int, Mapping[int, float]], ahead: float) -> float:
    """Move a box ``ahead`` px and open the places in it, by em; returns by how much what follows moves."""
    if isinstance(box, TextBox):
        box.position_x += ahead
        if shares := opened.get(id(box)):
            wider = _open(context, box, shares)
            box.width += wider
            ahead += wider
    elif isinstance(box, LineBox | InlineBox):
        start = ahead
        if isinstance(box, InlineBox):
            box.position_x += ahead
        for child in box.children:
            if child.is_in_normal_flow():
                ahead = _shift(context, child, opened, ahead)
        box.width += ahead - start
    else:
        box.translate(ahead, 0)
    return ahead


def _open(context: Any, box: Box, shares: Mapping[int, float]) -> float:
    """Open places of a text, by em; returns by how much it is wider (px)."""
    size, made = box.style["font_size"], box.pango_layout
    found: Mapping[int, tuple[int, int]] = {place: (place, 0) for place in shares}
    if max(shares.values()) > MOST:
        made, found = _with_gaps(context, box, shares)
    gained, wider = 0, dict[int, int]()
    for place, share in shares.items():
        at, gap = found[place]
        by = _whole(share, size, is_less=gap > 0)
        wider[at] = by - gap
        gained += by
    box.pango_layout = _Spread(made, made.text, wider)
    return gained / int(TO_UNITS)


def _with_gaps(context: Any, box: Box, shares: Mapping[int, float]) -> tuple[Any, Mapping[int, tuple[int, int]]]:
    """The text of a box with gaps after the characters that move far away from the next one; and for each place,
    where it is in that text, and how wide its gap is, in Pango's units.
    """
    text, places, at = "", dict[int, int](), 0
    for character in box.pango_layout.text:
        places[at] = len(text.encode())
        text += character + SPACE * (character != " " and shares.get(at, 0) > MOST)
        at += len(character.encode())
    layout = create_layout(text, box.style, context, None, 0)
    after = _advances(layout)
    layout.deactivate()
    box.pango_layout.reactivate(box.style)
    before = _advances(box.pango_layout)
    box.pango_layout.deactivate()
    return layout, {place: (places[place], after[places[place]] - before[place]) for place in shares}


def _advances(layout: Any) -> Mapping[int, int]:
    """The widths of the glyphs of a text, in Pango's units, by place."""
    return {place: geometry.width for place, geometry in reversed(list(_glyphs(layout.get_first_line()[0])))}


def _glyphs(line: Any) -> Iterator[tuple[int, Any]]:
    """The glyphs of a line: the place (in bytes) of the first character that each draws, and its geometry."""
    run = line.runs[0] if line.runs != ffi.NULL else ffi.NULL
    while run != ffi.NULL:
        item = run.data
        first, clusters, glyphs = item.item.offset, item.glyphs.log_clusters, item.glyphs.glyphs
        for at in range(item.glyphs.num_glyphs):
            yield first + clusters[at], glyphs[at].geometry
        run = run.next


def _whole(share: float, size: float, *, is_less: bool) -> int:
    """A distance of so many em in Pango's units: a whole thousandth of an em, and a little more or less, since the PDF
    rounds each advance towards that of the glyph.
    """
    return round((int(share * 1000) + (-0.1 if is_less else 0.1)) / 1000 * size * int(TO_UNITS))
