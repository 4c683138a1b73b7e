"""Tables that were not continued when their report was rolled."""

from __future__ import annotations

import pytest

from tests.review import REPORT, found, read
from yanbao.diagnostics import Level
from yanbao.review.rules.dates import no_new_rows

SECTION = """\
section: 章
pages:
  - title: 页
    blocks:
      - table: {title: 表, data: rates, columns: [t, v]}
"""


@pytest.mark.parametrize(
    ("kind", "rows", "period", "told"),
    [
        ("date", "[2024-04-12, 1.5], [2024-04-19, 2.5]", "week", "'rates' ends with 2024-04-19"),
        ("date", "[2024-04-19, 1.5], [2024-04-26, 2.5]", "week", ""),
        ("date", "[2024-03-28, 1.5], [2024-03-29, 2.5]", "week", ""),  # not in each week
        ("date", "[2024-03-22, 1.5], [2024-03-29, 2.5]", "week", "'rates' ends with 2024-03-29"),
        ("date", "[2024-03-28, 1.5], [2024-03-29, 2.5]", "month", "'rates' ends with 2024-03-29"),
        ("month", "[2024-01, 1.5], [2024-02, 2.5]", "last month", "'rates' ends with 2024-02"),
        ("month", "[2024-02, 1.5], [2024-03, 2.5]", "last month", ""),
        ("month", "[2023-11, 1.5], [2023-12, 2.5]", "last month", "'rates' ends with 2023-12"),
        ("month", "[2024-02, 1.5], [2024-03, 2.5]", "week", ""),
    ],
)
def test_a_table_goes_on_with_its_report(kind: str, rows: str, period: str, told: str) -> None:
    table = f"rates:\n  source: wind\n  as_of: newest\n  columns: {{t: {kind}, v: number}}\n  rows: [{rows}]\n"
    made = found(no_new_rows, read(SECTION, {"content/ledger/more.yaml": table}, f"{REPORT}period: {period}\n"))
    assert [finding.message.partition(",")[0] for finding in made] == ([told] if told else [])
    assert all((finding.mark.file, finding.mark.line) == ("content/ledger/more.yaml", 3) for finding in made)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("[2024-04-19, 2], [2024-04-24, 3]", ["'rates' ends with 2024-04-24, and 'others' with 2024-04-26"]),
        ("[2024-04-19, 2], [2024-04-26, 3]", []),
        ("[2024-04-18, 2], [2024-04-24, 3]", []),  # it ended earlier before, too
    ],
)
def test_tables_end_together(rows: str, told: list[str]) -> None:
    head = "source: wind\n  as_of: newest\n  columns: {t: date, v: number}\n  rows"
    tables = f"rates:\n  {head}: [{rows}]\nothers:\n  {head}: [[2024-04-19, 1], [2024-04-26, 2]]\n"
    section = SECTION + "      - table: {title: 二, data: others, columns: [t, v]}\n"
    made = found(no_new_rows, read(section, {"content/ledger/more.yaml": tables}, f"{REPORT}period: week\n"))
    assert [finding.message for finding in made] == told


def test_a_security_that_is_no_longer_traded() -> None:
    rows = "[2024-04-19, 300418.SZ, 2], [2024-04-19, 600088.SH, 4], [2024-04-26, 300418.SZ, 3]"
    columns = "{t: date, code: ticker, v: number}"
    table = f"rates:\n  source: wind\n  as_of: newest\n  columns: {columns}\n  rows: [{rows}]\n"
    [made] = found(no_new_rows, read(SECTION, {"content/ledger/more.yaml": table}, f"{REPORT}period: week\n"))
    assert made.message == "the rows of 600088.SH end with 2024-04-19, before the period"
    assert (made.level, made.mark.line, made.mark.column) == (Level.HINT, 5, 51)
