"""Reads the rows of a diagram's dataset as lines: a name with a number and a detail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from yanbao.compose.numbercells import NumberFormat, number_cells, number_format
from yanbao.compose.prose import Prose
from yanbao.model.dataset import CODES, Dataset
from yanbao.model.diagrams import Diagram, ShownNumber, Structure
from yanbao.model.document import Cell
from yanbao.model.drawn import BoxItem
from yanbao.model.manuscript import Role
from yanbao.model.tables import TableColumn

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class DiagramParts:
    """What is read for a diagram: source ids, positions of rows in order, and what its numbers are."""

    sources: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()
    tail: str = ""


class Listing:
    """The rows of a diagram as lines; ``read`` are the positions of those that were asked for.

    In a structure, a company may stand in several boxes: its number is printed in the first.
    """

    def __init__(self, spec: Diagram, dataset: Dataset, prose: Prose) -> None:
        self._spec, self._dataset, self._prose = spec, dataset, prose
        self._name = spec.name_column(dataset) or ""
        self._code = next((name for name, column in dataset.spec.columns.items() if column.type in CODES), "")
        self._form = value_format(spec.number, dataset, prose) if spec.number else None
        self.read: dict[int, None] = {}
        self._printed: set[tuple[str, str]] = set()

    def parts(self) -> DiagramParts:
        """What was read."""
        spec = self._spec
        tail = _measure(self._dataset, spec.number.column) if spec.number else ""
        return DiagramParts(self._dataset.sources(spec.shown_columns), tuple(self.read), tail)

    def of(self, where: Mapping[str, object]) -> pd.DataFrame:
        """The rows that a filter leaves."""
        return self._dataset.select(where)

    def named(self, names: Sequence[str]) -> pd.DataFrame:
        """The rows with these names, the first of each, in the order of the names."""
        frame = self._dataset.select(self._spec.where)
        cells = frame[self._name].tolist()
        return frame.iloc[[cells.index(name) for name in names if name in cells]]

    def items(self, frame: pd.DataFrame) -> Iterator[BoxItem]:
        """The lines of some rows."""
        for row in map(int, frame.index):
            self.read[row] = None
            name, detail = self._text(self._name, row), self._text(self._spec.detail, row)
            cell = Cell("")
            if self._spec.number and self._form:
                cell = value_cell(self._spec.number, self._form, self._dataset.frame.at[row, self._spec.number.column])
            if isinstance(self._spec, Structure):
                cell = Cell("") if (name, cell.html) in self._printed else cell
                self._printed.add((name, cell.html))
            code = str(self._dataset.frame.at[row, self._code] or "") if self._code not in ("", self._name) else ""
            marked = name in self._spec.highlight
            yield BoxItem(escape(name), cell.html, cell.tone, escape(detail), code, marked)

    def groups(self, column: str, frame: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
        """The rows of each value of a column, in the order in which the values come."""
        for value in dict.fromkeys(frame[column].tolist()):
            if isinstance(value, str) and value:
                group = frame[frame[column] == value]
                self._text(column, int(group.index[0]))
                yield value, group

    def _text(self, column: str | None, row: int) -> str:
        """A text of a row, recorded in the manuscript."""
        cell = self._dataset.frame.at[row, column] if column else ""
        if column is None or not isinstance(cell, str) or not cell:
            return ""
        self._prose.cell(cell, Role.CELL, self._dataset.place(row, column)[0])
        return cell


def value_format(value: ShownNumber, dataset: Dataset, prose: Prose) -> NumberFormat:
    """The format of a number that is shown beside names."""
    column = TableColumn(column=value.column, sign=value.sign, decimals=value.decimals)
    return number_format(column, dataset, dataset.frame[value.column].tolist(), prose.messages.decimals)


def value_cell(value: ShownNumber, form: NumberFormat, number: Any) -> Cell:
    """A number with its tone; nothing where it is missing."""
    [cell] = number_cells(TableColumn(column=value.column, sign=value.sign), form, [float(number)], "")
    return cell


def _measure(dataset: Dataset, column: str) -> str:
    """What a number is, with its unit, for the end of a caption."""
    return "，".join(filter(None, [dataset.label(column), dataset.spec.columns[column].unit]))
