"""Adds Chinese spacing to the report's fonts: OpenType substitutions triggered by the control character ``SPACE``.

Before it, a letter, digit or Chinese character is replaced by an alternate glyph with space on its right, and closing
punctuation by a half-width one; after two of them, opening punctuation is.

Alternates are composite glyphs with another advance width. Text extraction from a PDF goes by advance widths: a gap of
over a tenth of an em counts as a space, and an overlap as a new line. Alternate glyphs cause neither.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fontTools.otlLib import builder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

from yanbao.chinese import CLOSING, OPENING, SPACE
from yanbao.typography.glyphs import Glyphs, name, number, saved

_ON_BY_DEFAULT = "rclt"


def add_forms(font: bytes, gap: float) -> bytes:
    """Add the substitutions for ``SPACE`` to a TrueType font; ``gap`` is in em."""
    ttf = TTFont(io.BytesIO(font), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    glyphs = Glyphs(ttf)
    count, em = len(glyphs), ttf["head"].unitsPerEm
    number(ttf, 2 * count)
    cmap = ttf.getBestCmap()
    opening, closing = (
        sorted({cmap[ord(mark)] for mark in marks if ord(mark) in cmap}, key=ttf.getGlyphID)
        for marks in (OPENING, CLOSING)
    )
    changes = dict.fromkeys(closing, (-em // 2, 0)) | dict.fromkeys(opening, (-em // 2, -em // 2))
    drawn = _add_glyphs(glyphs, count, changes, round(gap * em))
    sign = name(count)  # the alternate of .notdef, which is empty
    for table in ttf["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(SPACE)] = sign
    spaced = [glyph for glyph in drawn if glyph not in changes]
    rules = [_Rule(spaced, after=[sign]), _Rule(closing, after=[sign]), _Rule(opening, before=[sign, sign])]
    _add_rules(ttf, [rule for rule in rules if rule.glyphs], drawn)
    return saved(ttf)


def _add_glyphs(glyphs: Glyphs, count: int, changes: Mapping[str, tuple[int, int]], gap: int) -> dict[str, str]:
    """Add an alternate for each drawn glyph, with its glyph id plus ``count``; returns the alternates' names.

    ``changes`` gives by glyph the change in advance width and the shift to the right; others get ``gap`` more width.
    """
    forms = {}
    for glyph in glyphs.drawn():
        if glyph:
            forms[name(glyph)] = name(count + glyph)
            wider, right = changes.get(name(glyph), (gap, 0))
            glyphs.add_empty(up_to=count + glyph)
            glyphs.add(glyph, right=right, wider=wider)
    glyphs.add_empty(up_to=2 * count)
    glyphs.write()
    return forms


@dataclass(frozen=True)
class _Rule:
    """A contextual substitution: replace glyphs by their alternates between certain other glyphs."""

    glyphs: Sequence[str]
    before: Sequence[str] = ()
    after: Sequence[str] = ()


def _add_rules(ttf: TTFont, rules: Sequence[_Rule], forms: Mapping[str, str]) -> None:
    """Add rules to GSUB, in a feature that is on by default, for every script and language."""
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
    """A chained context subtable that applies a lookup."""

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
