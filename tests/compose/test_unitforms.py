"""What a report measures has one scale and one written form in all its charts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.charts.conftest import STYLE
from tests.charts.samples import of_type
from tests.conftest import WriteProject
from yanbao.charts.scale import measure
from yanbao.compose.unitforms import unify_units
from yanbao.diagnostics import Mark
from yanbao.memory import Memory
from yanbao.model.caption import Caption
from yanbao.model.document import ChartBlock, ColumnItem, ColumnsBlock, ComposedPage, walk
from yanbao.model.plot import Plot, PlotSeries
from yanbao.pipeline import silent
from yanbao.pipeline.gathering import gather

MARK = Mark("report.yaml", 1, 1)


def chart(*values: float, unit: str = "次", kind: str = "column", caption: str = "", percent: bool = False) -> Plot:
    names = tuple(f"甲{at}" for at, _ in enumerate(values))
    made: Plot = of_type(kind, names, (PlotSeries("量", values, unit=unit, percent=percent),))
    return replace(made, unsaid=(caption,) if caption else ())


def page(at: int, *plots: Plot) -> ComposedPage:
    blocks = [ChartBlock(Caption(f"a{at}-{n}", "", "", "", "", "", "", MARK), one, None) for n, one in enumerate(plots)]
    columns = ColumnsBlock(tuple(ColumnItem(50, (block,)) for block in blocks))
    return ComposedPage(f"p{at}", "content", "", "", "", "", "", "normal", (columns,), (), MARK)


def plots_of(pages: Any) -> list[Plot]:
    return [block.plot for one in pages for block in walk(one.blocks) if isinstance(block, ChartBlock)]


def units_of(pages: Any) -> list[str]:
    """The units that are printed beside the axes of all charts."""
    return [
        measure(plot.series, replace(STYLE, forms=plot.forms), labelled=not plot.kind.has_value_axis).unit
        for plot in plots_of(pages)
    ]


def printed(*plots: Plot) -> list[str]:
    return units_of(unify_units(tuple(page(at, plot) for at, plot in enumerate(plots)), STYLE.powers))


MIDDLING, SMALL = chart(7.2e7, 1.5e8), chart(60_000, 90_000)


def test_each_chart_by_itself_would_choose_another() -> None:
    assert [*printed(chart(6e8, 2e8)), *printed(chart(6e7, 2e7)), *printed(SMALL)] == ["亿次", "万次", "次"]


@pytest.mark.parametrize(
    ("plots", "units"),
    [
        ([SMALL, chart(5e5, 7e5)], ["万次", "万次"]),
        ([chart(1.8e9, 1.5e8), chart(186.0, 14.9, unit="百万次")], ["亿次", "亿次"]),
        ([chart(6e9, 2e8), *[chart(186.0, 5.0, unit="百万次")] * 2], ["百万次"] * 3),
        ([chart(18.0, 1.5, unit="亿次"), chart(186.0, 149.0, unit="百万次")], ["亿次", "亿次"]),
        ([chart(1e6, unit="tokens"), chart(2e6, unit="个tokens")], ["万tokens", "万tokens"]),
        ([chart(1.8e9, 6e9), chart(7e6, 1.5e7)], ["亿次", "万次"]),  # 0.07 亿次 tells little
        ([chart(7.93, 10.99, unit="元"), chart(4e9, 8e9, unit="元")], ["元", "亿元"]),
        ([chart(5e5, unit="次"), chart(5e9, unit="辆")], ["万次", "亿辆"]),
        ([chart(500, 900, unit="吨"), chart(5e6, unit="公斤")], ["吨", "万公斤"]),
        ([chart(5e5, unit="元/股"), chart(5e9, unit="元")], ["万元/股", "亿元"]),
        ([chart(5e5, unit=""), chart(5e9, unit="")], ["万", "亿"]),
    ],
)
def test_charts_of_one_measure_have_one_form_where_it_can_be_read(plots: list[Plot], units: list[str]) -> None:
    assert printed(*plots) == units


def test_a_form_is_left_to_those_charts_alone_that_cannot_be_read_in_it() -> None:
    prices = [chart(7.93, 10.99, unit="元")] * 3
    assert printed(*prices, chart(4e9, unit="元"), chart(8e7, 3e8, unit="元")) == ["元"] * 3 + ["亿元"] * 2


def test_a_caption_that_names_its_unit_keeps_it_and_gives_it_to_others() -> None:
    named = replace(chart(5e8, 9e8), unsaid=("2024年3月", "百万次"))
    assert printed(chart(4e8, 6e8), chart(2e8, 3e8), named) == ["百万次"] * 3
    assert printed(chart(50.0, unit="百万次", caption="百万次"), chart(5e8), chart(6e8))[0] == "百万次"
    assert printed(chart(5e3, caption="亿次")) == ["次"]  # 0.00005 亿次


def test_every_number_of_a_ranking_can_be_read() -> None:
    """Its values are printed each: 340 亿次 tells more than 0.03 万亿次."""
    others = [chart(6e12, 2e12)] * 2
    assert printed(*others, chart(12_000.0, 340.0, unit="亿次", kind="bar")) == ["亿次"] * 3
    assert printed(*others, chart(12_000.0, 340.0, unit="亿次")) == ["万亿次"] * 3


def test_shares_have_no_form() -> None:
    pages = unify_units((page(0, chart(0.3, 0.7, percent=True)), page(1, SMALL), page(2, MIDDLING)), STYLE.powers)
    assert [bool(plot.forms) for plot in plots_of(pages)] == [False, True, True]


def test_axes_of_one_chart_are_looked_at_apart() -> None:
    price, turnover = PlotSeries("价", (7.9, 9.9), unit="元"), PlotSeries("额", (4e9, 8e9), unit="元", axis="right")
    both = of_type("line", ("甲", "乙"), (price, turnover))
    pages = unify_units((page(0, both), page(1, chart(8e7, 3e8, unit="元"))), STYLE.powers)
    style = replace(STYLE, forms=plots_of(pages)[0].forms)
    assert [measure([one], style).unit for one in (price, turnover)] == ["元", "亿元"]
    assert measure([turnover], style).divisor == 1e8


def test_a_converted_number_is_the_same() -> None:
    pages = unify_units((page(0, chart(18.0, unit="亿次")), page(1, chart(186.0, 149.0, unit="百万次"))), STYLE.powers)
    plot = plots_of(pages)[1]
    measured = measure(plot.series, replace(STYLE, forms=plot.forms))
    assert measured.text(186.0, 2) == "1.86"


def test_only_pages_whose_forms_change_are_made_anew() -> None:
    memory = Memory()
    pages = tuple(page(at, plot) for at, plot in enumerate((chart(7e7, 9e7), MIDDLING, chart(9.0, unit="元"))))
    before = unify_units(pages, STYLE.powers, memory, "demo")
    again = unify_units((*pages, page(8, chart(6e9)), page(9, chart(7e9))), STYLE.powers, memory, "demo")
    assert units_of(before) == ["万次", "万次", "元"]
    assert units_of(again) == ["万次", "亿次", "元", "亿次", "亿次"]
    assert [now is was for was, now in zip(before, again, strict=False)] == [True, False, True]


_CHART = (
    "section: {0}\npages:\n  - title: {0}\n    blocks:\n      - chart: {{type: bar, id: {1}, title: {0}, data: {1}, "
)
_FILES = {
    "content/demo/report.yaml": ("title: 访问量\nkind: 行业专题\ndate: 2024-04-22\noutline: [one.yaml, two.yaml]\n"),
    "content/institution.yaml": "name: 示例证券研究所\n",
    "content/ledger/sources.yaml": "similarweb: {publisher: SimilarWeb, kind: terminal}\n",
    "content/demo/one.yaml": _CHART.format("国内", "home") + "x: name, y: visits}\n",
    "content/demo/two.yaml": _CHART.format("海外", "abroad") + "x: name, y: visits}\n",
    "data/catalog.yaml": "".join(
        f"{name}:\n  source: similarweb\n  as_of: 2024-03\n  file: {name}.csv\n  columns:\n"
        "    name: text\n    visits: {type: number, unit: 次, label: 访问量}\n"
        for name in ("home", "abroad")
    ),
    "data/home.csv": "name,visits\nKimi,12600000\n文心一言,14900000\n",
    "data/abroad.csv": "name,visits\nPoe,51000000\nYou,13400000\n",
}


def test_a_chart_follows_the_others_of_its_report(write_project: WriteProject) -> None:
    """Its section has not changed, and is not composed again."""
    root, memory = write_project(_FILES), Memory()
    [before] = gather(root, (), silent, memory).composed
    assert units_of(before.document.pages) == ["万次", "万次"]
    (root / "data/abroad.csv").write_text("name,visits\nChatGPT,1860000000\nPoe,510000000\n", encoding="utf-8")
    (root / "data/home.csv").write_text("name,visits\nKimi,126000000\n文心一言,149000000\n", encoding="utf-8")
    [both] = gather(root, (), silent, memory).composed
    assert units_of(both.document.pages) == ["亿次", "亿次"]
    (root / "data/abroad.csv").write_text("name,visits\nPoe,51000000\nYou,13400000\n", encoding="utf-8")
    [after] = gather(root, (), silent, memory).composed
    assert units_of(after.document.pages) == ["万次", "万次"]
    assert after.manuscript.sections[0] is both.manuscript.sections[0]
    [anew] = gather(root, (), silent, Memory()).composed
    assert after.document == anew.document
