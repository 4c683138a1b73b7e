"""Expressions in the names of rows, and where none can stand."""

from __future__ import annotations

import pytest

from tests.conftest import WriteProject
from yanbao.checks import check
from yanbao.compose import Composition, compose
from yanbao.compose.prose import plain_text
from yanbao.load.project import load_project
from yanbao.model.document import TableBlock, walk

PEERS = """\
peers:
  title: 名单
  source: google
  as_of: 2024-03
  columns:
    name: {type: text, label: 简称}
    theme: {type: text, label: 主题}
    mv: {type: number, label: 市值, unit: 亿元}
    ytd: {type: percent, label: 年内}
  rows:
    - [中视传媒, 影视, 79, 55%]
    - [华策影视, 影视, 152, 36%]
    - [慈文传媒, 影视, 40, 36%]
    - [恺英网络, 游戏, 242, -12%]
"""
REPORT = """\
title: 题
kind: 点评
date: 2024-04-22
params: {name: 中视传媒}
institution: 示例证券研究所
outline: [intro.yaml]
"""


def section(block: str, beside: str = "") -> str:
    return f"section: 一\nnumbered: false\npages:\n  - title: 一\n{beside}    blocks:\n      - {block}\n"


def files(block: str, beside: str = "") -> dict[str, str]:
    return {
        "content/demo/report.yaml": REPORT,
        "content/demo/intro.yaml": section(block, beside),
        "content/ledger/peers.yaml": PEERS,
    }


def made(write_project: WriteProject, block: str, beside: str = "") -> Composition:
    loaded = load_project(write_project(files(block, beside)))
    assert loaded.diagnostics == ()
    report = loaded.project.reports[0]
    wrong = check(loaded.project, report)
    assert wrong == ()
    return compose(loaded.project, report, wrong)


def totals(found: Composition) -> list[list[str]]:
    blocks = [block for page in found.document.pages for block in walk(page.blocks)]
    tables = [block for block in blocks if isinstance(block, TableBlock)]
    return [[plain_text(cell.html) for cell in row.cells] for table in tables for row in table.totals]


def test_peers_are_averaged_without_a_row_that_an_expression_names(write_project: WriteProject) -> None:
    block = "table: {title: 同业, data: peers, columns: [name, mv], total: {average: mv, without: '{{ params.name }}'}}"
    found = made(write_project, block)
    assert found.diagnostics == ()
    assert totals(found) == [["平均（不含中视传媒）", "145"]]


def test_each_page_of_a_pattern_leaves_its_own_company_out(write_project: WriteProject) -> None:
    block = (
        "table: {title: 同业, data: peers, columns: [name, mv], where: {theme: '{{ stock.theme }}'}, "
        "total: {average: mv, without: '{{ stock }}'}, "
        "footnotes: [{row: '{{ stock }}', text: 本报告覆盖。}], highlight: '{{ stock }}'}"
    )
    each = "    for_each: {as: stock, data: peers, where: {theme: 影视}, limit: 2}\n"
    found = made(write_project, block, each)
    assert found.diagnostics == ()
    assert totals(found) == [["平均（不含中视传媒）", "96"], ["平均（不含华策影视）", "60"]]


def test_a_name_is_looked_for_once_the_rows_are_known(write_project: WriteProject) -> None:
    """It is typed, and the rows are chosen by an expression."""
    block = (
        "table: {title: 同业, data: peers, columns: [name, mv], where: {theme: '{{ stock.theme }}'}, "
        "total: {average: mv, without: 中视传媒}}"
    )
    each = "    for_each: {{as: stock, data: peers, where: {{name: {}}}}}\n"
    found = made(write_project, block, each.format("华策影视"))
    assert found.diagnostics == ()
    assert totals(found) == [["平均（不含中视传媒）", "96"]]
    [told] = made(write_project, block, each.format("恺英网络")).diagnostics
    assert told.message == "this table does not show the row '中视传媒'"


def test_the_row_of_totals_may_be_an_expression(write_project: WriteProject) -> None:
    block = (
        "table: {title: 同业, data: peers, columns: [name, mv], where: {name: [华策影视, '{{ params.name }}']}, "
        "total: '{{ params.name }}'}"
    )
    assert totals(made(write_project, block)) == [["中视传媒", "79"]]


def test_a_name_that_an_expression_gives_must_be_there(write_project: WriteProject) -> None:
    block = "table: {title: 同业, data: peers, columns: [name, mv], total: {sum: mv, without: '{{ report.kind }}'}}"
    [told] = made(write_project, block).diagnostics
    assert (told.rule, told.message) == ("unknown-value", "no row of 'peers' has '点评' in column 'name'")


def test_companies_are_chosen_by_an_expression(write_project: WriteProject) -> None:
    found = made(write_project, "companies: {title: 公司, data: peers, rows: '{{ params.name }}', columns: [mv]}")
    assert found.diagnostics == ()
    [page] = found.document.pages
    assert "中视传媒" in repr(page.blocks)
    assert "华策影视" not in repr(page.blocks)


@pytest.mark.parametrize(
    "block",
    [
        "table: {title: 一, data: peers, columns: [name, mv], sort: '{{ params.name }}'}",
        "table: {title: 一, data: peers, columns: [name, '{{ params.name }}']}",
        "table: {title: 一, data: peers, columns: [name, {column: mv, unit: '{{ params.name }}'}]}",
        "table: {title: 一, data: peers, columns: [name, mv], group: '{{ params.name }}'}",
        "table: {title: 一, data: peers, columns: [name, mv], total: {sum: '{{ params.name }}'}}",
        "statement: {title: 一, data: peers, items: [{column: mv, sum_of: ['{{ params.name }}']}]}",
        "chart: {type: bar, title: 一, data: peers, x: name, y: '{{ params.name }}'}",
        "chart: {type: bar, title: 一, data: '{{ params.name }}', x: name, y: mv}",
        "structure: {title: 一, data: peers, layers: [{title: 一, by: '{{ params.name }}'}]}",
        "companies: {title: 一, data: peers, columns: ['{{ params.name }}']}",
        "image: {title: 一, file: '{{ params.name }}', alt: 一}",
    ],
)
def test_an_expression_that_nothing_evaluates_is_refused_at_its_place(write_project: WriteProject, block: str) -> None:
    [told] = load_project(write_project(files(block))).diagnostics
    assert told.message in ("no expression can stand here", "'{{ params.name }}' is not a name: use a-z, 0-9 and _")
    assert (told.mark.line, told.mark.column) == (6, 9 + block.index("'{{"))


def test_a_benchmark_is_not_chosen_by_an_expression(write_project: WriteProject) -> None:
    benchmark = "{y: mv, where: {name: '{{ params.name }}'}}"
    block = f"chart: {{type: performance, title: 一, data: peers, x: name, y: mv, benchmark: {benchmark}}}"
    [told] = load_project(write_project(files(block))).diagnostics
    assert told.message == "expressions are for the 'where' of the whole chart"


def test_an_analyst_is_not_named_by_an_expression(write_project: WriteProject) -> None:
    report = REPORT + 'analysts: [{name: "{{ params.name }}"}]\n'
    [told] = load_project(write_project({"content/demo/report.yaml": report})).diagnostics
    assert (told.message, told.mark.line, told.mark.column) == ("no expression can stand here", 7, 19)
