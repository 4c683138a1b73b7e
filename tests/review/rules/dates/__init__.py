"""Rules about dates, periods and the age of data."""

from __future__ import annotations

from collections.abc import Mapping

LEDGER = """
kimi: {name: Kimi, source: wind, as_of: AS_OF, users: {value: 300, unit: 万人, valid_until: 2024-06}, kind: 对话}
doubao: {name: 豆包, source: wind, as_of: 2024-03-31, users: {value: 500, unit: 万人}}
"""
GAINERS = """
gainers:
  source: wind
  as_of: AS_OF
  columns: {day: DAYTYPE, ytd: percent}
  rows: [[2024-04-25, 5%], [LASTDAY, 6%]]
"""
USERS = "Kimi用户{{ products.kimi.users }}，超出市场的想象。再看{{ products.kimi.users }}。"

CHART = """
section: 章
pages:
  - title: 页
    blocks:
      - chart: {type: column, title: 图, data: gainers, x: day, series: ytd}
"""


def ledger(as_of: str) -> Mapping[str, str]:
    """Two products with their users: the first as of the given date, the second of March 2024."""
    return {
        "content/ledger/products.yaml": LEDGER.replace("AS_OF", as_of),
        "content/ledger/labels.yaml": "users: 用户\n",
    }


def table(as_of: str, last: str = "2024-04-26", kind: str = "date", more: str = "") -> Mapping[str, str]:
    """A table of two days."""
    text = GAINERS.replace("AS_OF", as_of).replace("LASTDAY", last).replace("DAYTYPE", kind)
    return {"content/ledger/stocks.yaml": text.replace("  source: wind", f"  source: wind\n{more}", 1)}
