"""A page with tables and charts for rules that compare the text beside them."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import indent

from tests.review import REPORT, SOURCES, read
from yanbao.model.manuscript import Manuscript

TABLES = """
ports:
  source: wind
  as_of: 2024-12-31
  columns:
    name: {type: text, label: 港口}
    cargo: {type: number, label: 货物吞吐量, unit: 亿吨}
    teu: {type: number, label: 集装箱吞吐量, unit: 万TEU}
    growth: {type: percent, label: 集装箱吞吐量同比}
    revenue: {type: number, label: 营业收入, unit: 亿元}
    profit: {type: number, label: 归母净利润, unit: 亿元}
  rows:
    - [甬江港务, 7.26, 3930, 11.3%, 287.6, 48.9]
    - [沪浦港集, 5.84, 5151, 4.8%, 381.2, 149.5]
    - [津沽港口, 4.93, 2329, 4.9%, 119.0, 10.1]
    - [厦屏港埠, 2.15, 1225, -2.4%, 221.9, 2.4]
freight:
  source: wind
  as_of: newest
  columns: {quarter: quarter, index: {type: number, label: 运价指数, unit: 点}}
  rows: [[2023Q4, 1034], [2024Q1, 2010], [2024Q2, 2629], [2024Q3, 3082], [2024Q4, 2283]]
lending:
  source: wind
  as_of: newest
  columns:
    month: month
    home: {type: number, label: 居民, unit: 亿元}
    firm: {type: number, label: 企业, unit: 亿元}
  rows: [[2025-01, 4438, 47800], [2025-02, -3891, 10400], [2025-03, 9853, 28400]]
forecast:
  source: wind
  as_of: 2025-04-18
  columns:
    item: {type: text, label: 指标}
    now: {type: number, label: 2024A, unit: 亿元}
    next: {type: number, label: 2025E, unit: 亿元}
    last: {type: number, label: 2026E, unit: 亿元}
  rows: [[营业收入, 778.6, 890.2, 1001.5], [归母净利润, 110.4, 121.6, 136.9]]
"""
LEDGER = """
yongjiang:
  name: 甬江港务
  source: wind
  as_of: 2024-12-31
  berths: {value: 128, unit: 个}
"""
FILES = {
    "content/ledger/tables.yaml": TABLES,
    "content/ledger/companies.yaml": LEDGER,
    "content/ledger/labels.yaml": "berths: 泊位数量\n",
    "content/ledger/sources.yaml": SOURCES,
}
FIGURES = """
- table: {title: 主要港口, unit: 截至2024年12月31日, data: ports, columns: [name, cargo, teu, growth, revenue, profit]}
- chart: {type: line, title: 集装箱运价指数, data: freight, x: quarter, series: [index]}
- chart: {type: column, title: 新增人民币贷款, unit: 亿元, data: lending, x: month, series: [home, firm]}
- table: {title: 盈利预测, unit: 亿元, data: forecast, columns: [item, now, next, last]}
"""


def beside(text: str, title: str = "页", more: str = "", files: Mapping[str, str] | None = None) -> Manuscript:
    """The manuscript of a report of one page with some Markdown beside its figures, and other blocks before them.

    ``files`` are further ones of the project.
    """
    blocks = indent(f"- text: |\n{indent(text, '    ')}\n{more}{FIGURES}", "      ")
    section = f"section: 章\npages:\n  - title: {title}\n    blocks:\n{blocks}"
    return read(section, FILES | dict(files or {}), REPORT.replace("2024-04-26", "2025-04-18"))
