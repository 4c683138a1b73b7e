"""Makes plots of histograms: the values of a column, counted in equal intervals between round edges."""

from __future__ import annotations

import math
from itertools import pairwise
from statistics import median

from yanbao import formatting
from yanbao.compose.ploterror import PlotError
from yanbao.model.exhibits import HistogramChart
from yanbao.model.messages import Messages
from yanbao.model.plot import Plot, PlotReference, PlotSeries
from yanbao.model.plots import HistogramPlot

_FEWEST, _MOST = 5, 12
"""Intervals if the author does not say how many."""

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def histogram_plot(chart: HistogramChart, series: PlotSeries, messages: Messages, *, are_gains: bool) -> Plot:
    """The counts by interval; each includes its lower edge, the last one also its upper. Raises PlotError."""
    values = [value for value in series.values if value is not None]
    if len(values) < 2 or min(values) == max(values):
        message = f"the values of '{chart.x}' do not differ: there is no distribution to show"
        raise PlotError(message, chart.x.mark, "say the number in a card, or look at 'where'")
    edges = _edges(
        min(values), max(values), chart.bins or max(_FEWEST, min(_MOST, 1 + math.ceil(math.log2(len(values)))))
    )
    counts = [0] * (len(edges) - 1)
    for value in values:
        at = next(at for at in range(len(counts)) if value < edges[at + 1] or at == len(counts) - 1)
        counts[at] += 1
    texts = _texts(edges, series, messages)
    names = tuple(messages.span.format(first=one, last=two) for one, two in pairwise(texts))
    return HistogramPlot(
        names,
        (PlotSeries(messages.frequency, tuple(map(float, counts)), decimals=0),),
        binned=series,
        edges=tuple(edges),
        references=(PlotReference(float(median(values)), messages.median),),
        in_market_colors=are_gains,
    )


def _edges(low: float, high: float, count: int) -> list[float]:
    """Round edges around all values: about ``count`` intervals, at most as many as the next finer step would give."""
    rough = (high - low) / count
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * one for one in _STEPS if power * one >= rough * (1 - 1e-9))
    first = math.floor(low / step + 1e-9)
    last = max(first + 1, math.ceil(high / step - 1e-9))
    places = max(0, 2 - math.floor(math.log10(step)))
    return [round(at * step, places) + 0.0 for at in range(first, last + 1)]


def _texts(edges: list[float], series: PlotSeries, messages: Messages) -> list[str]:
    if series.percent:
        decimals = formatting.common_decimals([edge * 100 for edge in edges], 10)
        return [formatting.percent(edge, decimals) for edge in edges]
    decimals = formatting.common_decimals(edges, 10)
    powers = list(messages.powers.items())
    if formatting.scale(max(map(abs, edges)), powers)[1]:
        return [formatting.quantity(edge, "", None, powers) for edge in edges]
    group = formatting.has_separators(edges)
    return [formatting.number(edge, decimals, group=group) for edge in edges]
