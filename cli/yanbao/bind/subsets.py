"""Replaces each sheet's font subsets by one subset per font for the whole report.

Subsets keep the glyph ids of their source font, so text set with one can be drawn with any other. A subset's source is
identified by its unique id.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import uharfbuzz as hb
from pikepdf import Dictionary, Name, Object, Pdf

from yanbao.bind.copies import Copy
from yanbao.bind.fontfile import fill_font
from yanbao.bind.foreign import ForeignFont, ForeignFontError
from yanbao.bind.objects import node_of
from yanbao.disk import read
from yanbao.model.sheet import MAX_FONT, FontSet

_UNIQUE_ID = 3  # id in the name table
_CHARACTER_MAP = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_CHARACTER = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")


@dataclass(frozen=True, slots=True)
class SheetFont:
    """A font of a sheet: its node, the unique id of its source if it is TrueType, its name, and each glyph's text."""

    node: int
    source: str | None
    name: str
    texts: dict[int, str]


@dataclass
class _Shared:
    """One of the report's fonts in the bound PDF. ``texts`` maps each used glyph to the text it stands for."""

    face: hb.Face
    font: Object
    texts: dict[int, str] = field(default_factory=dict)


def fonts_of(copy: Copy) -> tuple[SheetFont, ...]:
    """The fonts of a sheet."""
    found = {
        node_of(font): SheetFont(node_of(font), _unique_id(font), str(font.BaseFont).partition("+")[2], _texts(font))
        for resources in copy.resources
        for font in resources.get(Name.Font, Dictionary()).values()
    }
    return tuple(found.values())


def share_fonts(
    book: Pdf, fonts_of_sheets: Iterable[tuple[int, Sequence[SheetFont]]], fonts: FontSet
) -> dict[int, int]:
    """Make the report's fonts, subset to the glyphs in use; by the nodes of sheets' fonts, with the bases of these, the
    nodes of those that replace them. Raises ForeignFontError.
    """
    faces = [hb.Face(read(face.path.parent, face.path.name, MAX_FONT)) for face in fonts.faces]
    shared = {_named(face): _Shared(face, book.make_indirect(Dictionary())) for face in faces}
    replaced: dict[int, int] = {}
    foreign: list[ForeignFont] = []
    for sheet, (base, own) in enumerate(fonts_of_sheets):
        for font in own:
            use = shared.get(font.source)
            if use is None:
                foreign.append(ForeignFont(sheet, font.name, _joined(font.texts.values())))
                continue
            boxes = [text for glyph, text in font.texts.items() if glyph >= use.face.glyph_count]
            if boxes:
                foreign.append(ForeignFont(sheet, "", _joined(boxes)))
            use.texts = font.texts | use.texts
            replaced[base + font.node] = node_of(use.font)
    if foreign:
        raise ForeignFontError(foreign)
    for use in shared.values():
        if use.texts:
            fill_font(book, use.font, use.face, use.texts)
    return replaced


def _unique_id(font: Object) -> str | None:
    """The unique id of the font that a subset was made from; None if it is not TrueType."""
    for descendant in font.get(Name.DescendantFonts, ()):
        program = descendant.FontDescriptor.get(Name.FontFile2)
        if program is not None:
            return _name_of(*_packed(program))
    return None


@lru_cache(maxsize=2048)
def _name_of(data: bytes, is_packed: bool) -> str | None:
    return _named(hb.Face(zlib.decompress(data) if is_packed else data))


def _named(face: hb.Face) -> str | None:
    name: str | None = face.get_name(_UNIQUE_ID)
    return name


def _texts(font: Object) -> dict[int, str]:
    """Parse the font's ToUnicode map, which the typesetter writes with one entry per glyph."""
    return _texts_of(*_packed(font.ToUnicode))


@lru_cache(maxsize=2048)
def _texts_of(data: bytes, is_packed: bool) -> dict[int, str]:
    return {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for section in _CHARACTER_MAP.findall(zlib.decompress(data) if is_packed else data)
        for glyph, text in _CHARACTER.findall(section)
    }


def _packed(stream: Object) -> tuple[bytes, bool]:
    """A stream's bytes as stored if compressed as usual, else decoded; serves as a cache key."""
    if stream.get(Name.Filter) == Name.FlateDecode and Name.DecodeParms not in stream:
        return stream.read_raw_bytes(), True
    return stream.read_bytes(), False


def _joined(texts: Iterable[str]) -> str:
    return "".join(sorted(set("".join(texts))))
