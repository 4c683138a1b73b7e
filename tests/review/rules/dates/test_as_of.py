"""The date of a dataset and those of its rows."""

from __future__ import annotations

import pytest

from tests.review import found, read, underlined
from yanbao.review.rules.dates import late_as_of, old_as_of

SECTION = """\
section: 宏观
pages:
  - title: 增速
    blocks:
      - chart: {id: a, type: line, title: 增速, data: gdp, x: t, series: [v]}
"""


def _told(as_of: str, kind: str, *moments: str) -> list[str]:
    rows = "".join(f"    - [{moment}, {at}.5]\n" for at, moment in enumerate(moments))
    table = f"gdp:\n  source: google\n  as_of: {as_of}\n  columns: {{t: {kind}, v: number}}\n  rows:\n{rows}"
    manuscript = read(SECTION, {"content/ledger/more.yaml": table})
    return [finding.help for rule in (old_as_of, late_as_of) for finding in found(rule, manuscript)]


@pytest.mark.parametrize(
    ("as_of", "kind", "moments", "remedy"),
    [
        ("2024-01", "month", ("2024-02", "2024-03"), "write as_of: 2024-03, or as_of: newest"),
        ("2023-12", "quarter", ("2023Q4", "2024Q1"), "write as_of: 2024-03, or as_of: newest"),
        (
            "2024-03-29",
            "date",
            ("2024-01-31", "2024-02-02"),
            "add the rows, or write as_of: 2024-02-02, or as_of: newest",
        ),
        ("2024-03", "month", ("2024-01", "2023-12"), "add the rows, or write as_of: 2024-01, or as_of: newest"),
        ("2024-03", "quarter", ("2023Q2", "2023Q3"), "add the rows, or write as_of: 2023-09, or as_of: newest"),
        ("2024-03", "year", ('"2021"', '"2022"'), "add the rows, or write as_of: 2022, or as_of: newest"),
        ("2024-03-31", "date", ("2024-03-28", "2024-03-29"), ""),
        ("2024-03-20", "month", ("2024-01", "2024-02"), ""),
        ("2024-03", "quarter", ("2023Q3", "2023Q4"), ""),
        ("2024", "month", ("2024-01", "2024-02"), ""),
        ("newest", "quarter", ("2023Q4", "2024Q1"), ""),
        ("newest", "year", ('"2022"', '"2023"'), ""),
    ],
)
def test_the_date_of_a_table_is_that_of_its_newest_row(
    as_of: str, kind: str, moments: tuple[str, ...], remedy: str
) -> None:
    assert _told(as_of, kind, *moments) == ([remedy] if remedy else [])


@pytest.mark.parametrize(
    ("unit", "marks"),
    [
        ("亿元，截至2023年四季度", ["截至2023年四季度"]),
        ("亿元，截至2024年一季度", []),
        ("亿元，截至2024年3月", []),
        ("亿元", []),
    ],
)
def test_a_caption_is_no_older_than_the_newest_row_of_its_figure(unit: str, marks: list[str]) -> None:
    rows = "rows: [[2023Q4, 1], [2024Q1, 2]]"
    table = f"gdp:\n  source: google\n  as_of: newest\n  columns: {{t: quarter, v: number}}\n  {rows}\n"
    section = SECTION.replace("title: 增速, data", f'title: 增速, unit: "{unit}", data')
    manuscript = read(section, {"content/ledger/more.yaml": table})
    assert underlined(old_as_of, manuscript) == marks
