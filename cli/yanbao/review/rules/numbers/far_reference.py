"""A reference line of a chart is near its data, in the unit of the axis.

The axis includes every reference line, so a distant one squeezes the data into a narrow strip. On an axis of
percentages a reference is a ratio: 5 is 500%, and 5% is 0.05. Where a hundredth of the value is among the data this
is known to be meant; any other reference further away than four times the range of the data is a hint. Data
themselves are never cut off by an axis.

PASS::

    references: [{value: 0.05, label: 目标涨幅}]      # on an axis of percentages

FAIL::

    references: [{value: 5, label: 目标涨幅}]
"""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.formatting import decimals_of, number, percent
from yanbao.model.charts import DataChart
from yanbao.model.manuscript import FigureText, Manuscript
from yanbao.review.findings import Finding, at
from yanbao.rules import define

RULE = define("far-reference", __doc__, "review", Level.WARNING)

_FAR = 4.0
"""Ranges of the data that a reference may be away from them."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each reference that is far from the data of its axis."""
    for figure in manuscript.figures:
        if isinstance(figure.spec, DataChart) and figure.plot:
            yield from _references(figure, figure.spec)


def _references(figure: FigureText, spec: DataChart) -> Iterator[Finding]:
    series = [one for one in figure.plot.series if one.axis == "left"] if figure.plot else []
    values = [value for one in series for value in one.values if value is not None]
    if not values or min(values) == max(values):
        return
    low, high = min(values), max(values)
    room = high - low
    is_percent = all(one.percent for one in series)
    for reference in spec.reference_lines:
        value = reference.value
        away = max(value - high, low - value) / room
        if away <= _FAR or not value:
            continue  # zero is where one starts to count
        if is_percent and low - room <= value / 100 <= high + room:
            message = f"'{reference.label}' is at {percent(value)}: on this axis, {number(value)} is a ratio"
            ratio = value / 100
            yield at(reference.label, message, f"write {number(ratio, decimals_of(ratio, 6))} for {number(value)}%")
        else:
            message = f"'{reference.label}' is {number(away, 0)} times the range of the data away from them"
            yield at(reference.label, message, "check its value and unit", Level.HINT)
