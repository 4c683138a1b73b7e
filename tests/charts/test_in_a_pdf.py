"""Charts as WeasyPrint sets them: as pictures in a page, with the report's fonts."""

from __future__ import annotations

import base64
import io
import logging

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from weasyprint import HTML

from yanbao.charts.drawing import draw
from yanbao.model.plot import Plot
from yanbao.model.sheet import FontSet
from yanbao.typeset.lettering import set_by_lines

from .conftest import STYLE
from .picture import Picture
from .samples import ALL, EVENTS, RETURNS, SCORES

ACCENT = (0x0A, 0x4D, 0x8C)
SCALE = 4  # pixels in a pt

set_by_lines()  # as the typesetter does, whatever else this process has loaded


def printed(svg: str, fonts: FontSet) -> bytes:
    """A page on yellow paper with nothing but the chart."""
    faces = "".join(
        f'@font-face{{font-family:"{fonts.family}";font-weight:{face.weight};src:url({face.path.as_uri()})}}'
        for face in fonts.faces
    )
    style = f"{faces}@page{{size:320mm 110mm;margin:0;background:#ff0}}body{{margin:0}}img{{display:block}}"
    data = base64.b64encode(svg.encode()).decode()
    page = f'<html lang="zh-CN"><style>{style}</style><img alt="x" src="data:image/svg+xml;base64,{data}">'
    return HTML(string=page).write_pdf() or b""


def pixels(pdf: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        image: Image.Image = document[0].render(scale=SCALE).to_pil()
        return image.convert("RGB")


@pytest.mark.parametrize(
    "name",
    ["returns with turnover", "scores", "stacked", "changes", "events", "thirty columns", "candles", "football field"],
)
def test_text_is_text_in_the_report_s_fonts(name: str, fonts: FontSet, caplog: pytest.LogCaptureFixture) -> None:
    plot, width, height = ALL[name]
    svg = draw(plot, width, height, STYLE, fonts, "chart")
    with caplog.at_level(logging.WARNING):
        pdf = printed(svg, fonts)
    assert caplog.messages == []
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage().get_text_bounded()
    found = "".join(text.split())
    assert [word for word in Picture(svg, fonts).words if "".join(word.split()) not in found] == []
    assert font_names(pdf) <= {"Test-Sans", "Test-Sans-Bold"}


def font_names(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        names = [str(item["/BaseFont"]) for item in document.objects if _is_font(item)]
    return {name.split("+")[-1].lstrip("/") for name in names}


def _is_font(item: pikepdf.Object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and "/BaseFont" in item


@pytest.mark.parametrize(("plot", "width"), [(SCORES, 171), (RETURNS, 150)])
def test_bars_are_where_the_drawing_says_and_the_paper_shines_through(plot: Plot, width: float, fonts: FontSet) -> None:
    svg = draw(plot, width, 80, STYLE, fonts, "chart")
    image = pixels(printed(svg, fonts))
    picture = Picture(svg, fonts)
    for color, expected in (("#0a4d8c", ACCENT), ("#c2c9d0", (0xC2, 0xC9, 0xD0))):
        for left, top, right, bottom in picture.filled(color):
            if right - left > 2 and bottom - top > 2:
                spot = (round((left + right) / 2 * SCALE), round((top + bottom) / 2 * SCALE))
                assert image.getpixel(spot) == expected
    assert image.getpixel((1, 1)) == (255, 255, 0)


def test_discs_are_round_and_full(fonts: FontSet) -> None:
    svg = draw(EVENTS, 306, 62, STYLE, fonts, "chart")
    image = pixels(printed(svg, fonts))
    (discs,) = [shape for shape in Picture(svg, fonts).stroked("#0a4d8c") if shape.width > 9]
    reach = discs.width / 2
    for (x, y), *_ in discs.parts:
        for dx, dy in ((0.97, 0), (-0.97, 0), (0, 0.97), (0, -0.97)):
            inside = (round((x + dx * (reach - 0.6)) * SCALE), round((y + dy * (reach - 0.6)) * SCALE))
            assert image.getpixel(inside) == ACCENT
