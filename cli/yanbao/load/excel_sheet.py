"""The rows of one sheet of a workbook: handles hidden and merged cells, and the range to read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from yanbao import rules
from yanbao.diagnostics import Mark, Marked
from yanbao.load.findings import Findings
from yanbao.load.packages import DAMAGED
from yanbao.load.records import Records
from yanbao.model.dataset import ColumnType
from yanbao.model.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_MAX_MERGES = 5  # maximum reported
_MAX_COLUMNS = 16_384  # Excel's maximum

_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})?:\$?([A-Za-z]{1,3})\$?(\d{1,7})?", re.ASCII)


class Sheets(Protocol):
    """Protocol of a workbook: rows of its sheets, and cells as text."""

    @property
    def sheets(self) -> Iterable[str]: ...

    @property
    def merged(self) -> Mapping[tuple[int, int, int, int], str]: ...

    @property
    def hidden(self) -> AbstractSet[int]: ...

    def rows(self, sheet: str) -> Iterator[tuple[int, Mapping[int, Any]]]: ...

    def text(self, cell: Any, kind: ColumnType) -> str: ...


class SheetRecords(Records):
    """The rows of a sheet, numbered as in the sheet. Empty columns at the right are dropped."""

    is_ragged = True

    def __init__(
        self, book: Sheets, file: str, sheet: str, reading: Reading, found: Findings, *, is_named: bool
    ) -> None:
        super().__init__(file)
        self.about = f"sheet '{sheet}': "
        self.others = () if is_named else tuple(name for name in book.sheets if name != sheet)
        self._book = book
        self._sheet = sheet
        self._reading = reading
        self._found = found
        self._range = _bounds(reading.range, found)
        self._hidden: list[int] = []

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        try:
            yield from self._read()
        except Exception:  # a damaged file can make the library raise anything
            self._found.error(rules.BAD_ENCODING, DAMAGED[0], Mark(self.file), DAMAGED[1])

    def _read(self) -> Iterator[tuple[int, Sequence[str]]]:
        left, top, right, bottom = self._range
        self._hidden.clear()
        for number, cells in self._book.rows(self._sheet):
            if not top <= number <= bottom:
                continue
            texts = {
                at - 1: self._book.text(cell, self._kind(at - 1)) for at, cell in cells.items() if left <= at <= right
            }
            filled = [at for at, text in texts.items() if text.strip()]
            if not filled:
                continue
            if number in self._book.hidden:
                if self._reading.hidden == "leave":
                    continue
                self._hidden.append(number)
            yield number, [texts.get(at, "") for at in range(max(filled) + 1)]

    def title(self, number: int, ordinal: int, column: int, name: str) -> str:
        return f"{self.cell_title(number, ordinal, column)}, column '{name}'"

    def cell_title(self, number: int, ordinal: int, column: int) -> str:  # noqa: ARG002 - a sheet numbers its rows
        return f"sheet '{self._sheet}', cell {letters(column + 1)}{number}"

    def row_title(self, number: int, ordinal: int) -> str:  # noqa: ARG002 - a sheet numbers its rows
        return f"sheet '{self._sheet}': row {number}"

    def finish(self, first: int, last: int, columns: Collection[int]) -> None:
        told = 0
        for (left, top, right, bottom), cells in self._book.merged.items():
            inside = any(left <= at + 1 <= right for at in columns)
            if inside and top <= last and bottom >= first and told < _MAX_MERGES:
                told += 1
                message = f"{self.about}the cells {cells} are merged"
                advice = "unmerge them, and write the value into each"
                self._found.error(rules.BAD_ROW, message, Mark(self.file, top, left), advice)
        hidden = [number for number in self._hidden if first <= number <= last]
        if hidden and self._reading.hidden is None:
            what = "row of the table is" if len(hidden) == 1 else "rows of the table are"
            message = f"{self.about}{len(hidden)} {what} hidden or filtered out, first row {hidden[0]}"
            advice = "declare `read: {hidden: leave}` to leave them out, or `read: {hidden: keep}` to keep them"
            self._found.error(rules.BAD_ROW, message, Mark(self.file, hidden[0]), advice)

    def _kind(self, at: int) -> ColumnType:
        return self.kinds.get(at, ColumnType.TEXT)


def _bounds(cells: Marked | None, found: Findings) -> tuple[int, int, int, int]:
    """First column, last column, first row and last row of a range, from 1: ``B3:H40``, or whole columns, ``B:H``."""
    if cells is None:
        return 1, 1, _MAX_COLUMNS, 10**7
    if (parts := _RANGE.fullmatch(cells)) is None:
        message = f"'{cells}' is no range of cells"
        found.error(rules.WRONG_VALUE, message, cells.mark, "write its first and last cell: B3:H40", len(cells.raw))
        return 1, 1, _MAX_COLUMNS, 10**7
    return number(parts[1]), int(parts[2] or 1), number(parts[3]), int(parts[4] or 10**7)


def letters(column: int) -> str:
    """The letters of a column number: 2 is B, 28 is AB."""
    written = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        written = chr(ord("A") + rest) + written
    return written


def number(column: str) -> int:
    """The number, from 1, of a column's letters."""
    at = 0
    for letter in column.upper():
        at = at * 26 + ord(letter) - ord("A") + 1
    return at
