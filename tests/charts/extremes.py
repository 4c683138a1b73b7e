"""Every type of chart with every kind of extreme data; and panels of every type that has them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from yanbao.model.plot import Category, Panel, Plot, PlotEvent, PlotReference, PlotSeries, Quarters

from .samples import LONG, LONG_NAME, LONG_WORD, numbered, of_type, wave

Values = tuple[float | None, ...]

TIMED: tuple[str, ...] = ("line", "area", "events", "candlestick", "band")
POSITIVE: tuple[str, ...] = ("area", "candlestick", "band")
"""Charts whose data composing refuses if they are negative."""


def _series(*values: Values) -> tuple[PlotSeries, ...]:
    return tuple(PlotSeries(f"第{at}项", one) for at, one in enumerate(values, 1))


def _shifted(values: Values, by: float) -> Values:
    return tuple(None if value is None else value + by * abs(value) for value in values)


def _general(kind: str, x: tuple[Category, ...], values: Values) -> Any:
    return of_type(kind, x, _series(values, _shifted(values, 0.3)))


def _alone(kind: str, x: tuple[Category, ...], values: Values) -> Any:
    return of_type(kind, x, _series(values), events=(PlotEvent(1, 0, "", ""),) if kind == "events" else ())


def _candles(kind: str, x: tuple[Category, ...], values: Values) -> Any:
    tops = tuple(None if value is None else value + abs(value) / 9 for value in values)
    feet = tuple(None if value is None else value - abs(value) / 9 for value in values)
    prices = (PlotSeries("开盘", values), PlotSeries("最高", tops), PlotSeries("最低", feet))
    close = PlotSeries("收盘", values, role="accent")
    volume = PlotSeries("成交额", values, unit="元", form="column", axis="right")
    return of_type(kind, x, (*prices, close, volume))


def _stacked(kind: str, x: tuple[Category, ...], values: Values) -> Any:
    return replace(_general(kind, x, values), stacked=True)


def _bubbles(kind: str, x: tuple[Category, ...], values: Values) -> Any:
    sizes = tuple(None if value is None else abs(value) or 1.0 for value in values)
    groups = tuple(f"第{at % 3}组" for at in range(len(x)))
    return of_type(kind, x, _series(values, _shifted(values, 0.3), sizes), groups=groups)


def _shares(kind: str, x: tuple[Category, ...], values: Values) -> Any:
    total = sum(value or 0.0 for value in values) or 1.0
    shares = tuple(None if value is None else value / total for value in values)
    series = (PlotSeries("2023年", values), PlotSeries("占比", shares, percent=True, decimals=1))
    return of_type(kind, x, series, groups=tuple(map(str, x)))


def _binned(kind: str, x: tuple[Category, ...], values: Values) -> Any:
    edges = tuple(1e-3 * (at - 3) for at in range(len(x) + 1))
    counts = tuple(None if value is None else abs(value) for value in values)
    plot = of_type(kind, x, _series(counts), binned=PlotSeries("值", edges), edges=edges)
    return replace(plot, references=(PlotReference(edges[1], "中位数"),))


def _sizes(kind: str, x: tuple[Category, ...], values: Values) -> Any:
    sizes = tuple(None if value is None else abs(value) for value in values)
    return replace(_general(kind, x, sizes), in_market_colors=True)


def _quartered(kind: str, x: tuple[Category, ...], values: Values) -> Any:
    first = next(value for value in values if value is not None)
    return replace(_general(kind, x, values), quarters=Quarters(first, first, (LONG_NAME, "左上", LONG_WORD, "右下")))


MAKE: dict[str, tuple[str, Callable[[str, tuple[Category, ...], Values], Plot]]] = {
    "line": ("line", _general),
    "column": ("column", _general),
    "stacked": ("column", _stacked),
    "bar": ("bar", _alone),
    "scatter": ("scatter", _general),
    "bubbles": ("scatter", _bubbles),
    "area": ("area", _general),
    "dumbbell": ("dumbbell", _general),
    "events": ("events", _alone),
    "candlestick": ("candlestick", _candles),
    "band": ("band", _general),
    "performance": ("performance", _general),
    "radar": ("radar", _general),
    "donut": ("donut", _alone),
    "slope": ("slope", _general),
    "share-bar": ("share-bar", _shares),
    "heat": ("heat", _general),
    "treemap": ("treemap", _sizes),
    "histogram": ("histogram", _binned),
    "quarters": ("scatter", _quartered),
    "waterfall": ("waterfall", _alone),
    "football-field": ("football-field", _general),
}

DATA: dict[str, Values] = {
    "a single point": (3.5,),
    "zeros": (0.0,) * 8,
    "equal values": (5.0,) * 8,
    "negative values": tuple(value - 20 for value in wave(8, 2.0, 5.0)),
    "huge values": wave(8, 5e12, 1e12),
    "huge and small values": (1e12, 1.0, 2e12, 3.0),
    "tiny values": wave(8, 5e-9, 1e-9),
    "a gap": (*wave(4, 9), None, *wave(4, 9)),
    "a gap at both ends": (None, *wave(4, 9), None),
    "one value among gaps": (None, None, 5.0, None),
    "two hundred values": wave(200, 9, 4),
    "steps below and above zero": (-3.0, 5.0, -1.0, 2.0),
    "one value that dwarfs the others": (1.0, 2.0, 1e4, 3.0, 2.0, 1.0),
    "values of all sizes and signs": (-1e4, 5.0, -3.0, 2e3, -7.0, 0.0, 3.0, 1e4),
}

REFUSED = {(name, data) for name in ("area", "candlestick", "band") for data in ("negative values", "zeros")} | {
    (name, "steps below and above zero") for name in ("area", "candlestick", "band")
}
REFUSED |= {("radar", data) for data in ("a single point", "negative values", "steps below and above zero")}
REFUSED |= {(name, "values of all sizes and signs") for name in ("area", "candlestick", "band", "radar")}
REFUSED |= {("share-bar", data) for data, values in DATA.items() if len(values) not in range(2, 9) or None in values}
REFUSED |= {("share-bar", data) for data, values in DATA.items() if min(value or 0.0 for value in values) < 0}
REFUSED |= {("share-bar", "zeros"), ("histogram", "a single point")}
REFUSED |= {("donut", data) for data, values in DATA.items() if len(values) not in range(2, 6) or None in values}
"""What composing never lets come to be drawn."""


def _x(kind: str, count: int, name: str) -> tuple[Category, ...]:
    return LONG[:count] if kind in TIMED else numbered(name, count)


EXTREMES: dict[str, tuple[Plot, float, float]] = {
    f"{name} of {data}": (make(kind, _x(kind, len(values), "公司名称"), values), 95, 55)
    for name, (kind, make) in MAKE.items()
    for data, values in DATA.items()
    if (name, data) not in REFUSED
}
LONG_NAMES = tuple(f"{LONG_NAME}{at}" if at % 2 else f"{LONG_WORD}-{at}" for at in range(8))
EXTREMES |= {
    f"{name} of long names": (
        replace(
            (plot := make(kind, LONG[:8] if kind in TIMED else LONG_NAMES, wave(8, 9))),
            series=tuple(replace(one, label=f"{LONG_NAME}{at}") for at, one in enumerate(plot.series)),
        ),
        95,
        55,
    )
    for name, (kind, make) in MAKE.items()
}
EXTREMES |= {
    f"{name} of thirty series": (
        of_type(
            kind, _x(kind, 12, "公司"), _series(*(wave(12, 9, 4, at) for at in range(30))), stacked=name == "stacked"
        ),
        150,
        80,
    )
    for name, (kind, _) in MAKE.items()
    if name in ("line", "column", "stacked", "area")
}


def grid(kind: str, count: int, *, own_scales: bool = False, across: int | None = None) -> Any:
    """A chart of ``count`` panels with different values, some missing."""
    type_, make = MAKE[kind]
    panels: list[Any] = []
    for at in range(count):
        level = 10.0 ** (at % 3) if own_scales else 9.0
        values = tuple(None if number == at else level * value for number, value in enumerate(wave(6, 3, 1, at)))
        panels.append(Panel(f"第{at}幅", make(type_, _x(type_, 6, "公司"), values)))
    first: Any = panels[0].plot
    series = tuple(
        replace(one, values=tuple(v for panel in panels for v in panel.plot.series[index].values))
        for index, one in enumerate(first.series)
    )
    facets = tuple(panel.title for panel in panels for _ in panel.plot.x)
    whole = first.joined(first.x * count, series, [panel.plot for panel in panels])
    return replace(
        whole,
        panels=tuple(panels),
        facet="幅",
        facets=facets,
        own_scales=own_scales,
        across=across,
    )


FACETED = ("line", "column", "stacked", "bar", "scatter", "bubbles", "area", "dumbbell")
PANELS: dict[str, tuple[Plot, float, float]] = {
    f"{count} panels of {kind}{', own scales' if own else ''}": (grid(kind, count, own_scales=own), *size)
    for kind in FACETED
    for count, own, size in (
        (1, False, (95, 55)),
        (2, False, (150, 70)),
        (5, False, (150, 90)),
        (5, True, (150, 90)),
        (12, False, (306, 130)),
        (12, True, (306, 130)),
    )
}
