"""Quarters and years in charts, tables and expressions: each prints as itself."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.conftest import WriteProject
from yanbao.checks import check
from yanbao.compose import compose
from yanbao.compose.alt import describe
from yanbao.load.project import load_project
from yanbao.load.theme import load_theme
from yanbao.model.document import ChartBlock, TableBlock, walk
from yanbao.render.data import data_table

SECTION = """\
section: 宏观
pages:
  - title: 增速
    blocks:
      - text: 最新一期是{{ last(data.gdp, "q", by="q") }}，即{{ last(data.gdp, "y", by="y") }}年年末。
      - chart: {id: a, type: line, title: 增速, data: gdp, x: q, series: [v]}
      - chart: {id: b, type: column, title: 增速, data: gdp, x: y, series: [v]}
      - table: {id: c, title: 增速表, data: gdp, columns: [q, y, v]}
"""
FILES = {
    "content/demo/intro.yaml": SECTION,
    "data/catalog.yaml": "gdp:\n  source: google\n  as_of: 2024-03\n  file: gdp.csv\n"
    "  columns: {q: {type: quarter, label: 季度}, y: {type: year, label: 年}, v: {type: percent, label: 增速}}\n",
    "data/gdp.csv": "q,y,v\n2023Q3,2021,4.9%\n2023年第四季度,2022,5.2%\n2024-03-31,2023-12-31,5.3%\n",
}


def test_quarters_and_years_print_as_themselves(write_project: WriteProject) -> None:
    loaded = load_project(write_project(FILES))
    assert loaded.diagnostics == ()
    made = compose(loaded.project, loaded.project.reports[0])
    assert made.diagnostics == ()
    texts = [passage.text for passage in made.manuscript.passages]
    assert "最新一期是2024Q1，即2023年年末。" in texts
    blocks = [block for page in made.document.pages for block in walk(page.blocks)]
    lines, columns = (block.plot for block in blocks if isinstance(block, ChartBlock))
    assert lines.x == ("2023Q3", "2023Q4", "2024Q1")
    assert columns.x == ("2021", "2022", "2023")
    [table] = [block for block in blocks if isinstance(block, TableBlock)]
    assert [str(cell.html) for cell in table.groups[0][2].cells][:2] == ["2024Q1", "2023"]


def test_a_quarter_left_out_is_a_gap(write_project: WriteProject) -> None:
    data = FILES["data/gdp.csv"].replace("2023年第四季度,2022,5.2%\n", "") + "2024Q3,2026,5%\n"
    loaded = load_project(write_project(FILES | {"data/gdp.csv": data}))
    made = compose(loaded.project, loaded.project.reports[0])
    plots = [block.plot for page in made.document.pages for block in walk(page.blocks) if isinstance(block, ChartBlock)]
    assert plots[0].x == ("2023Q3", "2024Q1", "2024Q3")
    data = FILES["data/gdp.csv"] + "2025Q1,2026,5%\n"
    loaded = load_project(write_project(FILES | {"data/gdp.csv": data}))
    made = compose(loaded.project, loaded.project.reports[0])
    plots = [block.plot for page in made.document.pages for block in walk(page.blocks) if isinstance(block, ChartBlock)]
    assert plots[0].x == ("2023Q3", "2023Q4", "2024Q1", "2024Q2", "2024Q3", "2024Q4", "2025Q1")
    assert plots[0].series[0].values[3:6] == (None, None, None)


@pytest.mark.parametrize(
    ("date", "newest"), [("2024-04-26", "2024Q1"), ("2024-05-31", "2024Q1"), ("2024-06-28", "2024Q2")]
)
def test_a_quarter_that_has_only_begun_is_not_the_newest(write_project: WriteProject, date: str, newest: str) -> None:
    """The file has rows to 2024Q2, a report about April none of that quarter yet."""
    files = {
        "data/catalog.yaml": "gdp: {source: google, as_of: newest, file: gdp.csv, columns: {q: quarter, v: percent}}\n",
        "data/gdp.csv": "q,v\n2023Q4,5.2%\n2024Q1,5.3%\n2024Q2,4.7%\n",
        "content/demo/intro.yaml": SECTION.partition("- chart")[0].partition("{{")[0] + "{{ data.gdp.newest }}。\n",
    }
    root = write_project(files)
    report = root / "content/demo/report.yaml"
    text = re.sub("date: .*", f"date: {date}\nperiod: month", report.read_text("utf-8"))
    report.write_text(text, "utf-8")
    loaded = load_project(root)
    assert loaded.diagnostics == ()
    made = compose(loaded.project, loaded.project.reports[0])
    assert f"最新一期是{newest}。" in [passage.text for passage in made.manuscript.passages]


def _plot(write_project: WriteProject, keys: str) -> Any:
    chart = f"- chart: {{id: a, title: 增速, data: gdp, {keys}}}"
    section = f"section: 宏观\npages:\n  - title: 增速\n    blocks:\n      {chart}\n"
    loaded = load_project(write_project(FILES | {"content/demo/intro.yaml": section}))
    assert loaded.project is not None
    assert [*loaded.diagnostics, *check(loaded.project, loaded.project.reports[0])] == []
    made = compose(loaded.project, loaded.project.reports[0])
    assert made.diagnostics == ()
    blocks = [block for page in made.document.pages for block in walk(page.blocks)]
    [plot] = [block.plot for block in blocks if isinstance(block, ChartBlock)]
    return plot


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("x: q, since: 2023Q4", ("2023Q4", "2024Q1")),
        ("x: q, until: 2023Q4", ("2023Q3", "2023Q4")),
        ("x: q, since: 2023-10, until: 2023", ("2023Q4",)),
        ("x: y, since: 2022", ("2022", "2023")),
        ("x: q, where: {q: 2023Q4}", ("2023Q4",)),
        ("x: q, where: {q: 2023}", ("2023Q3", "2023Q4")),
        ('x: y, where: {y: "2022"}', ("2022",)),
        ("x: y, where: {y: 2022}", ("2022",)),
    ],
)
def test_quarters_and_years_are_chosen_as_they_print(
    keys: str, shown: tuple[str, ...], write_project: WriteProject
) -> None:
    assert _plot(write_project, f"type: line, series: [v], {keys}").x == shown


def test_what_is_marked_among_quarters_is_named_as_they_print(write_project: WriteProject) -> None:
    plot = _plot(
        write_project,
        "type: line, x: q, series: [v], forecast: 2024Q1, shades: [{since: 2023Q3, until: 2023Q4, label: 前}]",
    )
    assert (plot.forecast, plot.shades[0].first, plot.shades[0].last) == (2, 0, 1)
    rebased = _plot(write_project, "type: line, x: q, series: [v], rebase: 2023Q4")
    assert rebased.series[0].values[1] == 0
    assert _plot(write_project, "type: bar, x: q, y: v, highlight: [2023Q4]").highlight == ("2023Q4",)


@pytest.mark.parametrize(("chart", "x"), [("line", "q"), ("column", "y"), ("area", "q")])
def test_quarters_and_years_are_read_out_as_they_print(chart: str, x: str, write_project: WriteProject) -> None:
    plot = _plot(write_project, f"type: {chart}, x: {x}, series: [v]")
    messages = load_theme("deck").messages
    rows = data_table(plot, messages).rows
    names = ["2023Q3", "2023Q4", "2024Q1"] if x == "q" else ["2021", "2022", "2023"]
    assert [row[0].html for row in rows] == names
    alt = describe(plot, "增速", messages)
    assert all(name in alt for name in names)
    assert "-01" not in alt


def test_performance_goes_by_time_whatever_the_order_of_rows(write_project: WriteProject) -> None:
    table = "px:\n  source: google\n  as_of: 2024-01\n  columns: {d: date, a: number, b: number}\n  rows:\n"
    rows = "    - [2024-01-04, 12, 50]\n    - [2024-01-03, 11, 45]\n    - [2024-01-02, 10, 40]\n"
    chart = "- chart: {id: a, type: performance, title: 涨跌, data: px, x: d, y: a, benchmark: {y: b}}"
    section = f"section: 宏观\npages:\n  - title: 增速\n    blocks:\n      {chart}\n"
    loaded = load_project(write_project({"content/ledger/px.yaml": table + rows, "content/demo/intro.yaml": section}))
    made = compose(loaded.project, loaded.project.reports[0])
    blocks = [block for page in made.document.pages for block in walk(page.blocks)]
    [plot] = [block.plot for block in blocks if isinstance(block, ChartBlock)]
    assert [str(day) for day in plot.x] == ["2024-01-02", "2024-01-03", "2024-01-04"]
    assert plot.series[0].values == pytest.approx((0, 0.1, 0.2))
