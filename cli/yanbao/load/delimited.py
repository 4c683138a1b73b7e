"""The rows of a text file whose cells are separated by commas, tabs or another character."""

from __future__ import annotations

import csv
from array import array
from collections.abc import Iterator, Sequence

from yanbao.diagnostics import Mark
from yanbao.load.findings import Findings, Rule
from yanbao.load.records import Records

_ANNOUNCED = "sep="
"""Excel's way to say the separator, in a first line of its own."""


class TextRecords(Records):
    """The records of a text; a record's number is the line on which it begins."""

    def __init__(self, text: str, file: str, separator: str, found: Findings) -> None:
        super().__init__(file)
        self._text = text
        self._found = found
        self._starts: array[int] | None = None
        self._announced = text[:5].lower().startswith(_ANNOUNCED) and text[5:7] in ("\n", "\r\n", "\n" + text[6:7])
        self.separator = text[4] if self._announced else separator

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        reader = csv.reader(_lines(self._text), delimiter=self.separator, strict=True)
        start = 1
        try:
            for record in reader:
                if any(map(str.strip, record)) and not (start == 1 and self._announced):
                    yield start, record
                start = reader.line_num + 1
        except csv.Error as error:
            is_open = "unexpected end of data" in str(error)
            message = "a quotation mark of this row is never closed" if is_open else f"not CSV: {error}"
            self._found.error(Rule.BAD_ROW, message, Mark(self.file, start))

    def place(self, number: int, column: int) -> tuple[Mark, int]:
        """Where the n-th cell of a record stands, inside its quotes if it has any."""
        at = self._start(number)
        record = next(csv.reader(_lines(self._text, at), delimiter=self.separator), [])
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

    def line(self, number: int) -> str:
        """A line of the text."""
        return next(_lines(self._text, self._start(number)), "")

    def _start(self, line: int) -> int:
        """Where a line begins. All starts are found at once, when the first is asked for."""
        if self._starts is None:
            self._starts, at = array("Q", [0]), self._text.find("\n")
            while at >= 0:
                self._starts.append(at + 1)
                at = self._text.find("\n", at + 1)
        return self._starts[line - 1]


def _lines(text: str, start: int = 0) -> Iterator[str]:
    """The lines of a text with their ends, one at a time: a list of all would take more than the text itself."""
    while (end := text.find("\n", start)) >= 0:
        yield text[start : end + 1]
        start = end + 1
    if start < len(text):
        yield text[start:]
