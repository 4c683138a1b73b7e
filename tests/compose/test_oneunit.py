"""What a chart draws to one scale has one unit, whatever its kind: powers of ten are converted, all else is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import WriteProject
from tests.test_chart_kinds import MODELS
from yanbao.compose import Composition, compose
from yanbao.load.project import load_project
from yanbao.model.charts import FactChart, ScatterChart
from yanbao.model.document import ChartBlock, walk
from yanbao.model.exhibits import TreemapChart
from yanbao.model.figures import DataFigure
from yanbao.model.finance import BandChart, CandlestickChart, PerformanceChart
from yanbao.model.plot import Plot
from yanbao.model.timecharts import LineChart

QUARTERS = """\
q:
  source: wind
  as_of: 2024-06-28
  columns:
    q: {type: quarter, label: 季}
    day: date
    name: text
    revenue: {type: number, label: 收入, unit: 亿元}
    cost: {type: number, label: 成本, unit: 百万元, decimals: 1}
    tax: {type: number, label: 税, unit: 元人民币}
    fee: {type: number, label: 费用, unit: 万元}
    volume: {type: number, label: 销量, unit: 万吨}
    margin: {type: percent, label: 率}
    bare: {type: number, label: 裸}
  rows:
    - [2023Q4, 2023-12-29, 甲, 10.05, 1250.5, 1e8, 100, 5, 4%, 1]
    - [2024Q1, 2024-03-29, 乙, 12, 1200, 2e8, 200, 6, 5%, 2]
    - [2024Q2, 2024-06-28, 丙, 14, 1400, 3e8, 300, 7, 6%, 3]
"""
CONVERTED = {
    "column, x: q, stacked: true": "series: [revenue, {}]",
    "column, x: q": "series: [revenue, {}]",
    "column, x: q, share: true": "series: [revenue, {}]",
    "line, x: q": "series: [revenue, {}]",
    "line, x: q, facets: true": "series: [revenue, {}]",
    "area, x: q": "series: [revenue, {}]",
    "area, x: q, share: true": "series: [revenue, {}]",
    "dumbbell, x: name": "series: [revenue, {}]",
    "slope, x: name": "series: [revenue, {}]",
    "heat, x: name": "series: [revenue, {}]",
    "radar, x: name": "series: [revenue, {}]",
    "share-bar, x: name": "series: [revenue, {}]",
    "football-field, x: name, low: revenue": "high: {}",
    "candlestick, x: day, open: revenue, low: revenue, close: revenue": "high: {}",
}
"""By chart, how it is given a second column on the scale of its first, which is in 亿元."""

Made = Callable[[str], Composition]


@pytest.fixture
def made(write_project: WriteProject) -> Made:
    def make(chart: str) -> Composition:
        text = "section: 模型\npages:\n  - title: 图\n    blocks:\n"
        text += f"      - chart: {{title: 题, data: q, type: {chart}}}\n"
        sources = "wind: {publisher: Wind, kind: terminal}\n"
        files = {"content/demo/intro.yaml": text, "content/ledger/q.yaml": QUARTERS}
        loaded = load_project(write_project({**files, "content/ledger/sources.yaml": sources}))
        assert loaded.diagnostics == ()
        return compose(loaded.project, loaded.project.reports[0])

    return make


def plot_of(composition: Composition) -> Plot:
    assert composition.diagnostics == ()
    pages = composition.document.pages
    [block] = [one for page in pages for one in walk(page.blocks) if isinstance(one, ChartBlock)]
    assert block.plot
    return block.plot


@pytest.mark.parametrize("kind", CONVERTED)
def test_another_power_of_ten_is_converted(kind: str, made: Made) -> None:
    plot = plot_of(made(f"{kind}, {CONVERTED[kind].format('cost')}"))
    assert {one.unit for one in plot.series if not one.percent} <= {"亿元"}
    if "share: true" in kind:
        assert [one.values[1:] for one in plot.series] == [(0.5, 0.5)] * 2
    else:
        assert [12.0, 12.505, 14.0] in [sorted(filter(None, one.values)) for one in plot.series]


@pytest.mark.parametrize(("kind", "column"), [*((kind, "margin") for kind in CONVERTED), ("column, x: q", "volume")])
def test_what_measures_something_else_is_refused_at_its_place(kind: str, column: str, made: Made) -> None:
    [found] = made(f"{kind}, {CONVERTED[kind].format(column)}").diagnostics
    assert found.rule == "mixed-units"
    assert f"'{column}' is in '{'%' if column == 'margin' else '万吨'}', and 'revenue' in '亿元'" == found.message
    assert (found.mark.file, found.mark.line) == ("content/demo/intro.yaml", 5)


def test_what_has_no_unit_is_not_drawn_beside_what_has_one(made: Made) -> None:
    [found] = made("column, x: q, series: [bare, revenue]").diagnostics
    assert (found.rule, found.help) == ("mixed-units", "declare the 'unit' of 'bare'")


def test_a_right_axis_has_a_unit_of_its_own(made: Made) -> None:
    plot = plot_of(made("line, x: q, series: [revenue, cost, {y: margin, axis: right}]"))
    assert [one.unit for one in plot.series] == ["亿元", "亿元", ""]
    beside = made("line, x: q, series: [revenue, {y: margin, axis: right}, {y: volume, axis: right}]")
    assert [found.rule for found in beside.diagnostics] == ["mixed-units"]


def test_a_column_has_one_unit_on_both_axes(made: Made) -> None:
    right = "{y: fee, axis: right}, {y: cost, axis: right}"
    assert [found.rule for found in made(f"line, x: q, series: [revenue, cost, {right}]").diagnostics] == [
        "mixed-units"
    ]
    plot = plot_of(made("line, x: q, series: [revenue, cost, {y: cost, axis: right}]"))
    assert [one.unit for one in plot.series] == ["亿元"] * 3


def test_changes_since_a_date_need_no_common_unit(made: Made) -> None:
    plot = plot_of(made("line, x: day, series: [revenue, volume], rebase: 2023-12-29"))
    assert [one.percent for one in plot.series] == [True, True]


def test_rows_are_chosen_in_the_unit_in_which_they_are_declared(made: Made) -> None:
    plot = plot_of(made('column, x: q, series: [revenue, cost], where: {cost: "> 1210"}, signed: false'))
    assert [one.values for one in plot.series] == [(10.05, 14.0), (12.505, 14.0)]


def test_decimals_are_those_of_a_column_that_keeps_its_unit(made: Made) -> None:
    plot = plot_of(made("column, x: q, series: [cost, revenue]"))
    assert [(one.unit, one.decimals) for one in plot.series] == [("百万元", 1), ("百万元", None)]
    assert [one.values for one in plot.series] == [(1250.5, 1200.0, 1400.0), (1005.0, 1200.0, 1400.0)]


def test_an_axis_ends_where_it_can_have_ticks(write_project: WriteProject) -> None:
    text = "section: 模型\npages:\n  - title: 图\n    blocks:\n      - chart: {title: 题, data: visits, type: line"
    text += ", x: month, series: views, axis_from: -1.0e+308, axis_to: 1.0e+308}\n"
    found = load_project(write_project({"content/demo/intro.yaml": text})).diagnostics
    assert [one.rule for one in found] == ["wrong-value"] * 2


def test_a_new_kind_of_chart_has_one_unit_unless_it_says_otherwise() -> None:
    """Whoever adds one of several scales adds it here; the others have what is true of all figures."""
    of_several = {LineChart, ScatterChart, TreemapChart, CandlestickChart, BandChart, PerformanceChart}
    models: list[Any] = [one for one in MODELS if one is not FactChart]
    assert {one for one in models if one.scales is not DataFigure.scales} == of_several
