"""What the report's fonts do where a page has the sign ``SPACE``, by OpenType features that are on by default.

A letter, digit or Chinese character before it takes a form with room on its right; a closing mark before it, and an
opening mark after two of them, a form without the half that is empty.

A form is a glyph of its own, made of the other one, with another width. Programs that read the text of a PDF go by the
widths of glyphs: more than a tenth of an em between two is a space to them, and where two overlap, another line begins.
With forms there is neither.
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
from yanbao.typography.glyphs import Glyphs, name, names

_ON_BY_DEFAULT = "rclt"


def add_forms(font: bytes, gap: float) -> bytes:
    """A TrueType font that answers to ``SPACE`` with a gap of so many em."""
    ttf = TTFont(io.BytesIO(font), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    glyphs = Glyphs(ttf)
    count, em = len(glyphs), ttf["head"].unitsPerEm
    ttf.setGlyphOrder(names(2 * count))
    cmap = ttf.getBestCmap()
    opening, closing = (
        sorted({cmap[ord(mark)] for mark in marks if ord(mark) in cmap}, key=ttf.getGlyphID)
        for marks in (OPENING, CLOSING)
    )
    changes = dict.fromkeys(closing, (-em // 2, 0)) | dict.fromkeys(opening, (-em // 2, -em // 2))
    drawn = _add_glyphs(glyphs, count, changes, round(gap * em))
    sign = name(count)  # the form of the glyph for what is missing: it is empty
    for table in ttf["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(SPACE)] = sign
    spaced = [glyph for glyph in drawn if glyph not in changes]
    rules = [_Rule(spaced, after=[sign]), _Rule(closing, after=[sign]), _Rule(opening, before=[sign, sign])]
    _add_rules(ttf, [rule for rule in rules if rule.glyphs], drawn)
    made = io.BytesIO()
    ttf.save(made, reorderTables=False)
    return made.getvalue()


def _add_glyphs(glyphs: Glyphs, count: int, changes: Mapping[str, tuple[int, int]], gap: int) -> dict[str, str]:
    """Give each glyph that is drawn a form, whose number is greater by ``count``; returns their names.

    ``changes`` are by how much a form is wider than its glyph, and how far to the right it is drawn; others are wider
    by ``gap``.
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
