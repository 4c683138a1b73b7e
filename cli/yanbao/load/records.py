"""Rows of a file before its header is known: the interface of all file formats."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from yanbao.diagnostics import Mark
from yanbao.model.dataset import ColumnType

Row = tuple[int, Sequence[str]]


@dataclass(frozen=True)
class Batch:
    """A batch of rows, with their numbers: cells by row, or by column. ``is_tidy`` if no cell begins with a blank."""

    numbers: Sequence[int]
    rows: Sequence[Sequence[str]] = ()
    columns: Sequence[Sequence[str]] = ()
    is_tidy: bool = False


class Records(ABC):
    """Rows of text. Columns are counted from 0; rows are numbered as in the file, such as by line.

    ``head`` are the column names, if the format stores them apart from the rows. ``kinds`` are the column types, for
    formats whose cells look different as a date and as a number; they are set once the header is known.
    """

    file: str
    about = ""
    """Prefix of messages, such as the sheet."""
    others: Sequence[str] = ()
    """Names of the sheets that were not asked for, if none was."""
    head: Sequence[str] | None = None
    is_ragged = False
    """True if empty cells at the end of a row may be omitted."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.kinds: dict[int, ColumnType] = {}

    @abstractmethod
    def rows(self) -> Iterator[Row]:
        """The number and cells of each row that is not empty."""

    def batch(self, rows: Iterator[Row], size: int, width: int) -> Batch:  # noqa: ARG002 - of text only
        """Some of the next rows; none at the end. At most ``size`` by row, or any number by ``width`` columns."""
        taken = list(islice(rows, size))
        return Batch([number for number, _ in taken], [cells for _, cells in taken])

    def mark(self, number: int) -> Mark:
        """The start position of a row."""
        return Mark(self.file, number)

    def place(self, number: int, column: int) -> tuple[Mark, int]:
        """Source position and width of a cell."""
        return Mark(self.file, number, column + 1), 1

    def title(self, number: int, ordinal: int, column: int, name: str) -> str:  # noqa: ARG002 - of some kinds
        """How messages refer to a cell of a named column. ``ordinal`` counts the table's rows from 1."""
        return f"row {ordinal}, column '{name}'"

    def cell_title(self, number: int, ordinal: int, column: int) -> str:  # noqa: ARG002 - of some kinds
        """How messages refer to a cell of an unnamed column."""
        return f"row {ordinal}, cell {column + 1}"

    def row_title(self, number: int, ordinal: int) -> str:  # noqa: ARG002 - of some kinds
        """How messages refer to a row."""
        return f"row {ordinal}"

    def finish(self, first: int, last: int, columns: Collection[int]) -> None:  # noqa: B027 - most have nothing to add
        """Called when all rows have been read, with the extent of the table, to report problems other than of cells."""


class ListedRecords(Records):
    """Rows in memory, for formats without lines: rows are counted from 1."""

    def __init__(self, file: str, head: Sequence[str], rows: Sequence[Sequence[str]], about: str = "") -> None:
        super().__init__(file)
        self.head = head
        self._rows = rows
        self.about = about

    def rows(self) -> Iterator[Row]:
        return enumerate(self._rows, 1)
