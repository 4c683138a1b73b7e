"""Inserts gaps into monthly series for months that are missing."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from itertools import pairwise

from yanbao.model.plot import Plot


def with_gaps(plot: Plot) -> Plot:
    """A monthly plot over time with an empty position for each missing month; other plots unchanged.

    The step is the greatest common divisor of the intervals shown, so quarterly data only get missing quarters.
    """
    months = [day.year * 12 + day.month - 1 for day in plot.x if isinstance(day, date)]
    steps = [two - one for one, two in pairwise(months)]
    if not plot.kind.is_over_time or not plot.monthly or not steps:
        return plot
    every = range(months[0], months[-1] + 1, math.gcd(*steps))
    at = {month: position for position, month in enumerate(months)}
    places = [at.get(month) for month in every]
    moved = [places.index(position) for position in range(len(months))]
    return replace(
        plot.moved(moved),
        x=tuple(date(month // 12, month % 12 + 1, 1) for month in every),
        series=tuple(
            replace(one, values=tuple(None if place is None else one.values[place] for place in places))
            for one in plot.series
        ),
    )
