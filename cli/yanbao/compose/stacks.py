"""Stacked series as shares of their sum."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from yanbao import rules
from yanbao.compose.ploterror import PlotError
from yanbao.compose.prose import Prose
from yanbao.diagnostics import Diagnostic, Level
from yanbao.formatting import telling_decimals
from yanbao.model.charts import ColumnChart
from yanbao.model.plot import PlotSeries
from yanbao.model.timecharts import AreaChart, LineChart

MOST_PARTS = 8


def refuse_negative(chart: AreaChart | ColumnChart, parts: Sequence[PlotSeries]) -> None:
    """Raise PlotError at the first negative value of stacked series: it cannot be stacked."""
    for part, spec in zip(parts, chart.series, strict=True):
        low = min((value for value in part.values if value is not None), default=0.0)
        if low < 0 and len(parts) > 1:
            message = f"column '{spec.y}' of '{chart.data}' has a negative value, which is no part of a sum"
            raise PlotError(message, spec.y.mark, "show it as a line chart", rules.NEGATIVE_PART)


def warn_crowded(
    chart: AreaChart | ColumnChart | LineChart,
    prose: Prose,
    what: str = "series",
    remedy: str = "leave some out, give them the role muted, or a panel each: 'facets: true'",
) -> None:
    """Warn if a chart has more series (called ``what``) than colours can distinguish."""
    if len(chart.series) > MOST_PARTS and not chart.has_series_panels:
        message = f"this chart has {len(chart.series)} {what}: colours tell {MOST_PARTS} apart"
        mark = chart.series[MOST_PARTS].y.mark
        prose.report(Diagnostic(Level.WARNING, rules.CROWDED_CHART.id, message, mark, remedy))


def as_shares(
    chart: AreaChart | ColumnChart, parts: Sequence[PlotSeries], labels_ends: bool = False
) -> list[PlotSeries]:
    """Series as shares of their sum in each row, missing where that is 0. Raises PlotError if a value is negative.

    ``labels_ends`` is set if only the last values are printed.
    """
    refuse_negative(chart, parts)
    sums = [math.fsum(value or 0.0 for value in row) for row in zip(*(part.values for part in parts), strict=True)]
    shares = [
        tuple(v / whole if v is not None and whole else None for v, whole in zip(part.values, sums, strict=True))
        for part in parts
    ]
    labelled = [values[-1:] if labels_ends else values for values in shares]
    decimals = telling_decimals((v * 100 for values in labelled for v in values if v is not None), 1)
    return [
        replace(part, values=values, unit="", percent=True, decimals=part.decimals if part.percent else decimals)
        for part, values in zip(parts, shares, strict=True)
    ]
