"""Rules on stocks, and lists of them."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import indent

from tests.review import read
from yanbao.model.manuscript import Manuscript

NAMES = "恺英网络 三七互娱 掌趣科技 盛天网络 汤姆猫 巨人网络 昆仑万维 中文在线 上海电影 光线传媒 招商银行"

COVERAGE = {
    "content/ledger/stocks.yaml": "coverage:\n  source: wind\n  as_of: 2024-04-26\n"
    "  columns: {code: ticker, name: text}\n  rows:\n"
    + "".join(f"    - [300{number:03}.SZ, {name}]\n" for number, name in enumerate(NAMES.split(), 101))
}
"""A table with the tickers of some stocks."""


def pages(*texts: str | Sequence[str]) -> Manuscript:
    """A report of the stocks above with pages of some blocks of Markdown; the first page is the summary."""
    blocks = [[text] if isinstance(text, str) else text for text in texts]
    body = "".join(
        "  - title: 页\n    blocks:\n" + "".join(f"      - text: |\n{indent(text, ' ' * 10)}\n" for text in page)
        for page in blocks
    )
    return read(f"section: 章\npages:\n{body}", COVERAGE)
