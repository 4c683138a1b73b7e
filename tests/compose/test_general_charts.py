"""Scatter, area and dumbbell charts, shares, forecasts and shades: from rows to plots and alternative texts."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.conftest import WriteProject
from yanbao.compose import compose
from yanbao.diagnostics import Diagnostic
from yanbao.load.project import load_project
from yanbao.model.document import ChartBlock, walk
from yanbao.model.plot import Bounds, PlotShade

MOVES = """\
moves:
  source: wind
  as_of: 2024
  columns:
    name: {type: text, label: 名称}
    kind: text
    before: {type: number, label: 之前, unit: 亿元}
    after: {type: number, label: 之后, unit: 亿元}
  rows:
    - [甲, 一, 1, 3]
    - [乙, 二, 4, 1]
    - [丙, 一, null, 2]
    - [2025E, 二, 0, 0]
days:
  source: wind
  as_of: 2024-04
  columns: {date: date, close: number, other: number}
  rows:
    - [2024-02-28, 1, 1]
    - [2024-02-29, 2, 3]
    - [2024-03-01, 3, 2]
    - [2024-04-01, 4, null]
months:
  source: wind
  as_of: 2024-06
  columns: {month: month, visits: {type: number, label: 访问量}}
  rows: [[2023-11, 1], [2024-03, 4], [2023-12, 2]]
quarters:
  source: wind
  as_of: 2024-06
  columns: {month: month, visits: number}
  rows: [[2023-03, 1], [2023-06, 2], [2023-12, 4]]
scores:
  source: wind
  as_of: 2024-06
  columns: {name: text, own: number, full: {type: number, label: 满分}}
  rows: [[甲, 80, 100], [乙, 2400, 2800], [丙, 10, 10]]
gains:
  source: wind
  as_of: 2024-06
  columns: {name: text, change: percent, other: percent}
  rows: [[甲, 5%, 1%], [乙, -3%, 2%]]
launches:
  source: press
  as_of: 2024-06
  columns: {date: date, event: text}
  rows: [[2024-02-10, 发布], [2023-12-31, 预告]]
ratings:
  source: press
  as_of: 2024-04
  columns:
    date: date
    rating: text
    target: {type: number, label: 目标价}
    wrong: {type: number, unit: 美元}
    below: number
  rows: [[2024-03-01, 上调至买入, 5.5, 1, -5.5], [2024-02-29, 增持, 3, 1, 3]]
"""

Made = Callable[[str], tuple[Any, list[str]]]


@pytest.fixture
def made(write_project: WriteProject) -> Made:
    """Composes one chart; gives it with the rules of what was found."""

    def make(chart: str) -> tuple[ChartBlock, list[str]]:
        text = f"section: 模型\npages:\n  - title: 图\n    blocks:\n      - chart: {{title: 题, {chart}}}\n"
        sources = "wind: {publisher: Wind, kind: terminal}\npress: {publisher: 新闻, kind: media}\n"
        files = {"content/demo/intro.yaml": text, "content/ledger/m.yaml": MOVES}
        loaded = load_project(write_project({**files, "content/ledger/sources.yaml": sources}))
        assert loaded.diagnostics == ()
        composition = compose(loaded.project, loaded.project.reports[0])
        (block,) = [
            block
            for page in composition.document.pages
            for block in walk(page.blocks)
            if isinstance(block, ChartBlock) and block.caption.title == "题"
        ]
        return block, [diagnostic.rule for diagnostic in composition.diagnostics]

    return make


def diagnosed(chart: str, write_project: WriteProject) -> tuple[Diagnostic, ...]:
    """What is found in one chart, which cannot be made."""
    text = f"section: 模型\npages:\n  - title: 图\n    blocks:\n      - chart: {{title: 题, {chart}}}\n"
    sources = "wind: {publisher: Wind, kind: terminal}\npress: {publisher: 新闻, kind: media}\n"
    files = {"content/demo/intro.yaml": text, "content/ledger/m.yaml": MOVES, "content/ledger/sources.yaml": sources}
    loaded = load_project(write_project(files))
    return compose(loaded.project, loaded.project.reports[0]).diagnostics


def plot_of(made: Made, chart: str) -> Any:
    block, rules = made(chart)
    assert rules == []
    return block.plot


def test_a_month_left_out_is_a_gap(made: Made) -> None:
    chart = "type: line, data: months, x: month, series: visits, forecast: 2024-03"
    plot = plot_of(made, f"{chart}, shades: [{{since: 2023-12, until: 2024-03}}]")
    assert [f"{month:%Y-%m}" for month in plot.x] == ["2023-11", "2023-12", "2024-01", "2024-02", "2024-03"]
    assert plot.series[0].values == (1, 2, None, None, 4)
    assert plot.forecast == 4
    assert plot.shades[0] == PlotShade(1, 4, "")


def test_quarters_have_no_gaps_between_them(made: Made) -> None:
    plot = plot_of(made, "type: area, data: quarters, x: month, series: visits")
    assert [f"{month:%Y-%m}" for month in plot.x] == ["2023-03", "2023-06", "2023-09", "2023-12"]
    assert plot.series[0].values == (1, 2, None, 4)


def test_columns_are_the_months_that_are_given(made: Made) -> None:
    plot = plot_of(made, "type: column, data: months, x: month, series: visits")
    assert (len(plot.x), plot.monthly) == (3, True)


def test_events_keep_their_month_and_name_where_they_come_from(made: Made) -> None:
    chart = "type: events, data: months, x: month, y: visits, events: launches, event_date: date, event_label: event"
    block, rules = made(chart)
    assert rules == []
    assert (block.plot.monthly, [event.at for event in block.plot.events]) == (True, [1, 4])  # February is a gap
    assert block.caption.source == "资料来源：Wind、新闻，示例证券研究所整理，数据截至2024年3月"


RATED = "type: events, data: days, x: date, y: close, events: ratings, event_date: date, event_label: rating"


def test_targets_hold_until_the_next_and_are_told_with_their_events(made: Made) -> None:
    block, rules = made(f"{RATED}, target: target")
    assert rules == []
    assert [series.values for series in block.plot.series] == [(1, 2, 3, 4), (None, 3, 5.5, 5.5)]
    assert [series.steps for series in block.plot.series] == [False, True]
    assert [event.label for event in block.plot.events] == ["增持，目标价3.0", "上调至买入，目标价5.5"]
    assert "新闻" in block.caption.source


def test_targets_have_the_unit_of_the_price(write_project: WriteProject) -> None:
    (found,) = diagnosed(f"{RATED}, target: wrong", write_project)
    assert (found.rule, "'wrong' is in '美元'" in found.message) == ("mixed-units", True)


def test_a_negative_target_is_refused_at_its_cell(write_project: WriteProject) -> None:
    (found,) = diagnosed(f"{RATED}, target: below", write_project)
    assert found.message == "a target of -5.5 is below 0"
    assert found.mark.file.startswith("content/ledger/")


def test_rows_become_points_and_those_without_both_numbers_are_told(made: Made) -> None:
    block, rules = made("type: scatter, data: moves, x: before, y: after, name: name, group: kind, highlight: 甲")
    assert block.plot.x == ("甲", "乙", "丙", "2025E")
    assert [series.values for series in block.plot.series] == [(1, 4, None, 0), (3, 1, 2, 0)]
    assert block.plot.groups == ("一", "二", "一", "二")
    assert block.plot.highlight == ("甲",)
    assert rules == ["missing-point"]


def test_a_bubble_without_size_is_told(made: Made) -> None:
    _, rules = made("type: scatter, data: moves, x: after, y: after, size: after, name: name")
    assert rules == ["missing-point"]


def test_the_alternative_text_of_a_scatter_chart_tells_what_both_axes_measure(made: Made) -> None:
    block, _ = made("type: scatter, data: moves, x: before, y: after, name: name, where: {kind: 一}")
    assert block.caption.alt == "散点图：题。之前：甲1亿元。之后：甲3亿元、丙2亿元。"


def test_shares_are_of_the_sum_of_each_row(made: Made) -> None:
    plot = plot_of(made, "type: column, data: moves, x: name, series: [before, after], share: true")
    assert plot.stacked
    first, second = plot.series
    assert first.values == (0.25, 0.8, None, None)
    assert second.values == (0.75, 0.2, 1, None)
    assert all(series.percent and series.unit == "" for series in plot.series)


def test_areas_are_parts_or_shares(made: Made) -> None:
    area = plot_of(made, "type: area, data: days, x: date, series: [close, other], since: 2024-02-29")
    assert (area.type, [series.values for series in area.series]) == ("area", [(2, 3, 4), (3, 2, None)])
    shares = plot_of(made, "type: area, data: days, x: date, series: [close, other], share: true")
    assert math.isclose(shares.series[1].values[1] or 0, 0.6)


def test_dumbbells_are_ordered_by_the_last_series(made: Made) -> None:
    chart = "type: dumbbell, data: moves, x: name, series: [before, after]"
    assert plot_of(made, chart).x == ("甲", "丙", "乙", "2025E")
    assert plot_of(made, f"{chart}, order: ascending, limit: 2").x == ("2025E", "乙")
    assert plot_of(made, f"{chart}, order: data").x == ("甲", "乙", "丙", "2025E")


def test_categories_with_an_e_at_the_end_are_forecasts(made: Made) -> None:
    assert plot_of(made, "type: column, data: moves, x: name, series: after").forecast == 3
    assert plot_of(made, "type: column, data: moves, x: name, series: after, where: {kind: 一}").forecast is None
    assert plot_of(made, "type: column, data: moves, x: name, series: after, forecast: 乙").forecast == 1


@pytest.mark.parametrize(("since", "at"), [("2024-03", 2), ("2024-02-29", 1), ("2024-03-02", 3), ("2024", 0)])
def test_forecasts_begin_at_a_date_and_are_shaded_and_named(since: str, at: int, made: Made) -> None:
    plot = plot_of(made, f"type: line, data: days, x: date, series: close, forecast: '{since}'")
    assert plot.forecast == at
    assert plot.shades == (PlotShade(at, 3, "预测"),)


def test_shades_include_the_whole_of_their_months(made: Made) -> None:
    shades = "shades: [{since: 2024-02, until: 2024-02, label: 二月}, {since: 2024-03-02, until: '2024'}]"
    plot = plot_of(made, f"type: line, data: days, x: date, series: close, {shades}")
    assert plot.shades == (PlotShade(0, 1, "二月"), PlotShade(3, 3, ""))


def test_a_chart_of_a_single_day_may_be_shaded(made: Made) -> None:
    shades = "where: {date: 2024-04-01}, shades: [{since: 2024-04, until: 2024-04}]"
    assert plot_of(made, f"type: column, data: days, x: date, series: close, {shades}").shades == (PlotShade(0, 0, ""),)


def test_shades_of_categories_go_by_name(made: Made) -> None:
    plot = plot_of(
        made, "type: column, data: moves, x: name, series: after, shades: [{since: 乙, until: 丙, label: 段}]"
    )
    assert plot.shades == (PlotShade(1, 2, "段"),)


def test_rows_become_axes_and_what_a_series_lacks_is_told(made: Made) -> None:
    block, rules = made("type: radar, data: moves, x: name, series: [before, {y: after, label: 之后的}]")
    assert block.plot.x == ("甲", "乙", "丙", "2025E")
    assert [series.values for series in block.plot.series] == [(1, 4, None, 0), (3, 1, 2, 0)]
    assert block.plot.full is None
    assert rules == ["missing-point"]
    assert block.caption.alt == (
        "雷达图：题。之前：甲1亿元、乙4亿元、2025E0亿元。之后的：甲3亿元、乙1亿元、丙2亿元、2025E0亿元。之前缺丙。"
    )


def test_parts_are_in_order_of_value_and_told_with_their_shares(made: Made) -> None:
    block, rules = made("type: donut, data: moves, x: name, y: after, total: true")
    assert rules == []
    assert block.plot.x == ("甲", "丙", "乙", "2025E")
    assert block.plot.groups == block.plot.x  # so that names have the colours of the report
    assert [series.values for series in block.plot.series] == [(3, 2, 1, 0), (0.5, 2 / 6, 1 / 6, 0)]
    assert block.plot.shows_total
    assert block.caption.alt.endswith("占比：甲50.0%、丙33.3%、乙16.7%、2025E0.0%。")


def test_axes_may_end_at_values_of_their_own(made: Made) -> None:
    block, rules = made("type: radar, data: scores, x: name, series: own, full: full")
    assert rules == []
    assert block.plot.full is not None
    assert block.plot.full.values == (100, 2800, 10)
    assert block.caption.alt.endswith("满分：甲100、乙2800、丙10。")


ORDERED = ("type: line", "type: column", "type: area", "type: column, stacked: true")
UNORDERED = """\
mixed:
  source: wind
  as_of: 2024-12-31
  columns: {{x: {kind}, v: {{type: number, label: 数值}}, w: {{type: number, label: 另值}}}}
  rows:
"""


@pytest.mark.parametrize(
    "chart", [*ORDERED, "type: bar, order: data", "type: dumbbell, order: data", "type: waterfall"]
)
@pytest.mark.parametrize(
    ("kind", "periods"),
    [
        ("month", ("2024-09", "2024-10", "2024-11", "2024-12")),
        ("date", ("2024-12-26", "2024-12-27", "2024-12-30", "2024-12-31")),
        ("text", ("2022A", "2023A", "2024E", "2025E")),
        ("text", ("3Q23", "4Q23", "1Q24", "2Q24")),
        ("text", ("2024年8月", "2024年9月", "2024年10月", "2024年11月")),
    ],
)
def test_charts_go_by_time_whatever_the_order_of_rows(
    kind: str, periods: tuple[str, ...], chart: str, write_project: WriteProject
) -> None:
    """Newest first or mixed, of dates, months, or text that names periods with their year."""
    measure = "series: [v, w]" if "bar, " not in chart and "waterfall" not in chart else "y: v"
    told = []
    for order in ((0, 1, 2, 3), (3, 2, 1, 0), (3, 1, 2, 0)):
        rows = "".join(f"    - [{periods[at]}, {at + 1}, {9 - at}]\n" for at in order)
        section = "section: 图\npages:\n  - title: 图\n    blocks:\n"
        section += f"      - chart: {{title: 题, data: mixed, x: x, {chart}, {measure}}}\n"
        content = {"content/demo/intro.yaml": section, "content/ledger/mixed.yaml": UNORDERED.format(kind=kind) + rows}
        content["content/ledger/sources.yaml"] = (
            "wind: {publisher: Wind, kind: terminal}\ngoogle: {publisher: G, kind: company}\n"
        )
        loaded = load_project(write_project(content))
        assert loaded.diagnostics == ()
        composed = compose(loaded.project, loaded.project.reports[0])
        assert composed.diagnostics == ()
        [block] = [b for page in composed.document.pages for b in walk(page.blocks) if isinstance(b, ChartBlock)]
        told.append((block.plot, block.caption.alt))
    plot, _ = told[0]
    assert plot.series[0].values == (1, 2, 3, 4)
    assert told[1:] == told[:1] * 2


def test_names_that_are_not_all_periods_stay_in_the_order_of_the_rows(made: Made) -> None:
    assert plot_of(made, "data: moves, type: column, x: name, series: before").x == ("甲", "乙", "丙", "2025E")


@pytest.mark.parametrize(("since", "is_there"), [("2023-12", True), ("2024-01", False)])
def test_an_event_before_the_first_date_shown_is_refused(
    since: str, is_there: bool, write_project: WriteProject
) -> None:
    chart = "type: events, data: months, x: month, y: visits, events: launches, event_date: date, event_label: event"
    said = [found.message for found in diagnosed(f"{chart}, since: {since}", write_project)]
    assert said == ([] if is_there else ["event 1 (2023-12-31) is outside the dates shown"])


@pytest.mark.parametrize(
    ("chart", "names"),
    [
        ("type: bar, data: quarters, x: month, y: visits", ["2023-03", "2023-06", "2023-12"]),
        ("type: bar, data: quarters, x: month, y: visits, limit: 2", ["2023-06", "2023-12"]),
        ("type: bar, data: quarters, x: month, y: visits, order: descending", ["2023-12", "2023-06", "2023-03"]),
        ("type: dumbbell, data: days, x: date, series: [other, close], where: {other: '> 1'}", ["2024-02", "2024-03"]),
        ("type: bar, data: scores, x: name, y: own", ["乙", "甲", "丙"]),
    ],
)
def test_bars_of_dates_go_by_time_unless_an_order_is_asked_for(chart: str, names: list[str], made: Made) -> None:
    assert [f"{x:%Y-%m}" if isinstance(x, date) else x for x in plot_of(made, chart).x] == names


@pytest.mark.parametrize(
    "chart",
    [
        "type: dumbbell, data: moves, x: name, series: [before, after], log: true",
        "type: line, data: months, x: month, series: visits, axis_from: 2",
        "type: column, data: months, x: month, series: visits, axis_to: 3.5",
        "type: line, data: months, x: month, series: visits, log: true, references: [{value: 0, label: 零}]",
        "type: scatter, data: moves, name: name, x: after, y: before, log_x: true",
    ],
)
def test_a_value_without_a_place_on_its_axis_is_refused(chart: str, write_project: WriteProject) -> None:
    assert [found.rule for found in diagnosed(chart, write_project)][-1:] == ["beyond-axis"]


def test_the_axis_is_as_the_author_says(made: Made) -> None:
    plot = plot_of(made, "type: line, data: months, x: month, series: visits, log: true, axis_from: 0.5, axis_to: 8")
    assert plot.bounds == Bounds(0.5, 8, is_log=True)


@pytest.mark.parametrize(
    ("chart", "are_gains"),
    [
        ("type: bar, data: gains, x: name, y: change", True),
        ("type: bar, data: gains, x: name, y: change, where: {name: 甲}", False),
        ("type: bar, data: gains, x: name, y: change, signed: false", False),
        ("type: bar, data: moves, x: name, y: before, signed: true, where: {name: [甲, 乙]}", True),
        ("type: column, data: gains, x: name, series: change", True),
        ("type: column, data: gains, x: name, series: [change, other]", False),
    ],
)
def test_percentages_some_of_them_negative_are_gains_and_losses(chart: str, are_gains: bool, made: Made) -> None:
    assert plot_of(made, chart).in_market_colors is are_gains
