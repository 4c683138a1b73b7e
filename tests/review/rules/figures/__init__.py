"""Small pages with figures for the rules to read."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import indent

from tests.review import SOURCES, read
from yanbao.model.manuscript import Manuscript

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>'

DATA = """
gainers:
  source: wind
  as_of: 2024-04-26
  columns:
    code: ticker
    name: {type: text, label: 简称}
    cap: {type: number, label: 总市值, unit: 亿元}
    ytd: {type: percent, label: 年内涨幅}
    revenue: {type: number, label: 营业收入, unit: 亿元}
  rows: [[600088.SH, 中视传媒, 79, 55%, 12], [300133.SZ, 华策影视, 152, 36%, 23]]
monthly:
  source: wind
  as_of: 2024-03
  columns:
    month: month
    price: {type: number, label: 收盘价}
    visits: {type: number, label: 访问量, unit: 万次, source: similarweb}
  rows: [[2024-02, 10, 300], [2024-03, 11, 1260]]
"""

MODELS = """
gemini: {name: Gemini 1.5, vendor: 谷歌, source: google, as_of: 2024-02, window: {value: 1000000, unit: 个tokens}}
gpt_4: {name: GPT-4, vendor: OpenAI, source: openai, as_of: 2024-02, window: {value: 128000, unit: 个tokens}}
claude: {name: Claude 3, window: {value: 200000, unit: 个tokens}}
"""

FILES = {
    "content/ledger/sources.yaml": SOURCES
    + """
similarweb: {publisher: Similarweb, kind: research}
institute: {publisher: 示例证券研究所, kind: own}
tencent: {publisher: 腾讯控股, kind: filing}
alibaba: {publisher: 阿里巴巴, kind: filing}
deepmind: {publisher: DeepMind, kind: company}
filings: {publisher: 公司公告, kind: filing}
""",
    "content/ledger/stocks.yaml": DATA,
    "content/ledger/models.yaml": MODELS,
    "content/ledger/companies.yaml": "tencent: {name: 腾讯}\nalibaba: {name: 阿里巴巴}\ngoogle: {name: 谷歌}",
    "content/ledger/labels.yaml": "vendor: 公司\nwindow: 窗口\nusers: 日活跃用户\n",
    "content/demo/picture.svg": PICTURE,
}


def page(blocks: str, title: str = "页", files: Mapping[str, str] | None = None) -> Manuscript:
    """The manuscript of a page with some blocks, one or more list items of YAML."""
    section = f"section: 章\npages:\n  - title: {title}\n    blocks:\n{indent(blocks, ' ' * 6)}\n"
    return read(section, FILES | dict(files or {}))


def image(caption: str, more: str = "source: google") -> str:
    """A block with a picture."""
    return f'- image: {{title: "{caption}", file: picture.svg, alt: 一张示意的画面, {more}}}'


def table(caption: str, columns: str = "[name, revenue]", more: str = "") -> str:
    """A block with a table of stocks."""
    return f'- table: {{title: "{caption}", data: gainers, columns: {columns}{", " if more else ""}{more}}}'


def line(caption: str, more: str = "series: price") -> str:
    """A block with a line chart over time."""
    return f'- chart: {{type: line, title: "{caption}", data: monthly, x: month, {more}}}'


def bar(caption: str, more: str = "y: revenue") -> str:
    """A block with horizontal bars."""
    return f'- chart: {{type: bar, title: "{caption}", data: gainers, x: name, {more}}}'


def column(caption: str, more: str = "series: revenue") -> str:
    """A block with a column chart."""
    return f'- chart: {{type: column, title: "{caption}", data: gainers, x: name, {more}}}'
