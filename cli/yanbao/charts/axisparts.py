"""The series of a chart grouped by axis and form, with their colours and names."""

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
        """True if drawn as a line, not as columns."""
        return self.series.form == "line"

    @property
    def values(self) -> list[float]:
        """The values that are not missing."""
        return present(self.series.values)


@dataclass(frozen=True, slots=True)
class Axis:
    """The series that share a value axis, and their number format; in a panel, the other panels' series too."""

    parts: tuple[Part, ...]
    measure: Measure
    beyond: tuple[PlotSeries, ...] = ()

    @property
    def only_lines(self) -> bool:
        """True if all series are lines."""
        return all(part.is_line for part in self.parts)

    @property
    def only_columns(self) -> bool:
        """True if no series is a line."""
        return not any(part.is_line for part in self.parts)

    @property
    def values(self) -> list[float]:
        """The values of all series, without missing ones."""
        return [value for series in self.series for value in present(series.values)]

    @property
    def series(self) -> tuple[PlotSeries, ...]:
        """All series that the axis range must cover."""
        return self.beyond or tuple(part.series for part in self.parts)


def one_axis(plot: Plot, style: ChartStyle) -> Axis:
    """One axis for all series that have values, each value being labelled."""
    return _axis(_parts(plot, style), style, labelled=True, shared=plot.shared)


def two_axes(plot: Plot, style: ChartStyle) -> tuple[Axis, Axis | None]:
    """The left and, if any series is on it, the right axis. Series without values are left out.

    If all series are on the right axis, it becomes the left one.
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
    return replace(axis, measure=measure(axis.series, style, labelled=labelled))


def right_name(part: Part, axis: Axis, style: ChartStyle) -> str:
    """The name of a right-axis series, marked as such and with its unit: 成交额（右，亿元）."""
    mark, unit = style.right_axis, axis.measure.unit
    if not unit:
        return part.series.label + mark
    comma = "，" if mark.endswith("）") else ", "
    return f"{part.series.label}{mark[:-1]}{comma}{unit}{mark[-1]}"


def entries(left: Axis, right: Axis | None, style: ChartStyle) -> list[Entry]:
    """The legend entries of both axes."""
    named = [(part, part.series.label) for part in left.parts]
    named += [(part, right_name(part, right, style)) for part in right.parts] if right else []
    return [Entry(name, part.color, part.is_line) for part, name in named]
