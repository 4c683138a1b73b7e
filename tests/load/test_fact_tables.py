"""Tables of the ledger whose rows are the facts of an entity."""

from __future__ import annotations

import pytest

from tests.conftest import WriteProject
from yanbao.checks import check
from yanbao.compose import compose
from yanbao.compose.prose import plain_text
from yanbao.load.project import load_project
from yanbao.model.document import TableBlock, walk

FIRM = """\
example:
  name: 示例公司
  source: google
  as_of: 2024-12
  revenue_2024e: {value: 150, unit: 百万元}
  revenue_2022: {value: 100.5, unit: 百万元}
  revenue_2023: {value: 120, unit: 百万元}
  cost_2023: {value: 70, unit: 百万元}
  cost_2024e: {value: 85, unit: 百万元}
  margin_2023: 41.7%
  employees: 1200
results:
  source: google
  as_of: 2024-12
  facts: firm.example
  columns:
    period: {type: text, label: 年度}
    revenue: {type: number, unit: 百万元, label: 营业收入, decimals: 1}
    cost: {type: number, unit: 百万元, label: 营业成本, decimals: 1}
    margin: {type: percent, label: 毛利率}
"""
SECTION = """\
section: 财务
pages:
  - title: 收入{{ firm.example.revenue_2023 }}，{{ change(data.results, "revenue", "2022", "2023") | moved }}
    blocks:
      - statement: {title: 利润表, unit: 百万元, data: results, items: [revenue, cost, margin]}
"""


def _files(firm: str) -> dict[str, str]:
    return {"content/ledger/firm.yaml": firm, "content/demo/intro.yaml": SECTION}


def test_a_statement_of_facts(write_project: WriteProject) -> None:
    loaded = load_project(write_project(_files(FIRM)))
    assert loaded.diagnostics == ()
    made = compose(loaded.project, loaded.project.reports[0])
    assert made.diagnostics == ()
    assert "收入120百万元，上涨19.40%" in {passage.text for passage in made.manuscript.passages}
    [table] = [block for page in made.document.pages for block in walk(page.blocks) if isinstance(block, TableBlock)]
    rows = [*table.heads, *(row.cells for row in table.groups[0])]
    assert [[plain_text(cell.html) for cell in row] for row in rows] == [
        ["项目", "2022", "2023", "2024E"],
        ["营业收入", "100.5", "120.0", "150.0"],
        ["营业成本", "—", "70.0", "85.0"],
        ["毛利率", "—", "41.7%", "—"],
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("facts: firm.example", "facts: firm.exampel", 15, "no entity 'firm.exampel'"),
        (
            "revenue_2023: {value: 120, unit: 百万元}",
            "revenue_2023: {value: 1.2, unit: 亿元}",
            7,
            "this fact is in 亿元",
        ),
        ("margin_2023: 41.7%", "margin_2023: 很高", 10, "'很高'"),
        ("facts: firm.example", "facts: firm.example\n  rows: []", 15, "unknown key 'facts'"),
    ],
)
def test_what_is_wrong_is_told_where_it_is(
    write_project: WriteProject, old: str, new: str, line: int, message: str
) -> None:
    loaded = load_project(write_project(_files(FIRM.replace(old, new))))
    found = [(one.mark.file, one.mark.line) for one in loaded.diagnostics if message in one.message]
    assert found == [("content/ledger/firm.yaml", line)], loaded.diagnostics


def test_an_entity_without_such_facts(write_project: WriteProject) -> None:
    loaded = load_project(write_project(_files(FIRM.replace("_20", "_in_20"))))
    [found] = loaded.diagnostics
    assert found.message == "'firm.example' has no fact of a period for any column of 'results'"
    assert check(loaded.project, loaded.project.reports[0])
