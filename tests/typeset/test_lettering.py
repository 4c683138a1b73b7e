"""Lettering of drawings is set as the text around it is: by lines, with the gaps of Chinese text."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from tests.bind.conftest import IMPRINT
from tests.fonts import subset_fonts
from tests.typeset.test_typesetter import FONTS
from yanbao.bind import bind
from yanbao.charts.textwidths import widths
from yanbao.model.sheet import FontSet, chart_address
from yanbao.typeset import Typesetter
from yanbao.typography.setting import for_typesetter_drawn, for_typesetter_styled

STYLES = """
@page { size: 300pt 200pt; margin: 0 }
body { margin: 0; font-size: 0 }
img { display: block; width: 300pt; height: 200pt }
"""
SIZE = 20
Words = list[tuple[str, float, float]]


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return subset_fonts(FONTS, "沪深300指数AVTo（）《》，。中证&1", tmp_path_factory.mktemp("fonts"))[0]


def drawn(fonts: FontSet, text: str, place: str = 'x="20" y="100"') -> tuple[str, float]:
    """What is read of a drawing with this text, and how long its line is."""
    lettering = f'<text {place} font-size="{SIZE}">{text}</text>'
    root = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200" font-family="{FONTS.families[0].name}">'
    page = (
        f'<html lang="zh-CN"><title>x</title><div data-plot="a"><img alt="x" src="{chart_address("a")}"></div></html>'
    )
    drawing = for_typesetter_drawn(f"{root}{lettering}</svg>")
    made = Typesetter((STYLES,), fonts).lay_out(page).typeset({"a": drawing})
    assert made.troubles == ()
    with pypdfium2.PdfDocument(bind([made.sheet], [], IMPRINT, fonts)) as pdf:
        letters = pdf[0].get_textpage()
        read = letters.get_text_range()
        first, last = (letters.get_charbox(place, loose=True) for place in (0, letters.count_chars() - 1))
    return read, last[2] - first[0]


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("沪深300指数", 4 + 3 * 0.56 + 2 * 0.25),
        ("（《中证》）", 6 - 2 * 0.5),
        ("沪深指数", 4),
        ("中&amp;A", 1 + 0.68 + 0.61),
    ],
)
def test_it_is_spaced_as_text_is_and_read_as_it_was_written(fonts: FontSet, text: str, width: float) -> None:
    read, length = drawn(fonts, text)
    assert read == text.replace("&amp;", "&")
    assert length == pytest.approx(width * SIZE, abs=0.06 * SIZE)
    assert length == pytest.approx(widths(fonts.regular, FONTS.gap).of(read, SIZE), abs=0.02 * SIZE)


def test_without_a_gap_charts_measure_solid(fonts: FontSet) -> None:
    solid, spaced = (widths(fonts.regular, gap).of("沪深300指数", 10) for gap in (None, 0.25))
    assert spaced - solid == pytest.approx(2 * 2.5)


def test_letters_are_kerned(fonts: FontSet) -> None:
    assert drawn(fonts, "AVAVTo")[1] < widths(fonts.regular).of("AVAVTo", SIZE) - 1


@pytest.mark.parametrize(
    "place", ['x="20 120" y="100"', 'x="20" y="100" dx="0 80"', 'x="20" y="100" letter-spacing="30"']
)
def test_letters_that_have_places_of_their_own_keep_them(fonts: FontSet, place: str) -> None:
    read, length = drawn(fonts, "中证", place)
    assert re.sub(r"\s", "", read) == "中证"
    assert length > 60


def test_running_lines_are_spaced_around_the_numbers_of_pages(fonts: FontSet) -> None:
    styles = '@page { size: 300pt 200pt; margin: 40pt; @top-left { content: "中A指" counter(page) "数" } } html { '
    styles += f'font: {SIZE}pt "{FONTS.families[0].name}" }}'
    made = Typesetter((for_typesetter_styled(styles),), fonts).lay_out("<html lang=zh-CN><title>x</title>").typeset({})
    with pypdfium2.PdfDocument(bind([made.sheet], [], IMPRINT, fonts)) as pdf:
        letters = pdf[0].get_textpage()
        assert letters.get_text_range() == "中A指1数"
        length = letters.get_charbox(4, loose=True)[2] - letters.get_charbox(0, loose=True)[0]
    assert length == pytest.approx((3 + 0.61 + 0.555 + 4 * 0.25) * SIZE, abs=0.06 * SIZE)
