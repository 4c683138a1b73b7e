"""Formats numbers as table cells, with units, gain and loss marks, bars and shades. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from yanbao import formatting, units
from yanbao.compose.cellmarks import heat_level
from yanbao.model.dataset import ColumnType, Dataset
from yanbao.model.document import Cell
from yanbao.model.tables import TableColumn


@dataclass(frozen=True)
class NumberFormat:
    """How the numbers of a column are formatted; ``factor`` converts them to the printed unit.

    ``group`` separates thousands. ``no_multiple`` is printed in place of numbers that are not above 0, if the column
    has multiples.
    """

    percent: bool
    factor: float
    places: int
    sign: bool
    brackets: bool
    no_multiple: str = ""
    group: bool = False

    def text(self, value: float) -> str:
        if self.no_multiple and not value > 0:
            return self.no_multiple
        write = formatting.percent if self.percent else formatting.number
        text = write(value * self.factor, self.places, sign=self.sign, group=self.group)
        return f"({text[1:]})" if self.brackets and text.startswith(formatting.MINUS) else text


def number_format(
    column: TableColumn,
    dataset: Dataset,
    values: Sequence[float],
    usual: Mapping[str, int],
    no_multiple: str = "",
    *,
    group: bool = False,
) -> NumberFormat:
    """The format of a column with these ``values``, some of which may be missing.

    Thousands are separated if numbers of this column have five digits, or, with ``group``, beside it.

    Decimals are the table's, else the dataset's, else those ``usual`` for the unit, else as many as needed, at most 2;
    then more if values that differ would print the same.
    """
    spec = dataset.spec.columns[column.column]
    no_multiple = no_multiple if column.is_multiple(spec.unit) else ""
    is_percent = spec.type is ColumnType.PERCENT
    factor = (units.factor(spec.unit, column.unit) or 1.0) if column.unit else 1.0
    scale = 100 if is_percent else factor
    places = column.decimals
    if places is None and factor == 1:
        places = spec.decimals
    if places is None:
        printed = [value * scale for value in values if not math.isnan(value) and (value > 0 or not no_multiple)]
        places = usual.get(column.unit or spec.unit, formatting.common_decimals(printed))
        places = formatting.telling_decimals(printed, places)
    group = group or formatting.has_separators(value * scale for value in values)
    return NumberFormat(is_percent, factor, places, column.sign, column.brackets, no_multiple, group)


def number_cells(
    column: TableColumn, form: NumberFormat, values: Sequence[float], missing: str, among: Sequence[float] = ()
) -> list[Cell]:
    """Cells of numbers, NaN where missing; bars are relative to the largest, shades to ``among``."""
    largest = max((abs(value) for value in values if not math.isnan(value)), default=0) or 1
    made = []
    for value in values:
        cell = total_cell(column, form, value, missing)
        if not math.isnan(value) and (value > 0 or not form.no_multiple):
            bar = round(abs(value) / largest * 100, 1) if column.bar else None
            heat = heat_level(value, among, signed=column.sign) if column.heat else None
            cell = replace(cell, bar=bar, heat=heat)
        made.append(cell)
    return made


def total_cell(column: TableColumn, form: NumberFormat, value: float, missing: str) -> Cell:
    """The cell of a total, without bar or shade."""
    text = escape(missing) if math.isnan(value) else form.text(value)
    tone: Any = {"+": "up", formatting.MINUS: "down"}.get(text[:1], "") if column.sign else ""
    return Cell(text, "number", tone, bar=0 if column.bar else None, heat=0 if column.heat else None)
