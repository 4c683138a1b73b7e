"""Small fonts for tests, such as a house has: made of glyphs of an installed one, with what a test asks for."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from typing import Any

import uharfbuzz as hb
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from tests.fonts import NOTO_SANS
from yanbao.model.fonts import FontFile
from yanbao.typography.fontsources import find

EM = 1000
LATIN = "".join(map(chr, range(0x20, 0x7F)))

Draw = Callable[[Any], object]


def house_font(
    characters: str,
    *,
    outlines: str = "glyf",
    weight: int = 400,
    fs_type: int = 0,
    source: str = NOTO_SANS,
    glyphs: int = 0,
    narrow: str = "",
) -> bytes:
    """A static font with the characters, ``outlines`` as in TrueType (glyf) or PostScript (CFF).

    It has at least so many ``glyphs``, of which the others are empty; ``fs_type`` are its licence bits. Marks that are
    ``narrow`` have no empty half.
    """
    face = find(FontFile(source, "justmytype_intl_cjk"))
    font = hb.Font(face)
    font.set_variations({"wght": weight})
    cmap = {ord(char): f"u{ord(char):04X}" for char in dict.fromkeys(characters)}
    draws: dict[str, Draw] = {".notdef": _nothing}
    widths = {".notdef": EM}
    for code, name in cmap.items():
        glyph = font.get_nominal_glyph(code)
        assert glyph, f"{chr(code)} is in {source}"
        draws[name] = partial(font.draw_glyph_with_pen, glyph)
        widths[name] = font.get_glyph_h_advance(glyph)
        if chr(code) in narrow:
            left = font.get_glyph_extents(glyph).x_bearing
            draws[name] = partial(_moved, draws[name], 50 - left)
            widths[name] = font.get_glyph_extents(glyph).width + 100
    for at in range(len(draws), glyphs):
        draws[f"empty{at}"], widths[f"empty{at}"] = draws[".notdef"], EM
    builder = FontBuilder(EM, isTTF=outlines == "glyf")
    builder.setupGlyphOrder(list(draws))
    builder.setupCharacterMap(cmap)
    _draw(builder, draws, widths, outlines)
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "House", "styleName": "Regular", "copyright": "Made for tests."})
    builder.setupOS2(fsType=fs_type, sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.setupPost()
    made = io.BytesIO()
    builder.save(made)
    return made.getvalue()


def _moved(draw: Draw, right: int, pen: Any) -> None:
    draw(TransformPen(pen, (1, 0, 0, 1, right, 0)))


def _nothing(_pen: object) -> None:
    """Draw nothing."""


def _draw(builder: FontBuilder, draws: dict[str, Draw], widths: dict[str, int], outlines: str) -> None:
    pens: dict[str, Any] = {
        name: TTGlyphPen(None) if outlines == "glyf" else T2CharStringPen(widths[name], None) for name in draws
    }
    for name, draw in draws.items():
        draw(pens[name])
    if outlines == "glyf":
        builder.setupGlyf({name: pen.glyph() for name, pen in pens.items()})
        bearings = {name: getattr(builder.font["glyf"][name], "xMin", 0) for name in draws}
    else:
        strings = {name: pen.getCharString() for name, pen in pens.items()}
        builder.setupCFF("House-Regular", {"FullName": "House"}, strings, {})
        bearings = {name: int((string.calcBounds(None) or (0,))[0]) for name, string in strings.items()}
    builder.setupHorizontalMetrics({name: (width, bearings[name]) for name, width in widths.items()})


def without(font: bytes, *tags: str) -> bytes:
    """A font without some of its tables."""
    ttf = TTFont(io.BytesIO(font))
    for tag in tags:
        del ttf[tag]
    made = io.BytesIO()
    ttf.save(made)
    return made.getvalue()
