"""Reads text files whose cells are separated by commas, tabs or another character."""

from __future__ import annotations

import csv
from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, chain, islice
from operator import itemgetter

from yanbao import rules
from yanbao.diagnostics import Mark
from yanbao.load.findings import Findings
from yanbao.load.records import Batch, Records, Row

_ANNOUNCED = "sep="
"""Excel's separator declaration, in a first line of its own."""


_CHUNK = 1 << 20  # characters
_FIRST = itemgetter(0)
_BLANKS = " \t\u3000\xa0"


class TextRecords(Records):
    """The records of a text file; a record's number is the line on which it starts."""

    def __init__(self, text: str, file: str, separator: str, found: Findings) -> None:
        super().__init__(file)
        self._text = text
        self._found = found
        self._starts: array[int] | None = None
        self._announced = text[:5].lower().startswith(_ANNOUNCED) and text[5:7] in ("\n", "\r\n", "\n" + text[6:7])
        self.separator = text[4] if self._announced else separator
        begins = [*(self.separator + blank for blank in _BLANKS), *('"' + blank for blank in _BLANKS)]
        self._is_tidy = not any(begin in text for begin in begins)

    def rows(self) -> Iterator[Row]:
        return _TextRows(self._text, self.separator, 2 if self._announced else 1, self._tell)

    def batch(self, rows: Iterator[Row], size: int) -> Batch:
        return rows.batch(size, is_tidy=self._is_tidy) if isinstance(rows, _TextRows) else super().batch(rows, size)

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
    """Iterates over records, singly or in batches. ``tell`` is called with the first malformed one."""

    def __init__(self, text: str, separator: str, line: int, tell: Callable[[csv.Error, int], None]) -> None:
        self._text = text
        self._separator = separator
        self._tell = tell
        self._line = 1
        self._is_quoted = '"' in text
        self._begin(0)
        while self._line < line and next(self._reader, None) is not None:
            self._line += 1

    def _begin(self, at: int) -> None:
        self._reader = csv.reader(_lines(self._text, at), delimiter=self._separator, strict=True)

    def __iter__(self) -> Iterator[Row]:
        return self

    def __next__(self) -> Row:
        while True:
            try:
                record = next(self._reader)
            except csv.Error as error:
                self._tell(error, self._line)
                self._reader = csv.reader(())
                raise StopIteration from None
            line, self._line = self._line, self._line + _height(record)
            if any(map(str.strip, record)):
                return line, record

    def batch(self, size: int, *, is_tidy: bool) -> Batch:
        """The next records, without empty ones."""
        first = self._line
        try:
            records = list(islice(self._reader, size))
        except csv.Error:
            self._begin(_offset(self._text, first))
            taken = list(islice(self, size))
            return Batch([line for line, _ in taken], [record for _, record in taken])
        if not self._is_quoted:
            numbers: Sequence[int] = range(first, first + len(records))
            self._line += len(records)
        else:
            heights = list(map(_height, records))
            numbers = list(accumulate(heights, initial=first))[:-1]
            self._line += sum(heights)
        if all(records) and all(map(_FIRST, records)):
            return Batch(numbers, records, is_tidy)
        kept = [
            (number, record) for number, record in zip(numbers, records, strict=True) if any(map(str.strip, record))
        ]
        if not kept and records:
            return self.batch(size, is_tidy=is_tidy)
        return Batch([number for number, _ in kept], [record for _, record in kept], is_tidy)


def _height(record: Sequence[str]) -> int:
    """Number of lines that a record takes."""
    return 1 + sum(cell.count("\n") for cell in record)


def _offset(text: str, line: int) -> int:
    """Offset of a line's start in a text."""
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
    return at


def _lines(text: str, start: int = 0) -> Iterator[str]:
    """Lines with their line ends, in chunks: a list of all would take more memory than the text.

    Lines end with LF or CRLF; other characters that Python treats as line ends have been rejected.
    """
    return chain.from_iterable(_chunks(text, start))


def _chunks(text: str, start: int) -> Iterator[list[str]]:
    while start < len(text):
        end = text.find("\n", start + _CHUNK) + 1 or len(text)
        yield text[start:end].splitlines(keepends=True)
        start = end


def _single(text: str, start: int) -> Iterator[str]:
    """Lines of a text from an offset on, lazily: to look at one record."""
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end
