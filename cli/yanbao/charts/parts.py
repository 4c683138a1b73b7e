"""The series of a chart, sorted by axis and form, with their colours and names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from yanbao.charts.colors import series_colors
from yanbao.charts.legend import Entry
from yanbao.charts.scale import Measure, measure, present
from yanbao.model.plot import ChartStyle, Plot, PlotSeries


@dataclass(frozen=True, slots=True)
class Part:
    """A series with its colour."""

    series: PlotSeries
    color: str

    @property
    def is_line(self) -> bool:
        """Whether it is a line and not columns."""
        return self.series.form == "line"

    @property
    def values(self) -> list[float]:
        """The values that are present."""
        return present(self.series.values)


@dataclass(frozen=True, slots=True)
class Axis:
    """The series that share a value axis, and how its numbers are written; in a panel also those of the others."""

    parts: tuple[Part, ...]
    measure: Measure
    beyond: tuple[PlotSeries, ...] = ()

    @property
    def only_lines(self) -> bool:
        """Whether all series are lines."""
        return all(part.is_line for part in self.parts)

    @property
    def only_columns(self) -> bool:
        """Whether none of the series is a line."""
        return not any(part.is_line for part in self.parts)

    @property
    def values(self) -> list[float]:
        """The values of all series that are present."""
        return [value for series in self.series for value in present(series.values)]

    @property
    def series(self) -> tuple[PlotSeries, ...]:
        """All series that the axis must have room for."""
        return self.beyond or tuple(part.series for part in self.parts)


def one_axis(plot: Plot, style: ChartStyle) -> Axis:
    """All series on one axis, on which every value is labelled; but for those without any value."""
    return _axis(_parts(plot, style), style, labelled=True, shared=plot.shared)


def two_axes(plot: Plot, style: ChartStyle) -> tuple[Axis, Axis | None]:
    """The left and, if it has series, the right axis. Series without any value are left out.

    If all series have the right axis there is nothing to tell it from: it becomes the left one.
    """
    parts = _parts(plot, style)
    left = [part for part in parts if part.series.axis == "left"] or parts
    right = [part for part in parts if part not in left]
    return _axis(left, style, shared=plot.shared), _axis(right, style) if right else None


def _parts(plot: Plot, style: ChartStyle) -> list[Part]:
    colored = zip(plot.series, series_colors(plot.series, style), strict=True)
    return [Part(series, color) for series, color in colored if present(series.values)]


def _axis(parts: Iterable[Part], style: ChartStyle, *, labelled: bool = False, shared: Plot | None = None) -> Axis:
    axis = Axis(tuple(parts), Measure(1, ""), shared.series if shared else ())
    return replace(axis, measure=measure(axis.series, style.powers, labelled=labelled))


def right_name(part: Part, axis: Axis, style: ChartStyle) -> str:
    """The name of a series on the right axis, with its mark and unit: 成交额（右，亿元）."""
    mark, unit = style.right_axis, axis.measure.unit
    if not unit:
        return part.series.label + mark
    comma = "，" if mark.endswith("）") else ", "
    return f"{part.series.label}{mark[:-1]}{comma}{unit}{mark[-1]}"


def entries(left: Axis, right: Axis | None, style: ChartStyle) -> list[Entry]:
    """The legend of both axes."""
    named = [(part, part.series.label) for part in left.parts]
    named += [(part, right_name(part, right, style)) for part in right.parts] if right else []
    return [Entry(name, part.color, part.is_line) for part, name in named]
