"""The data of a chart as a table, for readers of the HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape

from yanbao import formatting
from yanbao.model.document import Cell
from yanbao.model.messages import Messages
from yanbao.model.plot import Plot, PlotSeries

MOST_DECIMALS = 4
"""Limit of decimals for a column without declared precision, which otherwise gets as many as its values need."""


@dataclass(frozen=True)
class DataTable:
    """Headers and rows, one row per category or date. Headers carry the units, so that cells are plain numbers."""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


def data_table(plot: Plot, messages: Messages) -> DataTable:
    """The data of a chart, row by row; for an annotated line, with the events of each day."""
    columns = list(_columns(plot, messages))
    return DataTable(tuple(column[0] for column in columns), tuple(zip(*(c[1:] for c in columns), strict=True)))


def _columns(plot: Plot, messages: Messages) -> Iterator[tuple[Cell, ...]]:
    """Columns from left to right, each starting with its header."""
    words = messages.reader
    if plot.facets:
        yield Cell(escape(plot.facet), header=True), *(Cell(escape(title), header=True) for title in plot.facets)
    first = messages.fact if isinstance(plot.x[0], str) else words.month if plot.monthly else words.date
    yield Cell(escape(first), header=True), *(_name(x, monthly=plot.monthly) for x in plot.x)
    for series in plot.told:
        yield _head(series), *_numbers(series, messages.missing)
    if plot.events:
        told = ["" for _ in plot.x]
        for event in plot.events:
            told[event.at] += (messages.list_separator if told[event.at] else "") + f"{event.number}. {event.label}"
        yield Cell(escape(words.event), header=True), *(Cell(escape(text)) for text in told)


def _name(x: str | date, *, monthly: bool) -> Cell:
    if isinstance(x, date):
        return Cell(x.strftime("%Y-%m" if monthly else "%Y-%m-%d"), "code", header=True)
    return Cell(escape(x), header=True)


def _head(series: PlotSeries) -> Cell:
    unit = f' <span class="unit">{escape(series.unit)}</span>' if series.unit else ""
    return Cell(escape(series.label) + unit, "number", header=True)


def _numbers(series: PlotSeries, missing: str) -> Iterator[Cell]:
    write = formatting.percent if series.percent else formatting.number
    places = series.decimals
    if places is None:
        present = [value * 100 if series.percent else value for value in series.values if value is not None]
        places = formatting.common_decimals(present, MOST_DECIMALS)
    group = formatting.has_separators(value for value in series.values if value is not None)
    for value in series.values:
        yield Cell(escape(missing) if value is None else write(value, places, group=group), "number")
