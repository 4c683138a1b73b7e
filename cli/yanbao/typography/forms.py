"""What the report's fonts do where a page has the sign ``SPACE``, by an OpenType feature that engines have on by default.

A letter, digit or Chinese character before it takes a form with room on its right; a closing mark before it, and an
opening mark after two of them, a form without the half that is empty.

A form is a glyph of its own, made of the other one, with another width. Programs that read the text of a PDF go by the
widths of glyphs: more than a tenth of an em between two is a space to them, and where two overlap, another line begins.
With forms there is neither.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from fontTools.otlLib import builder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from yanbao.chinese import CLOSING, OPENING, SPACE

_COMPOSITE = struct.Struct(">5hHH2h")  # contours, bounds, flags, glyph, x, y
_BOUNDS = struct.Struct(">4h")  # left, bottom, right, top
_OFFSETS_ARE_XY, _OFFSETS_ARE_WORDS = 2, 1
_ON_BY_DEFAULT = "rclt"
_LONG_LOCA = 1


def add_forms(font: bytes, gap: float) -> bytes:
    """A TrueType font that answers to ``SPACE`` with a gap of so many em."""
    ttf = TTFont(io.BytesIO(font), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    count = ttf["maxp"].numGlyphs
    ttf.setGlyphOrder([f"g{glyph}" for glyph in range(2 * count)])
    cmap = ttf.getBestCmap()
    em = ttf["head"].unitsPerEm
    opening, closing = (
        sorted({cmap[ord(mark)] for mark in marks if ord(mark) in cmap}, key=ttf.getGlyphID)
        for marks in (OPENING, CLOSING)
    )
    changes = dict.fromkeys(closing, (-em // 2, 0)) | dict.fromkeys(opening, (-em // 2, -em // 2))
    drawn, sign = _add_glyphs(ttf, count, changes, round(gap * em))
    for table in ttf["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(SPACE)] = sign
    spaced = [name for name in drawn if name not in changes]
    rules = [_Rule(spaced, after=[sign]), _Rule(closing, after=[sign]), _Rule(opening, before=[sign, sign])]
    _add_rules(ttf, [rule for rule in rules if rule.glyphs], {name: f"g{count + int(name[1:])}" for name in drawn})
    made = io.BytesIO()
    ttf.save(made, reorderTables=False)
    return made.getvalue()


def _add_glyphs(
    ttf: TTFont, count: int, changes: Mapping[str, tuple[int, int]], gap: int
) -> tuple[list[str], str]:
    """Give each glyph that is drawn a form, whose number is greater by ``count``.

    ``changes`` are by how much a form is wider than its glyph, and how far to the right it is drawn; others are wider
    by ``gap``. Returns the names of the drawn glyphs, and that of an empty one for the sign: the form of the glyph for
    what is missing. All is written as bytes, because fontTools would take a second to unpack so many glyphs.
    """
    glyf, metrics = ttf.reader["glyf"], _metrics(ttf, count)
    offsets = _offsets(ttf)
    forms, ends, wide = bytearray(), [len(glyf)], [(0, 0)] * count
    drawn = []
    for glyph, (start, end) in enumerate(pairwise(offsets)):
        if glyph and start < end:
            drawn.append(f"g{glyph}")
            wider, right = changes.get(drawn[-1], (gap, 0))
            x0, y0, x1, y1 = _BOUNDS.unpack_from(glyf, start + 2)
            flags = _OFFSETS_ARE_XY | _OFFSETS_ARE_WORDS
            forms += _COMPOSITE.pack(-1, x0 + right, y0, x1 + right, y1, flags, glyph, right, 0)
            wide[glyph] = metrics[glyph][0] + wider, metrics[glyph][1] + right
        ends.append(len(glyf) + len(forms))
    ttf["glyf"] = _raw("glyf", glyf + forms)
    ttf["loca"] = _raw("loca", struct.pack(f">{2 * count + 1}L", *offsets[:-1], *ends))
    ttf["hmtx"] = _raw("hmtx", b"".join(struct.pack(">Hh", *metric) for metric in (*metrics, *wide)))
    ttf["head"].indexToLocFormat = _LONG_LOCA
    ttf["hhea"].numberOfHMetrics = ttf["maxp"].numGlyphs = 2 * count
    for most in ("Points", "Contours"):
        setattr(ttf["maxp"], f"maxComposite{most}", getattr(ttf["maxp"], f"max{most}"))
    ttf["maxp"].maxComponentElements = ttf["maxp"].maxComponentDepth = 1
    return drawn, f"g{count}"


def _metrics(ttf: TTFont, count: int) -> list[tuple[int, int]]:
    """Width and left bearing of each glyph."""
    table, full = ttf.reader["hmtx"], ttf["hhea"].numberOfHMetrics
    metrics = [(width, bearing) for width, bearing in struct.iter_unpack(">Hh", table[: 4 * full])]
    bearings = struct.unpack(f">{count - full}h", table[4 * full :])
    return metrics + [(metrics[-1][0], bearing) for bearing in bearings]


def _offsets(ttf: TTFont) -> Sequence[int]:
    """Where in ``glyf`` each glyph begins, and the last one ends."""
    table = ttf.reader["loca"]
    if ttf["head"].indexToLocFormat == _LONG_LOCA:
        return struct.unpack(f">{len(table) // 4}L", table)
    return [2 * half for half in struct.unpack(f">{len(table) // 2}H", table)]


def _raw(tag: str, data: bytes) -> DefaultTable:
    table = DefaultTable(tag)
    table.data = data
    return table


@dataclass(frozen=True)
class _Rule:
    """Glyphs take their forms where they stand after and before certain others."""

    glyphs: Sequence[str]
    before: Sequence[str] = ()
    after: Sequence[str] = ()


def _add_rules(ttf: TTFont, rules: Sequence[_Rule], forms: Mapping[str, str]) -> None:
    """Add rules to the substitutions, in a feature that engines have on, for every script and language."""
    table = ttf["GSUB"].table
    lookups = table.LookupList.Lookup
    contexts = []
    for rule in rules:
        contexts.append(_context(ttf, rule, len(lookups)))
        lookups.append(builder.buildLookup([builder.buildSingleSubstSubtable({g: forms[g] for g in rule.glyphs})]))
    lookups.append(builder.buildLookup(contexts))
    feature = otTables.FeatureRecord()
    feature.FeatureTag, feature.Feature = _ON_BY_DEFAULT, otTables.Feature()
    feature.Feature.FeatureParams, feature.Feature.LookupListIndex = None, [len(lookups) - 1]
    table.FeatureList.FeatureRecord.append(feature)
    for script in table.ScriptList.ScriptRecord:
        for language in (script.Script.DefaultLangSys, *(record.LangSys for record in script.Script.LangSysRecord)):
            if language:
                language.FeatureIndex.append(len(table.FeatureList.FeatureRecord) - 1)


def _context(ttf: TTFont, rule: _Rule, lookup: int) -> Any:
    """A subtable by which a lookup is applied."""

    def coverages(glyphs: Sequence[str]) -> list[Any]:
        return [builder.buildCoverage([glyph], ttf.getReverseGlyphMap()) for glyph in glyphs]

    record = otTables.SubstLookupRecord()
    record.SequenceIndex, record.LookupListIndex = 0, lookup
    context = otTables.ChainContextSubst()
    context.Format = 3
    context.BacktrackCoverage, context.LookAheadCoverage = coverages(rule.before), coverages(rule.after)
    context.InputCoverage = [builder.buildCoverage(rule.glyphs, ttf.getReverseGlyphMap())]
    context.SubstLookupRecord = [record]
    return context
