"""A row that is made of the others is never counted, added up or shown as a part besides them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.app.conftest import Run, run
from tests.conftest import SMALL_PROJECT, WriteProject
from yanbao.model.madeof import made_of_others

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


MADE = """\
合计|合 计|合计（亿元）|合计(万元)|合计：亿元|合计/万元|合计*|行业合计|A股合计|全部合计
小计1|小计 二|小计A|总计数|累计|汇总|总和
平均|平均值（算术）|平均，剔除极值|行业均值|行业平均|全国平均值|可比公司平均|中位值|行业中位数（剔除负值）|整体法|算术平均|加权平均法
Total|Total (CNY mn)|TOTAL:|Grand Total|Sub-total|Subtotal 2|Industry total|Avg.|Average (ex-max)
Peer median|Sum, CNY mn|Ｔｏｔａｌ
流动资产合计""".replace("\n", "|").split("|")
PARTS = """\
甲|前五大客户合计|前十合计|其他合计|其余公司小计|合计持股|平均气温|TotalEnergies
Total SE|Summit|Medianet|Meanwell|会计|总部|中国平安|中值科技"""


@pytest.mark.parametrize("name", MADE)
def test_its_name_may_have_a_unit_a_remark_or_a_number(name: str) -> None:
    assert made_of_others(["甲", "乙", name]) == name


@pytest.mark.parametrize("name", PARTS.replace("\n", "|").split("|"))
def test_parts_have_other_names(name: str) -> None:
    assert made_of_others(["乙", name]) == ""


def test_if_all_rows_are_totals_they_are_the_parts() -> None:
    assert made_of_others(["流动资产合计", "非流动资产合计"]) == ""


@pytest.mark.parametrize("columns", ["[q, v, {0}]", "[{0}, q, v]"])
def test_a_table_without_names_computes_a_column(columns: str, run: Run, write_project: WriteProject) -> None:
    """Quarters are the names of its rows, or nothing is."""
    computed = columns.format("{column: x, expr: v * 2, label: 倍增, unit: 个}")
    root = write_project(
        {
            "data/catalog.yaml": CATALOG.replace(
                "{name: {type: text, label: 名称}", "{q: {type: quarter, label: 季度}"
            ),
            "data/parts.csv": "q,v\n2023Q4,1\n2024Q1,2\n",
            "content/demo/intro.yaml": SECTION.replace(
                "BLOCK", f"table: {{title: 表, data: parts, columns: {computed}, total: {{sum: v}}}}"
            ),
        }
    )
    result = run(root, "check")
    assert "KeyError" not in result.output
    assert result.exit_code == 0
