"""Makes plots of waterfall and football-field charts. Validates their data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from yanbao import rules
from yanbao.compose.ploterror import PlotError
from yanbao.compose.prose import Prose
from yanbao.formatting import common_decimals, number, total
from yanbao.model.dataset import Dataset
from yanbao.model.finance import FootballFieldChart, WaterfallChart
from yanbao.model.manuscript import Role
from yanbao.model.plot import Plot, PlotReference, PlotSeries
from yanbao.model.plots import FootballFieldPlot, WaterfallPlot

if TYPE_CHECKING:
    import pandas as pd


def waterfall_plot(
    chart: WaterfallChart,
    dataset: Dataset,
    frame: pd.DataFrame,
    names: tuple[str, ...],
    measures: Sequence[PlotSeries],
) -> Plot:
    """The steps, and the positions of totals. A total without a value gets the running sum. Raises PlotError."""
    (series,) = measures
    slack = _slack(series)
    reached: float | None = None
    values: list[float] = []
    totals: list[int] = []
    for at, (row, name, value) in enumerate(zip(frame.index, names, series.values, strict=True)):
        place = dataset.place(int(row), chart.y)[0]
        is_total = name in chart.totals
        if value is None and not (is_total and reached is not None):
            raise PlotError(
                f"'{name}' has no '{chart.y}': a step of a waterfall cannot be missing", place, rule=rules.BROKEN_BRIDGE
            )
        if is_total and value is not None and reached is not None and abs(value - reached) > slack:
            message = f"'{name}' is {number(value)}, and what is before it makes {number(round(reached, 6))}"
            raise PlotError(message, place, "correct a value, or add the step that is missing", rules.BROKEN_BRIDGE)
        if is_total:
            totals.append(at)
            reached = value if value is not None else reached
        else:
            reached = total((reached or 0.0, value or 0.0))
        values.append((reached if is_total else value) or 0.0)
    return WaterfallPlot(names, (replace(series, values=tuple(values)),), totals=tuple(totals))


def _slack(series: PlotSeries) -> float:
    """Tolerance between a total and the sum before it: the steps' rounding error at their written precision."""
    written = [value for value in series.values if value is not None]
    return 0.51 * 10.0 ** -common_decimals(written, 8) * len(written)


def football_field_plot(
    chart: FootballFieldChart,
    dataset: Dataset,
    frame: pd.DataFrame,
    names: tuple[str, ...],
    measures: Sequence[PlotSeries],
    prose: Prose,
) -> Plot:
    """Lower ends, upper ends and, if wanted, central values, by method. Raises PlotError."""
    columns = chart.measures
    order = (columns[0], *columns[2:], columns[1])
    for low, high in ((order[at], order[at + 1]) for at in range(len(order) - 1)):
        for row in frame.index[frame[low] > frame[high]]:
            values = f"'{low}' is {number(float(frame[low][row]))}, above '{high}', {number(float(frame[high][row]))}"
            remedy = "are the columns exchanged?"
            raise PlotError(values, dataset.place(int(row), low)[0], remedy, rules.IMPOSSIBLE_PRICE)
    references = tuple(PlotReference(item.value, prose.line(item.label, Role.LABEL).text) for item in chart.references)
    return FootballFieldPlot(names, tuple(measures), references=references)
