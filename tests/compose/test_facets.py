"""Small multiples: rows and series shared out among panels, with what a reader without eyes gets of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import WriteProject
from yanbao.compose import compose
from yanbao.load.project import load_project
from yanbao.model.document import ChartBlock, walk
from yanbao.model.plot import Plot
from yanbao.render.data import data_table

TABLES = """\
web:
  source: wind
  as_of: 2024
  columns:
    month: {type: month, label: 月份}
    product: {type: text, label: 产品}
    region: {type: text, label: 市场}
    visits: {type: number, label: 访问量, unit: 万次}
    users: {type: number, label: 用户, unit: 万次}
    blank: number
  rows:
    - [2024-02, 甲, 国内, 2, 1, null]
    - [2024-01, 甲, 国内, 1, null, null]
    - [2024-01, 乙, 海外, 8, 3, null]
    - [2024-03, 乙, 海外, 4, 5, null]
ranks:
  source: wind
  as_of: 2024
  columns: {name: text, year: text, other: text, value: number, blank: number}
  rows:
    - [甲, "2023", 一, 1, null]
    - [乙, "2023", 一, 5, null]
    - [丙, "2023", 二, null, null]
    - [甲, "2024", 三, 9, 2]
    - [丙, "2024", 三, 4, 3]
"""

Made = Callable[[str], tuple[ChartBlock | None, list[str]]]


@pytest.fixture
def made(write_project: WriteProject) -> Made:
    def make(chart: str) -> tuple[ChartBlock | None, list[str]]:
        text = f"section: 模型\npages:\n  - title: 图\n    blocks:\n      - chart: {{title: 题, {chart}}}\n"
        sources = "wind: {publisher: Wind, kind: terminal}\n"
        files = {"content/demo/intro.yaml": text, "content/ledger/m.yaml": TABLES}
        loaded = load_project(write_project({**files, "content/ledger/sources.yaml": sources}))
        assert loaded.diagnostics == ()
        composition = compose(loaded.project, loaded.project.reports[0])
        blocks = [block for page in composition.document.pages for block in walk(page.blocks)]
        charts = [block for block in blocks if isinstance(block, ChartBlock) and block.caption.title == "题"]
        return (charts[0] if charts else None), [diagnostic.rule for diagnostic in composition.diagnostics]

    return make


def plot_of(made: Made, chart: str) -> Plot:
    block, rules = made(chart)
    assert rules == []
    assert block
    return block.plot


def values(plot: Plot) -> list[tuple[float | None, ...]]:
    return [panel.plot.series[0].values for panel in plot.panels]


LINE = "type: line, data: web, x: month"


def test_a_panel_for_each_value_of_a_column_on_the_dates_of_all(made: Made) -> None:
    plot = plot_of(made, f"{LINE}, series: visits, facets: region")
    assert [panel.title for panel in plot.panels] == ["国内", "海外"]
    assert values(plot) == [(1, 2, None), (8, None, 4)]
    assert len({panel.plot.x for panel in plot.panels}) == 1


def test_one_value_is_one_panel(made: Made) -> None:
    plot = plot_of(made, f"{LINE}, series: visits, facets: region, where: {{region: 国内}}")
    assert [panel.title for panel in plot.panels] == ["国内"]


def test_each_panel_is_rebased_to_its_own_value(made: Made) -> None:
    plot = plot_of(made, f"{LINE}, series: visits, facets: region, rebase: 2024-01")
    assert values(plot) == [(0, 1, None), (0, None, -0.5)]


def test_a_panel_for_each_series_with_those_for_comparison_in_all(made: Made) -> None:
    where = "where: {region: 海外}"
    plot = plot_of(
        made, f"{LINE}, {where}, series: [visits, users, {{y: users, label: 比, role: muted}}], facets: true"
    )
    assert [panel.title for panel in plot.panels] == ["访问量", "用户"]
    assert [[one.label for one in panel.plot.series] for panel in plot.panels] == [["访问量", "比"], ["用户", "比"]]


def test_rankings_with_the_same_names_have_one_order_and_one_limit(made: Made) -> None:
    chart = "type: bar, data: ranks, x: name, y: value, facets: year"
    plot = plot_of(made, chart)
    assert [panel.plot.x for panel in plot.panels] == [("甲", "乙", "丙")] * 2
    assert values(plot) == [(1, 5, None), (9, None, 4)]
    assert plot_of(made, f"{chart}, limit: 2, order: ascending").panels[0].plot.x == ("丙", "乙")


def test_rankings_of_different_names_are_rankings_of_their_own(made: Made) -> None:
    chart = "type: bar, data: ranks, x: name, y: value, facets: other, where: {year: '2023'}"
    block, rules = made(chart)
    assert block
    assert rules == ["empty-panel"]
    assert [(panel.title, panel.plot.x) for panel in block.plot.panels] == [("一", ("乙", "甲"))]


def test_points_are_shared_out(made: Made) -> None:
    plot = plot_of(
        made, "type: scatter, data: ranks, x: value, y: blank, name: name, facets: other, where: {other: 三}"
    )
    assert [panel.plot.x for panel in plot.panels] == [("甲", "丙")]


def test_a_panel_without_a_point_is_left_out(made: Made) -> None:
    block, rules = made("type: scatter, data: ranks, x: value, y: blank, name: name, facets: other")
    assert block
    assert [panel.title for panel in block.plot.panels] == ["三"]
    assert rules == ["empty-panel", "empty-panel"]


def test_the_alternative_text_and_the_table_of_data_cover_all_panels(made: Made) -> None:
    block, _ = made("type: bar, data: ranks, x: name, y: value, facets: year")
    assert block
    assert block.caption.alt == "2幅条形图：题。2023：value：甲1、乙5。2024：value：甲9、丙4。"
    from yanbao.load.theme import load_theme

    table = data_table(block.plot, load_theme("deck").messages)
    cells = [[cell.html for cell in row] for row in (table.head, *table.rows)]
    assert cells == [
        ["year", "项目", "value"],
        ["2023", "甲", "1"],
        ["2023", "乙", "5"],
        ["2024", "甲", "9"],
        ["2024", "丙", "4"],
    ]


def test_labels_are_read_once(made: Made, write_project: WriteProject) -> None:
    """What panels have in common would otherwise be found repeated by the reviewer."""
    files = {
        "content/demo/intro.yaml": f"section: 模型\npages:\n  - title: 图\n    blocks:\n"
        f"      - chart: {{title: 题, {LINE}, series: visits, facets: region}}\n",
        "content/ledger/m.yaml": TABLES,
        "content/ledger/sources.yaml": "wind: {publisher: Wind, kind: terminal}\n",
    }
    project = load_project(write_project(files)).project
    sections = compose(project, project.reports[0]).manuscript.sections
    texts = [passage.text for section in sections for page in section.pages for passage in page.passages]
    assert texts.count("访问量") == 1


@pytest.mark.parametrize(
    "chart",
    [
        f"{LINE}, series: [visits, {{y: users, axis: right}}], facets: region",
        "type: column, data: web, x: month, series: [visits, users], stacked: true, facets: true",
        "type: area, data: web, x: month, series: [visits, users], share: true, facets: true",
    ],
)
def test_what_no_panel_can_show_is_refused(chart: str, made: Made) -> None:
    where = "" if "region" in chart else ", where: {region: 海外}"
    assert made(chart + where) == (None, ["bad-facets"])


@pytest.mark.parametrize(("count", "rules", "is_drawn"), [(12, [], True), (13, ["crowded-chart"], True)])
def test_many_panels_are_told(count: int, rules: list[str], is_drawn: bool, made: Made) -> None:
    series = ", ".join(f"{{y: visits, label: 第{at}}}" for at in range(count))
    block, found = made(f"{LINE}, where: {{region: 海外}}, series: [{series}], facets: true")
    assert (block is not None, found) == (is_drawn, rules)


def test_thirty_panels_are_refused(made: Made) -> None:
    series = ", ".join(f"{{y: visits, label: 第{at}}}" for at in range(30))
    assert made(f"{LINE}, where: {{region: 海外}}, series: [{series}], facets: true") == (None, ["crowded-chart"])
