"""Lines across a chart that are far from its data."""

from __future__ import annotations

import pytest

from tests.review import found, read
from yanbao.diagnostics import Level
from yanbao.review.rules.numbers import far_reference

LEDGER = """
prices:
  source: wind
  as_of: 2024-04
  columns: {month: month, price: {type: number, unit: 元}, growth: percent}
  rows: [[2024-01, 10, 2%], [2024-02, 12, 5%], [2024-03, 11, -1%]]
"""


@pytest.mark.parametrize(
    ("column", "value", "levels"),
    [
        ("growth", 3, [None]),
        ("growth", 0.03, []),
        ("growth", 0.1, []),
        ("growth", 50, [Level.HINT]),
        ("price", 11, []),
        ("price", 5, []),
        ("price", 0, []),
        ("price", 110, [Level.HINT]),
    ],
)
def test_references(column: str, value: float, levels: list[Level | None]) -> None:
    chart = f"{{type: line, title: 图, data: prices, x: month, series: {column}, "
    references = f"references: [{{value: {value}, label: 目标}}]}}"
    section = f"section: 章\npages:\n  - title: 页\n    blocks:\n      - chart: {chart}{references}\n"
    findings = found(far_reference, read(section, {"content/ledger/prices.yaml": LEDGER}))
    assert [finding.level for finding in findings] == levels


@pytest.mark.parametrize(("value", "levels"), [(11, []), (1100, [Level.HINT])])
def test_references_of_a_football_field(value: float, levels: list[Level]) -> None:
    chart = "{type: football-field, title: 图, data: prices, x: month, low: price, high: price, "
    references = f"references: [{{value: {value}, label: 现价}}]}}"
    section = f"section: 章\npages:\n  - title: 页\n    blocks:\n      - chart: {chart}{references}\n"
    findings = found(far_reference, read(section, {"content/ledger/prices.yaml": LEDGER}))
    assert [finding.level for finding in findings] == levels
