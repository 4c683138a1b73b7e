"""Value axes: round ticks, tick labels and value labels. Pure: data values in, numbers and strings out."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from matplotlib.ticker import MaxNLocator

from yanbao.formatting import common_decimals, common_power, has_separators, number, percent, telling_decimals
from yanbao.model.plot import FREE, Bounds, ChartStyle, PlotSeries

_EMPTY = 0.4
"""An outermost axis step is dropped if more than this share of it is empty."""

_MOST_DECIMALS = 15
"""Maximum decimals of ticks, needed only if values agree in all digits of a float."""

_PAD = 0.04
"""Margin beyond the values where a step was dropped, as a share of the values' range."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The number format of an axis: a divisor with the matching unit, or percentages.

    ``signed`` prints plus signs: for changes, and for percentages some of which are negative. ``group`` separates
    thousands.
    """

    divisor: float
    unit: str
    percent: bool = False
    signed: bool = False
    group: bool = True

    def decimals(self, values: Iterable[float], at_most: int | None = None) -> int:
        """The common number of decimals: as many as ``values`` need, up to ``at_most``.

        Default limits: 2; 1 for numbers from 10 up that are scaled by a power, 18.0 亿; and for numbers below 0.1 as
        many as show two digits of the largest.
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
        """``decimals``, or more if needed so that different ``values`` print differently."""
        factor = 100 if self.percent else 1
        return telling_decimals([value / self.divisor * factor for value in values], decimals)

    def text(self, value: float, decimals: int, *, sign: bool = False) -> str:
        """Format a number of the axis, without its unit."""
        if self.percent:
            return percent(value, decimals, sign=sign, group=self.group)
        return number(value / self.divisor, decimals, sign=sign, group=self.group)

    def name(self, bounds: Bounds, style: ChartStyle) -> str:
        """What is said of an axis above it: its unit, and that it is logarithmic."""
        comma = "，" if style.right_axis.endswith("）") else ", "
        return comma.join(part for part in (self.unit, style.log_axis if bounds.is_log else "") if part)


@dataclass(frozen=True, slots=True)
class Scale:
    """A value axis from ``low`` to ``high``, with ticks and their labels."""

    low: float
    high: float
    ticks: tuple[float, ...]
    labels: tuple[str, ...]
    measure: Measure
    is_log: bool = False

    def share(self, value: float) -> float:
        """The position of a value, from 0 at the lower end of the axis to 1 at the upper."""
        if self.is_log:
            return math.log(max(value, self.low) / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)

    def widened(self, values: Sequence[float], share: float) -> Scale:
        """The axis extended where a mark at an outermost value, of this share of its length, would leave it."""
        low, high = min(values), max(values)
        if self.is_log:
            factor = (self.high / self.low) ** share
            return replace(self, low=min(self.low, low / factor), high=max(self.high, high * factor))
        pad = (self.high - self.low) * share
        return replace(self, low=min(self.low, low - pad), high=max(self.high, high + pad))


def present(values: Iterable[float | None]) -> list[float]:
    """The values that can be drawn: neither missing nor NaN."""
    return [value for value in values if value is not None and math.isfinite(value)]


def measure(series: Iterable[PlotSeries], style: ChartStyle, *, labelled: bool = False) -> Measure:
    """The number format of ``series`` that share an axis.

    The unit is that of the first series that has one; or, for large numbers, with a power that has a word; or what the
    report prints this unit as throughout. See ``common_power`` for those that are ``labelled``.
    """
    series = tuple(series)
    values = [value for one in series for value in present(one.values)]
    signed = any(one.signed for one in series)
    if any(one.percent for one in series):
        group = has_separators(value * 100 for value in values)
        return Measure(1, "", percent=True, signed=signed or min(values, default=0) < 0, group=group)
    first = next((one for one in series if one.unit), PlotSeries("", ()))
    for form in style.forms:
        if (form.unit, form.axis) == (first.unit, first.axis):
            divisor, unit = form.divisor, form.printed
            break
    else:
        sizes = [abs(value) for value in values if value]
        word, divisor = common_power(sizes, first.unit, style.powers, labelled=labelled)
        unit = word + first.unit
    return Measure(divisor, unit, signed=signed, group=has_separators(value / divisor for value in values))


def scale(
    values: Iterable[float], measured: Measure, intervals: int, *, zero: bool = False, bounds: Bounds = FREE
) -> Scale:
    """An axis of at most ``intervals`` steps around ``values``, or between ``bounds``; with ``zero`` it includes 0."""
    drawn = [*values, 0.0] if zero and bounds.low is None else list(values)
    drawn += [end for end in (bounds.low, bounds.high) if end is not None]
    if bounds.is_log:
        return _log_scale(drawn, measured, intervals, bounds)
    low, high = min(drawn), max(drawn)
    if low == high:
        low, high = (min(low, 0.0), max(high, 0.0)) if zero else (low - abs(low) / 10, high + abs(high) / 10)
    if low == high:
        low, high = 0.0, measured.divisor
    found = MaxNLocator(nbins=intervals, steps=[1, 2, 2.5, 5, 10], min_n_ticks=1).tick_values(low, high)
    step = float(found[1] - found[0])
    places = 1 - math.floor(math.log10(step)) + 1
    ticks = [round(float(tick), places) + 0.0 for tick in found]
    return _within(ticks, measured, bounds)


def _within(ticks: Sequence[float], measured: Measure, bounds: Bounds) -> Scale:
    """The axis of ``ticks``, which ends at the bounds."""
    low = ticks[0] if bounds.low is None else bounds.low
    high = ticks[-1] if bounds.high is None else bounds.high
    kept = [tick for tick in ticks if low <= tick <= high]
    return replace(_labelled(kept if len(kept) > 1 else [low, high], measured), low=low, high=high)


def _log_scale(values: Sequence[float], measured: Measure, intervals: int, bounds: Bounds) -> Scale:
    """A logarithmic axis: powers of ten, all or every second, third …; also 2 and 5 of each if there are few."""
    positive = [value for value in values if value > 0] or [1.0]
    first = math.floor(math.log10(min(positive)) + 1e-9)
    last = max(first + 1, math.ceil(math.log10(max(positive)) - 1e-9))
    every = [step * 10.0**power for power in range(first, last + 1) for step in (1, 2, 5)]
    inner = [at for at, tick in enumerate(every) if tick <= min(positive) * (1 + 1e-9)][-1]
    outer = next(at for at, tick in enumerate(every) if tick >= max(positive) * (1 - 1e-9))
    ticks = every[inner : max(outer, inner + 1) + 1]
    if len(ticks) > intervals + 1:
        step = -(-(last - first) // max(1, intervals))
        ticks = [10.0**power for power in range(first, last + step, step)]
    low, high = bounds.low or ticks[0], bounds.high or ticks[-1]
    if low >= high:
        high = 10 * low
    ticks = [tick for tick in ticks if low <= tick <= high] or [low, high]
    texts = tuple(measured.text(tick, measured.decimals([tick], at_most=_MOST_DECIMALS)) for tick in ticks)
    return Scale(low, high, tuple(ticks), texts, measured, is_log=True)


def trimmed(scaled: Scale, values: Sequence[float]) -> Scale:
    """The axis without outermost steps that are mostly empty; it then ends slightly beyond the ``values``."""
    if min(values) == max(values) or scaled.is_log:
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
    """The axis extended upwards to ``intervals`` steps, the number of the opposite axis."""
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
    """A formatter for the value labels of ``series``, all with the same decimals.

    Decimals are the series' own. If it has none, or is scaled by a power of ten, they are as many as ``values`` need,
    and as distinguish the labels ``shown`` in the chart (default: all values); and at least those of the ticks of
    ``axis``, so that a label shows on which side of a tick its point is.
    """
    decimals = series.decimals
    if decimals is None or measured.divisor != 1:
        least = measured.decimals(axis.ticks, at_most=_MOST_DECIMALS) if axis else 0
        usual = max(least, measured.decimals(values))
        decimals = measured.telling(values if shown is None else shown, usual)
    return lambda value: measured.text(value, decimals, sign=measured.signed)
