"""Hard cases of Chinese text as the typesetter sets them: lines, widths, and a page compared pixel by pixel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from tests.fonts import font_family, subset_fonts
from yanbao.load.theme import load_theme
from yanbao.model.sheet import FontSet
from yanbao.typeset.fetching import ClosedFetcher, font_faces
from yanbao.typeset.lineends import half_width_ends
from yanbao.typography.setting import for_typesetter

TOKENS = font_family()
SIZE = 16  # CSS pixels
PAGE = Path(__file__).parent / "hard_cases.html"
EXPECTED = Path(__file__).parent / "hard_cases.png"
TOLERANCE = 0.002
"""Part of the pixels that may differ clearly: versions of Pango and FreeType round differently."""

Set = Callable[..., Any]


@pytest.fixture(scope="module")
def typeset(tmp_path_factory: pytest.TempPathFactory) -> Set:
    """Sets the body of a page in lines of so many em, by rules unless told otherwise."""
    characters = Path(__file__).read_text(encoding="utf-8") + PAGE.read_text(encoding="utf-8")

    @cache
    def fonts_with(gap: float) -> FontSet:
        tokens = font_family(gap=gap)
        return subset_fonts(tokens, characters, tmp_path_factory.mktemp("fonts"))[0]

    def made(body: str, width: float, *, gap: float = 0.25, by_rules: bool = True, styles: str = "") -> Any:
        fonts = fonts_with(gap)
        html = f'<html lang="zh-CN"><title>x</title><body>{body}</body></html>'
        fetcher, configuration = ClosedFetcher(fonts), FontConfiguration()
        geometry = f"""
            @page {{ size: {width * SIZE}px 3000px; margin: 0 }}
            html {{ font: {SIZE}px/1.5 "Test Sans"; overflow-wrap: anywhere; font-variant-numeric: tabular-nums }}
            body, p {{ margin: 0 }} {styles}"""
        css = CSS(string=font_faces(fonts) + geometry, url_fetcher=fetcher, font_config=configuration)
        source = HTML(string=for_typesetter(html) if by_rules else html, url_fetcher=fetcher)
        with half_width_ends(wanted=by_rules):
            return source.render(stylesheets=[css], font_config=configuration)

    return made


def lines(document: Any) -> list[tuple[str, float]]:
    """Text and width in em of each line."""

    def found(box: Any) -> Iterator[tuple[str, float]]:
        if type(box).__name__ == "LineBox":
            texts = [part for part in box.descendants() if type(part).__name__ == "TextBox"]
            text = "".join(part.text for part in texts)
            visible = text.translate(dict.fromkeys(map(ord, "\u200b\u200e\u2060")))
            yield visible.strip(), sum(part.width for part in texts) / SIZE
        else:
            for child in getattr(box, "children", ()):
                yield from found(child)

    return [line for page in document.pages for line in found(page._page_box)]


def width(document: Any) -> float:
    [(_, em)] = lines(document)
    return em


@pytest.mark.parametrize("gap", [0, 0.125, 0.25])
@pytest.mark.parametrize("text", ["在AI大", "在<b>AI</b>大", "在A<i>I</i><b>大</b>"])
def test_a_gap_has_its_width(typeset: Set, text: str, gap: float) -> None:
    by_rules, plain = (width(typeset(text, 40, gap=gap, by_rules=ruled)) for ruled in (True, False))
    assert by_rules - plain == pytest.approx(2 * gap, abs=0.01)


@pytest.mark.parametrize(
    ("text", "em"),
    [
        ("好。）", 2.5),
        ("好）（好", 3.5),
        ("见（《书》）", 5),
        ("（好）", 2.5),  # its first mark begins the line
        ("<b>好：</b>“好”", 4.5),
        ("好，好", 3),
        ("……", 2),
        ("’", 1),
    ],
)
def test_marks_take_their_room(typeset: Set, text: str, em: float) -> None:
    assert width(typeset(text, 40)) == pytest.approx(em, abs=0.01)


@pytest.mark.parametrize(
    ("text", "room", "ends"),
    [
        ("大模型持续，迭代", 5.5, ["大模型持续，", "迭代"]),  # the mark alone has half its room
        ("大模型持续，迭代", 5.4, ["大模型持", "续，迭代"]),
        ("大模型（持续）迭代", 6.5, ["大模型（持续）", "迭代"]),
        ("大模型“持续”“迭代”", 6.5, ["大模型“持续”", "“迭代”"]),
        ("见<b>大模型持续，迭代</b>", 6.5, ["见大模型持续，", "迭代"]),
        ("大模型<b>持续</b>中，迭代", 6.5, ["大模型持续中，", "迭代"]),
        ("大模型<br>持续，迭代", 5.5, ["大模型", "持续，迭代"]),
        ("模型持续AI，迭代", 5.9, ["模型持续AI，", "迭代"]),
        ("合计16.4亿元，迭代", 7, ["合计16.4亿元，", "迭代"]),
        ("大模型持续迭代", 5.5, ["大模型持续", "迭代"]),
    ],
)
def test_a_mark_at_the_end_of_a_line_is_half_as_wide(typeset: Set, text: str, room: float, ends: list[str]) -> None:
    found = lines(typeset(f"<p>{text}</p>", room))
    assert [line for line, _ in found] == ends
    assert all(em <= room + 0.01 for _, em in found)


@pytest.mark.parametrize(("text", "em"), [("大模型《研究》。", 4), ("大模型“研究。”", 4), ("大模型研究。", 3)])
def test_an_opening_mark_that_begins_a_line_begins_with_its_ink(typeset: Set, text: str, em: float) -> None:
    (first, _), (second, room) = lines(typeset(f"<p>{text}</p>", 4.4))
    assert (first, second) == ("大模型", text.removeprefix("大模型"))
    assert room == pytest.approx(em, abs=0.01)


@pytest.mark.parametrize(("align", "em"), [("left", 0), ("center", 0.25), ("right", 0.5)])
def test_lines_that_end_with_a_mark_end_with_ink(typeset: Set, align: str, em: float) -> None:
    document = typeset("<p>大模型持续，迭代迭代</p>", 6, styles=f"p {{ text-align: {align} }}")
    first = next(box for box in document.pages[0]._page_box.descendants() if type(box).__name__ == "TextBox")
    assert first.position_x == pytest.approx(em * SIZE, abs=0.2)


def test_without_rules_lines_end_as_the_typesetter_ends_them(typeset: Set) -> None:
    found = lines(typeset("<p>大模型持续，迭代（中）</p>", 5.5, by_rules=False))
    assert [line for line, _ in found] == ["大模型持", "续，迭代", "（中）"]


def test_digits_are_of_one_width(typeset: Set) -> None:
    assert len({round(width(typeset(digit * 8, 40)), 3) for digit in "0123456789"}) == 1


UNBROKEN = [
    *(
        "——",
        "……",
        "1.5个百分点",
        "16.4亿元",
        "2023-2024年",
        "30%~50%",
        "图5",
        "表 12",
        "第3章",
        "16 GB",
        "$20.5",
        "55%",
    ),
    *("Gemini 1.5", "Gemini 1.5 Pro", "SenseChat-Vision V4", "Llama 3", "600088.SH", "BRK-B"),
    *("图</b><i>5", "100</b>万"),
]


@pytest.mark.parametrize("kept", UNBROKEN)
def test_what_is_kept_is_never_broken(typeset: Set, kept: str) -> None:
    """At every width of line that has room for it, wherever it falls in the line."""
    text = kept.replace("</b>", "").replace("<i>", "")
    for em in range(12, 26):
        body = f"<b>大模型持续迭代上线{kept}</b>，大模型持续迭代上线"
        assert any(text in line for line, _ in lines(typeset(body, em))), em


STARTS, ENDS = "，。、；：！？）》”’…%·", "（《“‘"


@pytest.mark.parametrize("em", range(5, 16))
def test_no_line_begins_or_ends_with_the_wrong_mark(typeset: Set, em: int) -> None:
    text = "他说“你好”了，《书》（注）的“甲”、“乙”；增长55%：约1/2！再“丙”（丁）……吗？“戊”“己”的。研究"
    found = [line for line, _ in lines(typeset(text, em))]
    assert len(found) > 1
    assert [line for line in found if line[0] in STARTS or line[-1] in ENDS] == []
    assert [line for line in found if len(line) < em / 2][:-1] == []  # nor does a line break too early


def test_lines_break_at_quotation_marks(typeset: Set) -> None:
    for em in range(6, 12):
        assert all(used <= em for _, used in lines(typeset("称“甲”“乙”“丙”“丁”“戊”“己”为", em)))


@pytest.mark.parametrize("text", ["人工智能与传媒研究", "人工智能与传媒研究。", "人工智能与传媒<b>研究</b>。”"])
def test_no_last_line_of_one_character(typeset: Set, text: str) -> None:
    for em in range(3, 9):
        assert len(lines(typeset(text, em))[-1][0].rstrip("。”")) > 1


def test_a_heading_stays_with_what_follows(write_pages: Set) -> None:
    for height in range(26, 90, 4):
        for page in write_pages(height):
            assert not page[-1].startswith("标题"), height


@pytest.fixture
def write_pages(typeset: Set) -> Set:
    """The lines of each page, of pages of a height in mm with the break rules of the deck theme."""
    styles = (load_theme("deck").folders[0] / "styles" / "print.css.j2").read_text(encoding="utf-8")
    rules = "".join(line for line in styles.splitlines() if "break-after: avoid" in line and line.startswith("h1"))
    assert rules

    def pages(height: int) -> list[list[str]]:
        body = "".join(f"<h3>标题{n}</h3><p>正文正文正文正文正文正文正文</p>" for n in range(8))
        document = typeset(body, 10, styles=f"@page {{ size: 160px {height}mm }} {rules} h3 {{ margin: 0 }}")
        return [[text for text, _ in lines(document.copy([page]))] for page in document.pages]

    return pages


def test_the_page_of_hard_cases(typeset: Set, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """``--golden`` renews the picture. On failure, actual, expected and difference are left in the test's folder."""
    styles = f"""
        @page {{ size: {36 * SIZE}px {42 * SIZE}px; margin: {SIZE}px }}
        p {{ margin-bottom: 6px }}
        code {{ font: inherit; color: #555 }}"""
    pdf = typeset(PAGE.read_text(encoding="utf-8"), 36, styles=styles).write_pdf()
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
        actual = document[0].render(scale=4 / 3).to_pil().convert("L")
    if request.config.getoption("--golden"):
        actual.save(EXPECTED)
    expected = Image.open(EXPECTED).convert("L")
    assert actual.size == expected.size
    difference = ImageChops.difference(actual, expected)
    differing = sum(difference.histogram()[64:]) / (actual.width * actual.height)
    if differing > TOLERANCE:
        for name, picture in {"actual": actual, "expected": expected, "difference": difference}.items():
            picture.save(tmp_path / f"{name}.png")
    assert differing <= TOLERANCE, f"see {tmp_path}"
