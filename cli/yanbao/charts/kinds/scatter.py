"""Scatter charts: two numbers per row as a named point, or three as a bubble. Lengths in pt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from yanbao.charts import axes
from yanbao.charts.axes import HAIR, TICK_GAP, Frame, draw_grid, draw_zero, intervals, tick_width
from yanbao.charts.canvas import MM, Canvas
from yanbao.charts.colors import group_colors, highlight_colors, visible
from yanbao.charts.legend import Entry, Head, head, highlight_entries, write_head
from yanbao.charts.pointlabels import Spot, label_spots
from yanbao.charts.quarters import QUARTER_NAMES, draw_quarters
from yanbao.charts.scale import Measure, Scale, measure, scale
from yanbao.charts.shapes import Box, Label, Point
from yanbao.charts.textwidths import ASCENT, shorten
from yanbao.model.plot import Bounds, ChartStyle, PlotSeries
from yanbao.model.plots import ScatterPlot

_DOT = 2.4 * MM
"""Diameter of a point."""

_LARGEST = 11 * MM
"""Diameter of the largest bubble, if the canvas is at least five times as high."""

_SMALLEST = 1.2 * MM
_RIM = 0.8  # of paper around a point
_CORNERS = 32  # of the polygon that approximates a disc
_STEP_WIDTH = 45.0  # minimum width of a step of the x axis
_KEY = 1.2  # em: maximum diameter of the legend's bubble


@dataclass(frozen=True, slots=True)
class _Field:
    """The plot area, with the axis along x."""

    frame: Frame
    along: Scale

    def at(self, x: float, y: float) -> Point:
        width = self.frame.right - self.frame.left
        return self.frame.left + self.along.share(x) * width, self.frame.y(y)


def draw_scatter(canvas: Canvas, plot: ScatterPlot) -> None:
    """Draw the points, the subject's on top, with as many names as fit.

    Axes need not include zero. Both are labelled with what they measure. A sample bubble explains its area.
    """
    style, shown = canvas.style, plot.complete
    whole = plot.shared or plot
    across, up = ([series.values[at] or 0.0 for at in shown] for series in plot.series[:2])
    radii = _radii(canvas, plot, shown)
    measures = [measure([series], style) for series in whole.series]
    reach = [[series.values[at] or 0.0 for at in whole.complete] for series in whole.series[:2]]
    if plot.quarters:
        reach = [[*reach[0], plot.quarters.x], [*reach[1], plot.quarters.y]]
    colors = _colors(plot, shown, style)
    groups = {plot.groups[at]: color for at, color in zip(shown, colors, strict=True)} if plot.groups else {}
    name = axis_name(plot.series[1], measures[1], style, plot.bounds)
    entries = [Entry(group, color) for group, color in groups.items()] or highlight_entries(plot, style)
    laid = head(canvas, name, entries)
    field = _lay_out(canvas, plot, tuple(reach), max(radii), measures, laid)
    centers = [field.at(x, y) for x, y in zip(across, up, strict=True)]
    strong = [plot.x[at] in plot.highlight for at in shown]
    spots = [
        Spot(str(plot.x[at]), *center, radius, bold)
        for at, center, radius, bold in zip(shown, centers, radii, strong, strict=True)
    ]
    crossed = _zeros(field)
    if plot.quarters:
        crossed += draw_quarters(canvas, field.frame, field.at(plot.quarters.x, plot.quarters.y), plot.quarters)
    names = label_spots(canvas, field.frame, spots, crossed)
    draw_grid(canvas, field.frame, [canvas.box(label) for label in names])
    draw_zero(canvas, field.frame)
    room = field.frame.right * (1.0 if len(plot.series) < 3 else 0.5)
    name = shorten(axis_name(plot.series[0], measures[0], style, plot.along), room, style.size - 1, canvas.font())
    _draw_along(canvas, field, name, quartered=bool(plot.quarters))
    drawn = sorted(zip(colors, spots, strict=True), key=lambda item: item[1].strong)
    for color in dict.fromkeys(color for color, _ in drawn):
        canvas.polygons([_disc(spot) for own, spot in drawn if own == color], color, edge=_RIM)
    canvas.write(*names)
    write_head(canvas, laid, field.frame.left)
    if len(plot.series) > 2 and canvas.has_axis("foot") and canvas.has_axis("left"):
        _write_key(canvas, whole, measures[2], whole.complete, _largest(canvas))


def _zeros(field: _Field) -> list[Box]:
    """The lines at zero, as far as they are inside the plot."""
    frame = field.frame
    zeros: list[Box] = []
    x, y = field.at(0.0, 0.0)
    if field.along.low < 0 < field.along.high:
        zeros.append(Box(x - _RIM, frame.bottom, x + _RIM, frame.top))
    if frame.scale.low <= 0 <= frame.scale.high:
        zeros.append(Box(frame.left, y - _RIM, frame.right, y + _RIM))
    return zeros


def axis_name(series: PlotSeries, measured: Measure, style: ChartStyle, bounds: Bounds) -> str:
    """The label of an axis, with its unit: 市值（亿元）."""
    unit = measured.name(bounds, style)
    if not unit:
        return series.label
    return f"{series.label}（{unit}）" if style.right_axis.endswith("）") else f"{series.label} ({unit})"


def _radii(canvas: Canvas, plot: ScatterPlot, shown: Sequence[int]) -> list[float]:
    if len(plot.series) < 3:
        return [_DOT / 2] * len(shown)
    sizes = [plot.series[2].values[at] or 0.0 for at in shown]
    whole = plot.shared or plot
    most = max(whole.series[2].values[at] or 0.0 for at in whole.complete)
    return [max(_SMALLEST / 2, _largest(canvas) * math.sqrt(size / most)) for size in sizes]


def _largest(canvas: Canvas) -> float:
    """The radius of the largest bubble."""
    return min(_LARGEST, canvas.height / 5) / 2


def _colors(plot: ScatterPlot, shown: Sequence[int], style: ChartStyle) -> list[str]:
    """Colours by group, if there are groups; else the subjects' own and others muted, or all in the first."""
    if plot.groups:
        named = list(dict.fromkeys((plot.shared or plot).groups))
        palette = group_colors(plot, named, style)
        return [palette[named.index(plot.groups[at])] for at in shown]
    plain = visible(style.quiet, style) if plot.highlight else style.series[0]
    subjects = highlight_colors(plot, style)
    return [subjects.get(str(plot.x[at]), plain) for at in shown]


def _lay_out(
    canvas: Canvas,
    plot: ScatterPlot,
    values: Sequence[list[float]],
    largest: float,
    measures: Sequence[Measure],
    laid: Head,
) -> _Field:
    size = canvas.style.size
    bottom, top = canvas.margin("foot", axes.axis_height(canvas) + 1.2 * size), canvas.height - laid.height
    if plot.quarters:
        bottom, top = bottom + QUARTER_NAMES * size, top - QUARTER_NAMES * size
    reach = largest + _RIM
    up = scale(values[1], measures[1], intervals(top - bottom), bounds=plot.bounds)
    up = up.widened(values[1], reach / (top - bottom))
    left, right = tick_width(canvas, up), canvas.width - 0.5 * size
    steps = max(2, min(8, int((right - left) / _STEP_WIDTH)))
    along = scale(values[0], measures[0], steps, bounds=plot.along)
    along = along.widened(values[0], reach / (right - left))
    return _Field(Frame(left, right, bottom, top, 1, up), along)


def _draw_along(canvas: Canvas, field: _Field, name: str, *, quartered: bool) -> None:
    """Draw the x axis: a line with ticks, tick labels, and its name below."""
    style, frame = canvas.style, field.frame
    size = style.size
    marks = [
        (field.at(tick, frame.scale.low)[0], text)
        for tick, text in zip(field.along.ticks, field.along.labels, strict=True)
    ]
    foot = frame.bottom - (QUARTER_NAMES * size if quartered else 0.0)
    ticks = [[(x, foot), (x, foot - 3)] for x, _ in marks]
    canvas.lines([[(frame.left, foot), (frame.right, foot)], *ticks], style.muted, HAIR)
    if field.along.low < 0 < field.along.high:
        zero, _ = field.at(0.0, frame.scale.low)
        canvas.lines([[(zero, frame.bottom), (zero, frame.top)]], style.muted, 0.8)
    if not canvas.has_axis("foot"):
        return
    baseline = foot - 3 - (ASCENT + 0.1) * size
    canvas.write(*axes.values_below(canvas, marks, baseline))
    overhang = (size - 1) / 2 if name.endswith("）") else 0.0  # the empty half of a full-width bracket
    below = 0.12 * size
    canvas.write(Label(name, min(canvas.width, frame.right + overhang), below, style.muted, size - 1, align="right"))


def _disc(spot: Spot) -> list[Point]:
    turns = [2 * math.pi * turn / _CORNERS for turn in range(_CORNERS)]
    return [(spot.x + spot.radius * math.cos(turn), spot.y + spot.radius * math.sin(turn)) for turn in turns]


def _write_key(canvas: Canvas, plot: ScatterPlot, measured: Measure, shown: Sequence[int], largest: float) -> None:
    """Write the size legend at the lower left: a sample bubble with the round number it stands for."""
    style, series = canvas.style, plot.series[2]
    size = style.size
    radius = _KEY * size / 2
    most = max(series.values[at] or 0.0 for at in shown) * (radius / largest) ** 2
    power = 10 ** math.floor(math.log10(most))
    example = next(step for step in (5, 2, 1) if step * power <= most) * power
    spot = Spot("", TICK_GAP, radius + 0.5, radius * math.sqrt(example / most), strong=False)
    outline = _disc(spot)
    canvas.lines([[*outline, outline[0]]], style.muted, 0.8)
    text = f" {measured.text(example, measured.decimals([example]))}{measured.unit}"
    start = TICK_GAP + radius + 3
    room = canvas.width / 2 - start - canvas.measure(text, size - 1) - size
    text = shorten(series.label, room, size - 1, canvas.font()) + text
    canvas.write(Label(text, start, 0.12 * size, style.muted, size - 1))
