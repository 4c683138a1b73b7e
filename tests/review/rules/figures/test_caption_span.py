"""Captions that say how many recent days or months are shown."""

from __future__ import annotations

import pytest

from tests.review import read, underlined
from yanbao.review.rules.figures import caption_span

TABLES = """
days:
  source: wind
  as_of: newest
  columns: {t: date, v: number}
  rows: [[2024-04-22, 1.5], [2024-04-23, 2.5], [2024-04-24, 3.5], [2024-04-25, 4.5], [2024-04-26, 5.5]]
months:
  source: wind
  as_of: newest
  columns: {t: month, v: number}
  rows: [[2024-01, 1.5], [2024-02, 2.5], [2024-03, 3.5]]
"""


@pytest.mark.parametrize(
    ("figure", "wrong"),
    [
        (
            "chart: {type: line, title: 图, unit: 近2个交易日, data: days, x: t, series: v, since: 2024-04-23}",
            ["2024-04-23"],
        ),
        ("chart: {type: line, title: 图, unit: 近3个交易日, data: days, x: t, series: v}", ["近3个交易日"]),
        ("chart: {type: line, title: 图, unit: 近3个交易日, data: days, x: t, series: v, since: 2024-04-24}", []),
        ("chart: {type: line, title: 图, unit: 近3个交易日, data: days, x: t, series: v, since: 2024-04-23}", []),
        ("chart: {type: line, title: 图, unit: 近6个交易日, data: days, x: t, series: v}", ["近6个交易日"]),
        ("table: {title: 近六个月, data: months, columns: [t, v]}", ["近六个月"]),
        ("table: {title: 近三个月, data: months, columns: [t, v]}", []),
        ("table: {title: 近六个月, data: days, columns: [t, v]}", []),
    ],
)
def test_what_is_shown_is_counted(figure: str, wrong: list[str]) -> None:
    section = f"section: 章\npages:\n  - title: 页\n    blocks: [{{{figure}}}]\n"
    assert underlined(caption_span, read(section, {"content/ledger/more.yaml": TABLES})) == wrong
