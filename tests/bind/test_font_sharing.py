"""The bound file has the report's fonts, each once, and no others."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest
import uharfbuzz as hb

from tests.fonts import font_family
from yanbao.bind import ForeignFont, ForeignFontError, bind
from yanbao.model.sheet import FontSet, Sheet

from .conftest import IMPRINT, Typeset, make_fonts, typeset_with


def font_objects(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    return [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == kind]


def program(font: pikepdf.Object) -> hb.Face:
    return hb.Face(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes())


def test_there_are_two_fonts_and_both_are_embedded(pdf: pikepdf.Pdf) -> None:
    fonts = font_objects(pdf, "/Type0")
    names = sorted(re.sub(r"^/[A-Z]{6}\+", "", str(font.BaseFont)) for font in fonts)
    assert names == ["TestSans-Bold", "TestSans-Regular"]
    assert len(font_objects(pdf, "/CIDFontType2")) == 2
    programs = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and "/Length1" in item]
    assert len(programs) == 2
    for font in fonts:
        assert font.Encoding == "/Identity-H"
        assert font.DescendantFonts[0].CIDToGIDMap == "/Identity"
        assert font.BaseFont == font.DescendantFonts[0].BaseFont == font.DescendantFonts[0].FontDescriptor.FontName


def test_fonts_are_cut_to_the_glyphs_in_use(pdf: pikepdf.Pdf, fonts: FontSet) -> None:
    regular, bold = sorted(font_objects(pdf, "/Type0"), key=lambda font: "Bold" in str(font.BaseFont))
    sizes = [
        len(zlib.compress(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes())) for font in (regular, bold)
    ]
    assert sizes[0] < len(zlib.compress(fonts.regular.path.read_bytes())) * 0.8
    assert sizes[1] < sizes[0]
    assert set(program(regular).table_tags) == {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}


def test_widths_are_those_of_the_font(pdf: pikepdf.Pdf) -> None:
    for font in font_objects(pdf, "/Type0"):
        ruler, widths = hb.Font(program(font)), list(font.DescendantFonts[0].W)
        for first, run in zip(widths[::2], widths[1::2], strict=True):
            assert [ruler.get_glyph_h_advance(first + offset) for offset in range(len(run))] == list(run)


def test_every_glyph_on_the_pages_has_a_width_and_a_text(pdf: pikepdf.Pdf, sheets: Sequence[Sheet]) -> None:
    """What the sheets' own fonts knew, the shared fonts know."""
    known = b"".join(font.ToUnicode.read_bytes().lower() for font in font_objects(pdf, "/Type0"))
    for sheet in sheets:
        with pikepdf.open(io.BytesIO(sheet.pdf)) as own:
            for font in font_objects(own, "/Type0"):
                entries = re.findall(
                    rb"^<\w{4}> <\w{4,}>$", font.ToUnicode.read_bytes().replace(b"<0000> <ffff>", b""), re.MULTILINE
                )
                assert entries
                assert all(entry in known for entry in entries)


def test_a_weight_that_no_sheet_uses_is_not_embedded(typeset: Typeset, fonts: FontSet) -> None:
    with pikepdf.open(io.BytesIO(bind([typeset("<p>研报</p>")], [], IMPRINT, fonts))) as pdf:
        (font,) = font_objects(pdf, "/Type0")
        assert str(font.BaseFont).endswith("+TestSans-Regular")


def test_foreign_fonts_are_reported_with_their_text(typeset: Typeset, fonts: FontSet) -> None:
    body = "<p>研报 <span style='font-family:DejaVu Sans'>ab</span> <b style='font-family:DejaVu Serif'>c</b></p>"
    with pytest.raises(ForeignFontError) as caught:
        bind([typeset("<p>研报</p>"), typeset(body)], [], IMPRINT, fonts)
    assert sorted(caught.value.uses, key=lambda use: use.name) == [
        ForeignFont(1, "DejaVu-Sans", "ab"),
        ForeignFont(1, "DejaVu-Serif-Bold", "c"),
    ]


def test_characters_that_no_font_has_are_reported(typeset: Typeset, fonts: FontSet) -> None:
    with pytest.raises(ForeignFontError) as caught:
        bind([typeset("<p>研\U00020bb7</p>")], [], IMPRINT, fonts)
    assert [use.characters for use in caught.value.uses] == ["\U00020bb7"]


def test_sheets_set_with_another_cut_of_the_fonts_are_bound_alike(fonts: FontSet, tmp_path: Path) -> None:
    """Glyphs keep the numbers that they have in the whole font."""
    cuts = [fonts, make_fonts("研报第页", tmp_path)]
    one, other = (bind([typeset_with(cut, "<p>研报</p>")], [], IMPRINT, fonts) for cut in cuts)
    assert one == other


def test_sheets_set_with_another_font_are_reported(fonts: FontSet, tmp_path: Path) -> None:
    other = make_fonts("研第页", tmp_path, font_family(regular=300))
    with pytest.raises(ForeignFontError, match=r"研.* in Test-Sans-Light") as caught:
        bind([typeset_with(other, "<p>研</p>")], [], IMPRINT, fonts)
    assert [use.name for use in caught.value.uses] == ["Test-Sans-Light"]
