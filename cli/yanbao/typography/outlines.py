"""Turns the outlines of an OpenType font in PostScript's notation (CFF, CFF2) into those of TrueType.

PDF, charts and HTML get fonts of one kind, and alternates of glyphs (``forms.py``) are made of others, which only
TrueType can.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable
from typing import Any

import uharfbuzz as hb
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from yanbao.typography.glyphs import number, raw

_TOLERANCE = 0.0005
"""Greatest distance, in em, between a curve and the quadratic ones that take its place."""

_MAXIMA = {
    **{f"max{what}": 0 for what in ("Points", "Contours", "CompositePoints", "CompositeContours", "TwilightPoints")},
    **{f"max{what}": 0 for what in ("Storage", "FunctionDefs", "InstructionDefs", "StackElements")},
    **{f"max{what}": 0 for what in ("SizeOfInstructions", "ComponentElements", "ComponentDepth")},
    "maxZones": 1,
}


def as_truetype(font: bytes, drawn: Iterable[int]) -> bytes:
    """A font with the outlines of the glyphs ``drawn`` in TrueType's notation, and no others."""
    ttf = TTFont(io.BytesIO(font), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    face = hb.Face(font)
    source, count = hb.Font(face), face.glyph_count
    number(ttf, count)
    metrics, outlines, offsets = dict(ttf["hmtx"].metrics), bytearray(), [0]
    wanted, maxima = set(drawn), dict(_MAXIMA)
    for at, name in enumerate(ttf.getGlyphOrder()):
        glyph = _drawn(source, at, face.upem) if at in wanted else None
        if glyph is not None and glyph.numberOfContours:
            glyph.recalcBounds(None)
            data = glyph.compile(None, recalcBBoxes=False)
            outlines += data + bytes(-len(data) % 4)
            metrics[name] = metrics[name][0], glyph.xMin
            maxima["maxPoints"] = max(maxima["maxPoints"], len(glyph.coordinates))
            maxima["maxContours"] = max(maxima["maxContours"], glyph.numberOfContours)
        offsets.append(len(outlines))
    for tag in {"CFF ", "CFF2"} & set(ttf.keys()):
        del ttf[tag]
    ttf["glyf"], ttf["loca"] = raw("glyf", bytes(outlines)), raw("loca", struct.pack(f">{count + 1}L", *offsets))
    ttf["hmtx"].metrics = metrics
    ttf["head"].indexToLocFormat, ttf["head"].glyphDataFormat = 1, 0
    ttf["maxp"].tableVersion = 0x00010000
    for name, most in maxima.items():
        setattr(ttf["maxp"], name, most)
    ttf.sfntVersion = "\0\1\0\0"
    made = io.BytesIO()
    ttf.save(made, reorderTables=False)
    return made.getvalue()


def _drawn(source: hb.Font, glyph: int, em: int) -> Any:
    """A glyph, drawn with quadratic curves."""
    pen = TTGlyphPen(None)
    source.draw_glyph_with_pen(glyph, Cu2QuPen(pen, _TOLERANCE * em, reverse_direction=True))
    return pen.glyph()
