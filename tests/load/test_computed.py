"""Columns of a dataset that are computed from the others of their row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from tests.load.declaring import said
from yanbao.load.declared import Declared, declare
from yanbao.load.findings import Findings
from yanbao.load.tables import load_tables
from yanbao.load.yaml import parse
from yanbao.model.dataset import Dataset
from yanbao.model.timeline import up_to

HEAD = """\
peers:
  source: wind
  as_of: 2024
  columns:
    name: text
    price: {type: number, unit: 元}
    shares: {type: number, unit: 亿股}
    profit: {type: number, unit: 百万元}
    growth: percent
"""
ROWS = """\
  rows:
    - [甲, 40, 12, 1200, 10%]
    - [乙, 10, 20, 400, 5%]
    - [丙, 5, 10, -100, null]
"""


def load(columns: Mapping[str, str], rows: str = ROWS, head: str = HEAD) -> tuple[dict[str, Dataset], list[str]]:
    """The datasets of a ledger's file with more columns, and what is said of it: its place in line 10 and below."""
    from pathlib import Path

    found = Findings()
    text = head + "".join(f"    {name}: {{{column}}}\n" for name, column in columns.items()) + rows
    node = parse(text, "content/ledger/peers.yaml", found)
    assert node is not None
    items: dict[str, Declared] = {}
    for name, child in node.children.items():
        assert child.key is not None
        if item := declare(child.key, child, found, rows_in="rows"):
            items[str(name)] = item
    return load_tables(Path(), items, found), said(found)


def cells(expr: str, column: str = "type: number") -> list[float | None]:
    """The cells of a column that is computed so."""
    datasets, problems = load({"x": f"{column}, expr: '{expr}'"})
    assert not problems
    return [None if cell != cell else round(cell, 9) for cell in datasets["peers"].frame["x"].tolist()]


def problem(expr: str, column: str = "type: number", rows: str = ROWS) -> str:
    """What is said of an expression."""
    _, problems = load({"x": f"{column}, expr: '{expr}'"}, rows)
    return "\n".join(problems)


@pytest.mark.parametrize(
    ("expr", "column", "expected"),
    [
        ("price * shares", "type: number, unit: 亿元", [480, 200, 50]),
        ("price * shares / profit", "type: number, unit: 倍", [40, 50, -50]),  # 亿元 and 百万元
        ("price / (profit / shares)", "type: number, unit: 倍", [40, 50, -50]),
        ("profit / shares", "type: number, unit: 元", [1, 0.2, -0.1]),
        ("profit", "type: number, unit: 亿元", [12, 4, -1]),
        ("price * shares - profit", "type: number, unit: 亿元", [468, 196, 51]),
        ("profit / sum(profit)", "type: percent", [0.8, 0.266666667, -0.066666667]),
        ("1 - profit / (price * shares)", "type: percent", [0.975, 0.98, 1.02]),
        ("growth - 0.02", "type: number, unit: 个百分点", [8, 3, None]),
        ("growth * 2", "type: percent", [0.2, 0.1, None]),
        ("price * shares / profit if profit > 0 else none", "type: number, unit: 倍", [40, 50, None]),
        ("-price + 2 * price", "type: number, unit: 元", [40, 10, 5]),
        ("price if profit > 500 or shares < 15 else 0", "type: number, unit: 元", [40, 0, 5]),
        ("price if not growth > 0.07 else none", "type: number, unit: 元", [None, 10, None]),
        ("median(price) - mean(price)", "type: number, unit: 元", [-8.333333333] * 3),
        ("highest(price) / lowest(price)", "type: number, unit: 倍", [8, 8, 8]),
    ],
)
def test_what_is_computed_is_in_the_unit_of_the_column(expr: str, column: str, expected: list[float | None]) -> None:
    assert cells(expr, column) == expected


@pytest.mark.parametrize(
    ("expr", "column", "message"),
    [
        ("price + shares", "type: number", "元 and a count or ratio cannot be added"),
        ("price * shares", "type: percent", "this is in 元, and the unit of the column is '%'"),
        ("price * shares", "type: number, unit: 亿美元", "this is in 元, and the unit of the column is '亿美元'"),
        ("profit / shares", "type: number, unit: 次", "this is in 元, and the unit of the column is '次'"),
        ("prise * 2", "type: number", "no column 'prise' [did you mean 'price'?]"),
        ("name * 2", "type: number", "column 'name' holds text, not numbers"),
        ("price ** 99", "type: number", "'**' is not part of the language"),
        ("price.real", "type: number", "'.' after a name is not part of the language"),
        ("[price for price in 1]", "type: number", "this expression cannot be read"),
        ("price | abs", "type: number", "'|' is not part of the language"),
        ("open(1)", "type: number", "no function 'open' in a computed column"),
        ("sum(price, shares)", "type: number", "'sum' is over one column [write sum(column)]"),
        ("price > 1", "type: number", "a comparison is no number [write a if … else b]"),
        ("price if profit else 1", "type: number", "a condition is needed here"),
        ("price if profit > 0", "type: number", "'if' needs an 'else'"),
        ('price * "2"', "type: number", "'2' is no number"),
        ("price − shares", "type: number", "'−' is not part of the language [write -]"),
        ("x + 1", "type: number", "'x': computed in a circle: from itself"),
        ("price * 2", "type: text", "a column of type 'text' is not computed"),
        ("price * 2", "type: number, from: 价", "a computed column has no 'from'"),
    ],
)
def test_what_cannot_be_computed_is_told_at_the_expression(expr: str, column: str, message: str) -> None:
    said_of = problem(expr, column)
    assert said_of.count("\n") <= 1
    assert message in said_of
    assert said_of.startswith("10:")


def test_a_division_by_zero_is_told_at_the_cell() -> None:
    rows = ROWS.replace("12, 1200", "12, 0").replace("20, 400", "20, 0.0")
    assert problem("price * shares / profit", "type: number, unit: 倍", rows) == (
        "12:19 bad-expression: 'x': division by zero: 'profit' is 0 in the row '甲' (and in 1 more row) "
        "[leave the cell empty, or write a / b if b != 0 else none]"
    )
    assert problem("price / (profit - profit)", "type: number, unit: 元").startswith(
        "12:19 bad-expression: 'x': division by zero: what is divided by is 0 in the row '甲' (and in 2 more rows) "
    )
    assert problem("growth / sum(growth)", "type: percent") == (
        "14:24 bad-expression: 'x': 'sum' needs a number in every row, and 'growth' is missing in the row '丙' "
        "[fill it in, or leave the row out]"
    )
    assert not problem("price * shares / profit if profit != 0 else none", "type: number, unit: 倍", rows)


def test_computed_columns_use_others_in_any_order_and_never_in_a_circle() -> None:
    chain = {
        "pe": "type: number, unit: 倍, expr: cap / profit",
        "cap": "type: number, unit: 亿元, expr: price * shares",
    }
    datasets, problems = load(chain)
    assert (problems, datasets["peers"].frame["pe"].tolist()) == ([], [40, 50, -50])
    assert list(datasets["peers"].frame.columns)[-2:] == ["pe", "cap"]
    _, problems = load({"one": "type: number, expr: two * 2", "two": "type: number, expr: one / 2"})
    assert [line.split("[")[0] for line in problems] == [
        "11:31 bad-expression: 'two': computed in a circle: from 'one', which is computed from it "
    ]


def test_a_column_that_is_computed_can_be_looked_up() -> None:
    head = HEAD.replace("name: text", "code: ticker")
    rows = "  rows: [[600088.SH, 40, 12, 1200, 10%]]\n"
    other = "own:\n  source: wind\n  as_of: 2024\n  columns: {code: ticker, x: {type: number, lookup: peers}}\n"
    datasets, problems = load(
        {"x": "type: number, unit: 倍, label: PE, expr: price * shares / profit"},
        rows + other + "  rows: [[600088.SH]]\n",
        head,
    )
    assert (problems, datasets["own"].frame["x"].tolist()) == ([], [40])
    assert (datasets["own"].spec.columns["x"].unit, datasets["own"].label("x")) == ("倍", "PE")


def test_a_sum_over_all_rows_ends_with_the_period_of_the_report() -> None:
    head = "peers:\n  source: wind\n  as_of: newest\n  columns:\n    day: date\n    v: number\n"
    rows = "  rows: [[2024-01-02, 1], [2024-01-03, 3], [2024-01-04, 4]]\n"
    datasets, problems = load({"share": "type: percent, expr: v / sum(v)"}, rows, head)
    assert (problems, datasets["peers"].frame["share"].tolist()) == ([], [0.125, 0.375, 0.5])
    assert up_to(datasets["peers"], date(2024, 1, 3)).frame["share"].tolist() == [0.25, 0.75]
