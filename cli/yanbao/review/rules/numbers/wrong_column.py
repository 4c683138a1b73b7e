"""A column that follows from others does so in each row.

A change that is that of two columns of prices, a difference of what is reported and what was expected, a PE, a growth
rate since the row a year before: if the numbers of a table say so in most of its rows, the others are told. Rounding
is allowed for. What the table is made of is compared, and nothing needs to be declared; a column that is computed with
`expr` is right by itself. Rates that are adjusted for dividends or restated may differ, and are said to be so.

PASS::

    columns: {name: text, last: number, price: number, change: percent}
    rows: [[中视传媒, 10.05, 11.23, 11.7%], [华策影视, 20.31, 19.04, -6.3%], [光线传媒, 50.47, 55.18, 9.3%]]

FAIL::

    columns: {name: text, last: number, price: number, change: percent}
    rows: [[中视传媒, 10.05, 11.23, 11.7%], [华策影视, 20.31, 19.04, -6.3%], [光线传媒, 50.47, 55.18, 8.3%]]
"""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.formatting import decimals_of, number, percent
from yanbao.model.dataset import ColumnType, Dataset
from yanbao.model.madeof import naming_column
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding
from yanbao.review.reading.derived_columns import Underived, underived
from yanbao.rules import define

RULE = define("wrong-column", __doc__, "review", Level.WARNING)

_CLEAR = 4
"""So many times as many cells that follow make it clear that the others are wrong."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each cell of the datasets used that does not follow from others as the rest of its column does."""
    for dataset in manuscript.datasets:
        for one in underived(dataset):
            yield _finding(dataset, one)


def _finding(dataset: Dataset, one: Underived) -> Finding:
    mark, width = dataset.place(one.row, one.column)
    cells = [float(cell) for cell in dataset.frame[one.column].tolist()]
    is_percent = dataset.spec.columns[one.column].type is ColumnType.PERCENT
    places = max(decimals_of(cell, 6) for cell in cells if cell == cell)
    cell, value = (
        percent(each, max(0, places - 2)) if is_percent else number(each, places)
        for each in (cells[one.row], one.value)
    )
    named = naming_column(dataset.spec.columns)
    name = f" ({dataset.frame[named].tolist()[one.row]})" if named else ""
    rows = "the other row" if one.others == 1 else f"{one.others} other rows"
    message = f"{dataset.label(one.column)} {cell}{name} is not {one.formula}, as in {rows}: that is {value}"
    level = None if one.wrong == 1 or one.others >= _CLEAR * one.wrong else Level.HINT
    return Finding(mark, width, cell, message, "correct one of the numbers, or compute the column with 'expr'", level)
