"""Brings the columns that a chart draws to one scale to one unit, before its kind sees them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from yanbao import rules, units
from yanbao.compose.ploterror import PlotError
from yanbao.compose.values import exact
from yanbao.diagnostics import Marked
from yanbao.model.charts import DataChart
from yanbao.model.dataset import Column, ColumnType, Dataset

if TYPE_CHECKING:
    import pandas as pd


def wanted_units(chart: DataChart, dataset: Dataset) -> dict[str, str]:
    """The units of columns that are drawn in another than their own: that of the first on their scale.

    Raises PlotError if one measures something else.
    """
    columns, found = dataset.spec.columns, dict[str, str]()
    for first, *others in filter(None, chart.scales):
        unit = found.setdefault(first, unit_of(columns[first]))
        for one in others:
            own = unit_of(columns[one])
            if units.ratio(own, unit) is None or found.setdefault(one, unit) != unit:
                raise mixed(one, own, first, unit, chart.data)
    return {one: unit for one, unit in found.items() if unit != unit_of(columns[one])}


def unit_of(column: Column) -> str:
    """The unit that the numbers of a column are printed in; % for percentages."""
    return units.PERCENT if column.type is ColumnType.PERCENT else column.unit


def mixed(one: Marked, unit: str, other: Marked | str, beside: str, data: Marked) -> PlotError:
    """The error for a column in another unit than what it is drawn beside; at ``data`` if no author wrote its name."""
    if unit and beside:
        message, remedy = f"'{one}' is in '{unit}', and '{other}' in '{beside}'", "show it in a chart of its own"
        remedy += ", or on the right axis of a line chart: axis: right"
    else:
        bare, named, its = (other, one, unit) if unit else (one, other, beside)
        message, remedy = f"'{named}' is in '{its}', and '{bare}' has no unit", f"declare the 'unit' of '{bare}'"
    return PlotError(message, one.mark if one.mark.file else data.mark, remedy, rules.MIXED_UNITS)


def in_units(frame: pd.DataFrame, dataset: Dataset, wanted: Mapping[str, str]) -> pd.DataFrame:
    """Rows of a dataset with the numbers of some columns in other units."""
    made = {one: _converted(frame[one], unit_of(dataset.spec.columns[one]), unit) for one, unit in wanted.items()}
    return frame.assign(**made) if made else frame


def spoken_in(dataset: Dataset, wanted: Mapping[str, str]) -> Dataset:
    """The dataset with some columns in other units; what is converted prints with as many decimals as needed."""
    if not wanted:
        return dataset
    columns = dict(dataset.spec.columns)
    for one, unit in wanted.items():
        decimals = columns[one].decimals if units.ratio(unit, columns[one].unit) == 1 else None
        columns[one] = columns[one].model_copy(update={"unit": unit, "decimals": decimals})
    spec = dataset.spec.model_copy(update={"columns": columns})
    return replace(dataset, spec=spec, frame=in_units(dataset.frame, dataset, wanted))


def _converted(cells: Iterable[float], unit: str, wanted: str) -> list[float]:
    factor = units.ratio(unit, wanted) or 1
    return [float(exact(cell) * factor) if math.isfinite(cell) else cell for cell in cells]
