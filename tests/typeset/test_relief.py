"""What has too little room on paper: nothing is lost, doubled or parted from its head, whatever a page has to hold."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest

from tests.bind.conftest import IMPRINT
from tests.conftest import SMALL_PROJECT, WriteProject
from tests.fonts import shared_fonts
from yanbao.bind import bind
from yanbao.compose import compose
from yanbao.load.project import load_project
from yanbao.render import Renderer
from yanbao.typeset import Typesetter, measuring
from yanbao.typography.setting import for_typesetter

REPORT = SMALL_PROJECT["content/demo/report.yaml"]
SECTION = "section: 表格\npages:\n"
SENTENCE = "甲公司主要从事设备的研发、生产与销售，产品覆盖多个下游行业，近三年收入保持增长。"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
CHART = "chart: {type: line, title: 访问量, data: visits, x: month, series: [views]}"
SMALL = "@page { size: 130mm 75mm; margin: 12mm 10mm }"
"""Sheets that little text fills."""

Lay = Callable[..., tuple[list[str], list[str]]]


@pytest.fixture
def lay(write_project: WriteProject) -> Lay:
    """Typesets a report, or one of its pages; gives the text of each sheet of paper, and what is found wrong."""

    def make(
        theme: str,
        blocks: str,
        ledger: str = "",
        report: str = "",
        styles: str = "",
        page: int = -1,
        *,
        set_as: Callable[[str], str] = str,
    ) -> tuple[list[str], list[str]]:
        files = {
            "content/demo/report.yaml": f"{REPORT}theme: {theme}\n{report}",
            "content/demo/intro.yaml": f"{SECTION}  - title: 标题\n    blocks:\n{blocks}",
            "content/ledger/rows.yaml": ledger,
        }
        if "intro.yaml" not in files["content/demo/report.yaml"]:
            files["content/demo/intro.yaml"] = ""
        loaded = load_project(write_project(files))
        assert loaded.diagnostics == ()
        own = loaded.project.reports[0]
        document = compose(loaded.project, own).document
        renderer = Renderer(document, own.theme, "cn")
        html = set_as(renderer.pages(document.runs[page], 1, {})).replace('href="yanbao:', 'href="https://a.b/')
        sheets = (*renderer.print_styles(), styles)
        fonts = shared_fonts(own.theme.fonts, html + "".join(sheets))
        least = own.theme.tokens.type.least
        laid_out = Typesetter(sheets, fonts, True, document.flows, least).lay_out(html)
        made = laid_out.typeset(dict.fromkeys(laid_out.sizes, SVG))
        with pypdfium2.PdfDocument(bind([made.sheet], (), IMPRINT, fonts)) as pdf:
            texts = [sheet.get_textpage().get_text_bounded() for sheet in pdf]
        told = [f"{one.rule}: {one.message}" for one in made.troubles if one.rule != "empty-foot"]
        return [text.replace("\r\n", "\n") for text in texts], told

    return make


def dataset(rows: list[tuple[str, str]]) -> str:
    """A table of names and comments."""
    cells = "".join(f"    - [{name}, {text}]\n" for name, text in rows)
    return (
        "rows:\n  source: google\n  as_of: 2024\n  columns: {name: {type: text, label: 公司简称}, "
        f"note: {{type: text, label: 主要看点}}}}\n  rows:\n{cells}"
    )


def table(title: str = "评述", columns: str = "name, note") -> str:
    return f"table: {{title: {title}, data: rows, columns: [{columns}]}}"


def text(count: int) -> str:
    return "".join(f"      - text: {SENTENCE}{SENTENCE}\n" for _ in range(count))


@pytest.mark.parametrize("height", [10, 13, 16, 19])
@pytest.mark.parametrize("columns", [(CHART, CHART), (table(), table("其二")), (CHART, table())])
def test_columns_that_move_to_the_next_page_are_printed_once(lay: Lay, height: int, columns: tuple[str, str]) -> None:
    beside = "".join(f"          - {one}\n" for one in columns)
    rows = dataset([(f"公司{number}", "增长") for number in range(12)])
    texts, troubles = lay("note", f"{text(height)}      - columns:\n{beside}      - text: 其后。\n", rows)
    assert troubles == []
    assert sum(one.count("资料来源") for one in texts) == 2
    assert len([one for one in texts if "资料来源" in one]) == 1


def test_columns_longer_than_a_page_run_on_beside_each_other(lay: Lay) -> None:
    rows = dataset([(f"公司{number}", "增长") for number in range(40)])
    left = "          - blocks:\n" + "".join(f"              - text: 第{n}段。{SENTENCE}\n" for n in range(12))
    texts, troubles = lay("note", f"      - columns:\n{left}          - {table()}\n", rows, styles=SMALL)
    assert troubles == []
    both = [one for one in texts if "公司" in one and "段。" in one]
    assert len(both) > 2
    assert "第0段" in texts[0] or "第0段" in texts[1]


@pytest.mark.parametrize(
    "lengths",
    [
        pytest.param([3] * 5, id="few tall rows"),
        pytest.param([1, 14, 1], id="one row higher than a page"),
        pytest.param([14], id="nothing but a row higher than a page"),
    ],
)
@pytest.mark.parametrize("before", [0, 2])
@pytest.mark.parametrize("theme", ["note", "deck"])
def test_a_table_of_tall_rows_begins_below_its_caption(lay: Lay, theme: str, before: int, lengths: list[int]) -> None:
    rows = dataset([(f"公司{number}", SENTENCE * length) for number, length in enumerate(lengths)])
    size = SMALL if theme == "note" else ".body { min-height: 0 } @page { size: 130mm 90mm; margin: 12mm 10mm }"
    texts, troubles = lay(theme, f"{text(before)}      - {table()}\n", rows, styles=size)
    assert [one for one in troubles if not one.startswith("overflow")] == []
    [first] = [one for one in texts if "评述" in one]
    assert "公司简称" in first
    assert "公司0" in first
    assert all("公司简称" in one for one in texts[texts.index(first) :] if "研发、生产" in one)


def wide(count: int) -> tuple[str, str]:
    """A table of a name and so many numbers: its columns, and the dataset."""
    names = [f"q{number}" for number in range(count)]
    heads = ", ".join(
        f"{name}: {{type: number, label: 20{11 + at // 4}年第{at % 4 + 1}季度, unit: 亿元}}"
        for at, name in enumerate(names)
    )
    cells = "".join(f"    - [示例{row}司, {', '.join(['1234.5'] * count)}]\n" for row in "甲乙")
    ledger = f"rows:\n  source: google\n  as_of: 2024\n  columns: {{name: {{type: text, label: 名称}}, {heads}}}\n"
    return ", ".join(["name", *names]), f"{ledger}  rows:\n{cells}"


@pytest.mark.parametrize(("theme", "count"), [("deck", 9), ("deck", 14), ("deck", 16), ("note", 8), ("note", 13)])
def test_a_wide_table_is_set_tighter_until_it_fits(lay: Lay, theme: str, count: int) -> None:
    columns, ledger = wide(count)
    [sheet], troubles = lay(theme, f"      - {table(columns=columns)}\n", ledger)
    assert troubles == []
    assert sheet.count("1234.5") == 2 * count
    assert "示例甲司" in sheet


@pytest.mark.parametrize("theme", ["deck", "note"])
def test_a_table_that_no_setting_makes_fit_is_an_error(lay: Lay, theme: str) -> None:
    columns, ledger = wide(30)
    _, troubles = lay(theme, f"      - {table(columns=columns)}\n", ledger)
    assert any("mm" in one and ("outside" in one or "beside" in one) for one in troubles)


@pytest.mark.parametrize("length", [1, 4, 30])
@pytest.mark.parametrize("theme", ["deck", "note"])
def test_names_beside_sentences_stay_in_one_line(lay: Lay, theme: str, length: int) -> None:
    texts, _ = lay(theme, f"      - {table()}\n", dataset([("示例公司甲", SENTENCE * length), ("示例公司乙", "稳健")]))
    assert "示例公司甲" in texts[0]
    assert "公司简称" in texts[0]


@pytest.mark.parametrize(("analysts", "chapters"), [(0, 3), (1, 3), (3, 7), (6, 14), (10, 16)])
@pytest.mark.parametrize(
    "title", ["需求回升，价格企稳", "示例行业深度跟踪：需求持续回升、价格企稳，龙头份额进一步提升，关注库存周期"]
)
def test_a_cover_holds_all_names_and_chapters(
    lay: Lay, analysts: int, chapters: int, title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"{{name: 示例{n}号, licence: S000000000000{n}, contact: 021-0000000{n}}}" for n in range(analysts)]
    report = REPORT.replace("人工智能与传媒", title).replace("intro.yaml", ", ".join(_chapters(chapters, monkeypatch)))
    monkeypatch.setattr("tests.typeset.test_relief.REPORT", report)
    [sheet], troubles = lay("deck", text(1), report=f"rating: 超配\nanalysts: [{', '.join(names)}]\n", page=0)
    assert troubles == []
    assert all(f"示例{n}号" in sheet for n in range(analysts))
    assert all(f"第{n}部分的标题较长" in sheet.replace("\n", "") for n in range(chapters))


def test_a_cover_needs_no_chapters(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.typeset.test_relief.SECTION", "section: 表格\nnumbered: false\npages:\n")
    [sheet], troubles = lay("deck", text(1), page=0)
    assert troubles == []
    assert "人工智能与传媒" in sheet.replace("\n", "")


def _chapters(count: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    for n in range(count):
        section = f"section: 第{n}部分的标题较长：行业景气\npages: [{{title: 要点, blocks: [{{text: 正文。}}]}}]\n"
        monkeypatch.setitem(SMALL_PROJECT, f"content/demo/c{n}.yaml", section)
    return [f"c{n}.yaml" for n in range(count)]


def test_the_least_width_of_a_long_cell_is_found_in_few_steps(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is measured of a text of any length is no longer than of a short one."""
    measured: list[int] = []
    shortened = measuring._shortened

    def spy(box: Any) -> Any:
        made = shortened(box)
        measured.append(len(made.text))
        return made

    monkeypatch.setattr(measuring, "_shortened", spy)
    for length in (20, 40):
        _, troubles = lay("note", f"      - {table()}\n", dataset([("甲公司", SENTENCE * length)]))
        assert troubles == []
    assert measured
    assert max(measured) < 120


def test_twice_as_long_a_cell_takes_twice_the_time(lay: Lay) -> None:
    def seconds(length: int) -> float:
        rows = dataset([("甲公司", SENTENCE * length)])
        started = time.process_time()
        lay("note", f"      - {table()}\n", rows)
        return time.process_time() - started

    seconds(1)  # what it needs is loaded
    for _ in range(3):  # on a busy machine one may be disturbed
        once, twice = seconds(35), seconds(70)
        if twice <= 2.5 * once:
            return
    pytest.fail(f"{once:.2f} s, and {twice:.2f} s for twice as much")


def test_a_first_section_that_runs_on_has_its_running_head(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.typeset.test_relief.REPORT", REPORT.replace("[cover, contents, ", "[cover, "))
    monkeypatch.setattr("tests.typeset.test_relief.SECTION", "section: 表格\nnumbered: false\npages:\n")
    rows = dataset([(f"公司{number}", "增长") for number in range(30)])
    texts, troubles = lay("note", f"{text(2)}      - {table()}\n", rows, styles=SMALL)
    assert troubles == []
    assert ["人工智能与传媒" in one.replace("\n", "") for one in texts] == [True] * len(texts)
    assert [number for number, one in enumerate(texts) if "续表1" in one] == [
        number for number, one in enumerate(texts) if "公司简称" in one and "评述" not in one
    ]


def test_a_table_that_goes_on_over_slides_below_its_head_is_in_order(lay: Lay) -> None:
    rows = dataset([(f"公司{number}", "增长") for number in range(65)])
    texts, troubles = lay("deck", f"      - text: 引言。\n      - {table()}\n", rows)
    assert troubles == []
    assert [text.count("公司简称") for text in texts] == [1] * len(texts)
    assert len(texts) > 2


@pytest.mark.parametrize(("paragraphs", "says"), [(8, "a second sheet"), (40, "sheets of paper")])
def test_text_that_goes_on_over_slides_is_told(lay: Lay, paragraphs: int, says: str) -> None:
    rows = dataset([(f"公司{number}", "增长") for number in range(5)])
    _, [found] = lay("deck", f"      - {table()}\n{text(paragraphs)}", rows)
    assert found.startswith("overflow: this page runs on to")
    assert says in found


@pytest.mark.parametrize("count", [20, 30, 40])
def test_a_table_that_is_too_wide_is_told_once(lay: Lay, count: int) -> None:
    columns, ledger = wide(count)
    _, troubles = lay("note", f"      - {table(columns=columns)}\n", ledger)
    assert len(troubles) == 1


@pytest.mark.parametrize("height", [5, 6, 7])
@pytest.mark.parametrize("theme", ["deck", "note"])
def test_nested_columns_are_printed_once(lay: Lay, theme: str, height: int) -> None:
    """Also where all of them move to the next page, at some of these heights."""
    inner = (
        f"          - {table()}\n          - - columns:\n                - {table('其二')}\n                - {CHART}\n"
    )
    blocks = f"{text(height)}      - columns:\n{inner}            - text: 其间。\n      - text: 其后。\n"
    texts, troubles = lay(theme, blocks, dataset([(f"公司{number}", "增长") for number in range(9)]))
    assert [one for one in troubles if not one.startswith("overflow: this page runs on")] == []
    assert sum(one.count("其间") for one in texts) == 1
    assert sum(one.count("公司简称") for one in texts) == 2


NAMES = ("国信证券所", "南方出版社", "中文在线群")


@pytest.mark.parametrize("theme", ["deck", "note"])
def test_names_of_five_characters_are_in_one_line_of_a_tight_table(lay: Lay, theme: str) -> None:
    columns, ledger = wide(13 if theme == "deck" else 7)
    ledger = ledger.replace("示例甲司", NAMES[0]).replace("示例乙司", NAMES[1])
    texts, troubles = lay(theme, f"      - {table(columns=columns)}\n", ledger, set_as=for_typesetter)
    assert troubles == []
    assert all(name in "".join(texts) for name in NAMES[:2]), texts


@pytest.mark.parametrize("unit", ["", ", unit: 亿元"])
@pytest.mark.parametrize(("theme", "count"), [("deck", 16), ("note", 9)])
def test_dates_over_many_columns_are_broken_after_their_year_if_at_all(
    lay: Lay, theme: str, count: int, unit: str
) -> None:
    days = [f"20{10 + at}-09-{at + 10}" for at in range(count)]
    heads = ", ".join(f"q{at}: {{type: number, label: '{day}'{unit}}}" for at, day in enumerate(days))
    ledger = (
        f"rows:\n  source: google\n  as_of: 2024\n  columns: {{name: {{type: text, label: 名称}}, {heads}}}\n"
        f"  rows:\n    - [{NAMES[0]}, {', '.join(['1234.5'] * count)}]\n"
    )
    columns = ", ".join(["name", *(f"q{at}" for at in range(count))])
    texts, troubles = lay(theme, f"      - {table(columns=columns)}\n", ledger, set_as=for_typesetter)
    assert troubles == []
    lines = "".join(texts).split("\n")
    for day in days:
        assert any(day in line for line in lines) or any(day[5:] in line for line in lines), texts


@pytest.mark.parametrize("width", [100, 108, 116, 124, 132])
def test_words_of_a_title_are_in_one_line(lay: Lay, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    """Whatever room there is: some of these widths would break the last word, or another one."""
    title = "人工智能大模型与传媒行业深度报告更新版"
    monkeypatch.setattr("tests.typeset.test_relief.REPORT", REPORT.replace("人工智能与传媒", title))
    styles = f".cover-main {{ width: {width}mm }}"
    texts, _ = lay("deck", "      - text: 正文。\n", styles=styles, page=0, set_as=for_typesetter)
    lines = texts[0].split("\n")
    assert not any(title in line for line in lines)
    for word in ("人工智能", "模型", "传媒", "行业", "深度", "报告", "更新版"):
        assert any(word in line for line in lines), lines
