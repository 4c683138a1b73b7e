"""Diagrams: from rows and texts to what templates set, alternative texts, sources and what a reviewer reads."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import WriteProject
from yanbao.compose import Composition, compose
from yanbao.load.project import load_project
from yanbao.model.document import StructureBlock, walk

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

Made = Callable[[str], Composition]


def files_with(diagram: str) -> dict[str, str]:
    """The files of a project with a structure."""
    text = f"section: 章\npages:\n  - title: 图\n    blocks:\n      - structure:\n          title: 图谱{diagram}"
    sources = "wind: {publisher: Wind, kind: terminal}\ngoogle: {publisher: 谷歌, kind: company}\n"
    return {"content/demo/intro.yaml": text, "content/ledger/c.yaml": CHAIN, "content/ledger/sources.yaml": sources}


@pytest.fixture
def made(write_project: WriteProject) -> Made:
    def make(diagram: str) -> Composition:
        loaded = load_project(write_project(files_with(diagram)))
        assert loaded.diagnostics == ()
        return compose(loaded.project, loaded.project.reports[0])

    return make


def block_of(composition: Composition) -> StructureBlock:
    assert composition.diagnostics == ()
    blocks = [block for page in composition.document.pages for block in walk(page.blocks)]
    (block,) = [block for block in blocks if isinstance(block, StructureBlock)]
    return block


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
