"""Workbooks other than .xlsx: old and binary Excel, and OpenDocument, opened by python-calamine.

It returns only values: neither number formats, so that a percentage is a plain number, nor which rows are hidden.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zipfile import ZipFile

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from yanbao.model.dataset import ColumnType

_MAX_CELLS = 5_000_000
_ROW = re.compile(rb"<(?:\w+:)?table-row\b")
_ROWS_REPEATED = re.compile(rb'number-rows-repeated=["\']([0-9]{1,9})')
_CELL = re.compile(rb"<(?:\w+:)?(?:covered-)?table-cell\b[^>]*>")
_CELLS_REPEATED = re.compile(rb'number-columns-repeated=["\']([0-9]{1,9})')


def is_bomb(data: bytes) -> bool:
    """True if an OpenDocument sheet expands to more cells than a table may have.

    A few bytes can declare a row repeated a million times, which the library would expand.
    """
    if not data.startswith(b"PK"):
        return False
    with ZipFile(io.BytesIO(data)) as package:
        content = package.read("content.xml") if "content.xml" in package.namelist() else b""
    cells = 0
    for row in _ROW.split(content)[1:]:
        times = _ROWS_REPEATED.search(row[: row.find(b">")])
        filled = [cell[0] for cell in _CELL.finditer(row) if b"value-type" in cell[0]]
        repeated = (_CELLS_REPEATED.search(cell) for cell in filled)
        cells += sum(int(found[1]) if found else 1 for found in repeated) * (int(times[1]) if times else 1)
    return cells > _MAX_CELLS


class OtherWorkbook:
    """An open workbook. ``sheets`` are the names of its sheets: those that are shown, then the hidden ones."""

    def __init__(self, data: bytes) -> None:
        self._book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = sorted(self._book.sheets_metadata, key=lambda sheet: sheet.visible is not SheetVisibleEnum.Visible)
        self.sheets: list[str] = [sheet.name for sheet in sheets]
        self.merged: Mapping[tuple[int, int, int, int], str] = {}
        self.hidden: frozenset[int] = frozenset()

    def rows(self, sheet: str) -> Iterator[tuple[int, Mapping[int, Any]]]:
        """The rows of a sheet, with cells by column number, from 1."""
        opened = self._book.get_sheet_by_name(sheet)
        merged = opened.merged_cell_ranges or []
        self.merged = {(left + 1, top + 1, right + 1, bottom + 1): "" for (top, left), (bottom, right) in merged}
        for number, row in enumerate(opened.to_python(skip_empty_area=False), 1):
            yield number, dict(enumerate(row, 1))

    def text(self, cell: Any, kind: ColumnType) -> str:  # noqa: ARG002 - its cells tell whether they are dates
        """A cell as text."""
        if isinstance(cell, bool):
            return "TRUE" if cell else "FALSE"
        if isinstance(cell, float):
            return f"{cell:.15g}"
        if isinstance(cell, datetime):
            return cell.date().isoformat() if cell.time() == time.min else cell.isoformat(" ", "seconds")
        if isinstance(cell, date | time | timedelta):
            return str(cell)
        return str(cell)
