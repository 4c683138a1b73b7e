"""Shades and sparklines of table cells."""

from __future__ import annotations

import math
import re

import pytest

from tests.conftest import WriteProject
from yanbao.compose import compose
from yanbao.compose.cellmarks import HEIGHT, LEVELS, WIDTH, heat_level, sparkline
from yanbao.load.project import load_project
from yanbao.model.document import Sparkline, TableBlock, walk

NAN = math.nan


@pytest.mark.parametrize(
    ("value", "among", "signed", "level"),
    [
        (0, [0, 10], False, 1),
        (10, [0, 10], False, 5),
        (5, [0, 10], False, 3),
        (7, [7, 7], False, 3),
        (-4, [-4, 2], True, 5),
        (2, [-4, 2], True, 3),
        (0, [-4, 2], True, 0),
        (0, [0], True, 0),
    ],
)
def test_levels_of_heat(value: float, among: list[float], signed: bool, level: int) -> None:
    assert heat_level(value, among, signed=signed) == level
    assert level <= LEVELS


def points(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", path)]


def test_a_sparkline_runs_from_edge_to_edge_and_from_its_least_to_its_greatest_value() -> None:
    line = sparkline([1, 3, 2], "一1、二3、三2")
    assert line
    (x0, y0), (x1, y1), (x2, y2) = points(line.path)
    assert (x0, x1, x2) == (2, WIDTH / 2, WIDTH - 2)
    assert (y0, y1, y2) == (HEIGHT - 2, 2, HEIGHT / 2)
    assert line.end == f"M{x2:.1f} {y2:.1f}h.01"
    assert line.alt == "一1、二3、三2"


def test_missing_values_are_gaps_and_a_lone_value_is_a_dot() -> None:
    line = sparkline([1, 2, NAN, 3, NAN, 4, 5, NAN], "")
    assert line
    assert line.path.count("M") == 3
    assert line.path.count("h.01") == 1
    assert points(line.end) == points(line.path)[-1:]
    assert sparkline([NAN, NAN], "") is None


def test_equal_values_are_a_level_line() -> None:
    line = sparkline([4, 4, 4], "")
    assert line
    assert {y for _, y in points(line.path)} == {HEIGHT / 2}


TABLE = """\
section: 模型
pages:
  - title: 表
    blocks:
      - table:
          title: 题
          data: months
          columns:
            - name
            - {column: march, label: 最近, spark: [january, february, march]}
            - {column: up, sign: true, heat: true}
            - {column: more, sign: true, heat: true}
"""
MONTHS = """\
months:
  source: wind
  as_of: 2024
  columns:
    name: text
    january: {type: number, label: 1月, decimals: 1}
    february: {type: number, label: 2月, source: other}
    march: {type: number, label: 3月}
    up: percent
    more: percent
  rows:
    - [甲, 1, 3, 2, 10%, 50%]
    - [乙, null, null, null, -50%, null]
"""


def test_cells_of_a_table(write_project: WriteProject) -> None:
    sources = "wind: {publisher: Wind, kind: terminal}\nother: {publisher: 别处, kind: media}\n"
    files = {"content/demo/intro.yaml": TABLE, "content/ledger/m.yaml": MONTHS, "content/ledger/sources.yaml": sources}
    loaded = load_project(write_project(files))
    assert loaded.diagnostics == ()
    composition = compose(loaded.project, loaded.project.reports[0])
    (table,) = [b for p in composition.document.pages for b in walk(p.blocks) if isinstance(b, TableBlock)]
    [[first, second]] = [[row.cells for row in group] for group in table.groups]
    assert first[1].html == "2"
    assert first[1].spark
    assert first[1].spark.alt == "1月1.0、2月3、3月2"
    assert second[1].spark == Sparkline("", "", "")  # its room
    assert [(cell.tone, cell.heat) for cell in (*first[2:], *second[2:])] == [
        ("up", 1),
        ("up", 5),  # on one scale with the other column
        ("down", 5),
        ("", 0),
    ]
    assert "别处" in table.caption.source
