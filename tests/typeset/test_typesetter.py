"""Pages become sheets: charts get the room that is left, what does not fit is named, nothing outside is read."""

from __future__ import annotations

import io
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest

from tests.fonts import subset_fonts
from yanbao.model.sheet import Sheet, Typeset, chart_address
from yanbao.model.theme import FontTokens
from yanbao.typeset import Typesetter

FONTS = FontTokens(
    family="Yanbao Sans SC", package="justmytype_intl_cjk", file="fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
)
STYLES = """
@page { size: 200mm 120mm; margin: 10mm }
html { font-family: "Yanbao Sans SC" }
body, figure { margin: 0 }
.body { min-height: 100mm }
.columns::after { content: ""; display: block; clear: both }
.column { float: left }
img { display: block; width: 100%; height: 30mm }
"""


@pytest.fixture(scope="module")
def typesetter(tmp_path_factory: pytest.TempPathFactory) -> Typesetter:
    fonts, _ = subset_fonts(FONTS, "图表标题正文", tmp_path_factory.mktemp("fonts"))
    return Typesetter(STYLES, fonts)


def page(body: str) -> str:
    return f'<html lang="zh-CN"><title>x</title><body><div class="body" data-stack>{body}</div></body></html>'


def chart(name: str, height: int = 0, below: str = "") -> str:
    image = f'<img alt="图" src="{chart_address(name)}" style="height: {height or 30}mm">'
    asked = f' data-height="{height}"' if height else ""
    return f'<figure><div data-plot="{name}"{asked}>{image}</div>{below}</figure>'


def sizes(typesetter: Typesetter, html: str) -> Mapping[str, tuple[float, float]]:
    return typesetter.lay_out(html).sizes


def made(typesetter: Typesetter, html: str) -> Typeset:
    return typesetter.lay_out(html).typeset({})


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


def places(sheet: Sheet) -> list[tuple[object, ...]]:
    """Every operation of a page, and its links, in whole points."""
    with pikepdf.open(io.BytesIO(sheet.pdf)) as pdf:
        [painted] = pdf.pages
        links = [("link", *(round(float(side)) for side in link.Rect)) for link in painted.Annots]
        steps = pikepdf.parse_content_stream(painted)
        return [(str(step.operator), *map(_rounded, step.operands)) for step in steps] + links


def _rounded(operand: object) -> object:
    return round(float(operand)) if isinstance(operand, int | float | Decimal) else str(operand)


def room(height: float, number: int = 0) -> str:
    return f'<div data-block="{number}" style="height: {height}mm"></div>'


def test_a_chart_takes_what_its_page_leaves(typesetter: Typesetter) -> None:
    found = sizes(typesetter, page(room(40) + chart("a")))
    assert found["a"] == pytest.approx((180, 60), abs=0.5)


def test_a_chart_does_not_grow_taller_than_its_width_allows(typesetter: Typesetter) -> None:
    narrow = f'<div class="column" style="width: 40%" data-stack>{chart("a")}</div>'
    found = sizes(typesetter, page(f'<div class="columns" data-columns>{narrow}</div>'))
    assert found["a"] == pytest.approx((72, 0.95 * 72), abs=0.5)


def test_charts_of_a_stack_share_it_equally(typesetter: Typesetter) -> None:
    found = sizes(typesetter, page(room(20) + chart("a") + chart("b")))
    assert found["a"][1] == pytest.approx(40, abs=0.5)
    assert found["a"] == found["b"]


def test_each_column_is_filled_to_the_foot(typesetter: Typesetter) -> None:
    left = f'<div class="column" style="width: 50%" data-stack>{room(30)}{chart("a")}</div>'
    right = f'<div class="column" style="width: 49%" data-stack>{room(50)}{chart("b")}</div>'
    found = sizes(typesetter, page(room(10) + f'<div class="columns" data-columns>{left}{right}</div>'))
    assert found["a"] == pytest.approx((90, 60), abs=0.5)
    assert found["b"][1] == pytest.approx(40, abs=0.5)


def test_a_chart_keeps_the_height_it_was_given(typesetter: Typesetter) -> None:
    found = sizes(typesetter, page(chart("a", 45) + chart("b")))
    assert found["a"][1] == pytest.approx(45)
    assert found["b"][1] == pytest.approx(55, abs=0.5)


def test_a_chart_is_never_flatter_than_readable(typesetter: Typesetter) -> None:
    assert sizes(typesetter, page(room(95) + chart("a")))["a"][1] == pytest.approx(30)


def test_a_page_that_fits_is_silent(typesetter: Typesetter) -> None:
    assert made(typesetter, page(room(60) + room(39, 1))).troubles == ()


def test_the_block_that_overflows_is_named(typesetter: Typesetter) -> None:
    typeset = made(typesetter, page(room(60) + room(52, 7)))
    [found] = typeset.troubles
    assert (found.rule, found.block) == ("overflow", 7)
    assert typeset.sheet.page_count == 2  # nothing is lost


def test_a_page_whose_blocks_all_move_to_the_next_is_reported(typesetter: Typesetter) -> None:
    body = f'<h2 style="break-after: avoid; height: 20mm; margin: 0">标题</h2><div data-stack>{room(95, 4)}</div>'
    typeset = made(typesetter, f'<html lang="zh-CN"><title>x</title><body>{body}</body></html>')
    assert typeset.sheet.page_count == 2
    assert [found.rule for found in typeset.troubles] == ["overflow"]


def test_a_picture_that_cannot_move_to_another_page_is_named(typesetter: Typesetter) -> None:
    [found] = made(typesetter, page(room(112, 3))).troubles
    assert found.block == 3
    assert "12 mm below" in found.message


def test_a_block_that_is_too_wide_is_named(typesetter: Typesetter) -> None:
    wide = '<div data-block="2" style="width: 190mm; height: 5mm"></div>'
    [found] = made(typesetter, page(wide)).troubles
    assert "10 mm beside" in found.message


@pytest.mark.parametrize("url", ["file:///etc/hostname", "http://127.0.0.1:9/x.png", "ftp://127.0.0.1/x.png", "x.png"])
def test_nothing_outside_is_read(typesetter: Typesetter, url: str) -> None:
    [found] = made(typesetter, page(f'<img alt="x" src="{url}">')).troubles
    assert found.rule == "engine"
    assert found.block is None


def test_what_stands_below_a_chart_that_grows_moves_with_its_grounds_and_links(typesetter: Typesetter) -> None:
    number = '<span style="position: absolute; left: 0; top: 1mm; background: #000">图</span>'
    item = f'<li style="position: relative; background: #ccc">{number}<a href="https://a.b">正文</a></li>'
    below = f'<ol style="columns: 2; margin: 0">{item * 2}</ol>'
    column = '<div class="column" style="width: 99%" data-stack>{}</div>'
    row = f'<div class="columns" data-columns>{column}</div><p style="margin: 0">正文</p>'
    grown = typesetter.lay_out(page(row.format(chart("a", below=below))))
    height = grown.sizes["a"][1]
    asked = page(row.format(chart("a", below=below)).replace("height: 30mm", f"height: {height - 0.01}mm"))
    laid_out = typesetter.lay_out(asked.replace("data-stack", "").replace("data-columns", ""))
    assert height > 40
    assert places(grown.typeset({"a": SVG}).sheet) == places(laid_out.typeset({"a": SVG}).sheet)


def test_a_chart_without_room_has_none(typesetter: Typesetter) -> None:
    assert sizes(typesetter, page(f'<img alt="图" src="{chart_address("visits")}">')) == {}


def test_a_sheet_knows_its_anchors(typesetter: Typesetter) -> None:
    sheet = made(typesetter, page(room(40) + '<p id="here">正文</p>')).sheet
    assert sheet.page_count == 1
    place = sheet.anchors["here"]
    assert place.page == 0
    assert place.top == pytest.approx((110 - 40) / 25.4 * 72, abs=20)


def test_the_same_page_gives_the_same_bytes(typesetter: Typesetter, tmp_path: Path) -> None:
    html = page(room(40) + "<p>正文</p>")
    fonts, _ = subset_fonts(FONTS, "图表标题正文", tmp_path)
    again = Typesetter(STYLES, fonts)
    assert made(typesetter, html).sheet.pdf == made(again, html).sheet.pdf
