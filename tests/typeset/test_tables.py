"""Tables on paper: decimal points stand below each other, and what runs on to another page says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import NamedTuple

import pypdfium2
import pytest

from tests.bind.conftest import IMPRINT
from tests.conftest import WriteProject
from tests.fonts import shared_fonts
from yanbao.bind import bind
from yanbao.compose import compose
from yanbao.load.project import load_project
from yanbao.render import Renderer
from yanbao.typeset import Typesetter

SECTION = """\
section: 表格
pages:
  - title: 表格
    blocks:
      - table: {{title: 题目, data: numbers, columns: [name, {columns}]{options}}}
      - text: {after}
"""
DATASET = """\
numbers:
  source: google
  as_of: 2024-04-26
  columns:
    name: text
    theme: text
    cap: {type: number, label: 市值, unit: 百万元, decimals: 1}
    ytd: {type: percent, label: 涨幅, decimals: 1}
  rows:
"""
ROWS = (
    "[甲, 一, 1234.5, 12.3%]",
    "[乙, 一, -7.0, -3.6%]",
    "[丙, 二, null, null]",
    "[丁, 二, 0.0, 0%]",
    "[戊, 二, -981.1, 111.0%]",
)
FLOWING = """
@page { size: 120mm 70mm; margin: 15mm 10mm; @top-left { content: string(continued, start) } }
tbody { string-set: continued attr(data-continued) }
figcaption, .footnotes, .source { string-set: continued "" }
.page-head { display: none }
.body { min-height: 0 }
"""
"""How a theme with flowing pages says 续表: docs/themes.md tells of it."""


class Glyph(NamedTuple):
    """A character, and where it is: its edges and its foot, in pt."""

    character: str
    left: float
    right: float
    foot: float


Pages = list[tuple[str, list[Glyph]]]
Lay = Callable[..., Pages]


@pytest.fixture
def lay(write_project: WriteProject) -> Lay:
    """Typesets a table; gives of each page its text, and its characters with their places."""

    def make(columns: str, options: str = "", rows: tuple[str, ...] = ROWS, after: str = "", styles: str = "") -> Pages:
        data = DATASET + "".join(f"    - {row}\n" for row in rows)
        section = SECTION.format(columns=columns, options=f", {options}" if options else "", after=after or "完")
        loaded = load_project(write_project({"content/demo/intro.yaml": section, "content/ledger/numbers.yaml": data}))
        assert loaded.diagnostics == ()
        report = loaded.project.reports[0]
        made = compose(loaded.project, report)
        assert made.diagnostics == ()
        renderer = Renderer(made.document, report.theme, "cn")
        html = renderer.pages(made.document.pages[-1:], 1, {})
        styles = "".join(renderer.print_styles()) + styles
        fonts = shared_fonts(report.theme.fonts, html + styles)
        sheet = Typesetter((styles,), fonts).lay_out(html).typeset({}).sheet
        with opened(bind([sheet], (), IMPRINT, fonts)) as document:
            return [read(page) for page in document]

    return make


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with pypdfium2.PdfDocument(pdf) as document:
        yield document


def read(page: pypdfium2.PdfPage) -> tuple[str, list[Glyph]]:
    text = page.get_textpage()
    boxes = ((text.get_text_range(at, 1), *text.get_charbox(at, loose=True)) for at in range(text.count_chars()))
    return text.get_text_bounded(), [Glyph(one, left, right, foot) for one, left, foot, right, _ in boxes]


def columns_of(glyphs: Iterable[Glyph], character: str) -> list[tuple[Glyph, ...]]:
    """A character that is in every row as often: by rows, from left to right."""
    rows: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        if glyph.character == character:
            rows.setdefault(round(glyph.foot), []).append(glyph)
    return list(zip(*rows.values(), strict=True))


COLUMNS = """
cap, {column: cap, brackets: true}, {column: cap, sign: true}, {column: cap, bar: true}, ytd,
{column: cap, unit: 万元, decimals: 2}, {column: cap, spark: [cap, ytd]}, {column: ytd, brackets: true, bar: true},
{column: ytd, heat: true, spark: [ytd, cap]}, {column: ytd, sign: true, heat: true}
"""


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        ("", 4),
        ("highlight: 丁", 4),
        ("total: 戊", 4),
        ("where: {theme: 一}, total: {sum: [cap, ytd]}", 3),
        ("footnotes: [{text: 一, row: 甲, column: cap}, {text: 二, row: 丙, column: cap}, {text: 三, column: ytd}]", 4),
        ("footnotes: [{text: 一, row: 丙, column: ytd}, {text: 二, row: 甲, column: ytd}], group: theme", 4),
    ],
)
def test_decimal_points_stand_below_each_other(lay: Lay, options: str, rows: int) -> None:
    [(_, glyphs)] = lay(COLUMNS, options)
    points = columns_of(glyphs, ".")
    assert [len(column) for column in points] == [rows] * 10
    assert all(max(places) - min(places) < 0.02 for places in ([one.left for one in column] for column in points))
    missing = columns_of(glyphs, "—")
    assert len(missing) == (0 if "where" in options else 10)
    for dash, column in zip(missing, points, strict=False):
        assert dash[0].left - 10 < column[0].left < dash[0].right + 10  # in the middle of the numbers, not at an edge


def test_columns_of_marks_share_the_width_of_the_table(lay: Lay) -> None:
    marked = ("[甲, 支持, 1, 1%]", "[乙, 不支持, 1, 1%]", "[丙, 支持, 1, 1%]")
    ticks = ", ".join("{column: theme, label: 能, ticks: true}" for _ in range(4))
    [(_, glyphs)] = lay(ticks, rows=marked)
    [(name,)] = columns_of(glyphs, "乙")
    lefts = [one.left for one in glyphs if one.character == "○" and abs(one.foot - name.foot) < 5]
    gaps = [right - left for left, right in pairwise(lefts)]
    assert len(gaps) == 3
    assert max(gaps) - min(gaps) < 1
    assert min(gaps) > 150  # of the 870 pt of the page
    heads = [column[0].left for column in columns_of(glyphs, "能")]
    assert all(abs(head - left) < 1 for head, left in zip(heads, lefts, strict=True))


def test_like_columns_of_text_share_the_width_of_the_table(lay: Lay) -> None:
    [(_, glyphs)] = lay("theme, {column: theme, label: 主题二}, {column: theme, label: 主题三}")
    first, second, third = (column[0] for column in columns_of(glyphs, "一"))
    assert abs((second.left - first.left) - (third.left - second.left)) < 1
    assert second.left - first.left > 250  # of the 870 pt of the page


def test_no_hole_is_between_columns_of_text_and_the_numbers_after_them(lay: Lay) -> None:
    [(_, glyphs)] = lay("theme, cap")
    [(name,)] = columns_of(glyphs, "戊")
    row = [one for one in glyphs if abs(one.foot - name.foot) < 5]
    theme, cap = (next(one for one in row if one.character == mark) for mark in "二9")
    distances = [theme.left - name.right, cap.left - theme.right]
    assert max(distances) < 1.5 * min(distances)


def test_what_aligns_them_is_not_in_the_text(lay: Lay) -> None:
    [(text, _)] = lay("{column: ytd, brackets: true}", "footnotes: [{text: 注文, row: 乙, column: ytd}]")
    assert [line.split() for line in text.splitlines() if line[:1] in "甲乙丙丁戊"] == [
        ["甲", "12.3%"],
        ["乙", "(3.6%)", "1"],
        ["丙", "—"],
        ["丁", "0.0%"],
        ["戊", "111.0%"],
    ]


def lines(pages: Pages, prefix: str) -> list[list[str]]:
    """The lines of each page that begin so."""
    return [[line for line in text.splitlines() if line.startswith(prefix)] for text, _ in pages]


def many(count: int) -> tuple[str, ...]:
    """Rows of which the first is a group of its own, and so is the last."""
    groups = ["前", *["中"] * (count - 2), "后"]
    return tuple(f"[行{number}, {group}, {number}, 1%]" for number, group in enumerate(groups, 1))


def test_a_table_over_pages_repeats_its_head_and_says_that_it_goes_on(lay: Lay) -> None:
    pages = lay(
        "cap, ytd", "total: {sum: cap}, footnotes: [{text: 注文, column: ytd}]", many(20), "句子。" * 200, FLOWING
    )
    its = sum(bool(rows) for rows in lines(pages, "行"))
    assert 2 < its < len(pages) - 1
    assert ["市值" in text for text, _ in pages] == [number < its for number in range(len(pages))]
    assert ["续表1" in text for text, _ in pages] == [0 < number < its for number in range(len(pages))]
    assert [row for rows in lines(pages, "行") for row in rows] == [f"行{n} {n}.0 1.0%" for n in range(1, 21)]
    assert ["合计" in text for text, _ in pages] == [number == its - 1 for number in range(len(pages))]


@pytest.mark.parametrize("count", [*range(4, 15), 20])
@pytest.mark.parametrize("options", ["", "group: theme, group_head: row"])
def test_no_head_is_left_with_one_row_and_no_source_alone(lay: Lay, count: int, options: str) -> None:
    pages = lay("cap", options, many(count), styles=FLOWING)
    for rows, (text, _) in zip(lines(pages, "行"), pages, strict=True):
        assert len(rows) != 1 or "（续）" in text  # the name of its group stands above it
    for text, _ in pages:
        written = [line.strip() for line in text.splitlines() if line.strip()]
        assert written[-1] not in {"前", "中", "后"}
        assert not written[0].startswith("资料来源")


@pytest.mark.parametrize("options", ["group: theme, group_head: row", "group: theme"])
def test_a_group_that_goes_on_on_another_page_says_its_name(lay: Lay, options: str) -> None:
    pages = lay("cap", options, many(30), styles=FLOWING)
    rows = [[int(number) for number in re.findall(r"行(\d+)", text)] for text, _ in pages]
    assert [number for page in rows for number in page] == list(range(1, 31))
    goes_on = [not {2, 30}.issuperset(page[:1]) for page in rows]
    assert sum(goes_on[1:]) > 2
    assert [text.count("中（续）") for text, _ in pages[1:]] == goes_on[1:]
    assert sum(text.count("中") for text, _ in pages) == 1 + sum(goes_on[1:])
