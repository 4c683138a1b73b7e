"""Reports invalid cells: stray rows together, problems with a common remedy once, others one by one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from yanbao import rules
from yanbao.diagnostics import Edit
from yanbao.load.findings import Findings
from yanbao.load.grids import FileGrid, Grid, LongGrid
from yanbao.load.trouble import CellError
from yanbao.model.dataset import Column, ColumnType

_AT_MOST = 5  # maximum reported per column
_ABOUT = 10  # maximum descriptive rows

_VALUE = re.compile(r"[-+=#(]?[0-9.].*|[=#].*", re.DOTALL)
"""Matches cells that were meant as values."""

Errors = Sequence[tuple[int, str, CellError]]
"""Row, text and error of invalid cells."""


def tell(grid: Grid, columns: Mapping[str, Column], errors: Mapping[str, Errors], rows: int, found: Findings) -> None:
    """Report the invalid cells of each column, by row."""
    odd: set[int] = set()
    if isinstance(grid, FileGrid) and not isinstance(grid, LongGrid):
        odd = _rows_about(grid, columns, errors, rows, found)
    for at, name in enumerate(grid.columns):
        _tell_column(grid, at, [bad for bad in errors[name] if bad[0] not in odd], found)


def _rows_about(
    grid: FileGrid, columns: Mapping[str, Column], errors: Mapping[str, Errors], rows: int, found: Findings
) -> set[int]:
    """Rows at either end without any valid value: descriptions of columns, and footers. Reported once."""
    typed = [name for name, column in columns.items() if column.type is not ColumnType.TEXT]
    words: dict[int, int] = {}
    for name in typed:
        for row, text, _ in errors[name]:
            if not _VALUE.fullmatch(text.strip()):
                words[row] = words.get(row, 0) + 1
    alien = {row for row, count in words.items() if count == len(typed)}
    above = next(row for row in range(rows + 1) if row not in alien)
    below = next(count for count in range(rows + 1) if rows - 1 - count not in alien)
    if not 0 < above <= _ABOUT or above >= rows or (above == 1 and len(typed) < 2):
        above = 0
    if not 0 < below <= _ABOUT or below >= rows or (below == 1 and len(typed) < 2):
        below = 0
    if above:
        what = "row 1 holds" if above == 1 else f"rows 1 to {above} hold"
        mark = grid.records.mark(grid.numbers[0])
        advice = f"if they are about the columns, declare `read: {{skip: {above}}}`"
        found.error(rules.BAD_ROW, f"{grid.records.about}{what} no values of the declared types", mark, advice)
    if below:
        first = rows - below
        mark, _ = grid.place(first, 0)
        what = "the last row holds" if below == 1 else f"the last {below} rows hold"
        advice = "if the table ends above, declare how the row begins: `read: {footer: …}`"
        found.error(rules.BAD_ROW, f"{grid.records.about}{what} no values of the declared types", mark, advice)
    return {*range(above), *range(rows - below, rows)}


def _tell_column(grid: Grid, at: int, errors: Errors, found: Findings) -> None:
    declared: dict[str, int] = {}
    for _, _, error in errors:
        if error.declares:
            declared[error.declares] = declared.get(error.declares, 0) + 1
    told, single = set(), 0
    last = -1
    for row, text, error in errors:
        if error.declares:
            if error.declares not in told:
                told.add(error.declares)
                more = declared[error.declares] - 1
                _tell_cell(grid, row, at, text, error, f" (and {more} more of this column)" if more else "", found)
            continue
        single, last = single + 1, row
        if single <= _AT_MOST:
            _tell_cell(grid, row, at, text, error, "", found)
    if single > _AT_MOST:
        mark, width = grid.place(last, at)
        message = f"column '{grid.columns[at]}' has {single} bad cells; this is the last one"
        found.error(rules.BAD_CELL, message, mark, width=width)


def _tell_cell(grid: Grid, row: int, at: int, text: str, error: CellError, more: str, found: Findings) -> None:
    mark, width = grid.place(row, at)
    edits = [Edit(mark, text, error.right)] if error.right and not error.declares else []
    found.error(rules.BAD_CELL, f"{grid.title(row, at)}: {error}{more}", mark, error.remedy, width, *edits)
