"""Area charts: series stacked over time, labelled at their ends or in a legend. Lengths in pt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from yanbao.charts import axes
from yanbao.charts.axes import Frame
from yanbao.charts.axisparts import Axis, Part, two_axes
from yanbao.charts.canvas import Canvas
from yanbao.charts.categories import whole
from yanbao.charts.colors import legible
from yanbao.charts.ends import WIDEST, End, gutter, write_ends
from yanbao.charts.legend import Entry, Head, head, write_head
from yanbao.charts.scale import Scale, present, scale, value_text
from yanbao.charts.shapes import Point
from yanbao.charts.stack import ends as ends_of
from yanbao.charts.textwidths import LEADING, wrap
from yanbao.model.timeplots import AreaPlot

_RIM = 0.8  # of paper between two areas
_STUB = 0.35  # of a slot: half the width of an area at an isolated position

Values = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class _Layer:
    """A series with its lower and upper edge by position; None where the stack has a gap."""

    part: Part
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]


def draw_area(canvas: Canvas, plot: AreaPlot) -> None:
    """Draw the stacked series, the first at the bottom. A missing value inside a series is a gap in the whole stack.

    Before its first and after its last value a series has no area.
    """
    left, _ = two_axes(plot, canvas.style)
    layers = _layers(left.parts)
    edges = [value for layer in layers for value in layer.high if value is not None] + ends_of(left.beyond)
    laid = head(canvas, left.measure.unit)
    frame, ends = _lay_out(canvas, left, layers, edges, laid)
    if not ends and len(layers) > 1:
        laid = head(canvas, left.measure.unit, [Entry(part.series.label, part.color) for part in left.parts])
        frame, _ = _lay_out(canvas, left, layers, edges, laid, named=False)
    axes.draw_grid(canvas, frame)
    for layer in layers:
        canvas.polygons(_polygons(frame, layer), layer.part.color, edge=_RIM)
    axes.draw_zero(canvas, frame)
    axes.draw_time(canvas, frame, plot.x)
    write_ends(canvas, frame, ends)
    write_head(canvas, laid, frame.left)


def _layers(parts: Sequence[Part]) -> list[_Layer]:
    columns = [_filled(part.series.values) for part in parts]
    count = len(columns[0])
    gaps = [any(column[at] is None for column in columns) for at in range(count)]
    low: list[float | None] = [None if gap else 0.0 for gap in gaps]
    layers = []
    for part, column in zip(parts, columns, strict=True):
        high = [None if base is None else base + (value or 0.0) for base, value in zip(low, column, strict=True)]
        layers.append(_Layer(part, tuple(low), tuple(high)))
        low = high
    return layers


def _filled(values: Values) -> list[float | None]:
    """The values, with 0 before the first and after the last one present."""
    known = [at for at, value in enumerate(values) if value is not None and math.isfinite(value)]
    return [
        (value if at in set(known) else None) if known[0] <= at <= known[-1] else 0.0 for at, value in enumerate(values)
    ]


def _lay_out(
    canvas: Canvas, axis: Axis, layers: Sequence[_Layer], edges: Sequence[float], laid: Head, *, named: bool = True
) -> tuple[Frame, list[End]]:
    """The frame, and labels for the ends of all series if they fit."""
    size, count = canvas.style.size, len(layers[0].low)
    bottom, top = axes.time_height(canvas), canvas.height - max(laid.height, size / 2)
    scaled = _scale(axis, edges, top - bottom)
    ends = _ends(canvas, axis, layers, scaled) if named and not canvas.is_panel else []
    if LEADING * size * sum(len(end.texts) for end in ends) > top - bottom:
        ends = []
    right = canvas.width - max(gutter(canvas, ends), 0.2 * size)
    return Frame(axes.tick_width(canvas, scaled), right, bottom, top, count, scaled), ends


def _scale(axis: Axis, edges: Sequence[float], height: float) -> Scale:
    whole = axis.measure.percent and len(axis.parts) > 1 and abs(max(edges) - 1) < 1e-9
    return scale([1.0] if whole else edges, axis.measure, axes.intervals(height), zero=True)


def _ends(canvas: Canvas, axis: Axis, layers: Sequence[_Layer], scaled: Scale) -> list[End]:
    """The name and last value of each series, at the middle of its end; none if a series ends early or one is cut."""
    at = len(layers[0].low) - 1
    lasts = present(layer.part.series.values[at] for layer in layers)
    ends = []
    for layer in layers:
        low, high, value = layer.low[at], layer.high[at], layer.part.series.values[at]
        if low is None or high is None or value is None:
            return []
        text = value_text(layer.part.series, axis.measure, axis.values, lasts, scaled)(value)
        label, widest = layer.part.series.label, WIDEST * canvas.width
        texts = (*wrap(label, widest, canvas.style.size, canvas.font(bold=True), 2), text)
        if not whole(label, texts[:-1]) or canvas.measure(text, bold=True) > widest:
            return []
        if canvas.measure(f"{label} {text}", bold=True) <= widest:
            texts = (f"{label} {text}",)
        ends.append(End(texts, legible(layer.part.color, canvas.style), at, (low + high) / 2))
    return ends


def _polygons(frame: Frame, layer: _Layer) -> list[list[Point]]:
    """One polygon per stretch without a gap; an isolated position is as wide as a column."""
    stretches: list[list[int]] = [[]]
    for at, edge in enumerate(layer.high):
        if edge is None:
            stretches.append([])
        else:
            stretches[-1].append(at)
    return [_polygon(frame, layer, stretch) for stretch in stretches if stretch]


def _polygon(frame: Frame, layer: _Layer, stretch: Sequence[int]) -> list[Point]:
    places = [(frame.x(at), layer.low[at] or 0.0, layer.high[at] or 0.0) for at in stretch]
    if len(places) == 1:
        ((x, low, high),) = places
        half = _STUB * frame.slot
        places = [(x - half, low, high), (x + half, low, high)]
    upper = [(x, frame.y(high)) for x, _, high in places]
    return upper + [(x, frame.y(low)) for x, low, _ in reversed(places)]
