"""What begins a chapter, and figures in a grid."""

from __future__ import annotations

import pytest

from tests.conftest import WriteProject
from tests.review import read
from yanbao.compose import compose
from yanbao.compose.imprint import bookmarks
from yanbao.load.project import load_project
from yanbao.model.document import ChartBlock, ColumnsBlock, Document, walk

DATA = """
named:
  source: wind
  as_of: 2024-04-26
  columns: {name: {type: text, label: 名称}, price: {type: number, label: 价}}
  rows: [[甲, 1], [乙, 2]]
"""
CHAPTER = """\
section: 第一章
lead: 本章结论。
{own}pages:
  - {{title: 页一, blocks: [{{text: 一。}}]}}
  - {{title: 页二, blocks: [{{text: 二。}}]}}
"""
REPORT = "title: 报告\nkind: 周报\ndate: 2024-04-26\ninstitution: 示例研究所\n{own}outline: [market.yaml]\n"
FIGURE = "{chart: {type: bar, title: 图%s, data: named, x: name, y: price}}"


def grid(layout: str, count: int) -> Document:
    figures = ", ".join(FIGURE % at for at in range(count))
    exhibits = f"exhibits: {{layout: {layout}, figures: [{figures}]}}"
    section = f"section: 章\npages:\n  - title: 页\n    blocks:\n      - {exhibits}\n"
    return read(section, {"content/ledger/named.yaml": DATA}).document


def shape(block: object) -> object:
    """A block as nested lists: columns, each with its blocks; figures by number."""
    if isinstance(block, ColumnsBlock):
        return [[shape(inner) for inner in column.blocks] for column in block.columns]
    assert isinstance(block, ChartBlock)
    return block.caption.label


@pytest.mark.parametrize(
    ("layout", "count", "expected"),
    [
        ("2x2", 4, [[[["图1"], ["图2"]], [["图3"], ["图4"]]]]),
        ("2x2", 3, [[[["图1"], ["图2"]], [["图3"]]]]),
        ("1+2", 3, [["图1"], ["图2", "图3"]]),
        ("1/2", 3, [["图1", [["图2"], ["图3"]]]]),
    ],
)
def test_figures_are_numbered_row_by_row(layout: str, count: int, expected: object) -> None:
    [page] = (page for page in grid(layout, count).pages if page.kind == "content")
    [block] = page.blocks
    assert shape(block) == expected
    for columns in (one for one in walk(page.blocks) if isinstance(one, ColumnsBlock)):
        assert sum(column.share for column in columns.columns) == pytest.approx(100, abs=0.01)


def test_text_is_no_exhibit(write_project: WriteProject) -> None:
    section = "section: 章\npages:\n  - title: 页\n    blocks:\n      - exhibits: {figures: [{text: 一}, {text: 二}]}\n"
    files = {"content/demo/report.yaml": REPORT.format(own=""), "content/demo/market.yaml": section}
    [found] = load_project(write_project(files)).diagnostics
    assert "exhibits are charts, tables, diagrams, facts and images only" in found.message
    assert (found.mark.file, found.mark.line) == ("content/demo/market.yaml", 5)


@pytest.mark.parametrize(
    ("report", "own", "kinds", "band"),
    [
        ("", "", ["divider", "content", "content"], False),
        ("dividers: band\n", "", ["content", "content"], True),
        ("dividers: none\n", "", ["content", "content"], False),
        ("dividers: band\n", "divider: page\n", ["divider", "content", "content"], False),
        ("theme: note\ndividers: none\n", "", ["divider", "content", "content"], False),
    ],
)
def test_dividers(write_project: WriteProject, report: str, own: str, kinds: list[str], band: bool) -> None:
    files = {
        "content/demo/report.yaml": REPORT.format(own=report),
        "content/demo/market.yaml": CHAPTER.format(own=own),
    }
    loaded = load_project(write_project(files))
    [one] = loaded.project.reports
    document = compose(loaded.project, one).document
    assert [page.kind for page in document.pages] == kinds
    assert [page.title for page in document.pages if page.band] == ["页一"] * band
    first = document.pages[0]
    assert first.lead == ("" if "none" in report and "note" not in report else "本章结论。")
    listed = [(item.title, item.level) for item in bookmarks(document)]
    assert listed == [("1 第一章", 0), ("页一", 1), ("页二", 1)]
    assert [entry.title for entry in document.contents] == ["第一章", "页一", "页二"]
