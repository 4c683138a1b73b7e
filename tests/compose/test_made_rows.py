"""A row that is made of the others is never counted, added up or shown as a part besides them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.app.conftest import Run, run
from tests.conftest import SMALL_PROJECT, WriteProject

__all__ = ["run"]

CATALOG = (
    SMALL_PROJECT["data/catalog.yaml"]
    + """\
parts:
  source: google
  as_of: 2024-03-31
  file: parts.csv
  columns: {name: {type: text, label: 名称}, v: {type: number, label: 值, unit: 个}}
"""
)
SECTION = """\
section: 合计
pages:
  - title: 合计
    blocks:
      - BLOCK
"""

COUNTED = [
    '{{ sum(data.parts, "v") }}',
    '{{ mean(data.parts, "v") }}',
    '{{ median(data.parts, "v") }}',
    '{{ highest(data.parts, "v") }}',
    "{{ count(data.parts) }}",
    '{{ top(data.parts, "v", 1) }}',
    "{{ names(data.parts) }}",
]
EXHIBITS = [
    "table: {title: 表, data: parts, columns: [name, {column: s, expr: v / sum(v), type: percent, label: 占比}]}",
    "table: {title: 表, data: parts, columns: [name, v], total: {sum: v}}",
    "chart: {type: donut, title: 图, data: parts, x: name, y: v}",
    "chart: {type: treemap, title: 图, data: parts, x: name, y: v}",
]


def checked(run: Run, write_project: WriteProject, block: str, names: str) -> Any:
    """What a check says of a project with one block, and a table of rows of these names."""
    rows = "".join(f"{name},{number}\n" for number, name in enumerate(names.split(), 1))
    section = SECTION.replace("BLOCK", block)
    root = write_project(
        {
            "data/catalog.yaml": CATALOG,
            "data/parts.csv": f"name,v\n{rows}",
            "content/demo/intro.yaml": section,
        }
    )
    return run(root, "check")


@pytest.mark.parametrize("block", [*(f"text: '共{text}。'" for text in COUNTED), *EXHIBITS])
@pytest.mark.parametrize("made", ["合计", "行业平均", "Total"])
def test_it_is_refused(run: Run, write_project: WriteProject, block: str, made: str) -> None:
    result = checked(run, write_project, block, f"甲 乙 {made}")
    assert result.exit_code == 1
    assert f"'{made}'" in result.stdout
    assert "made of" in result.stdout


@pytest.mark.parametrize(
    "block",
    [
        """text: '共{{ sum(data.parts, "v", name="!= 合计") }}，合计{{ value(data.parts, "v", name="合计") }}。'""",
        "table: {title: 表, data: parts, columns: [name, v], total: 合计}",
        "table: {title: 表, data: parts, columns: [name, v], total: {sum: v, without: 合计}}",
        'chart: {type: donut, title: 图, data: parts, x: name, y: v, where: {name: "!= 合计"}}',
        "chart: {type: bar, title: 图, data: parts, x: name, y: v}",
    ],
)
def test_where_it_is_no_part_it_may_stand(run: Run, write_project: WriteProject, block: str) -> None:
    assert "made of" not in checked(run, write_project, block, "甲 乙 丙 合计").stdout
