"""The forms of charts that the sample does not have, drawn with matplotlib's own axes as in the plain script.

In: a plot as ``content.py`` tells it, its values as a table with the columns x, y0, y1 …; see ``plain.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from tools.bench import plain

Told = dict[str, Any]


def draw(plot: Told, table: pd.DataFrame, size: list[float], style: Told) -> Figure:
    """One chart of any form; ``size`` in pt."""
    if plot["type"] not in FORMS:
        return plain.draw(plot, table, size, style)
    figure = Figure(figsize=(size[0] / 72, size[1] / 72), layout="constrained")
    FORMS[plot["type"]](figure, plot, table, style)
    return figure


def _labels(plot: Told) -> list[str]:
    return [series["label"] for series in plot["series"]]


def _candlestick(figure: Figure, plot: Told, table: pd.DataFrame, style: Told) -> None:
    """Prices above, volume below: a bar and a line for each day, as the documentation of matplotlib has it."""
    upper, lower = figure.subplots(2, sharex=True, height_ratios=[3, 1])
    days = pd.DataFrame(plot["candles"]).join(table)
    rising = days["close"] >= days["open"]
    for chosen, color in ((rising, style["up"]), (~rising, style["down"])):
        some = days[chosen]
        upper.bar(some.index, some["close"] - some["open"], 0.7, bottom=some["open"], color=color)
        upper.vlines(some.index, some["low"], some["high"], color=color, linewidth=0.7)
    for number, series in enumerate(plot["series"][1:], 1):
        if series["form"] == "column":
            for chosen, color in ((rising, style["up"]), (~rising, style["down"])):
                lower.bar(days.index[chosen], days[f"y{number}"][chosen], 0.7, color=color, alpha=0.6)
            lower.set_ylabel(series["label"])
        else:
            upper.plot(days.index, days[f"y{number}"], linewidth=1, label=series["label"])
    ticks = days.index[:: max(1, len(days) // 6)]
    lower.set_xticks(ticks, [str(x)[:10] for x in days["x"][ticks]])
    upper.legend(frameon=False, loc="upper left")
    upper.grid(axis="y", color=style["hairline"], linewidth=0.4)


def _area(figure: Figure, plot: Told, table: pd.DataFrame, style: Told) -> None:
    axes = figure.subplots()
    axes.stackplot(table["x"], *(table[name] for name in table.columns[1:]), labels=_labels(plot))
    axes.grid(axis="y", color=style["hairline"], linewidth=0.4)
    axes.legend(frameon=False, loc="upper left")


def _scatter(figure: Figure, plot: Told, table: pd.DataFrame, style: Told) -> None:
    axes = figure.subplots()
    axes.scatter(table["y0"], table["y1"], table["y2"] / 5 if "y2" in table else 16, color=style["accent"])
    for row in table.itertuples():
        axes.annotate(str(row.x), (row.y0, row.y1), xytext=(4, 0), textcoords="offset points")
    axes.set(xlabel=_labels(plot)[0], ylabel=_labels(plot)[1])
    axes.grid(color=style["hairline"], linewidth=0.4)


def _dumbbell(figure: Figure, plot: Told, table: pd.DataFrame, style: Told) -> None:
    axes = figure.subplots()
    values = table[list(table.columns[1:])]
    axes.hlines(table["x"], values.min(axis=1), values.max(axis=1), color=style["quiet"])
    for name, label in zip(values, _labels(plot), strict=True):
        axes.scatter(values[name], table["x"], 30, label=label, zorder=3)
        for value, x in zip(values[name], table["x"], strict=True):
            axes.annotate(f"{value:g}", (value, x), xytext=(5, 5), textcoords="offset points")
    axes.legend(frameon=False, loc="upper left")


def _waterfall(figure: Figure, plot: Told, table: pd.DataFrame, style: Told) -> None:
    axes = figure.subplots()
    level, bottoms, heights, colors = 0.0, [], [], []
    for at, value in enumerate(table["y0"]):
        is_total = at in plot["totals"]
        bottoms.append(0.0 if is_total else level)
        heights.append(value)
        colors.append(style["accent"] if is_total else style["up"] if value > 0 else style["down"])
        level = value if is_total else level + value
    bars = axes.bar(table["x"], heights, 0.6, bottom=bottoms, color=colors)
    axes.bar_label(bars, [f"{value:,.2f}" for value in heights])
    axes.grid(axis="y", color=style["hairline"], linewidth=0.4)


FORMS: Mapping[str, Callable[[Figure, Told, pd.DataFrame, Told], None]] = {
    "candlestick": _candlestick,
    "area": _area,
    "scatter": _scatter,
    "dumbbell": _dumbbell,
    "waterfall": _waterfall,
}
KNOWN = {"line", "column", "bar", "events", "facts", *FORMS}
"""Types of plots that there is a plain form of."""
