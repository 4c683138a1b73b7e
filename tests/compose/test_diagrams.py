"""Diagrams: from rows and texts to what templates set, alternative texts, sources and what a reviewer reads."""

from __future__ import annotations

from typing import Protocol, TypeVar

import pytest

from tests.conftest import WriteProject
from yanbao.compose import Composition, compose
from yanbao.load.project import load_project
from yanbao.model.document import PicturesBlock, TableBlock, TakeawayBlock, walk
from yanbao.model.drawn import CompaniesBlock, StructureBlock, TimelineBlock
from yanbao.model.manuscript import Role

CHAIN = """\
chain:
  source: wind
  as_of: 2024-04-26
  columns:
    layer: text
    segment: {type: text, label: 环节}
    code: {type: ticker, label: 代码}
    name: {type: text, label: 简称}
    ytd: {type: percent, label: 年内涨幅}
  rows:
    - [算力, 数据中心, 600633.SH, 浙数文化, -7%]
    - [应用, 影视, 300133.SZ, 华策影视, 36%]
    - [应用, 影视, 601595.SH, 上海电影, null]
    - [应用, 音乐, 300418.SZ, 昆仑万维, 6%]
"""
STRUCTURE = """
          data: chain
          number: {column: ytd, sign: true}
          highlight: 昆仑万维
          layers:
            - {title: 算力, where: {layer: 算力}, by: segment, flow: 供给}
            - {title: 应用, where: {layer: 应用}, by: segment}
"""


class Made(Protocol):
    def __call__(self, diagram: str, kind: str = ..., more: str = ...) -> Composition: ...


B = TypeVar("B", PicturesBlock, CompaniesBlock, StructureBlock, TimelineBlock, TableBlock)


RELEASES = """\
releases:
  source: wind
  as_of: 2024-04
  columns:
    region: {type: text, label: 地区}
    date: {type: date, label: 日期}
    name: {type: text, label: 产品}
    about: {type: text, label: 看点}
    video: {type: text, label: 视频}
    open: {type: text, label: 开源}
  rows:
    - [海外, 2023-11-28, 甲, 文生视频, 支持, 否]
    - [海外, 2024-02-15, 乙, 一分钟, 部分, 否]
    - [国内, 2024-02-02, 丙, 方框, null, 不支持]
    - [国内, 2024-04-17, 丁, 四千亿, 支持, 无]
"""


def files_with(diagram: str, kind: str = "structure", more: str = "") -> dict[str, str]:
    """The files of a project with a diagram, and ``more`` releases."""
    text = f"section: 章\npages:\n  - title: 图\n    blocks:\n      - {kind}:\n          title: 图谱{diagram}"
    sources = "wind: {publisher: Wind, kind: terminal}\ngoogle: {publisher: 谷歌, kind: company}\n"
    return {
        "content/demo/intro.yaml": text,
        "content/ledger/c.yaml": CHAIN + RELEASES + more,
        "content/ledger/sources.yaml": sources,
    }


@pytest.fixture
def made(write_project: WriteProject) -> Made:
    def make(diagram: str, kind: str = "structure", more: str = "") -> Composition:
        loaded = load_project(write_project(files_with(diagram, kind, more)))
        assert loaded.diagnostics == ()
        return compose(loaded.project, loaded.project.reports[0])

    return make


def only(composition: Composition, kind: type[B]) -> B:
    assert composition.diagnostics == ()
    blocks = [block for page in composition.document.pages for block in walk(page.blocks)]
    (block,) = [block for block in blocks if isinstance(block, kind)]
    return block


def block_of(composition: Composition) -> StructureBlock:
    return only(composition, StructureBlock)


def test_what_is_highlighted_is_a_name_and_not_its_box(made: Made) -> None:
    boxes = [box for layer in block_of(made(STRUCTURE)).layers for box in layer.boxes]
    assert [item.name for box in boxes for item in box.items if item.is_marked] == ["昆仑万维"]
    assert not any(box.is_marked for box in boxes)


def test_a_name_in_several_boxes_has_its_number_in_the_first(made: Made) -> None:
    layers = """
          data: chain
          number: ytd
          layers:
            - {title: 算力, boxes: [{title: 一, rows: 昆仑万维}, {title: 二, rows: [昆仑万维, 浙数文化]}]}
            - {title: 应用, where: {layer: 应用}, by: segment}
"""
    items = [item for layer in block_of(made(layers)).layers for box in layer.boxes for item in box.items]
    assert [(item.name, item.value) for item in items if item.name in ("昆仑万维", "浙数文化")] == [
        ("昆仑万维", "6%"),
        ("昆仑万维", ""),
        ("浙数文化", "−7%"),
        ("昆仑万维", ""),
    ]


def test_a_column_makes_boxes_with_their_rows(made: Made) -> None:
    block = block_of(made(STRUCTURE))
    first, second = block.layers
    assert [(box.title, [item.name for item in box.items]) for box in second.boxes] == [
        ("影视", ["华策影视", "上海电影"]),
        ("音乐", ["昆仑万维"]),
    ]
    film, cinema = second.boxes[0].items
    assert (film.value, film.tone, film.about, film.is_marked) == ("+36%", "up", "300133.SZ", False)
    assert (cinema.value, cinema.tone) == ("", "")
    assert second.boxes[1].items[0].is_marked
    assert (first.flow, first.boxes[0].items[0].tone) == ("供给", "down")


def test_its_caption_says_what_the_numbers_are_and_where_they_are_from(made: Made) -> None:
    caption = block_of(made(STRUCTURE)).caption
    assert (caption.label, caption.unit) == ("图1", "年内涨幅")
    assert caption.source == "资料来源：Wind，示例证券研究所整理，数据截至2024年4月26日"
    assert caption.alt == "图谱，共2层：算力（数据中心）、应用（影视、音乐）"


def test_boxes_choose_rows_or_have_lines_of_their_own(made: Made) -> None:
    boxes = "[{title: 甲, where: {segment: 影视}}, {title: 乙, rows: [昆仑万维, 浙数文化], items: 其他}, 丙]"
    block = block_of(made(f"\n          data: chain\n          layers: [{{title: 层, boxes: {boxes}}}]\n"))
    assert [[item.name for item in box.items] for box in block.layers[0].boxes] == [
        ["华策影视", "上海电影"],
        ["昆仑万维", "浙数文化", "其他"],
        [],
    ]


@pytest.mark.parametrize(("boxes", "across"), [(3, 3), (6, 6), (7, 4), (8, 4), (13, 5)])
def test_rows_of_boxes_are_about_equally_long(boxes: int, across: int, made: Made) -> None:
    names = ", ".join(f"框{number}" for number in range(boxes))
    assert block_of(made(f"\n          layers: [{{title: 层, boxes: [{names}]}}]\n")).layers[0].across == across


def test_a_reviewer_reads_its_texts_and_knows_its_rows(made: Made) -> None:
    composition = made(STRUCTURE)
    (figure,) = composition.manuscript.figures
    assert (figure.kind, figure.rows, figure.sources) == ("diagram", (0, 1, 2, 3), ("wind",))
    texts = [passage.text for passage in figure.passages]
    assert [text for text in texts if text in ("算力", "影视", "昆仑万维", "供给")] == [
        "算力",
        "供给",
        "影视",
        "昆仑万维",
    ]


TIMELINE = "\n          data: releases\n          date: date\n          lanes: region\n          detail: about\n"


@pytest.mark.parametrize(
    ("by", "columns"),
    [
        ("day", ["2023年11月28日", "2024年2月2日", "2024年2月15日", "2024年4月17日"]),
        ("month", ["2023年11月", "2023年12月", "2024年1月", "2024年2月", "2024年3月", "2024年4月"]),
        ("quarter", ["2023Q4", "2024Q1", "2024Q2"]),
        ("year", ["2023年", "2024年"]),
    ],
)
def test_a_timeline_has_a_column_for_each_step(by: str, columns: list[str], made: Made) -> None:
    block = only(made(f"{TIMELINE}          by: {by}\n", "timeline"), TimelineBlock)
    assert [column.whole for column in block.columns] == columns
    assert [lane.title for lane in block.lanes] == ["海外", "国内"]
    assert all(len(lane.cells) == len(columns) for lane in block.lanes)


def test_its_lines_say_of_their_dates_what_the_column_does_not(made: Made) -> None:
    def dates(by: str) -> list[str]:
        block = only(made(f"{TIMELINE}          by: {by}\n", "timeline"), TimelineBlock)
        return [item.date for cell in block.lanes[0].cells for item in cell]

    assert dates("day") == ["", ""]
    assert dates("month") == dates("year") == ["11月28日", "2月15日"]


def test_a_timeline_of_too_many_columns_is_told(made: Made) -> None:
    many = "".join(f"    - [海外, 2024-01-{day:02}, 甲{day}, 看点, 支持, 否]\n" for day in range(1, 15))
    text = made(f"{TIMELINE}          by: day\n", "timeline", many).diagnostics
    assert [(found.rule, found.help) for found in text] == [
        ("crowded-chart", "choose rows with 'where', or a longer period with 'by'")
    ]


def test_a_timeline_is_read_in_time(made: Made) -> None:
    composition = made(TIMELINE, "timeline")
    block = only(composition, TimelineBlock)
    assert [[item.name for item in cell] for cell in block.lanes[1].cells] == [[], ["丙"], [], ["丁"]]
    assert block.caption.alt == "图谱，2023年11月28日至2024年4月17日，共4项"
    (figure,) = composition.manuscript.figures
    assert {"海外", "甲", "文生视频"} <= {passage.text for passage in figure.passages}


def test_ticks_are_marks_with_a_legend_of_those_that_are_there(made: Made) -> None:
    columns = "[name, {column: video, ticks: true}, {column: open, ticks: true}]"
    block = only(made(f"\n          data: releases\n          columns: {columns}\n", "table"), TableBlock)
    rows = [[(cell.kind, cell.said) for cell in row.cells[1:]] for row in block.groups[0]]
    assert rows[0] == [("tick", "支持"), ("tick", "不支持")]
    assert rows[1] == [("tick", "部分支持"), ("tick", "不支持")]
    assert (rows[2][0], block.groups[0][2].cells[1].html) == (("tick", ""), "—")
    assert "●" in block.groups[0][0].cells[1].html
    assert block.caption.note == "● 支持、◐ 部分支持、○ 不支持"


def test_cards_have_companies_with_their_key_figures(made: Made) -> None:
    options = """
          data: chain
          rows: [昆仑万维, 上海电影]
          number: {column: ytd, sign: true}
          detail: segment
          highlight: 昆仑万维
          columns: [{column: ytd, label: 涨幅, decimals: 1}, layer]
"""
    composition = made(options, "companies")
    block = only(composition, CompaniesBlock)
    assert [(one.company.name, one.company.about, one.company.value) for one in block.cards] == [
        ("昆仑万维", "300418.SZ", "+6%"),
        ("上海电影", "601595.SH", ""),
    ]
    first, second = block.cards
    assert (first.company.is_marked, first.company.detail, first.number_label) == (True, "音乐", "年内涨幅")
    assert [(figure.label, figure.value) for figure in first.figures] == [("涨幅", "6.0%"), ("layer", "应用")]
    assert (second.number_label, second.figures[0].value) == ("", "—")
    assert (block.across, block.caption.alt) == (2, "图谱：昆仑万维、上海电影")
    assert next(composition.manuscript.figures).rows == (3, 2)


def test_a_takeaway_is_a_sentence_that_a_reviewer_reads(write_project: WriteProject) -> None:
    takeaway = "窗口扩展到{{ models.gemini.context_window }}。"
    text = f"section: 章\npages:\n  - title: 图\n    blocks:\n      - takeaway: {takeaway}\n"
    loaded = load_project(write_project({"content/demo/intro.yaml": text}))
    composition = compose(loaded.project, loaded.project.reports[0])
    (block,) = composition.document.pages[-1].blocks
    assert isinstance(block, TakeawayBlock)
    assert "100万个tokens" in block.html
    assert [passage.text for passage in composition.manuscript.passages if passage.role is Role.LEAD] == [
        "窗口扩展到100万个tokens。"
    ]


@pytest.mark.parametrize(
    ("size", "ratio"), [('viewBox="0 0 320 160"', 2.0), ('width="30mm" height="40mm"', 0.75), ("", 2.0)]
)
def test_pictures_of_a_row_know_their_shape(size: str, ratio: float, write_project: WriteProject) -> None:
    items = "[{file: a.svg, alt: 雪山, caption: 雪地, credit: 张三}, {file: a.svg, alt: 海面}]"
    text = f"section: 章\npages:\n  - title: 图\n    blocks:\n      - pictures: {{title: 分镜, items: {items}}}\n"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><path d="M0 0h9v9z"/></svg>'
    loaded = load_project(write_project({"content/demo/intro.yaml": text, "content/demo/a.svg": svg}))
    assert loaded.diagnostics == ()
    block = only(compose(loaded.project, loaded.project.reports[0]), PicturesBlock)
    assert [(one.caption, one.credit, one.ratio) for one in block.items] == [("雪地", "张三", ratio), ("", "", ratio)]
    assert (block.caption.label, block.caption.alt) == ("图1", "雪山、海面")
