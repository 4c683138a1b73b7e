"""What the report's fonts do where a page has the sign ``SPACE``, by OpenType features that engines have on by default.

A letter, digit or Chinese character before it takes a form with room on its right. The form is a glyph of its own, made
of the other one, with a greater width: the room is inside it, so that programs which read the text of a PDF do not take
it for a space between words, as they do with more than a tenth of an em that is put between glyphs.

An opening or closing mark before it gives up half an em. An opening mark after two of them loses what is empty in it.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from fontTools.otlLib import builder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from yanbao.chinese import CLOSING, OPENING, SPACE

_COMPOSITE = struct.Struct(">h8sHHbb")  # contours, bounds, flags, glyph, x, y
_OFFSETS_ARE_XY = 2
_ON_BY_DEFAULT = {"GSUB": "rclt", "GPOS": "dist"}
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
    drawn, sign = _widen(ttf, count, round(gap * em))
    for table in ttf["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(SPACE)] = sign
    widened = [name for name in drawn if name not in {*opening, *closing}]
    wide = builder.buildSingleSubstSubtable({name: f"g{count + int(name[1:])}" for name in widened})
    _add(ttf, "GSUB", [_Rule([wide], widened, after=[sign])])
    half = _moved(ttf, [*opening, *closing], {"XAdvance": -em // 2})
    trimmed = _moved(ttf, opening, {"XPlacement": -em // 2, "XAdvance": -em // 2})
    rules = [_Rule(half, [*opening, *closing], after=[sign]), _Rule(trimmed, opening, before=[sign, sign])]
    _add(ttf, "GPOS", [rule for rule in rules if rule.glyphs])
    made = io.BytesIO()
    ttf.save(made, reorderTables=False)
    return made.getvalue()


def _widen(ttf: TTFont, count: int, gap: int) -> tuple[list[str], str]:
    """Give each glyph that is drawn a wider form, whose number is greater by ``count``.

    Returns the names of the drawn glyphs, and that of an empty one for the sign: the form of the glyph for what is
    missing. All is written as bytes, because fontTools would take a second to unpack so many glyphs.
    """
    glyf, metrics = ttf.reader["glyf"], _metrics(ttf, count)
    offsets = _offsets(ttf)
    forms, ends, wide = bytearray(), [len(glyf)], [(0, 0)] * count
    drawn = []
    for glyph, (start, end) in enumerate(pairwise(offsets)):
        if glyph and start < end:
            drawn.append(f"g{glyph}")
            forms += _COMPOSITE.pack(-1, glyf[start + 2 : start + 10], _OFFSETS_ARE_XY, glyph, 0, 0)
            wide[glyph] = metrics[glyph][0] + gap, metrics[glyph][1]
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


def _moved(ttf: TTFont, glyphs: Iterable[str], values: dict[str, int]) -> list[Any]:
    """Subtables that change the place and width of glyphs."""
    value = builder.buildValue(values)
    subtables: list[Any] = builder.buildSinglePos(dict.fromkeys(glyphs, value), ttf.getReverseGlyphMap())
    return subtables


@dataclass(frozen=True)
class _Rule:
    """Change glyphs by ``lookup`` where they stand after and before certain others."""

    lookup: Sequence[Any]
    glyphs: Sequence[str]
    before: Sequence[str] = ()
    after: Sequence[str] = ()


def _add(ttf: TTFont, tag: str, rules: Sequence[_Rule]) -> None:
    """Add rules to a layout table, in a feature that engines have on, for every script and language."""
    table = ttf[tag].table
    lookups = table.LookupList.Lookup
    contexts = []
    for rule in rules:
        contexts.append(_context(ttf, tag, rule, len(lookups)))
        lookups.append(builder.buildLookup(rule.lookup))
    lookups.append(builder.buildLookup(contexts))
    feature = otTables.FeatureRecord()
    feature.FeatureTag, feature.Feature = _ON_BY_DEFAULT[tag], otTables.Feature()
    feature.Feature.FeatureParams, feature.Feature.LookupListIndex = None, [len(lookups) - 1]
    table.FeatureList.FeatureRecord.append(feature)
    for script in table.ScriptList.ScriptRecord:
        for language in (script.Script.DefaultLangSys, *(record.LangSys for record in script.Script.LangSysRecord)):
            if language:
                language.FeatureIndex.append(len(table.FeatureList.FeatureRecord) - 1)


def _context(ttf: TTFont, tag: str, rule: _Rule, lookup: int) -> Any:
    """A subtable by which a lookup is applied."""
    kind = {"GSUB": "Subst", "GPOS": "Pos"}[tag]

    def coverages(glyphs: Sequence[str]) -> list[Any]:
        return [builder.buildCoverage([glyph], ttf.getReverseGlyphMap()) for glyph in glyphs]

    record = getattr(otTables, f"{kind}LookupRecord")()
    record.SequenceIndex, record.LookupListIndex = 0, lookup
    context = getattr(otTables, f"ChainContext{kind}")()
    context.Format = 3
    context.BacktrackCoverage, context.LookAheadCoverage = coverages(rule.before), coverages(rule.after)
    context.InputCoverage = [builder.buildCoverage(rule.glyphs, ttf.getReverseGlyphMap())]
    setattr(context, f"{kind}LookupRecord", [record])
    return context
