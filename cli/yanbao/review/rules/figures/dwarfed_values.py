"""The values of a chart can be compared: no single one reduces all others to slivers.

Where the largest bar or column is more than twenty times as long as the median, the others cannot be told from
nothing. Break it (``broken: true``), leave it out of the chart and say its number in the text, or show the others in a
chart of their own. Points and lines that differ so much are better on a logarithmic axis (``log: true``).

PASS::

    chart: {type: bar, broken: true, …}      # 186,000 beside 1,490 and 1,260

FAIL::

    chart: {type: bar, …}
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from yanbao.diagnostics import Level
from yanbao.formatting import number
from yanbao.model.manuscript import Manuscript
from yanbao.model.plot import Plot
from yanbao.review.findings import Finding, on
from yanbao.rules import define

RULE = define("dwarfed-values", __doc__, "review", Level.HINT)

_TIMES = 20.0
"""Of the median: what a bar may be without dwarfing the others."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at the caption of a chart of bars or columns with such a value."""
    for figure in manuscript.figures:
        plot = figure.plot
        if plot and plot.is_compared:
            plots = [panel.plot for panel in plot.panels] if plot.own_scales else [plot]
            times = max(map(_times, plots))
            if times > _TIMES:
                message = f"the largest value is {number(times, 0)} times the median: the others cannot be compared"
                yield on(figure.caption, 0, len(figure.caption.text), message, _REMEDIES[plot.kind.is_sideways])


_REMEDIES = {
    True: "break it with 'broken: true', or leave it out with 'where' and say it in the text",
    False: "leave it out with 'where' and say it in the text, or show a bar chart with 'broken: true'",
}


def _times(plot: Plot) -> float:
    """The largest value as a multiple of the median; 0 if there are fewer than three."""
    sizes = [abs(value) for series in plot.series for value in series.values if value]
    return max(sizes) / median(sizes) if len(sizes) > 2 else 0.0
