"""Reads text files whose cells are separated by commas, tabs or another character."""

from __future__ import annotations

import csv
from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from yanbao import rules
from yanbao.diagnostics import Mark
from yanbao.load.findings import Findings
from yanbao.load.records import Batch, Records, Row

_ANNOUNCED = "sep="
"""Excel's separator declaration, in a first line of its own."""

_AT_ONCE = 1 << 16  # characters that are split into columns at once
_HALF_CELL = 1 << 16  # half of the longest cell, in characters, that the csv module reads
_BLANKS = " \t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


class TextRecords(Records):
    """The records of a text file; a record's number is the line on which it starts."""

    def __init__(self, text: str, file: str, separator: str, found: Findings) -> None:
        super().__init__(file)
        self._text = text
        self._found = found
        self._starts: array[int] | None = None
        self._is_announced = (
            text[:4].lower() == _ANNOUNCED and text[4:5] not in '"\r\n' and text[5:7].startswith(("\n", "\r\n"))
        )
        self.separator = text[4] if self._is_announced else separator

    def rows(self) -> Iterator[Row]:
        return _TextRows(self._text, self.separator, 2 if self._is_announced else 1, self._tell)

    def batch(self, rows: Iterator[Row], size: int, width: int) -> Batch:
        if not isinstance(rows, _TextRows):
            return super().batch(rows, size, width)
        return rows.columns(width) or super().batch(rows.all(), size, width)

    def _tell(self, error: csv.Error, line: int) -> None:
        is_open = "unexpected end of data" in str(error)
        message = "a quotation mark of this row is never closed" if is_open else f"not CSV: {error}"
        self._found.error(rules.BAD_ROW, message, Mark(self.file, line))

    def place(self, number: int, column: int) -> tuple[Mark, int]:
        """Position of the n-th cell of a record, inside its quotes if any."""
        at = self._start(number)
        record = next(csv.reader(_single(self._text, at), delimiter=self.separator), [])
        width = max(1, len(record[column])) if column < len(record) else 1
        quoted, line, begin = False, number, at
        while at < len(self._text) and column:
            char = self._text[at]
            quoted ^= char == '"'
            column -= char == self.separator and not quoted
            at += 1
            if char == "\n":
                line, begin = line + 1, at
        return Mark(self.file, line, at - begin + 1 + (self._text[at : at + 1] == '"')), width

    def _start(self, line: int) -> int:
        """Offset of a line's start. All line starts are indexed on the first call."""
        if self._starts is None:
            self._starts, at = array("Q", [0]), self._text.find("\n")
            while at >= 0:
                self._starts.append(at + 1)
                at = self._text.find("\n", at + 1)
        return self._starts[line - 1]


class _TextRows:
    """Iterates over records, beginning at a line. ``tell`` is called with the first malformed one, which is the end."""

    def __init__(self, text: str, separator: str, line: int, tell: Callable[[csv.Error, int], None]) -> None:
        self._text = text
        self._separator = separator
        self._tell = tell
        self._at, self._line = 0, 1  # of the next line
        self._reader = csv.reader(self._lines(), delimiter=separator, strict=True)
        for _ in islice(self._lines(), line - 1):
            pass

    def _lines(self) -> Iterator[str]:
        """Lines with their line ends, LF or CRLF; other characters that Python treats as line ends are none."""
        while self._at < len(self._text):
            begin, self._at = self._at, self._text.find("\n", self._at) + 1 or len(self._text)
            self._line += 1
            yield self._text[begin : self._at]

    def __iter__(self) -> Iterator[Row]:
        return self

    def __next__(self) -> Row:
        """The next record with something in it but blanks."""
        return next(row for row in self.all() if any(map(str.strip, row[1])))

    def all(self) -> Iterator[Row]:
        """The records that are left, also those that consist of blanks; not those without a character."""
        line = self._line
        try:
            for record in self._reader:
                if any(record):
                    yield line, record
                line = self._line
        except csv.Error as error:
            self._at = len(self._text)
            self._reader = csv.reader(())
            self._tell(error, line)

    def columns(self, width: int) -> Batch | None:
        """The next records, column by column: what the csv module reads, without a list for each record.

        None if there are none, or any could be read otherwise: if it has other than ``width`` cells, a quotation mark
        inside a cell, a cell that begins with a blank or is long, or an empty first cell.
        """
        end = self._text.find("\n", self._at + _AT_ONCE) + 1 or len(self._text)
        text = self._text[self._at : end].replace("\r\n", "\n")
        if not text or _has_long_cell(text, self._separator):
            return None
        text += "\n" * (not text.endswith("\n"))
        columns = _split(text, self._separator, width)
        if columns is None or not all(columns[0]) or _has_blank_begin(text, self._separator):
            return None
        count = len(columns[0])
        numbers = range(self._line, self._line + count)
        self._at, self._line = end, self._line + count
        return Batch(numbers, columns=columns, is_tidy=True)


def _split(text: str, separator: str, width: int) -> Sequence[Sequence[str]] | None:
    """The cells of lines, column by column; None if a line has not ``width`` of them, or a cell of them quotes."""
    count = text.count("\n")
    cells = text.replace("\n", "\n" + separator).split(separator)[:-1]
    ends = "".join(cells[width - 1 :: width])
    if len(cells) != width * count or ends.count("\n") != count:
        return None
    columns = [*(cells[at::width] for at in range(width - 1)), ends.split("\n")[:-1]]
    unquoted = [_unquoted(column) if '"' in text else column for column in columns]
    whole = [column for column in unquoted if column is not None]
    return whole if len(whole) == width else None


def _unquoted(cells: Sequence[str]) -> Sequence[str] | None:
    """Cells without the quotation marks around them; None if there are others, so that it is not a whole cell."""
    marks = "\n".join(cells).count('"')
    if not marks:
        return cells
    quoted = [len(cell) > 1 and cell[0] == cell[-1] == '"' for cell in cells]
    if marks != 2 * quoted.count(True):
        return None
    return [cell[1:-1] if is_quoted else cell for cell, is_quoted in zip(cells, quoted, strict=True)]


def _has_long_cell(text: str, separator: str) -> bool:
    """True if a cell may be too long for the csv module."""
    starts = range(0, len(text) - _HALF_CELL, _HALF_CELL)
    return any(text.find(separator, at, at + _HALF_CELL) < 0 for at in starts)


def _has_blank_begin(text: str, separator: str) -> bool:
    """True if a cell begins with a blank, and so may consist of blanks only."""
    blanks = [blank for blank in _BLANKS if blank != separator and blank in text]
    before = (separator, "\n", *('"' * ('"' in text)))
    return any(text.startswith(blank) or any(sign + blank in text for sign in before) for blank in blanks)


def _single(text: str, start: int) -> Iterator[str]:
    """Lines of a text from an offset on, lazily: to look at one record."""
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end
