"""Slope charts, share bars, heat maps, histograms and quarters: from rows to plots, alternative texts and errors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import WriteProject
from yanbao.compose import Composition, compose
from yanbao.load.project import load_project
from yanbao.load.theme import load_theme
from yanbao.model.document import ChartBlock, walk
from yanbao.render.data import data_table

DATA = """\
moves:
  source: wind
  as_of: 2024
  columns:
    name: {type: text, label: 名称}
    january: {type: percent, label: 1月}
    february: {type: percent, label: 2月}
    revenue: {type: number, label: 收入, unit: 亿元}
    before: {type: number, label: 上年收入, unit: 亿元}
    share: {type: percent, label: 占比}
    level: {type: number, label: 水平}
    idle: {type: number, unit: 亿元}
    near: {type: percent, label: 约数}
    over: {type: percent, label: 过多}
  rows:
    - [甲, -10%, 5%, 6, 2, 60%, 5, 0, 61%, 62%]
    - [乙, 20%, null, 3, 2, 30%, 5, 2, 30%, 30%]
    - [丙, 3%, 4%, 1, 4, 10%, 5, 3, 10%, 10%]
"""

Made = Callable[[str], Composition]


@pytest.fixture
def made(write_project: WriteProject) -> Made:
    def make(chart: str) -> Composition:
        text = f"section: 章\npages:\n  - title: 图\n    blocks:\n      - chart: {{title: 题, data: moves, {chart}}}\n"
        sources = "wind: {publisher: Wind, kind: terminal}\n"
        files = {"content/demo/intro.yaml": text, "content/ledger/m.yaml": DATA, "content/ledger/sources.yaml": sources}
        loaded = load_project(write_project(files))
        assert loaded.diagnostics == ()
        return compose(loaded.project, loaded.project.reports[0])

    return make


def block_of(composition: Composition) -> Any:
    assert composition.diagnostics == ()
    blocks = [block for page in composition.document.pages for block in walk(page.blocks)]
    (block,) = [block for block in blocks if isinstance(block, ChartBlock)]
    return block


def test_a_slope_has_a_row_for_each_name(made: Made) -> None:
    block = block_of(made("type: slope, x: name, series: [january, february], highlight: 甲"))
    assert block.plot.x == ("甲", "乙", "丙")
    assert [one.values for one in block.plot.series] == [(-0.1, 0.2, 0.03), (0.05, None, 0.04)]
    assert block.caption.alt == "斜率图：题。1月：甲−10.0%、乙20.0%、丙3.0%。2月：甲5.0%、丙4.0%。"


def test_shares_of_one_bar_are_computed_and_told(made: Made) -> None:
    block = block_of(made("type: share-bar, x: name, series: revenue"))
    assert [(one.label, one.values) for one in block.plot.series] == [
        ("收入", (6.0, 3.0, 1.0)),
        ("占比", (0.6, 0.3, 0.1)),
    ]
    assert block.plot.groups == ("甲", "乙", "丙")
    assert "占比：甲60.0%、乙30.0%、丙10.0%" in block.caption.alt


def test_several_bars_have_their_shares_after_all_values(made: Made) -> None:
    plot = block_of(made("type: share-bar, x: name, series: [before, revenue]")).plot
    assert [one.label for one in plot.series] == ["上年收入", "收入", "上年收入占比", "收入占比"]
    assert plot.series[2].values == (0.25, 0.25, 0.5)


@pytest.mark.parametrize("series", ["share", "near"])  # also if rounding makes them 101%
def test_percentages_that_are_a_whole_are_taken_as_they_are(series: str, made: Made) -> None:
    assert len(block_of(made(f"type: share-bar, x: name, series: {series}")).plot.series) == 1


@pytest.mark.parametrize(("more", "names"), [("", "甲乙丙"), (", order: descending", "甲丙乙"), (", limit: 2", "甲乙")])
def test_a_heat_map_keeps_the_order_of_rows_unless_asked(more: str, names: str, made: Made) -> None:
    plot = block_of(made(f"type: heat, x: name, series: [january, february]{more}")).plot
    assert "".join(map(str, plot.x)) == names
    assert plot.in_market_colors


def test_a_heat_map_may_have_a_single_row(made: Made) -> None:
    assert len(block_of(made("type: heat, x: name, series: january")).plot.series) == 1


def test_a_histogram_counts_in_round_intervals(made: Made) -> None:
    block = block_of(made("type: histogram, x: january, bins: 3"))
    assert block.plot.edges == (-0.1, 0.0, 0.1, 0.2)
    assert block.plot.x == ("−10%—0%", "0%—10%", "10%—20%")
    assert block.plot.series[0].values == (1.0, 1.0, 1.0)
    assert block.plot.references[0].value == 0.03
    assert block.caption.alt == "分布图：题。个数：−10%—0%为1、0%—10%为1、10%—20%为1。中位数3.0%。"


def test_a_histogram_begins_at_a_round_number_below_its_values(made: Made) -> None:
    assert block_of(made("type: histogram, x: revenue, bins: 3")).plot.edges == (0.0, 2.0, 4.0, 6.0)


def test_the_data_of_a_histogram_are_its_intervals(made: Made) -> None:
    composition = made("type: histogram, x: january, bins: 3")
    block = block_of(composition)
    table = data_table(block.plot, load_theme("deck").messages)
    assert [row[0].html for row in table.rows] == ["−10%—0%", "0%—10%", "10%—20%"]


def test_quarters_meet_at_the_medians_or_where_the_author_says(made: Made) -> None:
    names = "upper_right: 右上, upper_left: 左上, lower_left: 左下, lower_right: 右下"
    chart = "type: scatter, name: name, x: revenue, y: january, quarters: "
    quarters = block_of(made(f"{chart}{{{names}}}")).plot.quarters
    assert quarters
    assert (quarters.x, quarters.y, quarters.names) == (3.0, 0.03, ("右上", "左上", "左下", "右下"))
    quarters = block_of(made(f"{chart}{{x: 2, y: 0.1, {names}}}")).plot.quarters
    assert quarters
    assert (quarters.x, quarters.y) == (2.0, 0.1)


@pytest.mark.parametrize(
    ("chart", "rule"),
    [
        ("type: slope, x: name, series: [january, revenue]", "mixed-units"),
        ("type: heat, x: name, series: [january, revenue]", "mixed-units"),
        ("type: share-bar, x: name, series: february", "broken-whole"),
        ("type: share-bar, x: name, series: over", "broken-whole"),
        ("type: share-bar, x: name, series: january", "negative-part"),
        ("type: share-bar, x: name, series: [revenue, share]", "mixed-units"),
        ("type: share-bar, x: name, series: revenue, where: {name: 甲}", "broken-whole"),
        ("type: histogram, x: level", "empty-chart"),
        ("type: histogram, x: january, where: {name: 甲}", "empty-chart"),
    ],
)
def test_what_cannot_be_shown_is_told(chart: str, rule: str, made: Made) -> None:
    assert [found.rule for found in made(chart).diagnostics] == [rule]


def test_a_treemap_has_sizes_and_colours(made: Made) -> None:
    block = block_of(made("type: treemap, x: name, y: revenue, color: january"))
    assert block.plot.x == ("甲", "乙", "丙")
    assert [one.label for one in block.plot.series] == ["收入", "1月"]
    assert block.plot.in_market_colors
    assert "收入" in block.caption.alt


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("y: january", "'甲' has a negative 'january'"),
        ("y: february", "'乙' has no 'february'"),
        ("y: idle", "the area of '甲' is 0, and not to be seen"),
        ("y: revenue, where: {name: 甲}", "a treemap has 2 to 60 parts, and 'moves' gives 1"),
    ],
)
def test_a_treemap_refuses_what_has_no_area(keys: str, said: str, made: Made) -> None:
    (found,) = made(f"type: treemap, x: name, {keys}").diagnostics
    assert said in found.message
