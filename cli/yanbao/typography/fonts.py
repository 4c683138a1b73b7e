"""Subsets the report's fonts: the theme's variable font, reduced to the report's characters at two weights.

The same two files set the text, label the charts and are embedded in the HTML, so nothing depends on the machine's
fonts. Those for the typesetter can space Chinese text (see ``forms.py``); browsers do that themselves. Equal input
gives equal bytes.

Subsets keep the glyph ids of the theme's font. So what was typeset with one subset can be bound with another: a page
does not depend on the characters of other pages.
"""

from __future__ import annotations

import hashlib
import io
import string
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import uharfbuzz as hb

from yanbao import disk
from yanbao.diagnostics import SetupError
from yanbao.model.sheet import FontFace, FontSet
from yanbao.model.theme import FontTokens
from yanbao.resources import packaged
from yanbao.typography.woff2 import encode

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_WITHOUT_GLYPH = {"Cc", "Cf", "Zs", "Zl", "Zp"}  # Unicode categories that need no glyph
_DRAWN = "\u1680\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2"  # exceptions: drawn all the same
_ALWAYS = string.ascii_letters + string.digits + string.punctuation + " "

# Horizontal setting only: vertical alternates would double the glyphs of all punctuation.
_FEATURES = (
    *("ccmp", "locl", "calt", "clig", "liga", "rlig"),  # on by default
    *("kern", "mark", "mkmk"),
    *("halt", "palt", "chws"),  # half-width punctuation
    *("tnum", "pnum", "lnum"),  # digits
)
_UNUSED_TABLES = ("BASE", "STAT", "vhea", "vmtx")

_COPYRIGHT, _VERSION, _LICENSE, _LICENSE_URL = 0, 5, 13, 14
_FAMILY, _SUBFAMILY, _UNIQUE_ID, _FULL_NAME, _POSTSCRIPT_NAME = 1, 2, 3, 4, 6
_WINDOWS_ENGLISH = (3, 1, 0x409)  # platform, encoding, language

_FS_REGULAR, _FS_BOLD, _FS_STYLES = 1 << 6, 1 << 5, 0b110_0001  # OS/2.fsSelection bits; the mask includes italic
_MAC_BOLD = 1  # head.macStyle
_LOSSLESS = 1 << 11  # head.flags: required of fonts compressed as WOFF2

Begin = Callable[..., Callable[[], tuple[bytes, bytes]]]


@dataclass(frozen=True)
class FontFiles:
    """The two weights of a subset, each for the typesetter and, as WOFF2, for browsers.

    ``missing`` holds the requested characters that the font lacks.
    """

    regular: bytes
    bold: bytes
    regular_woff2: bytes
    bold_woff2: bytes
    missing: tuple[str, ...]


def identity(tokens: FontTokens) -> str:
    """An id of the theme's font, equal for all of its subsets. Raises SetupError if the font cannot be loaded."""
    head = _find(tokens).reference_table("head").data  # contains a checksum of the whole file
    return hashlib.sha256(head + f"{tokens.family} {tokens.regular} {tokens.bold} {tokens.gap}".encode()).hexdigest()


def cut_fonts(tokens: FontTokens, characters: Iterable[str], begin: Begin = partial) -> FontFiles:
    """Subset the theme's font. Raises SetupError if the font package or its file is unusable.

    Printable ASCII is always included. Spaces, control and format characters are never reported as missing: they need
    no glyph. ``begin`` schedules a call and returns a function that waits for its result.
    """
    wanted = {*_ALWAYS, *characters}
    weights = (("Regular", tokens.regular), ("Bold", tokens.bold))
    cutting = [begin(_cut_weight, tokens, wanted, style, weight) for style, weight in weights]
    (regular, regular_woff2), (bold, bold_woff2) = (cut() for cut in cutting)
    return FontFiles(regular, bold, regular_woff2, bold_woff2, missing_characters(tokens, wanted))


def missing_characters(tokens: FontTokens, characters: Iterable[str]) -> tuple[str, ...]:
    """The characters that need a glyph and have none in the theme's font, sorted. Raises SetupError."""
    from yanbao.typography.scripts import lacking, plain

    source = _find(tokens)
    known = _unicodes(source)
    made = lacking(known)

    def is_there(char: str) -> bool:
        code = ord(plain(char) if char in made else char)
        return code in known or (char not in _DRAWN and unicodedata.category(char) in _WITHOUT_GLYPH)

    return tuple(sorted(char for char in set(characters) if not is_there(char)))


def _cut_weight(tokens: FontTokens, characters: set[str], style: str, weight: int) -> tuple[bytes, bytes]:
    """One weight, as TrueType for the typesetter and WOFF2 for browsers."""
    from yanbao.typography.forms import add_forms

    font = _cut(_find(tokens), characters, tokens, style, weight)
    return add_forms(font, tokens.gap), encode(font)


def place_fonts(files: FontFiles, tokens: FontTokens, folder: Path) -> FontSet:
    """Write ``regular.ttf`` and ``bold.ttf`` into a folder, from which typesetter and charts load them."""
    return FontSet(
        tokens.family,
        identity(tokens),
        FontFace(tokens.regular, disk.write(folder, "regular.ttf", files.regular), files.regular_woff2),
        FontFace(tokens.bold, disk.write(folder, "bold.ttf", files.bold), files.bold_woff2),
    )


def _find(tokens: FontTokens) -> hb.Face:
    """Load the theme's variable font; its package is located without importing it."""
    remedy = f"install the theme's fonts: pip install {tokens.package.replace('_', '-')}"
    path = packaged(tokens.package, tokens.file)
    if path is None:
        raise SetupError(f"the font package '{tokens.package}' is not installed", remedy)
    if not disk.is_file(Path(path.anchor), path):
        inside = "'file' is a file of that package, and not of the theme: a font of your own is installed as a package"
        raise SetupError(f"the font package '{tokens.package}' has no file '{tokens.file}'", inside)
    face = _opened(path, disk.stamp(Path(path.anchor), path))
    if "glyf" not in face.table_tags or "wght" not in {axis.tag for axis in face.axis_infos}:
        raise SetupError(
            f"'{tokens.file}' of '{tokens.package}' is not a variable TrueType font with a weight axis",
            "name another font under 'fonts' in theme.yaml",
        )
    return face


@lru_cache(maxsize=2)
def _opened(path: Path, _stamp: disk.Stamp) -> hb.Face:
    return hb.Face(hb.Blob.from_file_path(path))


@lru_cache(maxsize=2)
def _unicodes(face: hb.Face) -> frozenset[int]:
    """The characters of a whole font."""
    return frozenset(face.unicodes)


def _cut(source: hb.Face, characters: set[str], tokens: FontTokens, style: str, weight: int) -> bytes:
    """A static TrueType font with the characters, at one weight. All subsets of a font have equal glyph counts."""
    from fontTools.ttLib import TTFont

    from yanbao.typography.glyphs import number, saved
    from yanbao.typography.scripts import add_scripts, lacking, plain

    made = characters.intersection(lacking(_unicodes(source)))
    plan = hb.SubsetInput()
    plan.glyph_set.add(source.glyph_count - 1)
    plan.unicode_set.update(map(ord, characters | set(map(plain, made))))
    plan.layout_feature_tag_set.clear()
    plan.layout_feature_tag_set.update(map(_tag, _FEATURES))
    plan.drop_table_tag_set.update(map(_tag, _UNUSED_TABLES))
    plan.name_id_set.update((_LICENSE, _LICENSE_URL))
    plan.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.RETAIN_GIDS
    for axis in source.axis_infos:
        plan.pin_axis_to_default(source, axis.tag)
    plan.pin_axis_location(source, "wght", weight)
    ttf = TTFont(io.BytesIO(hb.subset(source, plan).blob.data), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    number(ttf, source.glyph_count)
    add_scripts(ttf, made)
    _rename(ttf, tokens, style, weight)
    return saved(ttf)


def _rename(ttf: TTFont, tokens: FontTokens, style: str, weight: int) -> None:
    """Name the font as one weight of a family; an instance otherwise keeps the variable font's names.

    All subsets of a font share its unique id, by which binding recognizes the font of a sheet.
    """
    family = tokens.family
    names = ttf["name"]
    names.names = [
        n
        for n in names.names
        if n.nameID in {_COPYRIGHT, _VERSION, _LICENSE, _LICENSE_URL}
        and (n.platformID, n.platEncID, n.langID) == _WINDOWS_ENGLISH
    ]
    for name_id, text in {
        _FAMILY: family,
        _SUBFAMILY: style,
        _UNIQUE_ID: f"{style} {identity(tokens)}",
        _FULL_NAME: f"{family} {style}",
        _POSTSCRIPT_NAME: f"{family.replace(' ', '')}-{style}",
    }.items():
        names.setName(text, name_id, *_WINDOWS_ENGLISH)
    bold = style == "Bold"
    ttf["OS/2"].usWeightClass = weight
    ttf["OS/2"].fsSelection = ttf["OS/2"].fsSelection & ~_FS_STYLES | (_FS_BOLD if bold else _FS_REGULAR)
    ttf["head"].macStyle = _MAC_BOLD if bold else 0
    ttf["head"].flags |= _LOSSLESS


def _tag(name: str) -> int:
    return int.from_bytes(name.encode(), "big")
