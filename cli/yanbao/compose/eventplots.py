"""Makes plots of event charts: a time series, with the rows of another dataset as numbered events on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from yanbao.compose.ploterror import PlotError
from yanbao.compose.prose import Prose
from yanbao.compose.rows import read_row
from yanbao.model.dataset import ColumnType, Dataset
from yanbao.model.plot import Category, Plot, PlotEvent, PlotSeries
from yanbao.model.timecharts import EventChart


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
    return Plot("events", tuple(days), (series,), events=tuple(found))
