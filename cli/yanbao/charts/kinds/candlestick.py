"""Candlestick charts: daily prices, moving averages, and volume in a panel below. Lengths in pt.

A candle is hollow if the close is not below the open, otherwise filled, so that both are distinct without colour.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from yanbao.charts import axes, strokes
from yanbao.charts.axes import Frame
from yanbao.charts.axisparts import Axis, two_axes
from yanbao.charts.canvas import Canvas
from yanbao.charts.colors import mix
from yanbao.charts.ends import end_labels, gutter, last, value_ends, write_ends
from yanbao.charts.kinds.line import PANEL, PANEL_GAP, Layout, stroke, write_panel_name
from yanbao.charts.legend import Entry, head, write_head
from yanbao.charts.scale import scale, trimmed, value_text
from yanbao.charts.shapes import Box, Label, Point
from yanbao.model.plot import PRICES, Candle
from yanbao.model.timeplots import CandlestickPlot

_SHARE = 0.7  # of a slot that a candle takes
_WIDEST = 12.0
_OUTLINE = 0.7  # of a hollow candle, and its wicks
_THIN = 0.28  # maximum width of the outline, as a share of a candle's
_LOWEST = 0.6  # height of a candle whose open and close are equal
_VOLUME_PALER = 0.4  # share of paper in the colours of volume
_AVERAGE = 1.1  # width of a moving average

Day = tuple[int, Candle]


def draw_candlestick(canvas: Canvas, plot: CandlestickPlot) -> None:
    """Draw candles with the highest and lowest price labelled, and the last price at the end."""
    style = canvas.style
    left, right = two_axes(plot, style)
    days = [(at, candle) for at, candle in enumerate(plot.candles) if candle]
    layout = _lay_out(canvas, plot, left, right, [candle for _, candle in days])
    frame = layout.left
    extremes = _extremes(canvas, frame, left, days)
    axes.draw_grid(canvas, frame, map(canvas.box, extremes))
    axes.draw_time(canvas, frame, plot.x)
    rising = [day for day in days if day[1].close >= day[1].open]
    falling = [day for day in days if day[1].close < day[1].open]
    if right and layout.right:
        axes.draw_right_ticks(canvas, layout.right)
        (part,) = right.parts
        boxes = strokes.columns(layout.right, part.series.values, 0, 1)
        down = {at for at, _ in falling}
        canvas.bars([box for at, box in boxes.items() if at not in down], mix(style.up, style.paper, _VOLUME_PALER))
        canvas.bars([box for at, box in boxes.items() if at in down], mix(style.down, style.paper, _VOLUME_PALER))
        axes.draw_zero(canvas, layout.right)
        write_panel_name(canvas, layout.right, part, right)
    _draw_days(canvas, frame, rising, style.up, hollow=True)
    _draw_days(canvas, frame, falling, style.down, hollow=False)
    for part in left.parts[PRICES:]:
        strokes.draw_run(canvas, frame, part.series.values, part.color, stroke(canvas, _AVERAGE))
    canvas.write(*extremes)
    write_ends(canvas, frame, layout.ends)
    write_head(canvas, layout.head, frame.left)


def _lay_out(
    canvas: Canvas, plot: CandlestickPlot, left: Axis, right: Axis | None, candles: Iterable[Candle]
) -> Layout:
    size = canvas.style.size
    prices = [price for candle in candles for price in (candle.low, candle.high)]
    values = [*prices, *left.values]
    laid = head(
        canvas, left.measure.unit, [Entry(part.series.label, part.color, line=True) for part in left.parts[PRICES:]]
    )
    foot, top = axes.time_height(canvas), canvas.height - max(laid.height, size / 2)
    bottom = foot + (PANEL * (top - foot) + PANEL_GAP * size if right else 0.0)
    axis = trimmed(scale(values, left.measure, axes.intervals(top - bottom)), values)
    close = left.parts[PRICES - 1].series
    text = value_text(close, left.measure, left.values, [last(close)[1]], axis)
    named = [(close, canvas.style.ink, text)]
    ends = end_labels(canvas, named, top - bottom, axis.share) or value_ends(canvas, named, top - bottom) or ()
    above = axes.headroom(canvas, axis, axis.high - max(prices), top - bottom)
    below = axes.headroom(canvas, axis, min(prices) - axis.low, top - bottom)
    start, end = axes.tick_width(canvas, axis), canvas.width - max(gutter(canvas, ends), 0.2 * size)
    beside = scale(right.values, right.measure, 2, zero=True) if right else None
    if beside:
        end = min(end, canvas.width - axes.tick_width(canvas, beside))
    count = len(plot.x)
    frame = Frame(start, end, bottom + below, top - above, count, axis)
    volume = Frame(start, end, foot, bottom - PANEL_GAP * size, count, beside) if beside else None
    return Layout(frame, volume, ends, laid)


def _draw_days(canvas: Canvas, frame: Frame, days: Iterable[Day], color: str, *, hollow: bool) -> None:
    width = min(_WIDEST, frame.slot * _SHARE)
    outline = min(_OUTLINE, width * _THIN)
    wicks: list[list[Point]] = []
    bodies: list[Box] = []
    for at, candle in days:
        x = frame.x(at)
        low, high = sorted((frame.y(candle.open), frame.y(candle.close)))
        spare = max(0.0, _LOWEST - (high - low)) / 2
        body = Box(x - width / 2, low - spare, x + width / 2, high + spare)
        bodies.append(body)
        ends = ((frame.y(candle.low), body.bottom), (body.top, frame.y(candle.high)))
        wicks += [[(x, start), (x, end)] for start, end in ends if end > start]
    canvas.lines(wicks, color, outline)
    canvas.bars(bodies, color)
    if hollow:
        inner = [_within(body, outline) for body in bodies]
        canvas.bars([box for box in inner if box.top > box.bottom], canvas.style.paper)


def _within(box: Box, edge: float) -> Box:
    return Box(box.left + edge, box.bottom + edge, box.right - edge, box.top - edge)


def _extremes(canvas: Canvas, frame: Frame, left: Axis, days: list[Day]) -> list[Label]:
    """Labels of the highest price, above its day, and the lowest, below, inside the plot; none if both are one."""
    high_at, highest = max(days, key=lambda day: day[1].high)
    low_at, lowest = min(days, key=lambda day: day[1].low)
    if highest.high == lowest.low:
        return []
    text = value_text(left.parts[PRICES - 1].series, left.measure, [highest.high, lowest.low])
    labels = []
    for at, value, sign in ((high_at, highest.high, 1), (low_at, lowest.low, -1)):
        point = Box(frame.x(at), frame.y(value), frame.x(at), frame.y(value))
        label = strokes.value_label(canvas, point, sign, text(value), size=canvas.style.size - 1)
        half = canvas.measure(label.text, label.size) / 2
        labels.append(replace(label, x=max(frame.left + half, min(label.x, frame.right - half))))
    return labels
