"""Columns of forecasts: pale and hatched, with an outline. Lengths in pt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from yanbao.charts.canvas import Canvas
from yanbao.charts.colors import mix
from yanbao.charts.shapes import Box, Point

_PALE = 0.8  # share of paper in the fill
_FAINT = 0.45  # and in the hatching
_STEP = 4.0  # between hatching lines, along x
_EDGE = 0.8


def draw_columns(canvas: Canvas, boxes: Mapping[int, Box], color: str, forecast: int | None) -> None:
    """Fill the columns, given by position; those from ``forecast`` on are hatched."""
    known = [box for at, box in boxes.items() if forecast is None or at < forecast]
    supposed = [box for at, box in boxes.items() if forecast is not None and at >= forecast]
    canvas.bars(known, color)
    paper = canvas.style.paper
    canvas.bars(supposed, mix(color, paper, _PALE))
    canvas.lines(_slanted(supposed), mix(color, paper, _FAINT), 0.6)
    canvas.lines([_outline(box) for box in supposed], color, _EDGE)


def _slanted(boxes: Iterable[Box]) -> list[tuple[Point, Point]]:
    """Lines at 45° through each box, clipped to it."""
    lines = []
    for box in boxes:
        height = box.top - box.bottom
        start = box.left - height + _STEP / 2
        while start < box.right:
            low, high = max(start, box.left), min(start + height, box.right)
            if high > low:
                lines.append(((low, box.bottom + low - start), (high, box.bottom + high - start)))
            start += _STEP
    return lines


def _outline(box: Box) -> list[Point]:
    left, right = box.left + _EDGE / 2, box.right - _EDGE / 2
    return [(left, box.bottom), (left, box.top), (right, box.top), (right, box.bottom), (left, box.bottom)]
