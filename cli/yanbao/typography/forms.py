"""Adds Chinese spacing to the report's fonts: OpenType substitutions triggered by the control character ``SPACE``.

Before it, a letter, digit or Chinese character is replaced by an alternate glyph with space on its right, and closing
punctuation by a half-width one; after two of them, opening punctuation is.

Alternates are composite glyphs with another advance width. Text extraction from a PDF goes by advance widths: a gap of
over a tenth of an em counts as a space, and an overlap as a new line. Alternate glyphs cause neither.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fontTools.otlLib import builder
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables import otTables

from yanbao.chinese import CLOSING, FULL, LOWERED, OPENING, RAISED, SPACE
from yanbao.typography.glyphs import Glyphs, name, number, saved

_ON_BY_DEFAULT = "rclt"
_DEFAULT_SCRIPT = "DFLT"
_NO_FEATURE = 0xFFFF

_SLACK = 0.06
"""How far into the other half, in em, a mark may draw that is set half as wide."""


def add_forms(font: bytes, gap: float, *, leads: bool = False) -> bytes:
    """Add the substitutions for ``SPACE`` to a TrueType font; ``gap`` is in em.

    A font that ``leads`` is for Latin text, before another for Chinese: Pango sets each ``SPACE`` between them in the
    first. So the gap after a Chinese character is on the left of the letter or digit that follows it.
    """
    ttf = TTFont(io.BytesIO(font), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    glyphs = Glyphs(ttf)
    count, em = len(glyphs), ttf["head"].unitsPerEm
    sets = 4 if leads else 2
    number(ttf, sets * count)
    cmap, room = ttf.getBestCmap(), round(gap * em)
    opening, closing = (_glyphs_of(marks, cmap, ttf) for marks in (OPENING, CLOSING))
    marks = {*opening, *closing}
    opening = [glyph for glyph in opening if _is_half(glyphs, ttf.getGlyphID(glyph), em, is_right=True)]
    closing = [glyph for glyph in closing if _is_half(glyphs, ttf.getGlyphID(glyph), em, is_right=False)]
    changes = dict.fromkeys(closing, (-em // 2, 0)) | dict.fromkeys(opening, (-em // 2, -em // 2))
    drawn = glyphs.drawn()[1:] if glyphs.drawn()[:1] == [0] else glyphs.drawn()
    forms = _add_glyphs(glyphs, drawn, count, changes, (room, 0))
    sign = name(count)  # the alternate of .notdef, which is empty
    spaced = [glyph for glyph in forms if glyph not in marks]
    rules = list[_Rule]()
    if leads:
        at_left, at_both = (
            _add_glyphs(glyphs, drawn, of * count, {}, moved)
            for of, moved in ((2, (room, room)), (3, (2 * room, room)))
        )
        rules = _leading(spaced, {*_glyphs_of(RAISED + LOWERED, cmap, ttf)}, sign, (forms, at_left, at_both))
    glyphs.add_empty(up_to=sets * count)
    glyphs.write()
    for table in ttf["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(SPACE)] = sign
    rules += [
        _Rule(spaced, forms, after=[[sign]]),
        _Rule(closing, forms, after=[[sign]]),
        _Rule(opening, forms, before=[[sign], [sign]]),
    ]
    _add_rules(ttf, [rule for rule in rules if rule.glyphs])
    return saved(ttf)


def _leading(
    spaced: Sequence[str], small: Collection[str], sign: str, forms: tuple[_Forms, _Forms, _Forms]
) -> list[_Rule]:
    """The rules for a gap that is set in this font, and follows a character of another one.

    Where a glyph of this font is before it, that has the gap. ``forms`` have it on the right, left, and both.
    """
    right, left, both = forms
    before = [[sign], [*spaced, *right.values(), *left.values(), *both.values()]]
    led = [glyph for glyph in spaced if glyph not in small]
    return [
        _Rule(led, right, before=before, after=[[sign]]),
        _Rule(led, {}, before=before),
        _Rule(led, both, before=[[sign]], after=[[sign]]),
        _Rule(led, left, before=[[sign]]),
    ]


def _glyphs_of(characters: str, cmap: Mapping[int, str], ttf: TTFont) -> list[str]:
    return sorted({cmap[ord(one)] for one in characters if ord(one) in cmap}, key=ttf.getGlyphID)


def _is_half(glyphs: Glyphs, glyph: int, em: int, *, is_right: bool) -> bool:
    """True if a mark is full-width, and draws in the right or the left half of its box: the other can be given up.

    Some fonts have narrow quotation marks, or marks in the middle, as in Taiwan.
    """
    width, left, right = glyphs.extent(glyph)
    slack = _SLACK * em
    return width >= FULL * em and (left >= width / 2 - slack if is_right else right <= width / 2 + slack)


def _add_glyphs(
    glyphs: Glyphs, drawn: Sequence[int], first: int, changes: Mapping[str, tuple[int, int]], others: tuple[int, int]
) -> dict[str, str]:
    """Add an alternate for each drawn glyph, with its glyph id plus ``first``; returns the alternates' names.

    ``changes`` gives by glyph the change in advance width and the shift to the right; ``others`` is that of the rest.
    """
    forms = {}
    for glyph in drawn:
        forms[name(glyph)] = name(first + glyph)
        wider, right = changes.get(name(glyph), others)
        glyphs.add_empty(up_to=first + glyph)
        glyphs.add(glyph, right=right, wider=wider)
    return forms


_Forms = Mapping[str, str]
"""The names of alternates, by those of their glyphs."""


@dataclass(frozen=True)
class _Rule:
    """A contextual substitution: replace glyphs by their forms between certain others, the nearest first; without
    forms, leave them as they are.
    """

    glyphs: Sequence[str]
    forms: _Forms
    before: Sequence[Sequence[str]] = ()
    after: Sequence[Sequence[str]] = ()


def _add_rules(ttf: TTFont, rules: Sequence[_Rule]) -> None:
    """Add rules to GSUB, in a feature that is on by default, for every script and language: the first that fits."""
    table = _substitutions(ttf)
    lookups = table.LookupList.Lookup
    contexts = []
    for rule in rules:
        contexts.append(_context(ttf, rule, len(lookups)))
        if rule.forms:
            changed = {glyph: rule.forms[glyph] for glyph in rule.glyphs}
            lookups.append(builder.buildLookup([builder.buildSingleSubstSubtable(changed)]))
    lookups.append(builder.buildLookup(contexts))
    feature = otTables.FeatureRecord()
    feature.FeatureTag, feature.Feature = _ON_BY_DEFAULT, otTables.Feature()
    feature.Feature.FeatureParams, feature.Feature.LookupListIndex = None, [len(lookups) - 1]
    table.FeatureList.FeatureRecord.append(feature)
    for script in table.ScriptList.ScriptRecord:
        script.Script.DefaultLangSys = script.Script.DefaultLangSys or _language()
        for language in (script.Script.DefaultLangSys, *(record.LangSys for record in script.Script.LangSysRecord)):
            language.FeatureIndex.append(len(table.FeatureList.FeatureRecord) - 1)


def _substitutions(ttf: TTFont) -> Any:
    """The font's table of substitutions, complete even if the font has few or none."""
    if "GSUB" not in ttf:
        ttf["GSUB"] = newTable("GSUB")
        ttf["GSUB"].table = otTables.GSUB()
        ttf["GSUB"].table.Version = 0x00010000
    table = ttf["GSUB"].table
    for what, items in (("ScriptList", "ScriptRecord"), ("FeatureList", "FeatureRecord"), ("LookupList", "Lookup")):
        if getattr(table, what, None) is None:
            setattr(table, what, getattr(otTables, what)())
            setattr(getattr(table, what), items, [])
    scripts = table.ScriptList.ScriptRecord
    if _DEFAULT_SCRIPT not in {script.ScriptTag for script in scripts}:
        record = otTables.ScriptRecord()
        record.ScriptTag, record.Script = _DEFAULT_SCRIPT, otTables.Script()
        record.Script.DefaultLangSys, record.Script.LangSysRecord = _language(), []
        scripts.insert(0, record)
    return table


def _language() -> Any:
    """A language without features."""
    made = otTables.LangSys()
    made.LookupOrder, made.ReqFeatureIndex, made.FeatureIndex = None, _NO_FEATURE, []
    return made


def _context(ttf: TTFont, rule: _Rule, lookup: int) -> Any:
    """A chained context subtable that applies a lookup."""

    def coverages(places: Sequence[Sequence[str]]) -> list[Any]:
        return [builder.buildCoverage(glyphs, ttf.getReverseGlyphMap()) for glyphs in places]

    record = otTables.SubstLookupRecord()
    record.SequenceIndex, record.LookupListIndex = 0, lookup
    context = otTables.ChainContextSubst()
    context.Format = 3
    context.BacktrackCoverage, context.LookAheadCoverage = coverages(rule.before), coverages(rule.after)
    context.InputCoverage = [builder.buildCoverage(rule.glyphs, ttf.getReverseGlyphMap())]
    context.SubstLookupRecord = [record] if rule.forms else []
    return context
