"""Tables as columns of text with the source position of every cell, independent of file format."""

from __future__ import annotations

from abc import ABC, abstractmethod
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat

from yanbao import rules
from yanbao.diagnostics import Mark
from yanbao.load.findings import Findings
from yanbao.load.records import Records
from yanbao.load.yaml import Node

Part = list[Sequence[str]]
"""A batch of rows: a sequence of cells per column."""


class Grid(ABC):
    """Text cells in the order of ``columns``. Invalid rows are left out."""

    columns: Sequence[str]

    @abstractmethod
    def parts(self) -> Iterator[Part]:
        """The cells in batches. Must be read, once, before positions are requested."""

    @abstractmethod
    def place(self, row: int, column: int) -> tuple[Mark, int]:
        """Source position and width of a cell."""

    @abstractmethod
    def title(self, row: int, column: int) -> str:
        """How messages refer to a cell."""


@dataclass
class YamlGrid(Grid):
    """Rows of a ledger table; ``nodes[r]`` is the node of row r."""

    columns: Sequence[str]
    rows: list[list[str]]
    numbers: list[int]
    nodes: list[Node]

    def parts(self) -> Iterator[Part]:
        if self.rows:
            yield list(zip(*self.rows, strict=True))

    def place(self, row: int, column: int) -> tuple[Mark, int]:
        cell = self.nodes[row].children[column]
        return cell.mark, cell.width

    def title(self, row: int, column: int) -> str:
        return f"row {self.numbers[row]}, column '{self.columns[column]}'"


_Body = Callable[["FileGrid"], Iterator[Sequence[Sequence[str]]]]


@dataclass
class FileGrid(Grid):
    """Rows of a file. ``positions[c]`` is the file's column, from 0, for the c-th of ``columns``.

    ``numbers`` are row numbers in the file, ``ordinals`` in the table. ``body`` yields the cells of all columns of the
    file in batches, and fills in both.
    """

    columns: Sequence[str]
    records: Records
    positions: Sequence[int]
    body: _Body
    numbers: array[int] = field(default_factory=lambda: array("L"))
    ordinals: array[int] = field(default_factory=lambda: array("L"))

    def parts(self) -> Iterator[Part]:
        for cells in self.body(self):
            yield [cells[position] for position in self.positions]

    def place(self, row: int, column: int) -> tuple[Mark, int]:
        return self.records.place(self.numbers[row], self.positions[column])

    def title(self, row: int, column: int) -> str:
        return self.records.title(self.numbers[row], self.ordinals[row], self.positions[column], self.columns[column])


@dataclass
class LongGrid(FileGrid):
    """A wide table read as a long one: each row of the file gives one row per ``wide`` column.

    ``names`` and ``values`` are the indices in ``columns`` of the columns that receive headers and cells; ``heads`` are
    the headers, ``head`` is the number of their row.
    """

    names: int = 0
    values: int = 0
    wide: Sequence[int] = ()
    heads: Sequence[str] = ()
    head: int = 1

    def parts(self) -> Iterator[Part]:
        times = len(self.wide)
        for cells in self.body(self):
            rows = len(cells[0])
            whole: Part = [()] * len(self.columns)
            for column, position in enumerate(self.positions):
                if column not in (self.names, self.values):
                    whole[column] = list(chain.from_iterable(repeat(cell, times) for cell in cells[position]))
            whole[self.names] = list(self.heads) * rows
            whole[self.values] = list(chain.from_iterable(zip(*(cells[at] for at in self.wide), strict=True)))
            yield whole

    def place(self, row: int, column: int) -> tuple[Mark, int]:
        record, at = divmod(row, len(self.wide))
        if column == self.names:
            return self.records.place(self.head, self.wide[at])
        position = self.wide[at] if column == self.values else self.positions[column]
        return self.records.place(self.numbers[record], position)

    def title(self, row: int, column: int) -> str:
        record, at = divmod(row, len(self.wide))
        position = self.wide[at] if column == self.values else self.positions[column]
        name = self.heads[at] if column in (self.names, self.values) else self.columns[column]
        return self.records.title(self.numbers[record], self.ordinals[record], position, name)


_WIDE_COMMA = "commas between cells are ',' and not full-width"


def count_cells(cells: int) -> str:
    """A number of cells, in words."""
    return f"{cells} cell{'s' * (cells != 1)}"


def wide_comma(cells: Sequence[str]) -> str:
    """Help for a row with too few cells that contains a full-width comma."""
    return _WIDE_COMMA if any("，" in cell for cell in cells) else ""


def yaml_grid(node: Node, columns: Sequence[str], found: Findings) -> YamlGrid:
    """The rows of a validated ``rows`` node; errors for rows that do not fit."""
    grid = YamlGrid(columns, [], [], [])
    for number, row in enumerate(node.children.values(), 1):
        cells = row.children.values()
        nested = next((cell for cell in cells if isinstance(cell.value, list | dict)), None)
        if len(cells) != len(columns):
            message = f"row {number} has {count_cells(len(cells))} for {len(columns)} columns"
            advice = wide_comma([str(cell) for cell in row.value]) or f"the columns are {', '.join(columns)}"
            found.error(rules.BAD_ROW, message, row.mark, advice)
        elif nested:
            found.error(rules.BAD_CELL, f"row {number}: a cell is text or a number", nested.mark)
        else:
            grid.nodes.append(row)
            grid.numbers.append(number)
            grid.rows.append([_written(cell) for cell in cells])
    return grid


def _written(cell: Node) -> str:
    """A cell as the author wrote it: ``1.50`` in a text column keeps its zero."""
    if cell.value is None:
        return ""
    return cell.value if isinstance(cell.value, str) else cell.raw
