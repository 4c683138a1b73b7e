"""One value that reduces all others to slivers."""

from __future__ import annotations

import pytest

from tests.review import found
from tests.review.rules.figures import page
from yanbao.review.rules.figures import dwarfed_values

VISITS = {
    "content/ledger/visits.yaml": """
visits:
  source: wind
  as_of: 2024-03
  columns: {name: text, visits: number, other: number}
  rows: [[ChatGPT, 186000, 30], [文心一言, 1490, 20], [Kimi, 1260, 1]]
"""
}


@pytest.mark.parametrize(
    ("chart", "count"),
    [
        ("type: bar, y: visits", 1),
        ("type: column, series: visits", 1),
        ("type: bar, y: visits, broken: true", 0),
        ("type: bar, y: other", 0),
        ("type: line, series: visits", 0),
        ("type: bar, y: visits, where: {name: [ChatGPT, Kimi]}", 0),
    ],
)
def test_a_bar_that_dwarfs_the_others(chart: str, count: int) -> None:
    manuscript = page(f"- chart: {{title: 访问量, data: visits, x: name, {chart}}}", files=VISITS)
    assert len(found(dwarfed_values, manuscript)) == count
