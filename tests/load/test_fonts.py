"""Fonts of a theme by file: what cannot be used is told at the name of the file, before anything is made."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont

from tests.housefonts import LATIN, house_font, without
from yanbao.diagnostics import ContentError, Diagnostic
from yanbao.load import fontfiles
from yanbao.load import fonts as fonts_module
from yanbao.load.theme import load_theme
from yanbao.model.fonts import Fonts

NOTO = '{package: justmytype_intl_cjk, file: "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"}'


@pytest.fixture(scope="session")
def house() -> bytes:
    return house_font(LATIN + "研报")


@pytest.fixture
def theme(tmp_path: Path, house: bytes) -> Path:
    folder = tmp_path / "templates/house"
    (folder / "fonts").mkdir(parents=True)
    (folder / "fonts/House-Regular.ttf").write_bytes(house)
    return folder


def load(theme: Path, fonts: str) -> Fonts:
    (theme / "theme.yaml").write_text(f"base: deck\nfonts: {fonts}\n", encoding="utf-8")
    return load_theme(theme.name, theme.parents[1]).fonts


def refused(theme: Path, fonts: str) -> Diagnostic:
    with pytest.raises(ContentError) as caught:
        load(theme, fonts)
    [found] = caught.value.diagnostics
    return found


BOTH = "{file: fonts/House-Regular.ttf, bold_file: fonts/House-Regular.ttf}"


def test_a_file_without_a_package_is_one_of_the_theme(theme: Path) -> None:
    """Though its base names a package; the family has the name of the file, unless the theme gives one."""
    [family] = load(theme, BOTH).families
    assert (family.name, family.regular.name, family.regular.package) == (
        "House",
        "templates/house/fonts/House-Regular.ttf",
        "",
    )
    [named] = load(theme, BOTH.replace("{", "{family: Haus Sans, ")).families
    assert named.name == "Haus Sans"


def test_a_theme_based_on_one_with_a_font_of_its_own_has_that(theme: Path) -> None:
    own = load(theme, BOTH)
    child = theme.parent / "child"
    child.mkdir()
    (child / "theme.yaml").write_text("base: house\nfonts: {gap: 0}\n", encoding="utf-8")
    assert load_theme("child", theme.parents[1]).fonts == Fonts(own.families, 0)


def test_a_fallback_is_a_file_or_in_a_package(theme: Path) -> None:
    first, second = load(theme, BOTH[:-1] + f", fallback: {NOTO}}}").families
    assert (first.name, second.name) == ("House", "NotoSansSC wght")
    assert second.regular.package == "justmytype_intl_cjk"
    _, second = load(theme, f"{{fallback: {BOTH}}}").families
    assert second.regular.digest


def test_two_families_have_two_names(theme: Path) -> None:
    found = refused(theme, BOTH[:-1] + f", fallback: {BOTH}}}")
    assert (found.rule, found.message) == ("wrong-value", "'House' is the name of both families")


def _collection(font: bytes) -> bytes:
    both = TTCollection()
    both.fonts = [TTFont(io.BytesIO(font)), TTFont(io.BytesIO(font))]
    made = io.BytesIO()
    both.save(made)
    return made.getvalue()


def _licensed(bits: int) -> Callable[[bytes], bytes]:
    return lambda _font: house_font("AB ", fs_type=bits)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda _font: b"no font at all", "is no font"),
        (lambda font: b"wOF2" + font, "is a font for web pages (WOFF2)"),
        (_collection, "is a collection of several fonts"),
        (lambda font: font[: len(font) // 2], "is cut short"),
        (lambda font: without(font, "glyf", "loca"), "has no outlines"),
        (lambda font: without(font, "OS/2"), "has no table 'OS/2'"),
        (_licensed(0x0002), "may not be embedded: its licence is restricted (fsType 2)"),
        (_licensed(0x0100), "may only be embedded whole (fsType 256)"),
        (_licensed(0x0208), "may only be embedded as bitmaps (fsType 512)"),
    ],
)
def test_a_file_that_cannot_be_the_font(
    theme: Path, house: bytes, change: Callable[[bytes], bytes], problem: str
) -> None:
    (theme / "fonts/House-Regular.ttf").write_bytes(change(house))
    (theme / "fonts/House-Bold.ttf").write_bytes(house)
    found = refused(theme, "{file: fonts/House-Regular.ttf, bold_file: fonts/House-Bold.ttf}")
    assert found.rule == "bad-font"
    assert found.message.startswith(f"'fonts/House-Regular.ttf' {problem}")
    assert (found.mark.file, found.mark.line, found.mark.column) == ("templates/house/theme.yaml", 2, 15)
    assert found.help


@pytest.mark.parametrize("bits", [0x0000, 0x0004, 0x0008, 0x0006])
def test_licence_bits_that_allow_what_a_report_does(theme: Path, bits: int) -> None:
    (theme / "fonts/House-Regular.ttf").write_bytes(house_font("AB ", fs_type=bits))
    assert load(theme, BOTH)


def test_a_static_font_has_one_weight(theme: Path) -> None:
    found = refused(theme, "{file: fonts/House-Regular.ttf}")
    assert (found.rule, found.mark.column) == ("bad-font", 15)
    assert "is a static font, of one weight only" in found.message
    assert "bold_file" in found.help


def test_a_bold_file_stands_beside_its_file(theme: Path) -> None:
    found = refused(theme, "{bold_file: fonts/House-Regular.ttf}")
    assert (found.rule, found.mark.column) == ("missing-key", 20)


def test_a_missing_file_is_told_with_the_one_that_was_meant(theme: Path) -> None:
    found = refused(theme, BOTH.replace("Regular", "Reguler", 1))
    assert (found.rule, found.mark.line, found.mark.column) == ("missing-file", 2, 15)
    assert "no file 'templates/house/fonts/House-Reguler.ttf'" in found.message


def test_a_font_is_in_the_folder_of_its_theme(theme: Path, tmp_path: Path, house: bytes) -> None:
    assert refused(theme, "{file: ../House.ttf}").rule == "wrong-value"
    elsewhere = tmp_path.parent / f"{tmp_path.name}-elsewhere.ttf"
    elsewhere.write_bytes(house)
    (theme / "fonts/Link.ttf").symlink_to(elsewhere)
    with pytest.raises(ContentError) as caught:
        load(theme, "{file: fonts/Link.ttf}")
    assert [
        (one.rule, one.mark.column) for one in caught.value.diagnostics if one.mark.file.endswith("theme.yaml")
    ] == [("outside-project", 15)]


def test_a_font_that_is_too_large_is_not_read(theme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts_module, "MAX_FONT_FILE", 1000)
    found = refused(theme, BOTH.replace(", bold_file: fonts/House-Regular.ttf", ""))
    assert (found.rule, found.mark.column) == ("too-large", 15)
    assert fontfiles.MAX_FONT_FILE > 18_000_000
