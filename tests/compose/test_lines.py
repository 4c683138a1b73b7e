"""Line breaks in cells and heads: tables print them, charts join the lines."""

from __future__ import annotations

from tests.review import read
from yanbao.model.document import ChartBlock, TableBlock, walk

SECTION = r"""
section: 章
pages:
  - title: 页
    blocks:
      - table:
          title: 表一
          data: named
          columns:
            - name
            - column: price
              label: "**收盘价**\n（元/股）"
            - column: price
              label: 最新
                收盘价
      - table: {title: 表二, data: listed, columns: [name, price]}
      - chart: {title: 图一, type: bar, data: named, x: name, y: price}
"""
FILES = {
    "content/ledger/named.yaml": r"""
named:
  source: wind
  as_of: 2024-04-26
  columns: {name: {type: text, label: "名称\n（全称）"}, price: {type: number, label: 价}}
  rows:
    - ["甲公司\n（香港）", 12.58]
    - - |
        Yi Co.
        A & B
      - 3
""",
    "data/catalog.yaml": """
listed:
  source: wind
  as_of: 2024-04-26
  file: listed.csv
  columns: {name: {type: text, label: 名称}, price: {type: number, label: 价}}
""",
    "data/listed.csv": 'name,price\r\n"丙公司\r\n（上海）",5\r\n',
}


def test_line_breaks() -> None:
    manuscript = read(SECTION, FILES)
    blocks = [block for page in manuscript.document.pages for block in walk(page.blocks)]
    first, second = (block for block in blocks if isinstance(block, TableBlock))
    assert [cell.html for cell in first.heads[0]] == [
        "名称<br>\n（全称）",
        "<strong>收盘价</strong><br>\n（元/股）",
        "最新收盘价",  # the lines of the file are none of the text
    ]
    assert [row.cells[0].html for row in first.groups[0]] == ["甲公司<br>\n（香港）", "Yi Co.<br>\nA &amp; B"]
    assert [row.cells[0].html for row in second.groups[0]] == ["丙公司<br>\n（上海）"]
    (chart,) = (block for block in blocks if isinstance(block, ChartBlock))
    assert set(chart.plot.x) == {"甲公司（香港）", "Yi Co. A & B"}
    assert "收盘价\n（元/股）" in [passage.text for passage in manuscript.passages]
