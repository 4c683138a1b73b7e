"""Radar charts: the values of each series on axes around a centre, joined to an outline. Lengths in pt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from yanbao.charts.axes import HAIR
from yanbao.charts.axisparts import Axis, Part, one_axis
from yanbao.charts.canvas import Canvas
from yanbao.charts.colors import legible, mix, visible
from yanbao.charts.legend import Entry, head, write_head
from yanbao.charts.scale import present, scale, value_text
from yanbao.charts.shapes import Box, Label, Point
from yanbao.charts.strokes import extent
from yanbao.charts.textwidths import MIDDLE
from yanbao.charts.web import Text, Web, lay_out
from yanbao.model.plots import RadarPlot

_WIDTH = 1.5
_DOT = 4.2
_PALER = 0.86  # share of paper in the fill of a single series
_RING = 20.0  # minimum radius per axis step
_STEPS = 4  # for axes with scales of their own
_APART = 1.0  # between tick labels

Outline = Sequence[Point | None]


def draw_radar(canvas: Canvas, plot: RadarPlot) -> None:
    """Draw rings, axes and outlines from the centre, which is zero.

    Either all axes share one scale, whose tick labels stand between two of them, or each has its own, printed below its
    name. The values of a single series are printed there, too; several series get a legend. A missing value opens the
    outline.
    """
    style, axis = canvas.style, one_axis(plot, canvas.style)
    named = [Entry(part.series.label, visible(part.color, style), line=True) for part in axis.parts]
    laid = head(canvas, axis.measure.unit, named if len(named) > 1 else ())
    web = lay_out(canvas, list(map(str, plot.x)), _below(canvas, plot, axis), canvas.height - laid.height)
    steps = scale(axis.values, axis.measure, max(2, min(5, int(web.radius / _RING))), zero=True)
    ends = plot.full.values if plot.full else (steps.high,) * web.count
    rings = [step / _STEPS for step in range(1, _STEPS + 1)] if plot.full else [t / steps.high for t in steps.ticks[1:]]
    outlines = [_outline(web, part, ends) for part in axis.parts]
    if len(outlines) == 1 and None not in outlines[0]:
        canvas.polygons([_present(outlines[0])], mix(named[0].color, style.paper, _PALER))
    side, labels = (0, {}) if plot.full else _find_steps(canvas, web, rings, steps.labels[1:], outlines)
    _draw_web(canvas, web, rings, side, labels)
    for part, outline in sorted(zip(axis.parts, outlines, strict=True), key=lambda one: one[0].series.role == "accent"):
        color = visible(part.color, style)
        canvas.lines(_lines(outline), color, _WIDTH, round_ends=True)
        canvas.dots(_present(outline), color, _DOT)
    canvas.write(*web.labels, *labels.values())
    write_head(canvas, laid, 0)


def _below(canvas: Canvas, plot: RadarPlot, axis: Axis) -> list[list[Text]]:
    """The lines below each axis's name: the value of a single series, and the end of its own scale."""
    style = canvas.style
    text = value_text(axis.parts[0].series, axis.measure, axis.values)
    lines: list[list[Text]] = [[] for _ in plot.x]
    for at, below in enumerate(lines):
        value = axis.parts[0].series.values[at]
        if len(axis.parts) == 1 and value is not None and present([value]):
            below.append(Text(text(value), legible(axis.parts[0].color, style), bold=True))
        if plot.full and (end := plot.full.values[at]) is not None:
            ends = present(plot.full.values)
            decimals = axis.measure.telling(ends, axis.measure.decimals(ends))
            zero, most = axis.measure.text(0, 0), axis.measure.text(end, decimals)
            below.append(Text(f"{zero}–{most}", style.muted))
    return lines


def _outline(web: Web, part: Part, ends: Sequence[float | None]) -> list[Point | None]:
    """The points of a series, one per axis; None where it has no value."""
    return [
        web.point(at, value / end) if value is not None and end and present([value]) else None
        for at, (value, end) in enumerate(zip(part.series.values, ends, strict=True))
    ]


def _present(outline: Outline) -> list[Point]:
    """The points that are not missing."""
    return [point for point in outline if point]


def _lines(outline: Outline) -> list[list[Point]]:
    """The edges of an outline between adjacent values; one closed line if all are present."""
    if None not in outline:
        return [[*_present(outline), *_present(outline[:1])]]
    sides = pairwise([*outline, outline[0]])
    return [[one, two] for one, two in sides if one and two]


def _draw_web(canvas: Canvas, web: Web, rings: Sequence[float], side: int, steps: Mapping[float, Label]) -> None:
    """Draw rings, the outermost stronger, and axes. Rings have a gap for tick labels in the segment after axis
    ``side``.
    """
    around = [(side + 1 + turn) % web.count for turn in range(web.count)]
    lines = []
    for ring in rings:
        corners = [web.point(axis, ring) for axis in around]
        if ring in steps:
            start, end = _gap(canvas.box(steps[ring]), corners[-1], corners[0])
            lines.append([end, *corners, start])
        else:
            lines.append([*corners, corners[0]])
    spokes = [[web.center, web.point(axis, 1)] for axis in range(web.count)]
    canvas.lines([*lines[:-1], *spokes], canvas.style.hairline, HAIR)
    canvas.lines(lines[-1:], canvas.style.quiet, HAIR)


def _gap(box: Box, one: Point, two: Point) -> tuple[Point, Point]:
    """The points where a line enters and leaves a box around its middle."""
    x, y, across, up = (one[0] + two[0]) / 2, (one[1] + two[1]) / 2, two[0] - one[0], two[1] - one[1]
    reach = min(
        box.width / 2 / abs(across) if across else 1.0, (box.top - box.bottom) / 2 / abs(up) if up else 1.0, 0.5
    )
    return (x - reach * across, y - reach * up), (x + reach * across, y + reach * up)


def _find_steps(
    canvas: Canvas, web: Web, rings: Sequence[float], texts: Sequence[str], outlines: Sequence[Outline]
) -> tuple[int, dict[float, Label]]:
    """The axis after which most tick labels fit, and these labels by ring."""
    names = [canvas.box(label) for label in web.labels]
    choices = [(axis, _steps(canvas, web, axis, rings, texts, outlines, names)) for axis in range(web.count)]
    return max(choices, key=lambda choice: len(choice[1]))


def _steps(
    canvas: Canvas,
    web: Web,
    axis: int,
    rings: Sequence[float],
    texts: Sequence[str],
    outlines: Sequence[Outline],
    names: Sequence[Box],
) -> dict[float, Label]:
    """Tick labels between an axis and the next, from the outermost inwards, that overlap neither names nor outlines."""
    style, size = canvas.style, canvas.style.size - 1
    after = (axis + 1) % web.count
    sides = [sorted((one, two)) for outline in outlines if (one := outline[axis]) and (two := outline[after])]
    found: dict[float, Label] = {}
    taken = list(names)
    for ring, text in zip(rings[::-1], texts[::-1], strict=True):
        (x0, y0), (x1, y1) = web.point(axis, ring), web.point(after, ring)
        label = Label(text, (x0 + x1) / 2, (y0 + y1) / 2 - MIDDLE * size, style.muted, size, align="center")
        box = canvas.box(label)
        crossed = (extent([side], box.left, box.right) for side in sides)
        is_crossed = any(one is not None and one[0] < box.top and box.bottom < one[1] for one in crossed)
        if not is_crossed and not any(box.meets(other, _APART) for other in taken):
            found[ring] = label
            taken.append(box)
    return found
