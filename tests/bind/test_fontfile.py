"""The font dictionary of a subset: widths, bounds and texts of its glyphs, whatever the units of the font."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Object, Pdf

from yanbao.bind.fontfile import fill_font

FILE = Path(mpl.get_data_path(), "fonts/ttf/DejaVuSans.ttf")  # 2048 units per em
PER_EM = 1000 / 2048


@pytest.fixture(scope="module")
def font() -> TTFont:
    return TTFont(FILE)


def glyphs(font: TTFont, texts: str) -> dict[int, str]:
    names = font.getBestCmap()
    return {font.getGlyphID(names[ord(text)]): text for text in texts}


def filled(texts: dict[int, str]) -> tuple[Pdf, Any]:
    book = Pdf.new()
    made: Object = book.make_indirect(Dictionary())
    fill_font(book, made, hb.Face(hb.Blob.from_file_path(str(FILE))), texts)
    return book, made


def test_widths_and_bounds_are_in_thousandths_of_an_em(font: TTFont) -> None:
    texts = glyphs(font, "AVWai.")
    _, made = filled(texts)
    descendant = made.DescendantFonts[0]
    widths: dict[int, int] = {}
    items = list(descendant.W)
    for first, run in zip(items[::2], items[1::2], strict=True):
        widths |= {int(first) + at: int(width) for at, width in enumerate(run)}
    names = font.getGlyphOrder()
    assert widths == {glyph: round(font["hmtx"][names[glyph]][0] * PER_EM) for glyph in texts}
    head = font["head"]
    bounds = [round(side * PER_EM) for side in (head.xMin, head.yMin, head.xMax, head.yMax)]
    assert [int(side) for side in descendant.FontDescriptor.FontBBox] == bounds
    assert int(descendant.FontDescriptor.Ascent) == round(font["hhea"].ascent * PER_EM)
    assert int(descendant.FontDescriptor.Descent) == round(font["hhea"].descent * PER_EM)
    assert int(descendant.FontDescriptor.CapHeight) == pytest.approx(font["glyf"]["H"].yMax * PER_EM, abs=5)
    assert int(descendant.CIDSystemInfo.Supplement) == 0


def test_every_glyph_has_its_text_in_sections_of_a_hundred(font: TTFont) -> None:
    texts = glyphs(
        font, "".join(map(chr, range(0x391, 0x3CF))).replace("\u03a2", "") + "".join(map(chr, range(33, 127)))
    )
    _, made = filled(texts)
    told = made.ToUnicode.read_bytes().decode()
    entries = re.findall("^<([0-9A-F]{4})> <([0-9A-F]+)>$", told, re.MULTILINE)[1:]  # the first is the range of codes
    assert {int(glyph, 16): bytes.fromhex(text).decode("utf-16-be") for glyph, text in entries} == texts
    assert re.findall(r"^(\d+) beginbfchar", told, re.MULTILINE) == ["100", str(len(texts) - 100)]


def test_a_subset_is_tagged_with_six_capitals_by_its_glyphs(font: TTFont) -> None:
    made = [filled(glyphs(font, chr(letter))) for letter in range(ord("A"), ord("A") + 12)]  # books must stay open
    tags = {str(one.BaseFont) for _, one in made}
    assert len(tags) == 12
    assert all(re.fullmatch(r"/[A-Z]{6}\+DejaVuSans", tag) for tag in tags)
