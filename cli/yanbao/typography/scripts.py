"""Synthesizes superscript and subscript glyphs (CO₂, m², 10⁻⁹), most of which fonts lack, from plain ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from functools import lru_cache
from typing import TYPE_CHECKING

import uharfbuzz as hb

from yanbao.chinese import LOWERED, RAISED

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_SCALE = 0.62
_PLACES = {RAISED: 0.33, LOWERED: -0.14}
"""Baseline shift in em."""

_MUST_HAVE = 12
"""Ten digits, plus and minus: a font with fewer would mix its own glyphs with synthesized ones of another size."""


def plain(character: str) -> str:
    """The plain character that a superscript or subscript one is made from."""
    return unicodedata.normalize("NFKC", character)


@lru_cache(maxsize=4)
def unicodes(face: hb.Face) -> frozenset[int]:
    """The characters of a font."""
    return frozenset(face.unicodes)


def lacking(face: hb.Face) -> str:
    """The superscript and subscript characters to synthesize for a font."""
    known = unicodes(face)
    return "".join(kind for kind in _PLACES if not known.issuperset(map(ord, kind[:_MUST_HAVE])))


def form_of(character: str) -> tuple[float, float]:
    """The size of a superscript or subscript character, and how far it is raised, both in em of plain ones."""
    return _SCALE, next(height for kind, height in _PLACES.items() if character in kind)


def add_scripts(ttf: TTFont, made: Collection[str]) -> None:
    """Add glyphs for all superscripts and subscripts, so that glyph ids stay fixed, and map those in ``made`` whose
    plain character the font has.
    """
    from yanbao.typography.glyphs import Glyphs, name

    glyphs, cmap, em = Glyphs(ttf), ttf.getBestCmap(), ttf["head"].unitsPerEm
    drawn = set(glyphs.drawn())
    numbers = {}
    for kind, height in _PLACES.items():
        for character in kind:
            glyph = ttf.getGlyphID(cmap[ord(plain(character))]) if ord(plain(character)) in cmap else 0
            if character in made and glyph and glyph in drawn:
                numbers[ord(character)] = len(glyphs)
                glyphs.add(glyph, _SCALE, up=round(height * em))
            else:
                glyphs.add_empty(up_to=len(glyphs) + 1)
    glyphs.write()
    for table in ttf["cmap"].tables:
        if table.isUnicode():
            table.cmap.update({code: name(glyph) for code, glyph in numbers.items()})
