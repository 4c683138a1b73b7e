"""Checks a finished plot: that it has data, and that a reader can read it."""

from __future__ import annotations

from datetime import date

from yanbao import rules
from yanbao.compose.ploterror import PlotError
from yanbao.compose.prose import Prose
from yanbao.diagnostics import Diagnostic, Level
from yanbao.model.charts import DataChart
from yanbao.model.plot import Plot
from yanbao.rules import Rule

MOST_CATEGORIES = 40
"""More category names than this cannot all be printed."""


def check_plot(chart: DataChart, plot: Plot, prose: Prose) -> None:
    """Warn about a series without numbers, a line of one point, and too many categories.

    Raises PlotError if there is no number at all.
    """

    def warn(rule: Rule, message: str, remedy: str) -> None:
        prose.report(Diagnostic(Level.WARNING, rule.id, message, chart.data.mark, remedy))

    empty = [one.label for one in plot.series if all(value is None for value in one.values)]
    if len(empty) == len(plot.series):
        message = f"the rows of '{chart.data}' that this chart shows have no number in its columns"
        raise PlotError(message, chart.data.mark, "look at 'where' and the dates")
    kind = plot.kind
    if kind.warns_of_empty:
        for label in empty:
            warn(rules.EMPTY_SERIES, f"'{label}' has no number in the rows shown and is left out", "")
    panels = [panel.plot for panel in plot.panels] or [plot]
    is_over_time = isinstance(plot.x[0], date) and not kind.shows_single_date
    if is_over_time and all(len(_filled(panel)) == 1 for panel in panels):
        warn(rules.SINGLE_POINT, "this chart shows a single point in time, and no change", "say the number in a card")
    count = max(len(panel.x) for panel in panels)
    if not isinstance(plot.x[0], date) and kind.writes_all_names and count > MOST_CATEGORIES:
        message = f"this chart has {count} categories: more than {MOST_CATEGORIES} are hard to read"
        warn(rules.CROWDED_CHART, message, "choose rows with 'where' or 'limit'")


def _filled(plot: Plot) -> list[int]:
    """The positions along x that have a value."""
    return [at for at in range(len(plot.x)) if any(one.values[at] is not None for one in plot.series)]
