"""The report's fonts, as the engines that use them see them."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
import uharfbuzz as hb
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen, RecordingPen
from fontTools.ttLib import TTFont
from matplotlib.font_manager import FontManager
from PIL import Image, ImageDraw, ImageFont

from tests.fonts import NOTO_SANS, font_family, subset_fonts
from yanbao.chinese import SPACE
from yanbao.diagnostics import SetupError
from yanbao.model.sheet import FontFace, FontSet
from yanbao.typography.woff2 import encode

TOKENS = font_family()
TEXT = "研报，大模型（2024）：涨跌幅"
LAST = "🅬"  # the last glyph of the whole font, kept so that every cut has as many numbers
ASCII = {chr(code) for code in range(0x20, 0x7F)}


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return subset_fonts(TOKENS, TEXT, tmp_path_factory.mktemp("fonts"))[0]


def advances(face: FontFace, text: str, **features: bool) -> list[int]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(hb.Font(hb.Face(face.path.read_bytes())), buffer, features)
    return [position.x_advance for position in buffer.glyph_positions]


def shaped(face: FontFace, text: str) -> list[int]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(hb.Font(hb.Face(face.path.read_bytes())), buffer)
    return [glyph.codepoint for glyph in buffer.glyph_infos]


def picture(font: Path | io.BytesIO) -> bytes:
    image = Image.new("L", (600, 60), 255)
    ImageDraw.Draw(image).text((5, 5), TEXT, font=ImageFont.truetype(font, 32))
    return image.tobytes()


def test_the_fonts_have_the_characters_and_ascii_and_no_others(fonts: FontSet) -> None:
    for face in fonts.faces:
        assert set(map(chr, TTFont(face.path).getBestCmap())) == {*TEXT, *ASCII, LAST, SPACE}
        assert set(map(chr, TTFont(io.BytesIO(face.woff2)).getBestCmap())) == {*TEXT, *ASCII, LAST}


def test_the_fonts_are_one_family_with_two_static_weights(fonts: FontSet) -> None:
    manager = FontManager.__new__(FontManager)
    manager.ttflist, manager.afmlist = [], []
    for face in fonts.faces:
        manager.addfont(face.path)
        assert "fvar" not in TTFont(face.path)
    assert [(f.name, f.weight, f.style) for f in manager.ttflist] == [
        ("Test Sans", 400, "normal"),
        ("Test Sans", 700, "normal"),
    ]
    styles = [TTFont(face.path) for face in fonts.faces]
    assert [font["name"].getDebugName(4) for font in styles] == ["Test Sans Regular", "Test Sans Bold"]
    assert [font["OS/2"].fsSelection for font in styles] == [0x40, 0x20]
    assert [font["head"].macStyle for font in styles] == [0, 1]
    assert picture(fonts.regular.path) != picture(fonts.bold.path)


def test_the_fonts_keep_their_licence(fonts: FontSet) -> None:
    names = TTFont(fonts.regular.path)["name"]
    assert "Adobe" in names.getDebugName(0)
    assert "SIL Open Font License" in names.getDebugName(13)


def test_punctuation_can_give_up_half_its_width(fonts: FontSet) -> None:
    assert advances(fonts.regular, "（，）") == [1000, 1000, 1000]
    assert advances(fonts.regular, "（，）", halt=True) == [500, 500, 500]


def test_latin_is_kerned(fonts: FontSet) -> None:
    assert sum(advances(fonts.bold, "AVATo")) < sum(advances(fonts.bold, "AVATo", kern=False))


def test_characters_without_a_glyph_are_reported_and_those_that_need_none_are_not(tmp_path: Path) -> None:
    _, missing = subset_fonts(TOKENS, "研😀\n\t\u200b\u2009\u00ad𠮷", tmp_path)
    assert missing == ("😀", "𠮷")


def test_woff2_holds_the_same_tables(fonts: FontSet) -> None:
    for face in fonts.faces:
        font = face.path.read_bytes()
        plain, packed = TTFont(io.BytesIO(font)), TTFont(io.BytesIO(encode(font)), checkChecksums=2)
        assert sorted(packed.reader.keys()) == sorted(plain.reader.keys())
        assert all(packed.reader[tag] == plain.reader[tag] for tag in plain.reader.tables)
        assert len(face.woff2) < len(font) * 0.5


def test_before_a_gap_a_character_takes_a_form_that_looks_the_same(fonts: FontSet) -> None:
    """The gap is inside a glyph, so that the text of a PDF can be read without taking it for a space."""
    for face in fonts.faces:
        font = TTFont(face.path)
        plain, wide = (shaped(face, text)[0] for text in ("研", "研" + SPACE))
        assert wide == plain + font["maxp"].numGlyphs // 2
        assert advances(face, "研" + SPACE) == [1250, 0]
        outlines = [RecordingPen(), DecomposingRecordingPen(font.getGlyphSet())]
        for pen, glyph in zip(outlines, (plain, wide), strict=True):
            font.getGlyphSet()[font.getGlyphName(glyph)].draw(pen)
        assert outlines[0].value == outlines[1].value
        assert outlines[0].value


def test_marks_that_meet_take_forms_of_half_the_width(fonts: FontSet) -> None:
    """Nothing is put between them that programs that read a PDF could take for the beginning of another line."""
    for face in fonts.faces:
        assert advances(face, f"）{SPACE}，研（{SPACE}{SPACE}（") == [500, 0, 1000, 1000, 1000, 0, 0, 500]
        font = TTFont(face.path)
        glyphs = font.getGlyphSet()
        plain, trimmed = (glyphs[font.getGlyphName(shaped(face, text)[-1])] for text in ("（", f"{SPACE}{SPACE}（"))
        pens = [BoundsPen(glyphs), BoundsPen(glyphs)]
        plain.draw(pens[0])
        trimmed.draw(pens[1])
        assert pens[1].bounds[0] == pens[0].bounds[0] - 500
        assert pens[1].bounds[0] >= 0
        assert pens[1].bounds[2] <= 500


def test_raised_and_lowered_characters_are_made_of_plain_ones(tmp_path: Path) -> None:
    """All of a kind, or those that a font has would stand beside others of another size."""
    fonts, missing = subset_fonts(TOKENS, "CO₂Al₂O₃10⁻⁹x²⁰aᵢᴬ", tmp_path)
    assert missing == ()
    for face in fonts.faces:
        for font in (TTFont(face.path), TTFont(io.BytesIO(face.woff2))):
            glyphs, cmap = font.getGlyphSet(), font.getBestCmap()
            sizes = []
            for character in "2²₂":
                pen = BoundsPen(glyphs)
                glyphs[cmap[ord(character)]].draw(pen)
                sizes.append((pen.bounds, glyphs[cmap[ord(character)]].width))
            (_, bottom, _, top), width = sizes[0]
            assert [round(wide / width, 1) for _, wide in sizes] == [1, 0.6, 0.6]
            assert sizes[1][0][3] > top
            assert sizes[2][0][1] < bottom
        assert advances(face, "₂" + SPACE) == [advances(face, "₂")[0] + 250, 0]


def test_woff2_draws_the_same_in_freetype(fonts: FontSet) -> None:
    for face in fonts.faces:
        assert picture(io.BytesIO(face.woff2)) == picture(face.path)


def test_only_the_two_files_are_left_in_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "fonts"
    for text in ("研", "研报"):
        fonts, _ = subset_fonts(TOKENS, text, folder)
    assert {path.name for path in folder.iterdir()} == {"regular.ttf", "bold.ttf"}
    assert ord("报") in TTFont(fonts.regular.path).getBestCmap()


DIGEST = """
import hashlib, sys
from pathlib import Path
from tests.fonts import NOTO_SANS, font_family, subset_fonts
fonts, _ = subset_fonts(font_family(), set(sys.argv[1]), Path(sys.argv[2]))
print(*(hashlib.sha256(data).hexdigest() for face in fonts.faces for data in (face.path.read_bytes(), face.woff2)))
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_cuts_the_same_bytes(fonts: FontSet, tmp_path: Path, seed: str) -> None:
    here = [hashlib.sha256(data).hexdigest() for face in fonts.faces for data in (face.path.read_bytes(), face.woff2)]
    there = subprocess.run(
        [sys.executable, "-c", DIGEST, TEXT, str(tmp_path)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.split() == here


@pytest.mark.parametrize(
    ("package", "file", "message", "remedy"),
    [
        ("no_such_fonts", NOTO_SANS, "'no_such_fonts' is not installed", "pip install no-such-fonts"),
        ("justmytype_intl_cjk", "fonts/none.ttf", "has no file 'fonts/none.ttf'", "one of the theme's folder"),
        ("justmytype_intl_cjk", "fonts/ofl/notosanssc/OFL.txt", "is no TrueType or OpenType font", "another font"),
    ],
)
def test_an_unusable_font_names_its_remedy(tmp_path: Path, package: str, file: str, message: str, remedy: str) -> None:
    with pytest.raises(SetupError, match=message) as caught:
        subset_fonts(font_family(file=file, package=package), TEXT, tmp_path)
    assert remedy in caught.value.remedy
