"""Makes plots of event charts: a time series, with the rows of another dataset as numbered events on it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from yanbao import units
from yanbao.compose.numbercells import number_format
from yanbao.compose.oneunit import mixed, unit_of
from yanbao.compose.ploterror import PlotError
from yanbao.compose.prose import Prose
from yanbao.compose.rows import read_label, read_row
from yanbao.diagnostics import Marked
from yanbao.model.dataset import ColumnType, Dataset
from yanbao.model.plot import Category, Plot, PlotEvent, PlotSeries
from yanbao.model.tables import TableColumn
from yanbao.model.timecharts import EventChart
from yanbao.model.timeplots import EventPlot

if TYPE_CHECKING:
    import pandas as pd


def event_plot(
    chart: EventChart, kind: ColumnType, events: Dataset, days: Sequence[Category], series: PlotSeries, prose: Prose
) -> Plot:
    """The series with each event on its date or the next one shown; in monthly data, on its month or the next one
    shown.

    ``kind`` is the column type of the series' dates. Raises PlotError for an event outside their range.
    """
    rows = events.frame.sort_values(chart.event_date, kind="stable")
    for row in rows.index:
        read_row(events, int(row), [str(chart.event_label)], prose)
    found = []
    for number, (moment, label) in enumerate(zip(rows[chart.event_date], rows[chart.event_label], strict=True), 1):
        own = moment.date().replace(day=1) if kind is ColumnType.MONTH else moment.date()
        at = next((i for i, day in enumerate(days) if isinstance(day, date) and day >= own), None)
        if at is None or (at == 0 and days[0] != own):
            raise PlotError(f"event {number} ({moment:%Y-%m-%d}) is outside the dates shown", chart.events.mark)
        found.append(PlotEvent(number, at, f"{moment:%Y-%m-%d}", str(label)))
    if chart.target is None:
        return EventPlot(tuple(days), (series,), events=tuple(found))
    steps, told = _steps(chart.target, events, rows, found, series, len(days), prose)
    return EventPlot(tuple(days), (series, steps), events=told)


def _steps(
    column: Marked,
    events: Dataset,
    rows: pd.DataFrame,
    found: list[PlotEvent],
    line: PlotSeries,
    count: int,
    prose: Prose,
) -> tuple[PlotSeries, tuple[PlotEvent, ...]]:
    """The numbers of events as a series, each until the next; and the events with theirs. Raises PlotError."""
    spec = events.spec.columns[column]
    is_percent, unit = spec.type is ColumnType.PERCENT, units.PERCENT if line.percent else line.unit
    if unit_of(spec) != unit:
        raise mixed(column, unit_of(spec), line.label, unit, column)
    numbers = rows[column].tolist()
    for row, number in zip(rows.index, numbers, strict=True):
        if number < 0:
            place, _ = events.place(int(row), column)
            raise PlotError(f"a target of {number:g} is below 0", place)
    values: list[float | None] = [None] * count
    for event, number in zip(found, numbers, strict=True):
        values[event.at :] = [None if math.isnan(number) else float(number)] * (count - event.at)
    label = read_label(events, column, prose)
    form = number_format(TableColumn(column=column), events, numbers, prose.messages.decimals)
    texts = ["" if math.isnan(one) else f"，{label}{form.text(one)}{spec.unit}" for one in numbers]
    told = tuple(replace(event, label=event.label + text) for event, text in zip(found, texts, strict=True))
    return PlotSeries(label, tuple(values), spec.unit, is_percent, spec.decimals, role="muted", steps=True), told
