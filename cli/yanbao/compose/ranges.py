"""Ranges along a chart's axis: where forecasts begin, and shaded ranges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from yanbao import rules
from yanbao.compose.ploterror import PlotError
from yanbao.compose.prose import Prose
from yanbao.diagnostics import Marked, suggest
from yanbao.model.charts import ColumnChart
from yanbao.model.dataset import ColumnType, written
from yanbao.model.manuscript import Role
from yanbao.model.plot import Category, PlotShade
from yanbao.model.timecharts import LineChart

_FORECAST = re.compile(r"([0-9][0-9]|[0-9]{4})(Q[1-4]|H[12])?E")
_DAY = re.compile(r"[0-9]{4}(-[0-9][0-9](-[0-9][0-9])?|Q[1-4])?")
RULE = rules.OUTSIDE_CHART


def first_forecast(chart: LineChart | ColumnChart, x: Sequence[Category]) -> int | None:
    """The first position of forecasts: the author's, or the first 2025E after which all are estimates."""
    if chart.forecast:
        return _from(chart.forecast, x)
    flags = [isinstance(one, str) and bool(_FORECAST.fullmatch(one)) for one in x]
    known = [at for at, flag in enumerate(flags) if not flag]
    first = known[-1] + 1 if known else 0
    return first if first < len(flags) else None


def shades(
    chart: LineChart | ColumnChart, x: Sequence[Category], forecast: int | None, prose: Prose
) -> tuple[PlotShade, ...]:
    """The shaded ranges of a chart. On a date axis, whose labels cannot mark estimates, forecasts are shaded too.

    Raises PlotError for a range outside the chart.
    """
    made = []
    for shade in chart.shades:
        first, last = _from(shade.since, x), _until(shade.until, x)
        if last < first:
            message = f"the range from {shade.since} until {shade.until} has nothing of this chart in it"
            raise PlotError(message, shade.since.mark, rule=RULE)
        label = prose.line(shade.label, Role.LABEL).text if shade.label else ""
        made.append(PlotShade(first, last, label))
    if forecast is not None and isinstance(x[0], date):
        made.append(PlotShade(forecast, len(x) - 1, prose.messages.forecast))
    return tuple(made)


def _from(text: Marked, x: Sequence[Category]) -> int:
    """The first position on or after a day, month, quarter or year, or the position of a category."""
    day = _parts(text, x)
    found = next((at for at, one in enumerate(x) if _key(one, day) >= day), None) if day else _category(text, x)
    if found is None:
        raise PlotError(f"this chart ends before {text}", text.mark, f"its last date is {x[-1]}", RULE)
    return found


def _until(text: Marked, x: Sequence[Category]) -> int:
    """The last position on or before a day, or within or before a month, quarter or year; or that of a category."""
    day = _parts(text, x)
    if not day:
        return _category(text, x)
    found = [at for at, one in enumerate(x) if _key(one, day) <= day]
    if not found:
        raise PlotError(f"this chart begins after {text}", text.mark, f"its first date is {x[0]}", RULE)
    return found[-1]


def _parts(text: Marked, x: Sequence[Category]) -> str:
    """A day, month, quarter or year unchanged if the chart has dates; empty if it has categories. Raises PlotError."""
    if not isinstance(x[0], date):
        return ""
    if not _DAY.fullmatch(text):
        message = f"'{text}' is not a date: write 2024, 2024-04 or 2024-04-26"
        raise PlotError(message, text.mark, rule=RULE)
    return str(text)


def _key(day: Category, like: str) -> str:
    """A date as ISO text or a quarter, at the precision of ``like``."""
    if "Q" in like and isinstance(day, date):
        return written(day, ColumnType.QUARTER)
    return str(day)[: len(like)]


def _category(text: Marked, x: Sequence[Category]) -> int:
    if str(text) not in x:
        raise PlotError(f"this chart has no '{text}'", text.mark, suggest(str(text), map(str, x)), RULE)
    return x.index(str(text))
