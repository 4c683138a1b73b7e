"""The fonts of a theme before they are cut: which characters are set in which, and the ids of their subsets."""

from __future__ import annotations

import hashlib
import string
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import uharfbuzz as hb

from yanbao import disk
from yanbao.chinese import CLOSING, LOWERED, OPENING, RAISED
from yanbao.diagnostics import SetupError
from yanbao.load.fontfiles import MAX_FONT_FILE, OUTLINES, digest_of
from yanbao.model.fonts import Family, FontFile, Fonts
from yanbao.resources import packaged

_WITHOUT_GLYPH = {"Cc", "Cf", "Zs", "Zl", "Zp"}  # Unicode categories that need no glyph
_DRAWN = "\u1680\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2"  # exceptions: drawn all the same
ALWAYS = string.ascii_letters + string.digits + string.punctuation + " "

_MOST_GLYPHS = 65_535
_CHINESE = "一"
_SHARED_MARKS = (set(OPENING + CLOSING) - set("‘’")) | set("…—")


def identity(fonts: Fonts) -> str:
    """An id of the theme's fonts, equal for all of their subsets. Raises SetupError if one cannot be loaded."""
    parts = [_identity(family, fonts.gap) for family in fonts.families]
    return parts[0] if len(parts) == 1 else hashlib.sha256(" ".join(parts).encode()).hexdigest()


def _identity(family: Family, gap: float) -> str:
    """The id of a family. The header of an installed font contains a checksum of the whole file."""
    regular, *bold = [
        file.digest.encode() or find(file).reference_table("head").data for file in dict.fromkeys(family.files)
    ]
    told = f"{family.name} {family.weights[0]} {family.weights[1]} {gap}".encode()
    return hashlib.sha256(b"".join((regular, told, *bold))).hexdigest()


def cut_identity(fonts: Fonts, characters: Iterable[str]) -> str:
    """The id of the fonts cut to these characters: that of the whole fonts, unless subsets of one are numbered anew."""
    whole = identity(fonts)
    if all(map(keeps_numbers, fonts.files)):
        return whole
    return hashlib.sha256(f"{whole} {''.join(sorted({*ALWAYS, *characters}))}".encode()).hexdigest()


def keeps_numbers(file: FontFile) -> bool:
    """True if a font has room for an alternate of each of its glyphs, so that all of its subsets number them alike."""
    count: int = find(file).glyph_count
    return 2 * (count + len(RAISED + LOWERED)) <= _MOST_GLYPHS


def missing_characters(fonts: Fonts, characters: Iterable[str]) -> tuple[str, ...]:
    """The characters that need a glyph and have none in the theme's fonts, sorted. Raises SetupError."""
    return shared_out(fonts, set(characters))[1]


def shared_out(fonts: Fonts, characters: set[str]) -> tuple[list[set[str]], tuple[str, ...]]:
    """The characters that are set in each family, and those that none has, sorted. Raises SetupError.

    Marks that Chinese and Latin share, but for the apostrophe, are set in the font with the Chinese characters. Spaces
    are in all: they are set in the font of the text around them.
    """
    known = [frozenset.intersection(*map(_known, {*family.files})) for family in fonts.families]
    shares, bare = list[set[str]](), {char for char in characters if _needs_none(char)}
    rest = characters - bare
    for at, codes in enumerate(known):
        others = set() if ord(_CHINESE) in codes else _SHARED_MARKS
        left_to_others = {mark for mark in others if any(ord(mark) in later for later in known[at + 1 :])}
        share = {char for char in rest if ord(char) in codes and char not in left_to_others}
        shares.append(share and share | bare)
        rest = rest - share
    return shares, tuple(sorted(rest))


def _needs_none(character: str) -> bool:
    return character not in _DRAWN and unicodedata.category(character) in _WITHOUT_GLYPH


def _known(file: FontFile) -> frozenset[int]:
    """The characters of a font, and those that are made of them."""
    from yanbao.typography.scripts import lacking, plain, unicodes

    source = find(file)
    codes, made = unicodes(source), lacking(source)
    return (codes - set(map(ord, made))) | {ord(char) for char in made if ord(plain(char)) in codes}


def leads(fonts: Fonts) -> bool:
    """True if the first family is for Latin text, and another one for Chinese."""
    if len(fonts.families) == 1:
        return False
    first = fonts.families[0].files
    is_small = all(4 * (find(file).glyph_count + len(RAISED + LOWERED)) <= _MOST_GLYPHS for file in first)
    return is_small and ord(_CHINESE) not in _known(first[0])


def find(file: FontFile) -> hb.Face:
    """Load a font; a package is located without importing it. Raises SetupError."""
    if file.root is not None:
        return _own(file)
    remedy = f"install the theme's fonts: pip install {file.package.replace('_', '-')}"
    path = packaged(file.package, file.name)
    if path is None:
        raise SetupError(f"the font package '{file.package}' is not installed", remedy)
    if not disk.is_file(Path(path.anchor), path):
        inside = "with 'package', 'file' is a file of that package; without, one of the theme's folder"
        raise SetupError(f"the font package '{file.package}' has no file '{file.name}'", inside)
    face = hb.Face(hb.Blob.from_file_path(path))
    if OUTLINES.isdisjoint(face.table_tags):
        raise SetupError(f"'{file.name}' of '{file.package}' is no TrueType or OpenType font", "name another font")
    return face


@lru_cache(maxsize=4)
def _own(file: FontFile) -> hb.Face:
    """A font of a theme, as it was when the theme was loaded."""
    data = disk.read(file.root or Path(), file.name, MAX_FONT_FILE)
    if digest_of(data) != file.digest:
        raise SetupError(f"{file.name} has changed since the theme was loaded", "run it again")
    return hb.Face(data)
