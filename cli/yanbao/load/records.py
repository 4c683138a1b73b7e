"""The rows of a file as the file has them, before anyone knows which is the head: what all kinds of files share."""

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
    """Some rows: their numbers, and their cells. ``is_tidy`` if no cell is of blanks alone."""

    numbers: Sequence[int]
    cells: Sequence[Sequence[str]]
    is_tidy: bool = False


class Records(ABC):
    """Rows of text. Columns are counted from 0; a row has the number by which its file is read, such as its line.

    ``head`` are the names of the columns, where they are no row of the file. ``kinds`` are the types of columns, for
    files whose cells look different as a date and as a number: they are set as soon as the head is known.
    """

    file: str
    about = ""
    """What messages begin with, such as the sheet."""
    head: Sequence[str] | None = None
    is_ragged = False
    """Whether empty cells at the end of a row may be left out."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.kinds: dict[int, ColumnType] = {}

    @abstractmethod
    def rows(self) -> Iterator[Row]:
        """The number and the cells of each row that is not empty."""

    def batch(self, rows: Iterator[Row], size: int) -> Batch:
        """The next of ``rows``, at most so many; none at the end."""
        taken = list(islice(rows, size))
        return Batch([number for number, _ in taken], [cells for _, cells in taken])

    def mark(self, number: int) -> Mark:
        """Where a row begins."""
        return Mark(self.file, number)

    def place(self, number: int, column: int) -> tuple[Mark, int]:
        """Where a cell stands, and how many characters it takes."""
        return Mark(self.file, number, column + 1), 1

    def title(self, number: int, ordinal: int, column: int, name: str) -> str:  # noqa: ARG002 - of some kinds
        """A cell of a named column as messages call it. ``ordinal`` counts the rows of the table from 1."""
        return f"row {ordinal}, column '{name}'"

    def cell_title(self, number: int, ordinal: int, column: int) -> str:  # noqa: ARG002 - of some kinds
        """A cell of a column without a name."""
        return f"row {ordinal}, cell {column + 1}"

    def row_title(self, number: int, ordinal: int) -> str:  # noqa: ARG002 - of some kinds
        """A row as messages call it."""
        return f"row {ordinal}"

    def finish(self, first: int, last: int, columns: Collection[int]) -> None:  # noqa: B027 - most have nothing to add
        """All rows have been read; the table is in some rows and columns. For faults of other kinds than of cells."""


class ListedRecords(Records):
    """Rows that are in memory. Files of these kinds have no lines: rows are counted from 1."""

    def __init__(self, file: str, head: Sequence[str], rows: Sequence[Sequence[str]], about: str = "") -> None:
        super().__init__(file)
        self.head = head
        self._rows = rows
        self.about = about

    def rows(self) -> Iterator[Row]:
        return enumerate(self._rows, 1)
