"""The numbers of figures as CSV files."""

from __future__ import annotations

import csv

import pytest

from yanbao.diagnostics import Mark
from yanbao.load.theme import load_theme
from yanbao.model.caption import Caption
from yanbao.model.document import (
    Cell,
    ChartBlock,
    ColumnItem,
    ColumnsBlock,
    ComposedBlock,
    ComposedPage,
    Document,
    Row,
    TableBlock,
    TextBlock,
)
from yanbao.model.masthead import Masthead
from yanbao.model.plot import PlotSeries
from yanbao.model.plots import ColumnPlot
from yanbao.model.sheet import Attachment
from yanbao.render.files import attachments, defused

MARK = Mark("a.yaml", 1, 1)
MESSAGES = load_theme("deck").messages


def caption(label: str, title: str, unit: str = "") -> Caption:
    return Caption("anchor", label, title, unit, "", "", "", MARK)


def files(*blocks: ComposedBlock) -> list[Attachment]:
    page = ComposedPage("p", "content", "页", "", "", "", "", "normal", blocks, (), MARK)
    masthead = Masthead("题", "", "", "", "", "2024-04-22", "", "", "", "", "", (), "zh-CN")
    return list(attachments(Document("demo", masthead, (page,), (), ()), MESSAGES))


def rows(file: Attachment) -> list[list[str]]:
    text = file.data.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(text[1:].splitlines()))


def test_a_chart_gives_what_its_data_table_shows_without_separators() -> None:
    series = (PlotSeries("市值", (1234.5, -2, None), "亿元"), PlotSeries("涨幅", (0.25, 0.5, 0), percent=True))
    (file,) = files(
        ChartBlock(caption("图1", "市值&amp;<b>涨幅</b>", "亿元/年"), ColumnPlot(("甲", '乙,"丙"', "丁"), series), None)
    )
    assert (file.name, file.title) == ("图1 市值&涨幅 亿元 年.csv", "图1 市值&涨幅 亿元/年")
    assert rows(file) == [
        ["项目", "市值 亿元", "涨幅"],
        ["甲", "1234.5", "25%"],
        ['乙,"丙"', "-2.0", "50%"],
        ["丁", "", "0%"],
    ]


def test_a_table_repeats_what_stands_beside_a_group() -> None:
    head = (Cell("主题", header=True), Cell("公司", header=True), Cell("涨幅", "number", header=True))
    body = (
        (Cell("视频", header=True, span=2), Cell("甲<br>乙"), Cell("+1,036.0%", "number")),
        (Cell("丙"), Cell("—", "number")),
        (Cell("影视", header=True), Cell("丁"), Cell("\u22125.5%", "number")),
    )
    table = TableBlock(caption("表1", "公司"), (head,), (tuple(Row(cells) for cells in body),))
    columns = ColumnsBlock((ColumnItem(50, (TextBlock("字", MARK),)), ColumnItem(50, (table,))))
    (file,) = files(columns)
    assert rows(file) == [
        ["主题", "公司", "涨幅"],
        ["视频", "甲乙", "+1036.0%"],
        ["视频", "丙", ""],
        ["影视", "丁", "-5.5%"],
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("＝1+1", "'＝1+1"),
        ("-5%~+3%", "'-5%~+3%"),
        ("-12.5", "-12.5"),
        ("+3%", "+3%"),
        ("-1,234.5", "-1,234.5"),
        ("-", "-"),
        ("甲=乙", "甲=乙"),
    ],
)
def test_no_cell_is_a_formula(text: str, written: str) -> None:
    plot = ColumnPlot((text, "乙"), (PlotSeries(text, (-1234.5, 2)),))
    head, first, _ = rows(files(ChartBlock(caption("图1", "题"), plot, None))[0])
    assert (head[1], first[0], first[1]) == (written, written, "-1234.5")


def test_a_formula_over_two_lines_is_none() -> None:
    assert defused("=\n1+1") == "'=\n1+1"
