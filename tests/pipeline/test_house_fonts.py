"""Reports in the fonts of a house: cut, embedded, and used in PDF, charts and HTML as the built-in one."""

from __future__ import annotations

import io
import re
from base64 import b64decode
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from tests.conftest import SMALL_PROJECT, WriteProject
from tests.housefonts import LATIN, house_font
from tests.pipeline.test_themes import Silent, changed, html, make, pages
from yanbao.pipeline import BuildRequest, build, check

REPORT = {"content/demo/report.yaml": SMALL_PROJECT["content/demo/report.yaml"] + "theme: house\n"}
INTRO = """\
section: 大模型
pages:
  - title: 首尔서울
    blocks:
      - text: 在서울 AI与2024年的**강남（区）**，“窗口”10⁻⁹。
      - chart: {type: line, title: 访问量, unit: 원, data: visits, x: month, series: [views]}
"""
NOTO = '{package: justmytype_intl_cjk, file: "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"}'
SEOUL = "fallback: {file: fonts/Seoul.ttf, bold_file: fonts/Seoul.ttf}"
KOREAN = "fonts/ofl/notosanskr/NotoSansKR[wght].ttf"


def texts_of(root: Path) -> str:
    """Every character that the small project may print in the theme, so that a font has all it needs."""
    files = [*root.rglob("*.yaml"), *root.rglob("*.csv"), *Path("templates/deck").rglob("*.yaml")]
    files += Path("templates/deck").rglob("*.j2")
    return "".join(sorted(set("".join(file.read_text(encoding="utf-8") for file in files)) - set("\n")))


def write_house(root: Path, fonts: str, outlines: str = "CFF", glyphs: int = 0) -> Path:
    """A theme with two static fonts of Latin and Chinese characters, and one of Korean ones."""
    folder = root / "templates/house"
    (folder / "fonts").mkdir(parents=True, exist_ok=True)
    (folder / "theme.yaml").write_text(f"base: deck\nfonts: {{{fonts}}}\n", encoding="utf-8")
    printed = [char for char in LATIN + texts_of(root) + "−–…“”⁻⁹" if not "\uac00" <= char <= "\ud7a3" and char != "원"]
    known = [char for char in dict.fromkeys(printed) if char not in "⁻⁹"]
    for name, weight in (("Regular", 400), ("Bold", 700)):
        font = house_font("".join(known), outlines=outlines, weight=weight, glyphs=glyphs)
        (folder / f"fonts/House-{name}.otf").write_bytes(font)
    (folder / "fonts/Seoul.ttf").write_bytes(house_font(" 서울강남원", source=KOREAN))
    return folder


HOUSE = "file: fonts/House-Regular.otf, bold_file: fonts/House-Bold.otf"


def fonts_of(pdf: Path) -> dict[str, bytes]:
    """The font files in a PDF by name, without the tags of their subsets."""
    with pikepdf.open(pdf) as opened:
        found = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"]
        roots = [one for one in found if one.get("/Subtype") == "/Type0"]
        return {
            str(one.BaseFont).partition("+")[2]: bytes(one.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes())
            for one in roots
        }


@pytest.mark.parametrize(("outlines", "glyphs"), [("CFF", 0), ("glyf", 33_000)])
def test_a_report_in_the_fonts_of_a_house(write_project: WriteProject, outlines: str, glyphs: int) -> None:
    """Of PostScript outlines, and of so many glyphs that their alternates need numbers of their own."""
    root = write_project(changed(REPORT, {"content/demo/intro.yaml": INTRO}))
    write_house(root, f"{HOUSE}, {SEOUL}", outlines, glyphs)
    assert [found for found in make(root) if found.level == "error"] == []
    assert fonts_of(root / "build/demo.pdf").keys() == {"House-Regular", "House-Bold", "Seoul-Regular", "Seoul-Bold"}
    text = pages(root)[-1]
    assert "在서울 AI与2024年的강남（区），“窗口”10⁻⁹。" in text.replace("\r\n", "\n")
    assert "원" in text
    faces = re.findall(r'font-family:"([^"]+)";font-weight:(\d+);src:url\(data:font/woff2;base64,([^)]+)\)', html(root))
    assert [(family, weight) for family, weight, _ in faces] == [
        ("House", "400"),
        ("House", "700"),
        ("Seoul", "400"),
        ("Seoul", "700"),
    ]
    cut = [{chr(code) for code in TTFont(io.BytesIO(b64decode(data))).getBestCmap()} for *_, data in faces]
    assert {*"在年区AI"} <= cut[0]
    assert cut[2] - {" "} == {*"서울강남원"}
    assert '--family:"House", "Seoul"' in html(root)


def test_outlines_of_a_font_in_postscript_look_the_same(write_project: WriteProject) -> None:
    pictures = []
    for outlines in ("CFF", "glyf"):
        root = write_project(changed(REPORT, {"content/demo/intro.yaml": INTRO}))
        write_house(root, f"{HOUSE}, {SEOUL}", outlines)
        make(root)
        with pypdfium2.PdfDocument(root / "build/demo.pdf") as document:
            pictures.append(document[3].render(scale=1.5).to_numpy().astype(int))
    assert abs(pictures[0] - pictures[1]).max() < 130
    assert (abs(pictures[0] - pictures[1]) > 60).mean() < 0.0005


def test_a_latin_font_leads_and_the_gaps_are_as_in_one_font(write_project: WriteProject) -> None:
    """Also between fonts, where Pango sets what marks a gap in the first of them."""
    text = "在2024年的AI（区），“窗口”3倍，v10⁻⁹。"
    intro = f"section: 甲\npages:\n  - title: 乙\n    blocks:\n      - text: {text}\n"
    made = []
    for fonts in (f"family: Latin, {HOUSE}, fallback: {NOTO}", NOTO[1:-1]):
        root = write_project(changed(REPORT, {"content/demo/intro.yaml": intro}))
        folder = write_house(root, fonts)
        for name, weight in (("Regular", 400), ("Bold", 700)):
            font = house_font(LATIN + "−", outlines="CFF", weight=weight)
            (folder / f"fonts/House-{name}.otf").write_bytes(font)
        assert [found for found in make(root) if found.level == "error"] == []
        with pypdfium2.PdfDocument(root / "build/demo.pdf") as document:
            page = document[3].get_textpage()
            start = page.get_text_range().index(text)
            made.append([page.get_charbox(at)[0] for at in range(start, start + len(text))])
    assert made[0] == pytest.approx(made[1], abs=0.2)


@pytest.mark.parametrize(("glyphs", "kept"), [(0, 4), (33_000, 0)])
def test_pages_are_kept_where_glyphs_keep_their_numbers(write_project: WriteProject, glyphs: int, kept: int) -> None:
    """A new character on one page: the other is bound as it was, or made anew, and says the same."""
    intro = "section: 大模型\npages:\n" + "".join(
        f"  - {{title: {title}, blocks: [{{text: {title}的内容}}]}}\n" for title in ("甲乙", "丙丁")
    )
    root = write_project(changed(REPORT, {"content/demo/intro.yaml": intro}))
    folder = write_house(root, HOUSE)
    for name in ("Regular", "Bold"):
        font = house_font(LATIN + texts_of(root) + "−–…“”一丈", outlines="glyf", glyphs=glyphs)
        (folder / f"fonts/House-{name}.otf").write_bytes(font)
    assert [found for found in make(root) if found.level == "error"] == []
    (root / "content/demo/intro.yaml").write_text(intro.replace("丙丁的内容", "一丈的内容"), encoding="utf-8")
    again = build(BuildRequest(root, root / "build", jobs=1), Silent())
    assert again.reports[0].kept == kept
    assert "甲乙的内容" in pages(root)[3]
    assert "一丈的内容" in pages(root)[4]


def test_narrow_quotation_marks_stay_as_they_are(write_project: WriteProject) -> None:
    """As wide as they are drawn: none reaches into the margin, nor into the character beside it."""
    words = "".join(f"“{'甲乙丙丁戊'[: at % 5 + 1]}”的" for at in range(150))
    intro = f"section: 甲\npages:\n  - title: 乙\n    blocks:\n      - text: {words}\n"
    root = write_project(changed(REPORT, {"content/demo/intro.yaml": intro}))
    folder = write_house(root, HOUSE)
    for name, weight in (("Regular", 400), ("Bold", 700)):
        font = house_font(LATIN + texts_of(root) + "−–…“”", weight=weight, narrow="“”")
        (folder / f"fonts/House-{name}.otf").write_bytes(font)
    assert [found for found in make(root) if found.level == "error"] == []
    with pypdfium2.PdfDocument(root / "build/demo.pdf") as document:
        page = document[3].get_textpage()
        text = page.get_text_range()
        start = text.index(words[:9])
        boxes = [page.get_charbox(at) for at in range(start, start + len(words)) if text[at] not in "\r\n"]
    margin = (338.67 - 16) / 25.4 * 72
    assert max(right for _, _, right, _ in boxes) <= margin + 0.5
    beside = [(one, other) for one, other in pairwise(boxes) if other[0] > one[0] and abs(other[1] - one[1]) < 8]
    assert min(other[0] - one[2] for one, other in beside) > -0.5


def test_check_finds_a_character_that_no_font_has_where_it_stands(write_project: WriteProject) -> None:
    root = write_project(changed(REPORT, {"content/demo/intro.yaml": INTRO}))
    write_house(root, f"{HOUSE}, {SEOUL}")
    (root / "content/demo/intro.yaml").write_text(INTRO.replace("与2024", "与한2024"), encoding="utf-8")
    [found] = [one for one in check(root) if one.level == "error"]
    assert (found.rule, found.mark.file, found.mark.line, found.mark.column) == (
        "missing-glyph",
        "content/demo/intro.yaml",
        5,
        22,
    )
    assert "'한' (U+D55C)" in found.message
    assert "fallback" in found.help


def test_a_changed_font_makes_pages_anew(write_project: WriteProject) -> None:
    root = write_project(changed(REPORT, {"content/demo/intro.yaml": INTRO}))
    folder = write_house(root, f"{HOUSE}, {SEOUL}")
    request = BuildRequest(root, root / "build", jobs=1)
    assert build(request, Silent()).reports[0].kept == 0
    assert build(request, Silent()).is_unchanged
    before = (root / "build/demo.pdf").read_bytes()
    wider = house_font(" 서울강남원", source=KOREAN, weight=900)
    (folder / "fonts/Seoul.ttf").write_bytes(wider)
    again = build(request, Silent())
    assert not again.is_unchanged
    assert again.reports[0].kept == 0
    assert (root / "build/demo.pdf").read_bytes() != before
