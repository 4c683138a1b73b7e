"""The rows of a table as text, with the place of every cell: what all kinds of files have in common, CSV and YAML."""

from __future__ import annotations

import csv
import io
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from yanbao.diagnostics import Mark, closest, suggest
from yanbao.load.findings import Findings, Rule, shorten
from yanbao.load.yaml import Node


class Grid(ABC):
    """Rows of text: ``rows[r][c]`` is the cell of the c-th of ``columns``.

    Rows that do not fit the columns are left out; ``numbers[r]`` is the number of a row in its file, from 1.
    """

    columns: Sequence[str]
    rows: list[list[str]]
    numbers: list[int]

    @abstractmethod
    def place(self, row: int, column: int) -> tuple[Mark, int]:
        """Where a cell stands, and how many characters it takes."""

    def title(self, row: int, column: int) -> str:
        """A cell as messages call it."""
        return f"row {self.numbers[row]}, column '{self.columns[column]}'"


@dataclass
class YamlGrid(Grid):
    """Rows of a ledger table; ``nodes[r]`` is the node of row r."""

    columns: Sequence[str]
    rows: list[list[str]]
    numbers: list[int]
    nodes: list[Node]

    def place(self, row: int, column: int) -> tuple[Mark, int]:
        cell = self.nodes[row].children[column]
        return cell.mark, cell.width


@dataclass
class CsvGrid(Grid):
    """Records of a CSV file; ``starts[r]`` is the line, from 1, on which record r begins."""

    columns: Sequence[str]
    rows: list[list[str]]
    numbers: list[int]
    starts: list[int]
    lines: list[str]
    file: str

    def place(self, row: int, column: int) -> tuple[Mark, int]:
        return _csv_place(self.lines, self.file, self.starts[row], column), max(1, len(self.rows[row][column]))


_WIDE_COMMA = "commas between cells are ',' and not full-width"


def _count(cells: int) -> str:
    return f"{cells} cell{'s' * (cells != 1)}"


def yaml_grid(node: Node, columns: Sequence[str], found: Findings) -> YamlGrid:
    """The rows of a table whose ``rows`` node has been validated; errors for rows that do not fit."""
    grid = YamlGrid(columns, [], [], [])
    for number, row in enumerate(node.children.values(), 1):
        cells = row.children.values()
        nested = next((cell for cell in cells if isinstance(cell.value, list | dict)), None)
        if len(cells) != len(columns):
            message = f"row {number} has {_count(len(cells))} for {len(columns)} columns"
            written = "".join(str(cell) for cell in row.value)
            advice = _WIDE_COMMA if "，" in written else f"the columns are {', '.join(columns)}"
            found.error(Rule.BAD_ROW, message, row.mark, advice)
        elif nested:
            found.error(Rule.BAD_CELL, f"row {number}: a cell is text or a number", nested.mark)
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


def csv_grid(text: str, file: str, columns: Sequence[str], found: Findings) -> CsvGrid | None:
    """The records of a CSV file, with errors for those that do not fit; None if its header does not.

    The header names the columns, in any order.
    """
    lines = io.StringIO(text, newline="").readlines()
    grid = CsvGrid([], [], [], [], lines, file)
    reader = csv.reader(lines, strict=True)
    start, number = 1, 0
    try:
        for record in reader:
            if not any(map(str.strip, record)):  # an empty line, or one of commas only, as spreadsheets leave them
                pass
            elif not grid.columns:
                grid.columns = [name.strip() for name in record]
                if not _has_header(grid, columns, start, found):
                    return None
            else:
                number += 1
                _add(grid, record, number, start, found)
            start = reader.line_num + 1
    except csv.Error as error:
        is_open = "unexpected end of data" in str(error)
        message = "a quotation mark of this row is never closed" if is_open else f"not CSV: {error}"
        found.error(Rule.BAD_ROW, message, Mark(file, start))
    if not grid.columns:
        found.error(Rule.BAD_HEADER, "the file has no header", Mark(file), f"write {','.join(columns)}")
        return None
    return grid


def _add(grid: CsvGrid, record: list[str], number: int, start: int, found: Findings) -> None:
    if len(record) != len(grid.columns):
        message = f"row {number} has {_count(len(record))} for {len(grid.columns)} columns"
        advice = _WIDE_COMMA if "，" in "".join(record) else ""
        found.error(Rule.BAD_ROW, message, Mark(grid.file, start), advice)
        return
    grid.rows.append(record)
    grid.numbers.append(number)
    grid.starts.append(start)


def _has_header(grid: CsvGrid, columns: Sequence[str], line: int, found: Findings) -> bool:
    if len(grid.columns) == 1 < len(columns):
        advice = f"write {','.join(columns)}"
        found.error(
            Rule.BAD_HEADER, "the header has one column; commas separate columns", Mark(grid.file, line), advice
        )
        return False
    return has_columns(
        grid.columns,
        columns,
        Mark(grid.file, line),
        lambda index: _csv_place(grid.lines, grid.file, line, index),
        found,
    )


def has_columns(
    header: Sequence[str], columns: Sequence[str], mark: Mark, place: Callable[[int], Mark], found: Findings
) -> bool:
    """Whether a header names the declared columns, each once and no others; errors if not.

    ``mark`` is where the header stands, ``place`` tells where its n-th name does.
    """
    before, there, declared = len(found), set(header), set(columns)
    missing = [name for name in columns if name not in there]
    meant, seen, left_out = set(), set[str](), 0
    for index, name in enumerate(header):
        is_wrong, is_twice = name not in declared, name in seen
        seen.add(name)
        if not is_wrong and not is_twice:
            continue
        if len(found) - before >= _AT_MOST:
            left_out += 1
        elif is_wrong:
            message = f"column '{shorten(name)}' is not declared in the catalog" if name else "a column without a name"
            likely = closest(name, missing)
            meant.add(likely)
            advice = f"did you mean '{likely}'?" if likely else ""
            found.error(Rule.BAD_HEADER, message, place(index), advice, max(1, len(name)))
        else:
            found.error(Rule.BAD_HEADER, f"column '{name}' is there twice", place(index), width=max(1, len(name)))
    lost = [name for name in missing if name not in meant]
    for name in lost[:_AT_MOST]:
        found.error(Rule.BAD_HEADER, f"column '{name}' of the catalog is missing", mark, suggest(name, header))
    left_out += len(lost[_AT_MOST:])
    if left_out:
        found.error(Rule.BAD_HEADER, f"{left_out} more columns do not go with the catalog", mark)
    return len(found) == before


_AT_MOST = 20  # columns reported of one head


def _csv_place(lines: Sequence[str], file: str, start: int, column: int) -> Mark:
    """Where the n-th cell of a record stands, inside its quotes if it has any."""
    quoted = False
    for row in range(start - 1, len(lines)):
        for at, char in enumerate(lines[row]):
            if column == 0:
                return Mark(file, row + 1, at + 1 + (char == '"'))
            quoted ^= char == '"'
            column -= char == "," and not quoted
    return Mark(file, start)
