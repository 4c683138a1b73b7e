"""Writes a TrueType font into a PDF as a composite font whose character codes are glyph ids."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Iterator, Mapping

import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

_NEEDED_TABLES = {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}
_POSTSCRIPT_NAME = 6  # id in the name table
_SYMBOLIC = 1 << 2  # descriptor flag: the font has its own character set
_STEM = 80  # width of vertical stems; only used when a reader substitutes the font, which embedding prevents
_BATCH = 100  # maximum entries in a section of a character map


def fill_font(book: Pdf, font: Object, face: hb.Face, texts: Mapping[int, str]) -> None:
    """Make ``font`` the font dictionary of the face, subset to the glyphs that are keys of ``texts``."""
    glyphs = sorted(texts)
    ruler = hb.Font(face)
    per_em = 1000 / face.upem
    program = _cut(face, glyphs)
    name = Name(f"/{_tag(program)}+{face.get_name(_POSTSCRIPT_NAME)}")
    extents = ruler.get_font_extents("ltr")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=_SYMBOLIC,
        FontBBox=Array([round(side * per_em) for side in _bounds(face)]),
        ItalicAngle=0,
        Ascent=round(extents.ascender * per_em),
        Descent=round(extents.descender * per_em),
        CapHeight=round(ruler.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT) * per_em),
        StemV=_STEM,
        FontFile2=Stream(book, program, Length1=len(program)),
    )
    widths = {glyph: round(ruler.get_glyph_h_advance(glyph) * per_em) for glyph in glyphs}
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        CIDToGIDMap=Name.Identity,
        W=Array(_runs(widths)),
        FontDescriptor=book.make_indirect(descriptor),
    )
    font.Type = Name.Font
    font.Subtype = Name.Type0
    font.BaseFont = name
    font.Encoding = Name("/Identity-H")
    font.DescendantFonts = Array([book.make_indirect(descendant)])
    font.ToUnicode = Stream(book, _character_map(texts))


def _cut(face: hb.Face, glyphs: Iterable[int]) -> bytes:
    plan = hb.SubsetInput()
    plan.glyph_set.update(glyphs)
    plan.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in {*face.table_tags} - _NEEDED_TABLES)
    plan.flags = hb.SubsetFlags.RETAIN_GIDS
    program: bytes = hb.subset(face, plan).blob.data
    return program


def _tag(program: bytes) -> str:
    """The six-letter subset tag, derived from the subset's bytes."""
    return "".join(chr(ord("A") + byte % 26) for byte in hashlib.sha256(program).digest()[:6])


def _bounds(face: hb.Face) -> tuple[int, ...]:
    return struct.unpack_from(">4h", face.reference_table("head").data, 36)  # xMin, yMin, xMax, yMax


def _runs(widths: Mapping[int, int]) -> list[int | Array]:
    """Glyph widths as a W array: the first glyph of each consecutive run, then the run's widths."""
    runs: list[tuple[int, list[int]]] = []
    for glyph, width in widths.items():
        if runs and glyph == runs[-1][0] + len(runs[-1][1]):
            runs[-1][1].append(width)
        else:
            runs.append((glyph, [width]))
    return [item for first, run in runs for item in (first, Array(run))]


def _character_map(texts: Mapping[int, str]) -> bytes:
    """A ToUnicode CMap from glyph ids to text."""
    entries = [f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>" for glyph, text in sorted(texts.items())]
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<0000> <FFFF>",
            "endcodespacerange",
            *_sections(entries),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        )
    ).encode()


def _sections(entries: list[str]) -> Iterator[str]:
    for start in range(0, len(entries), _BATCH):
        batch = entries[start : start + _BATCH]
        yield from (f"{len(batch)} beginbfchar", *batch, "endbfchar")
