"""Value axes: round ticks and their texts, and the texts of values. Pure: data values in, numbers and strings out."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from matplotlib.ticker import MaxNLocator

from yanbao.formatting import Powers, common_decimals, number, percent, telling_decimals
from yanbao.model.plot import PlotSeries

_WORDS_FROM = 100_000
"""Smaller numbers are read more easily with their digits, 12,500, than with a word, 1.25万."""

_ALMOST = 0.999995
"""From this share of a power on, numbers print as the power: 9,999.96万 at one decimal is 10,000.0万, so 1.0亿."""

_EMPTY = 0.4
"""An outermost step of an axis is dropped if more than this share of it is empty."""

_MOST_DECIMALS = 15
"""Ticks are round, and need more only if the values are alike in all digits that a number has."""

_PAD = 0.04
"""Then the axis ends this share of the values' range beyond them."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How the numbers of an axis are written: a divisor with the unit that says so, or as percentages.

    ``signed`` values print their plus: changes, and percentages with negative ones among them.
    """

    divisor: float
    unit: str
    percent: bool = False
    signed: bool = False

    def decimals(self, values: Iterable[float], at_most: int | None = None) -> int:
        """Decimals that all ``values`` share: as many as needed, up to ``at_most``.

        If not given, that is 2; 1 for numbers from 10 up that are counted in a power, 18.0 亿; and for numbers below
        0.1 as many as show two digits of the largest.
        """
        factor = 100 if self.percent else 1
        printed = [value / self.divisor * factor for value in values]
        if at_most is None:
            largest = max((abs(value) for value in printed), default=0)
            at_most = 1 if largest >= 10 and self.divisor != 1 else 2
            if 0 < largest < 0.1:
                at_most = min(10, 1 - math.floor(math.log10(largest)))
        return common_decimals(printed, at_most)

    def telling(self, values: Iterable[float], decimals: int) -> int:
        """``decimals``, or more, so that the ``values``, all printed in the chart, can be told apart if they differ."""
        factor = 100 if self.percent else 1
        return telling_decimals([value / self.divisor * factor for value in values], decimals)

    def text(self, value: float, decimals: int, *, sign: bool = False) -> str:
        """A number of the axis as it is printed, without unit."""
        if self.percent:
            return percent(value, decimals, sign=sign, group=True)
        return number(value / self.divisor, decimals, sign=sign, group=True)


@dataclass(frozen=True, slots=True)
class Scale:
    """A value axis from ``low`` to ``high``, with ticks and their texts."""

    low: float
    high: float
    ticks: tuple[float, ...]
    labels: tuple[str, ...]
    measure: Measure


def present(values: Iterable[float | None]) -> list[float]:
    """The values that can be drawn."""
    return [value for value in values if value is not None and math.isfinite(value)]


def measure(series: Iterable[PlotSeries], powers: Powers, *, labelled: bool = False) -> Measure:
    """How the numbers of ``series``, which share an axis, are written.

    Large numbers are counted in the largest power that has a word: 1,800,000,000 次 are 18 亿次. A unit that already
    has such a word in it is left alone. If every value is ``labelled``, the power must suit the smallest, too:
    1,000,000 and 8,192 are left as they are. The unit is that of the first series that has one.
    """
    series = tuple(series)
    values = [value for one in series for value in present(one.values)]
    signed = any(one.signed for one in series)
    if any(one.percent for one in series):
        return Measure(1, "", percent=True, signed=signed or min(values, default=0) < 0)
    unit = next((one.unit for one in series if one.unit), "")
    sizes = [abs(value) for value in values if value]
    if max(sizes, default=0) >= _WORDS_FROM and not any(word in unit for word, _ in powers):
        for word, power in powers:
            if max(sizes) >= _ALMOST * power and not (labelled and min(sizes) < power and max(sizes) >= 100 * power):
                return Measure(power, word + unit, signed=signed)
    return Measure(1, unit, signed=signed)


def scale(values: Iterable[float], measured: Measure, intervals: int, *, zero: bool = False) -> Scale:
    """An axis of at most ``intervals`` steps around ``values``; with ``zero`` it includes 0."""
    drawn = [*values, 0.0] if zero else list(values)
    low, high = min(drawn), max(drawn)
    if low == high:
        low, high = (min(low, 0.0), max(high, 0.0)) if zero else (low - abs(low) / 10, high + abs(high) / 10)
    if low == high:
        low, high = 0.0, measured.divisor
    found = MaxNLocator(nbins=intervals, steps=[1, 2, 2.5, 5, 10], min_n_ticks=1).tick_values(low, high)
    step = float(found[1] - found[0])
    places = 1 - math.floor(math.log10(step)) + 1
    return _labelled([round(float(tick), places) + 0.0 for tick in found], measured)


def trimmed(scaled: Scale, values: Sequence[float]) -> Scale:
    """The same axis without an outermost step that is mostly empty; it then ends a little beyond the ``values``."""
    if min(values) == max(values):
        return scaled
    ticks = list(scaled.ticks)
    pad = _PAD * (max(values) - min(values))
    spare = _EMPTY * (ticks[1] - ticks[0])
    low, high = min(values) - pad, max(values) + pad
    if low - ticks[0] > spare and len(ticks) > 3:
        ticks.pop(0)
    else:
        low = scaled.low
    if ticks[-1] - high > spare and len(ticks) > 3:
        ticks.pop()
    else:
        high = scaled.high
    return replace(_labelled(ticks, scaled.measure), low=low, high=high)


def stretched(scaled: Scale, intervals: int) -> Scale:
    """The same axis with ticks added above until it has ``intervals`` steps, as many as the axis it stands beside."""
    ticks = list(scaled.ticks)
    step = ticks[1] - ticks[0]
    while len(ticks) <= intervals:
        ticks.append(round(ticks[-1] + step, 12))
    return _labelled(ticks, scaled.measure)


def _labelled(ticks: Sequence[float], measured: Measure) -> Scale:
    decimals = measured.decimals(ticks, at_most=_MOST_DECIMALS)
    texts = tuple(measured.text(tick, decimals) for tick in ticks)
    return Scale(ticks[0], ticks[-1], tuple(ticks), texts, measured)


def value_text(
    series: PlotSeries,
    measured: Measure,
    values: Sequence[float],
    shown: Sequence[float] | None = None,
    axis: Scale | None = None,
) -> Callable[[float], str]:
    """Writes the labels of ``series``, all with the same decimals.

    These are the series' own; if it has none or is counted in a power of ten, as many as ``values`` need, and as tell
    those ``shown``, all that are labelled in the chart, from each other (all of the values, if not given); and no fewer
    than the ticks of an ``axis`` have, so that a label says on which side of a tick its point is.
    """
    decimals = series.decimals
    if decimals is None or measured.divisor != 1:
        least = measured.decimals(axis.ticks, at_most=_MOST_DECIMALS) if axis else 0
        usual = max(least, measured.decimals(values))
        decimals = measured.telling(values if shown is None else shown, usual)
    return lambda value: measured.text(value, decimals, sign=measured.signed)
