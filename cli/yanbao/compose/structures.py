"""Makes the layers of a structure: its boxes with the rows that they list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil
from typing import TYPE_CHECKING, Any

from yanbao.compose.numbercells import NumberFormat, number_cells, number_format
from yanbao.compose.prose import Prose, plain_text
from yanbao.model.dataset import CODES, Dataset
from yanbao.model.diagrams import ShownNumber, Structure, StructureBox, StructureLayer
from yanbao.model.document import Cell
from yanbao.model.drawn import Box, BoxItem, Layer
from yanbao.model.manuscript import Role
from yanbao.model.messages import Messages
from yanbao.model.tables import TableColumn

if TYPE_CHECKING:
    import pandas as pd

_MOST_ACROSS = 6
"""Boxes in a row, where the author does not say how many."""


@dataclass(frozen=True)
class DiagramParts:
    """What is read for a diagram: source ids, positions of rows in order, and what its numbers are."""

    sources: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()
    tail: str = ""


def structure(spec: Structure, dataset: Dataset | None, prose: Prose) -> tuple[tuple[Layer, ...], DiagramParts]:
    """The layers of a structure whose references have been checked."""
    listing = _Listing(spec, dataset, prose) if dataset else None
    layers = tuple(_layer(layer, spec, listing, prose) for layer in spec.layers)
    if dataset is None or listing is None:
        return layers, DiagramParts()
    tail = _measure(dataset, spec.number.column) if spec.number else ""
    return layers, DiagramParts(dataset.sources(spec.shown_columns), tuple(listing.read), tail)


def _measure(dataset: Dataset, column: str) -> str:
    """What a number is, with its unit, for the end of a caption."""
    return "，".join(filter(None, [dataset.label(column), dataset.spec.columns[column].unit]))


def describe(layers: Sequence[Layer], title: str, messages: Messages) -> str:
    """Alternative text of a structure: its layers with the titles of their boxes."""
    alt, joint = messages.alt, messages.list_separator
    texts = [
        alt.layer.format(title=plain_text(layer.title), boxes=joint.join(plain_text(box.title) for box in layer.boxes))
        for layer in layers
    ]
    return alt.structure.format(title=title, count=len(layers), layers=joint.join(texts))


class _Listing:
    """The rows of a structure as lines of boxes; ``read`` are the positions of those that were asked for."""

    def __init__(self, spec: Structure, dataset: Dataset, prose: Prose) -> None:
        self._spec, self._dataset, self._prose = spec, dataset, prose
        self._name = spec.name_column(dataset) or ""
        self._code = next((name for name, column in dataset.spec.columns.items() if column.type in CODES), "")
        self._form = value_format(spec.number, dataset, prose) if spec.number else None
        self.read: dict[int, None] = {}

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


def _layer(layer: StructureLayer, spec: Structure, listing: _Listing | None, prose: Prose) -> Layer:
    title, text = prose.line(layer.title, Role.HEADER).html, prose.line(layer.text, Role.CELL).html
    where = {**spec.where, **layer.where}
    if layer.by and listing:
        groups = listing.groups(layer.by, listing.of(where))
        boxes = [Box(escape(name), "", tuple(listing.items(rows)), False) for name, rows in groups]
    else:
        boxes = [_box(box, where, listing, prose) for box in layer.boxes]
    usual = 1 if spec.direction == "right" else ceil(len(boxes) / ceil(len(boxes) / _MOST_ACROSS)) if boxes else 1
    return Layer(title, text, tuple(boxes), layer.across or usual, prose.line(layer.flow, Role.CELL).html)


def _box(box: StructureBox, where: Mapping[str, object], listing: _Listing | None, prose: Prose) -> Box:
    title, text = prose.line(box.title, Role.HEADER).html, prose.line(box.text, Role.CELL).html
    items: list[BoxItem] = []
    if listing and box.where:
        items += listing.items(listing.of({**where, **box.where}))
    if listing and box.rows:
        items += listing.items(listing.named(box.rows))
    items += [BoxItem(prose.line(line, Role.CELL).html) for line in box.items]
    return Box(title, text, tuple(items), box.highlight)
