"""The grid of one sheet of a workbook: which of its rows is the header, and which cells are beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yanbao.diagnostics import Mark
from yanbao.load.files import MAX_ROWS
from yanbao.load.findings import Findings, Rule, shorten
from yanbao.load.grids import Grid, has_columns
from yanbao.model.dataset import ColumnType

if TYPE_CHECKING:
    from yanbao.load.excel_cells import Workbook

_MAX_MERGES = 5  # reported


@dataclass
class ExcelGrid(Grid):
    """Rows of a sheet; ``positions[c]`` is the sheet's column, from 1, that has the c-th of ``columns``."""

    columns: list[str]
    file: str
    sheet: str
    positions: list[int] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)

    def place(self, row: int, column: int) -> tuple[Mark, int]:
        return Mark(self.file, self.numbers[row], self.positions[column]), 1

    def title(self, row: int, column: int) -> str:
        cell = f"{_letters(self.positions[column])}{self.numbers[row]}"
        return f"sheet '{self.sheet}', cell {cell}, column '{self.columns[column]}'"


class TooLongError(Exception):
    """A sheet of more rows than a table can have; ``row`` is the first too many."""

    def __init__(self, row: int) -> None:
        self.row = row
        super().__init__(f"the sheet has more than {MAX_ROWS} rows")


class SheetReader:
    """Makes the grid of one sheet."""

    def __init__(
        self, book: Workbook, file: str, sheet: str, columns: Mapping[str, ColumnType], found: Findings
    ) -> None:
        self._book = book
        self._columns = columns
        self._found = found
        self._grid = ExcelGrid([], file, sheet)
        self._kinds: dict[int, ColumnType] = {}
        self._outside: set[int] = set()  # columns with cells beside the table

    def grid(self) -> ExcelGrid | None:
        for number, cells in self._book.rows(self._grid.sheet):
            texts = {at: self._book.text(cell, self._kinds.get(at, ColumnType.TEXT)) for at, cell in cells.items()}
            texts = {column: text for column, text in texts.items() if text.strip()}
            if texts and not self._grid.columns:
                if not self._header(number, texts):
                    return None
            elif texts:
                self._add(number, texts)
        for (column, row), merged in list(self._book.merged.items())[:_MAX_MERGES]:
            message = f"sheet '{self._grid.sheet}': the cells {merged} are merged"
            advice = "unmerge them, and write the value into each"
            self._found.error(Rule.BAD_ROW, message, Mark(self._grid.file, row, column), advice)
        if not self._grid.columns:
            message = f"sheet '{self._grid.sheet}' is empty"
            self._found.error(Rule.BAD_HEADER, message, Mark(self._grid.file), f"write {', '.join(self._columns)}")
            return None
        return self._grid

    def _header(self, number: int, texts: Mapping[int, str]) -> bool:
        grid = self._grid
        grid.positions = sorted(texts)
        grid.columns = [texts[column].strip() for column in grid.positions]
        if len(grid.columns) == 1 < len(self._columns):
            message = f"sheet '{grid.sheet}': the first row has one cell, '{shorten(grid.columns[0])}'"
            advice = f"no title stands above the header, which is {', '.join(self._columns)}"
            self._found.error(Rule.BAD_HEADER, message, Mark(grid.file, number, grid.positions[0]), advice)
            return False
        self._kinds = {
            at: self._columns[name]
            for at, name in zip(grid.positions, grid.columns, strict=True)
            if name in self._columns
        }
        return has_columns(
            grid.columns,
            list(self._columns),
            Mark(grid.file, number),
            lambda index: Mark(grid.file, number, grid.positions[index]),
            self._found,
        )

    def _add(self, number: int, texts: Mapping[int, str]) -> None:
        grid = self._grid
        if len(grid.rows) == MAX_ROWS:
            raise TooLongError(number)
        for column in texts.keys() - {*grid.positions} - self._outside:
            self._outside.add(column)
            message = f"sheet '{grid.sheet}', cell {_letters(column)}{number}: no column of the header is above it"
            self._found.error(Rule.BAD_ROW, message, Mark(grid.file, number, column), "keep remarks on another sheet")
        grid.numbers.append(number)
        grid.rows.append([texts.get(column, "") for column in grid.positions])


def _letters(column: int) -> str:
    """A column as Excel calls it: 2 is B, 28 is AB."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
