"""Subsets the report's fonts: those of the theme, reduced to the report's characters at two weights.

The same files set the text, label the charts and are embedded in the HTML, so nothing depends on the machine's
fonts. Those for the typesetter can space Chinese text (see ``forms.py``); browsers do that themselves. Equal input
gives equal bytes.

Subsets keep the glyph ids of the theme's font. So what was typeset with one subset can be bound with another: a page
does not depend on the characters of other pages. Only a font with more glyphs than may be doubled is numbered anew in
each subset, and its pages depend on all characters of the report.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import uharfbuzz as hb

from yanbao import disk
from yanbao.diagnostics import SetupError
from yanbao.load.fontfiles import WEIGHT, problem_of
from yanbao.model.fonts import Family, Fonts
from yanbao.model.sheet import FontFace, FontSet
from yanbao.typography.fontsources import ALWAYS, cut_identity, find, keeps_numbers, leads, shared_out
from yanbao.typography.woff2 import encode

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

# Horizontal setting only: vertical alternates would double the glyphs of all punctuation.
_FEATURES = (
    *("ccmp", "locl", "calt", "clig", "liga", "rlig"),  # on by default
    *("kern", "mark", "mkmk"),
    *("halt", "palt", "chws"),  # half-width punctuation
    *("tnum", "pnum", "lnum"),  # digits
)
_UNUSED_TABLES = (
    *("BASE", "STAT", "vhea", "vmtx", "VORG"),
    *("COLR", "CPAL", "CBDT", "CBLC", "EBDT", "EBLC", "EBSC", "SVG ", "sbix"),  # colours and bitmaps
)

_COPYRIGHT, _VERSION, _LICENSE, _LICENSE_URL = 0, 5, 13, 14
_FAMILY, _SUBFAMILY, _UNIQUE_ID, _FULL_NAME, _POSTSCRIPT_NAME = 1, 2, 3, 4, 6
_WINDOWS_ENGLISH = (3, 1, 0x409)  # platform, encoding, language

_FS_REGULAR, _FS_BOLD, _FS_STYLES = 1 << 6, 1 << 5, 0b110_0001  # OS/2.fsSelection bits; the mask includes italic
_MAC_BOLD = 1  # head.macStyle
_LOSSLESS = 1 << 11  # head.flags: required of fonts compressed as WOFF2

_DAMAGED = (RuntimeError, struct.error, AssertionError, LookupError, ValueError, OverflowError, AttributeError)
"""What the libraries raise for a font with contents that are no font's."""

Begin = Callable[..., Callable[[], tuple[bytes, bytes]]]


@dataclass(frozen=True)
class FontFiles:
    """The two weights of each family, cut: for the typesetter and, as WOFF2, for browsers.

    The second family is left out if the first has all characters. ``identity`` is that of ``FontSet``; ``missing``
    holds the requested characters that no family has.
    """

    faces: tuple[tuple[bytes, bytes], ...]
    identity: str
    missing: tuple[str, ...]


def cut_fonts(fonts: Fonts, characters: Iterable[str], begin: Begin = partial) -> FontFiles:
    """Subset the theme's fonts. Raises SetupError if a font package or file is unusable.

    Printable ASCII is always included. Spaces, control and format characters are never reported as missing: they need
    no glyph. ``begin`` schedules a call and returns a function that waits for its result.
    """
    wanted = {*ALWAYS, *characters}
    shares, missing = shared_out(fonts, wanted)
    ident = cut_identity(fonts, wanted)
    cutting = [
        begin(_cut_weight, family, share, bold, fonts.gap, _named(ident, family, at), leads=at == 0 and leads(fonts))
        for at, (family, share) in enumerate(zip(fonts.families, shares, strict=True))
        if share
        for bold in (False, True)
    ]
    return FontFiles(tuple(cut() for cut in cutting), ident, missing)


def _named(ident: str, family: Family, at: int) -> str:
    """The id of one of the families of a report."""
    return f"{ident} {family.name}" if at else ident


def _cut_weight(
    family: Family, characters: set[str], bold: bool, gap: float, ident: str, *, leads: bool
) -> tuple[bytes, bytes]:
    """One weight, as TrueType for the typesetter and WOFF2 for browsers."""
    from yanbao.typography.forms import add_forms

    try:
        font = _cut(family, characters, bold, ident)
        return add_forms(font, gap, leads=leads), encode(font)
    except _DAMAGED as error:
        name = family.files[bold].name
        raise SetupError(f"the font '{name}' is damaged, and cannot be cut: {error}", "copy it again") from None


def place_fonts(files: FontFiles, fonts: Fonts, folder: Path) -> FontSet:
    """Write the files into a folder, from which typesetter and charts load them: ``regular.ttf`` and ``bold.ttf``, and
    for the second family those whose names begin with ``fallback-``.
    """

    def placed(at: int) -> FontSet:
        family, before = fonts.families[at], "fallback-" * at
        names = f"{before}regular.ttf", f"{before}bold.ttf"
        regular, bold = (
            FontFace(weight, disk.write(folder, name, font), woff2)
            for name, weight, (font, woff2) in zip(names, family.weights, files.faces[2 * at :], strict=False)
        )
        others = placed(at + 1) if len(files.faces) > 2 * at + 2 else None
        return FontSet(family.name, files.identity, regular, bold, others)

    return placed(0)


def _cut(family: Family, characters: set[str], bold: bool, ident: str) -> bytes:
    """A static TrueType font with the characters, at one weight. All subsets of a font have equal glyph counts, if it
    keeps the numbers of its glyphs.
    """
    from fontTools.ttLib import TTFont

    from yanbao.typography.glyphs import number, saved
    from yanbao.typography.outlines import as_truetype
    from yanbao.typography.scripts import add_scripts, lacking, plain

    file, weight = family.files[bold], family.weights[bold]
    source = find(file)
    if file.package and (problem := problem_of(source, is_alone=family.regular == family.bold)):
        raise SetupError(f"'{file.name}' of '{file.package}' {problem[0]}", problem[1])
    made = characters.intersection(lacking(source))
    cut = hb.SubsetPlan(source, _plan(source, characters | set(map(plain, made)), weight, keeps=keeps_numbers(file)))
    data = cut.execute().blob.data
    if "glyf" not in source.table_tags:
        data = as_truetype(data, cut.new_to_old_glyph_mapping)
    ttf = TTFont(io.BytesIO(data), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    number(ttf, ttf["maxp"].numGlyphs)
    add_scripts(ttf, made)
    _rename(ttf, family, bold, ident)
    return saved(ttf)


def _plan(source: hb.Face, characters: set[str], weight: int, *, keeps: bool) -> hb.SubsetInput:
    """What to cut: the characters, at one weight, with the numbers of their glyphs if it ``keeps`` them."""
    plan = hb.SubsetInput()
    plan.unicode_set.update(map(ord, characters))
    plan.layout_feature_tag_set.clear()
    plan.layout_feature_tag_set.update(map(_tag, _FEATURES))
    plan.drop_table_tag_set.update(map(_tag, _UNUSED_TABLES))
    plan.name_id_set.update((_LICENSE, _LICENSE_URL))
    plan.flags = hb.SubsetFlags.NO_HINTING
    if keeps:
        plan.glyph_set.add(source.glyph_count - 1)
        plan.flags |= hb.SubsetFlags.RETAIN_GIDS
    for axis in source.axis_infos:
        plan.pin_axis_to_default(source, axis.tag)
        if axis.tag == WEIGHT:
            plan.pin_axis_location(source, axis.tag, weight)
    return plan


def _rename(ttf: TTFont, family: Family, bold: bool, ident: str) -> None:
    """Name the font as one weight of a family; an instance otherwise keeps the variable font's names.

    All subsets of a font share its unique id, by which binding recognizes the font of a sheet.
    """
    style = "Bold" if bold else "Regular"
    names = ttf["name"]
    names.names = [
        n
        for n in names.names
        if n.nameID in {_COPYRIGHT, _VERSION, _LICENSE, _LICENSE_URL}
        and (n.platformID, n.platEncID, n.langID) == _WINDOWS_ENGLISH
    ]
    for name_id, text in {
        _FAMILY: family.name,
        _SUBFAMILY: style,
        _UNIQUE_ID: f"{style} {ident}",
        _FULL_NAME: f"{family.name} {style}",
        _POSTSCRIPT_NAME: f"{family.name.replace(' ', '')}-{style}",
    }.items():
        names.setName(text, name_id, *_WINDOWS_ENGLISH)
    ttf["OS/2"].usWeightClass = family.weights[bold]
    ttf["OS/2"].fsSelection = ttf["OS/2"].fsSelection & ~_FS_STYLES | (_FS_BOLD if bold else _FS_REGULAR)
    ttf["head"].macStyle = _MAC_BOLD if bold else 0
    ttf["head"].flags |= _LOSSLESS


def _tag(name: str) -> int:
    return int.from_bytes(name.encode(), "big")
