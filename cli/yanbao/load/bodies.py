"""Reads the rows of a table below its header in batches, and reports rows that do not belong to it."""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, repeat

from yanbao import rules
from yanbao.load.cells import CellError, CellReader
from yanbao.load.files import MAX_ROWS
from yanbao.load.findings import Findings, shorten
from yanbao.load.grids import FileGrid, count_cells, wide_comma
from yanbao.load.records import Batch, Records, Row
from yanbao.model.dataset import ColumnType, DatasetSpec

_PART = 8192  # rows of usual width in a batch
_AT_MOST = 5  # maximum stray rows reported

_Rows = tuple[Sequence[int], Sequence[int], Sequence[Sequence[str]]]
"""Numbers of rows in the file and in the table, and their cells by column."""

FOOTER = re.compile(
    r"[\s#*＊※（(【\[]*"
    r"(数据来源|资料来源|来源|注释?|备注|说明|单位|更新时间|制表|(?i:data )?(?i:source|note)s?)"
    r"\s*(?:[0-9]{1,2}\s*)?[:：、.)）]"
)
"""Matches the start of footer rows below a table."""


def footer_word(cell: str) -> str:
    """The part of a footer to declare as ``until``, as YAML."""
    word = re.split(r"[:：]", cell.strip(), maxsplit=1)[0].strip()[:12]
    return word if re.fullmatch(r"(?![0-9]+$)[\w（）]+", word) else json.dumps(word, ensure_ascii=False)


def _quickly(numbers: Sequence[int]) -> Sequence[int]:
    """Numbers to extend an array with: of a range, those of an array, which takes a tenth of the time."""
    import numpy as np

    if not isinstance(numbers, range):
        return numbers
    return array("L", np.arange(numbers.start, numbers.stop, dtype="L").tobytes())


@dataclass
class Body:
    """Yields the cells of a file's columns in batches; ``times`` is the number of table rows per file row.

    A row belongs to the table if it has a cell for each column of the header. One with a single cell, or one that
    starts like a note or source, does not.
    """

    records: Records
    spec: DatasetSpec
    readers: Mapping[str, CellReader]
    names: Sequence[str]
    positions: Mapping[str, int]
    rows: Iterator[Row]
    times: int
    found: Findings
    _ordinal: int = 0
    _odd: int = 0
    _last: int = 1
    _ended: bool = False
    _unnamed: list[int] = field(default_factory=list)

    def __call__(self, grid: FileGrid) -> Iterator[Sequence[Sequence[str]]]:
        reading, width = self.spec.read, len(self.names)
        if reading.columns is None and reading.head != "none":
            self._unnamed = [at for at, name in enumerate(self.names) if not name and at not in self.positions.values()]
        for _ in islice(self.rows, reading.skip):
            pass
        size = max(1, _PART // self.times)
        while not self._ended and (batch := self.records.batch(self.rows, size, width)).numbers:
            numbers, ordinals, columns = self._limited(grid, *self._belonging(batch, width))
            grid.numbers.extend(_quickly(numbers))
            grid.ordinals.extend(_quickly(ordinals))
            if numbers:
                yield columns
        if self._odd > _AT_MOST:
            message = f"{self.records.about}{self._odd} rows do not fit; {self._odd - _AT_MOST} are not listed"
            self.found.error(rules.BAD_ROW, message, self.records.mark(self._last))
        for _ in self.rows:  # read to the end, since what is stored after the rows, such as merged cells, is needed
            pass
        first, last = (grid.numbers[0], grid.numbers[-1]) if grid.numbers else (0, -1)
        self.records.finish(first, last, grid.positions)

    def _belonging(self, batch: Batch, width: int) -> _Rows:
        """The rows of a batch that belong to the table: all at once if that is plain, otherwise one by one."""
        columns = batch.columns
        if not columns and {*map(len, batch.rows)} == {width}:
            columns = list(zip(*batch.rows, strict=True))
        if not columns or not self._all_belong(columns, is_tidy=batch.is_tidy):
            return self._checked(batch.numbers, batch.rows or list(zip(*columns, strict=True)))
        first = self._ordinal + 1
        self._ordinal += len(batch.numbers)
        return batch.numbers, range(first, self._ordinal + 1), columns

    def _all_belong(self, columns: Sequence[Sequence[str]], *, is_tidy: bool) -> bool:
        """True if each row has a first cell, more than that one, and is no footer."""
        filled = [all(cells) and (is_tidy or all(map(str.strip, cells))) for cells in columns]
        if not filled[0] or any(any(columns[at]) for at in self._unnamed):
            return False
        footer = tuple(map(str, self.spec.read.footer))
        begins = {cell.strip() for cell in {*columns[0]}}
        if self.names[0] and self.names[0] in begins:  # perhaps the head once more
            return False
        if footer and any(map(str.startswith, begins, repeat(footer))):
            return False
        return all(filled) or (filled.count(True) > 1 and not any(map(FOOTER.match, begins)))

    def _limited(
        self, grid: FileGrid, numbers: Sequence[int], ordinals: Sequence[int], columns: Sequence[Sequence[str]]
    ) -> _Rows:
        """Rows up to the size limit of tables; an error at the first row beyond."""
        left = MAX_ROWS // self.times - len(grid.numbers)
        if len(numbers) <= left:
            return numbers, ordinals, columns
        message = f"{self.records.about}there are more than {MAX_ROWS} rows"
        self.found.error(rules.TOO_LARGE, message, self.records.mark(numbers[left]), "leave only those that are shown")
        self._ended = True
        return numbers[:left], ordinals[:left], [cells[:left] for cells in columns]

    def _checked(self, numbers: Sequence[int], rows: Sequence[Sequence[str]]) -> _Rows:
        """The rows that belong to the table, looked at one by one."""
        width, footer = len(self.names), tuple(map(str, self.spec.read.footer))
        fitting, kept, ordinals = [], [], []
        for number, cells in zip(numbers, rows, strict=True):
            if footer and next(filter(None, map(str.strip, cells)), "").startswith(footer):
                self._ended = True
                break
            self._ordinal += 1
            fitted = cells if len(cells) == width else self._fit(number, cells)
            if fitted is None or self._is_head(number, fitted):
                continue
            if at := next((at + 1 for at in self._unnamed if fitted[at].strip()), 0):
                self._beside(number, at - 1)
                self._unnamed.remove(at - 1)
            if all(map(str.strip, fitted)) or not self._is_odd(number, fitted):
                fitting.append(number)
                kept.append(fitted)
                ordinals.append(self._ordinal)
        return fitting, ordinals, list(zip(*kept, strict=True))

    def _is_head(self, number: int, cells: Sequence[str]) -> bool:
        """True, and an error, if a row repeats the header, as where files were joined."""
        if not any(self.names) or [cell.strip() for cell in cells] != list(self.names):
            return False
        if self._tells(number):
            title = self.records.row_title(number, self._ordinal)
            self.found.error(rules.BAD_ROW, f"{title} repeats the header", self.records.mark(number), "take it out")
        return True

    def _fit(self, number: int, cells: Sequence[str]) -> Sequence[str] | None:
        """Pad or trim a row to the header's length; None, and an error, if that is impossible."""
        width = len(self.names)
        beyond = next((at for at in range(width, len(cells)) if cells[at].strip()), None)
        if len(cells) > width and (beyond is None or (self.spec.read.head == "none" and self.spec.read.columns)):
            return cells[:width]
        if self.records.is_ragged and len(cells) < width:
            return [*cells, *[""] * (width - len(cells))]
        if self.records.is_ragged:
            self._beside(number, beyond or 0)
            return None
        advice = wide_comma(cells)
        filled = [cell for cell in cells if cell.strip()]
        if filled and not advice and (len(filled) == 1 < width or FOOTER.match(filled[0])):
            advice = f"if the table ends above, declare `read: {{footer: {footer_word(filled[0])}}}`"
        if self._tells(number):
            title = self.records.row_title(number, self._ordinal)
            message = f"{title} has {count_cells(len(cells))} for {width} columns"
            self.found.error(rules.BAD_ROW, message, self.records.mark(number), advice)
        return None

    def _is_odd(self, number: int, cells: Sequence[str]) -> bool:
        """True, and an error, if a row with empty cells does not belong to the table, such as a footer."""
        filled = [at for at, cell in enumerate(cells) if cell.strip()]
        if not filled:
            return False
        at = filled[0]
        named = sum(map(bool, self.names)) or len(self.names)
        if self.records.head is not None:  # other columns were not read
            named = len(self.positions)
        is_footer = FOOTER.match(cells[at]) and len(filled) < named
        is_alone = len(filled) == 1 and named > 2 and not self.spec.long and not self._is_value(at, cells[at])
        if not (is_footer or is_alone):
            return False
        if self._tells(number):
            title = self.records.row_title(number, self._ordinal)
            message = f"{title} has {count_cells(len(filled))} of {named}: '{shorten(cells[at])}'"
            word = footer_word(cells[at])
            advice = f"if the table ends above it, declare `read: {{footer: {word}}}`; for what is missing, write -"
            self.found.error(rules.BAD_ROW, message, self.records.place(number, at)[0], advice, len(cells[at]))
        return True

    def _is_value(self, at: int, cell: str) -> bool:
        """True if the only cell of a row can start a row of missing values, such as a date."""
        name = next((name for name, position in self.positions.items() if position == at), "")
        if not name or self.readers[name].column.type is ColumnType.TEXT:
            return False
        try:
            self.readers[name](cell)
        except CellError:
            return False
        return True

    def _beside(self, number: int, column: int) -> None:
        if self._tells(number):
            title = self.records.cell_title(number, self._ordinal, column)
            message = f"{title}: no column of the header is above it"
            advice = "name the column, keep remarks elsewhere, or declare `read: {columns: declared}`"
            self.found.error(rules.BAD_ROW, message, self.records.place(number, column)[0], advice)

    def _tells(self, number: int) -> bool:
        """True if another stray row should be reported; too many would hide the other findings."""
        self._odd += 1
        self._last = number
        return self._odd <= _AT_MOST
