"""Pages become sheets: charts get the room that is left, what does not fit is named, nothing outside is read."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.fonts import font_family, subset_fonts
from yanbao.chinese import JOIN, YIELD
from yanbao.model.plotheights import Heights
from yanbao.model.sheet import Sheet, Typeset, chart_address
from yanbao.typeset import Typesetter
from yanbao.typeset.boxes import MM, extent, find_all
from yanbao.typeset.plotsizes import Sizes
from yanbao.typeset.typesetter import LaidOutPage

FONTS = font_family("Yanbao Sans SC")
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
    fonts, _ = subset_fonts(FONTS, "图表标题正文、", tmp_path_factory.mktemp("fonts"))
    return Typesetter((STYLES,), fonts)


def page(body: str) -> str:
    return f'<html lang="zh-CN"><title>x</title><body><div class="body" data-stack>{body}</div></body></html>'


def chart(name: str, height: int = 0, below: str = "") -> str:
    image = f'<img alt="图" src="{chart_address(name)}" style="height: {height or 30}mm">'
    asked = f' data-height="{height}"' if height else ""
    return f'<figure><div data-plot="{name}"{asked}>{image}</div>{below}</figure>'


def free(_anchor: str, _width: float) -> Heights:
    """A chart that suits any page."""
    return Heights(20, 35, 100)


def sizes(typesetter: Typesetter, html: str, heights: Sizes = free) -> Mapping[str, tuple[float, float]]:
    return typesetter.lay_out(html, heights).sizes


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


def test_a_chart_does_not_grow_taller_than_it_may(typesetter: Typesetter) -> None:
    narrow = f'<div class="column" style="width: 40%" data-stack>{chart("a")}</div>'
    heights = {"a": (20, 30, 44), "b": (8, 12, 18)}
    asked: list[tuple[str, float]] = []

    def limited(anchor: str, width: float) -> Heights:
        asked.append((anchor, round(width)))
        return Heights(*heights[anchor])

    found = sizes(typesetter, page(f'<div class="columns" data-columns>{narrow}</div>' + chart("b")), limited)
    assert found["a"] == pytest.approx((72, 44), abs=0.5)
    assert found["b"][1] == pytest.approx(18, abs=0.1)  # also where the styles want more
    assert {("a", 72), ("b", 180)} == set(asked)


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
    grown = typesetter.lay_out(page(row.format(chart("a", below=below))), free)
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
    assert place.top == pytest.approx((110 - 45) / 25.4 * 72, abs=20)


def test_the_same_page_gives_the_same_bytes(typesetter: Typesetter, tmp_path: Path) -> None:
    html = page(room(40) + "<p>正文</p>")
    fonts, _ = subset_fonts(FONTS, "图表标题正文", tmp_path)
    again = Typesetter((STYLES,), fonts)
    assert made(typesetter, html).sheet.pdf == made(again, html).sheet.pdf


def test_what_is_wrong_with_styles_is_told_of_every_report(typesetter: Typesetter) -> None:
    for _ in range(2):  # the notes of a batch share parsed style sheets
        report = Typesetter((STYLES, "p { colour: red }"), typesetter.fonts)
        [found] = made(report, page("<p>正文</p>")).troubles
        assert (found.rule, "colour" in found.message) == ("engine", True)
        assert made(report, page("<p>正</p>")).troubles == ()


def figure(name: str, caption: str, source: str = "正文") -> str:
    image = f'<img alt="图" src="{chart_address(name)}">'
    lines = f'<p class="source" style="margin: 0">{source}</p>'
    plot = f'<div data-plot="{name}">{image}</div>'
    return f'<figure data-block="1"><figcaption>{caption}</figcaption>{plot}{lines}</figure>'


def side_by_side(*stacks: str, width: int = 49) -> str:
    cells = (f'<div class="column" style="width: {width}%" data-stack>{stack}</div>' for stack in stacks)
    return f'<div class="columns" data-columns>{"".join(cells)}</div>'


def tops(laid_out: LaidOutPage, attribute: str) -> list[float]:
    """The upper edges of the boxes whose element has an attribute, or a class, in mm."""
    return [round(extent(box).top / MM, 1) for box in find_all(laid_out._boxes[0], attribute)]


def test_figures_side_by_side_share_the_edges_of_their_plots_and_a_line_of_sources(typesetter: Typesetter) -> None:
    left = figure("a", "图") + figure("c", "图")
    right = figure("b", "图表标题" * 8) + figure("d", "图", source="正文" * 25)
    heights = {"a": (20, 24, 28), "b": (20, 26, 40), "c": (8, 10, 12), "d": (14, 16, 20)}
    laid_out = typesetter.lay_out(page(side_by_side(left, right)), lambda anchor, _: Heights(*heights[anchor]))
    plots, sources = tops(laid_out, "data-plot"), tops(laid_out, "class")
    assert plots[0] == plots[2]
    assert plots[1] == plots[3]
    found = laid_out.sizes
    assert found["a"][1] == pytest.approx(found["b"][1])  # both can be as high
    assert (round(found["c"][1]), round(found["d"][1])) == (12, 16)  # these cannot
    below = [top for top in sources if top > plots[0]]
    assert (len(below), len(set(below))) == (4, 2)  # one line for each row


def test_room_goes_to_leading_and_then_between_blocks_within_limits(typesetter: Typesetter) -> None:
    lines = '<div data-block="1"><p style="margin: 0; line-height: 5mm; width: 100mm">' + "正文" * 100 + "</p></div>"
    laid_out = typesetter.lay_out(page(lines + room(10, 2) + room(5, 3)), free)
    first, second, third = (extent(box) for box in find_all(laid_out._boxes[0], "data-block"))
    count = -(-200 // int(100 * MM / 16))
    assert (first.bottom - first.top) / MM == pytest.approx(5 * count + 0.6 * (count - 1), abs=0.1)
    assert (second.top - first.bottom) / MM == pytest.approx(5, abs=0.1)
    assert (third.top - second.bottom) == pytest.approx(second.top - first.bottom)


def test_an_empty_foot_is_told_and_a_full_page_is_not(typesetter: Typesetter) -> None:
    [found] = made(typesetter, page(room(70, 1))).troubles
    assert (found.rule, found.is_error) == ("empty-foot", False)
    assert "30% of this page" in found.message
    assert made(typesetter, page(room(81, 1))).troubles == ()


FLOWING = STYLES + "figure { break-inside: avoid } p { margin: 0; line-height: 5mm }"


@pytest.fixture(scope="module")
def flowing(tmp_path_factory: pytest.TempPathFactory) -> Typesetter:
    fonts, _ = subset_fonts(FONTS, "图表标题正文", tmp_path_factory.mktemp("fonts"))
    return Typesetter((FLOWING,), fonts, flows=True)


def text(lines: int, number: int) -> str:
    return f'<div data-block="{number}">{"<p>正文</p>" * lines}</div>'


def flowing_page(*parts: str) -> str:
    sections = "".join(f"<section><div>{part}</div></section>" for part in parts)
    return f'<html lang="zh-CN"><title>x</title><body>{sections}</body></html>'


def where(laid_out: LaidOutPage) -> list[list[str | None]]:
    """The numbers of the blocks on each page."""
    return [[box.element.get("data-block") for box in find_all(page, "data-block")] for page in laid_out._boxes]


def test_the_text_below_a_figure_fills_the_foot_of_its_page(flowing: Typesetter) -> None:
    heights = Heights(60, 60, 60)
    html = flowing_page(text(12, 5) + figure("a", "图"), "<h2>标题</h2>" + text(3, 6), text(2, 7))
    laid_out = flowing.lay_out(html, lambda *_: heights)
    assert where(laid_out) == [["5", "6"], ["1", "7"]]
    assert laid_out.typeset({"a": SVG}).troubles == ()


def test_no_text_passes_the_heading_of_a_chapter(flowing: Typesetter) -> None:
    html = flowing_page(text(12, 5) + figure("a", "图"), "<h1 style='margin: 0'>标题</h1>" + text(1, 6))
    laid_out = flowing.lay_out(html, lambda *_: Heights(60, 60, 60))
    assert where(laid_out) == [["5"], ["1", "6"]]
    [found] = laid_out.typeset({"a": SVG}).troubles
    assert (found.rule, found.block) == ("empty-foot", 1)


@pytest.mark.parametrize(("lines", "told"), [(1, ["95% empty"]), (2, ["90% empty"]), (4, [])])
def test_a_last_page_of_a_few_lines_is_told(lines: int, told: list[str], flowing: Typesetter) -> None:
    found = made(flowing, flowing_page(text(20, 5) + text(lines, 6))).troubles
    assert [one.message.partition(" is ")[2] for one in found] == told


def test_a_chart_becomes_lower_to_fit_the_foot_of_its_page(flowing: Typesetter) -> None:
    html = flowing_page(text(7, 5) + figure("a", "图") + text(3, 6))
    found = flowing.lay_out(html, lambda *_: Heights(40, 70, 90))
    assert found.sizes["a"][1] == pytest.approx(40, abs=0.1)
    assert where(found)[0][:2] == ["5", "1"]


def test_a_short_table_starts_in_a_long_hole_and_goes_on(flowing: Typesetter) -> None:
    rows = "<tr><td>正文</td><td>正文</td></tr>" * 8
    frame = f'<div style="break-inside: avoid"><table style="line-height: 6mm">{rows}</table></div>'
    table = f'<figure data-block="1" style="break-inside: auto"><figcaption>表</figcaption>{frame}</figure>'
    assert where(flowing.lay_out(flowing_page(text(12, 5) + table), free)) == [["5", "1"], ["1"]]


def lines_of(typesetter: Typesetter, words: str, align: str = "justify") -> list[tuple[float, str]]:
    """The right end (in em from the left edge) and the text of each line of a paragraph 20.5 em wide."""
    style = f"margin: 0; width: 205pt; font-size: 10pt; line-height: 2; text-align: {align}"
    sheet = made(typesetter, page(f'<p style="{style}">{words}</p>')).sheet
    found: dict[int, tuple[float, str]] = {}
    with pypdfium2.PdfDocument(sheet.pdf) as pdf:
        text = pdf[0].get_textpage()
        for at, letter in enumerate(text.get_text_range()):
            _left, bottom, right, _top = text.get_charbox(at, loose=True)
            if letter not in "\r\n":
                end, before = found.get(round(bottom / 20), (0.0, ""))
                found[round(bottom / 20)] = max(end, right / 10 - 10 * MM * 0.075), before + letter
    return [found[at] for at in sorted(found, reverse=True)]


def test_lines_of_chinese_text_end_together_and_the_last_where_it_ends(typesetter: Typesetter) -> None:
    words = "正文标题" * 5 + "标题正文" * 5 + "文正题标" * 3
    ragged, justified = (lines_of(typesetter, words, align) for align in ("left", "justify"))
    assert [round(end) for end, _ in ragged] == [20, 20, 12]
    assert [end - start for (start, _), (end, _) in zip(ragged, justified, strict=True)] == [
        pytest.approx(0.5, abs=0.05),
        pytest.approx(0.5, abs=0.05),
        pytest.approx(0, abs=0.01),
    ]
    assert "".join(text for _, text in justified) == words  # nobody reads a space


def test_a_line_that_lacks_much_is_not_torn_open(typesetter: Typesetter) -> None:
    joined = JOIN.join("正文标题" * 2)
    (first, _), *_ = lines_of(typesetter, "正文标题" * 4 + joined)
    assert first == pytest.approx(16 + 15 * 0.16, abs=0.2)


@pytest.mark.parametrize("lacks", [2, 3, 4])
def test_nobody_reads_a_space_in_a_line_that_is_loose(typesetter: Typesetter, lacks: int) -> None:
    words = "正文标题、" * 3 + "正" * (5 - lacks) + JOIN.join("正文标题正")
    (end, first), *rest = lines_of(typesetter, words)
    marks = 3
    assert end == pytest.approx(min(20.5, 20 - lacks + 0.08 * marks + 0.16 * (19 - lacks - marks)), abs=0.2)
    assert first + "".join(text for _, text in rest) == words.replace(JOIN, "")
    style = "margin: 0; width: 205pt; font-size: 10pt; text-align: justify"
    sheet = made(typesetter, page(f'<p style="{style}">{words}</p>')).sheet
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=sheet.pdf, capture_output=True, check=True)
    assert re.sub(r"[\n\f]", "", done.stdout.decode()) == words.replace(JOIN, "")


def test_a_long_name_is_divided_before_a_line_ends_early(typesetter: Typesetter) -> None:
    name = f"正{JOIN}文{YIELD}标{JOIN}题"
    first, second = (
        lines_of(replace(typesetter, chinese=True), "正文标题" * 4 + "正" * more + name)[0][1] for more in (2, 3)
    )
    assert first == "正文标题" * 4 + "正正正文"
    assert second == "正文标题" * 4 + "正正正"  # its end is near enough


def test_marks_give_way_before_a_name_goes_to_the_next_line(typesetter: Typesetter) -> None:
    names = ["正文标题", "标题正文", "文标题正", "题正文标"]
    words = "、".join(JOIN.join(name) for name in names) + "、正文正文"
    (_, first), *_ = lines_of(replace(typesetter, chinese=True), words)
    assert first == "、".join(names) + "、"
