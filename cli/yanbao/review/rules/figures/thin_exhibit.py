"""A figure shows more than a sentence would say.

A chart of three values or fewer, a table with a single item, and a table in which over two fifths of the cells are
empty take room and attention, and give less than a sentence or a strip of cards.

PASS::

    text: 单次生成时长由80秒延长到2分钟。

FAIL::

    chart: {type: bar, title: 单次生成时长, …}      # two bars: 80秒, 2分钟
"""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.document import ChartBlock, TableBlock, walk
from yanbao.model.figures import Figure
from yanbao.model.manuscript import Manuscript
from yanbao.model.tables import FactTable
from yanbao.review.findings import Finding, on
from yanbao.rules import define

RULE = define("thin-exhibit", __doc__, "review", Level.HINT)

_FEWEST = 4
"""Values that make a chart."""

_EMPTY = 0.4
"""The share of cells without a value that a table may have."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at the caption of each such chart or table."""
    figures = {figure.label: figure for figure in manuscript.figures}
    missing = manuscript.report.theme.messages.missing
    for page in manuscript.document.pages:
        for block in walk(page.blocks):
            if isinstance(block, ChartBlock | TableBlock):
                figure = figures[block.caption.label]
                said = _chart(block) if isinstance(block, ChartBlock) else _table(block, figure.spec, missing)
                if said:
                    yield on(figure.caption, 0, len(figure.caption.text), *said)


def _chart(chart: ChartBlock) -> tuple[str, str] | None:
    """Message and remedy, if it shows too little."""
    values = sum(value is not None for series in chart.plot.told for value in series.values)
    if values >= _FEWEST:
        return None
    many = "a single value" if values == 1 else f"{values} values only"
    return f"the chart shows {many}", "say it in the text or on cards, or show more beside it"


def _table(table: TableBlock, spec: Figure, missing: str) -> tuple[str, str] | None:
    """Message and remedy, if it shows too little."""
    rows = [row for group in table.groups for row in group if row.kind != "group"]
    cells = [cell for row in rows for cell in row.cells[1:]]
    if (len(rows) == 1 and len(cells) < _FEWEST) or (isinstance(spec, FactTable) and len(spec.entities) == 1):
        return "the table describes a single item", "say it in the text or on cards, or compare it with others"
    empty = sum(cell.html == missing for cell in cells)
    if empty <= _EMPTY * len(cells):
        return None
    remedy = "leave out columns ('columns') or rows ('where') that are mostly empty, or add what is missing"
    return f"{empty} of {len(cells)} cells of the table are empty", remedy
