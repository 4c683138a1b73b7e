"""Reference lines: a value of the left axis, dashed across the plot, with a label placed in free space."""

from __future__ import annotations

from collections.abc import Sequence

from yanbao.charts.axes import Frame
from yanbao.charts.canvas import Canvas
from yanbao.charts.shapes import Label, Point
from yanbao.charts.strokes import extent
from yanbao.charts.textwidths import ASCENT, DESCENT
from yanbao.model.plot import PlotReference

_AWAY = 2.0
"""Distance from the line to its label, in pt."""


def reference_labels(
    canvas: Canvas, frame: Frame, references: Sequence[PlotReference], lines: Sequence[Sequence[Point]]
) -> list[Label]:
    """A label per reference: at either end or in the middle, above or below, whichever overlaps ``lines`` least."""
    labels: list[Label] = []
    for reference in references:
        choices = _choices(canvas, frame, reference)
        labels.append(min(choices, key=lambda label: _trouble(canvas, frame, label, lines, labels)))
    return labels


def draw_references(canvas: Canvas, frame: Frame, references: Sequence[PlotReference], labels: Sequence[Label]) -> None:
    """Draw the reference lines and their labels."""
    levels = [[(frame.left, frame.y(one.value)), (frame.right, frame.y(one.value))] for one in references]
    canvas.lines(levels, canvas.style.muted, 0.8, dash=(3, 2))
    canvas.write(*labels)


def _choices(canvas: Canvas, frame: Frame, reference: PlotReference) -> list[Label]:
    style = canvas.style
    size = style.size - 1
    y = frame.y(reference.value)
    width = canvas.measure(reference.label, size)
    baselines = (y + _AWAY + DESCENT * size, y - _AWAY - ASCENT * size)
    starts = (frame.left + 2, frame.right - width, (frame.left + frame.right - width) / 2)
    return [Label(reference.label, x, baseline, style.muted, size) for baseline in baselines for x in starts]


def _trouble(
    canvas: Canvas, frame: Frame, label: Label, lines: Sequence[Sequence[Point]], others: Sequence[Label]
) -> float:
    """Placement penalty of a label: its overlap with lines, other labels and the plot's edges; 0 if none."""
    box = canvas.box(label)
    trouble = sum(100.0 for other in others if box.meets(canvas.box(other), 1))
    trouble += max(0.0, frame.bottom - box.bottom) + max(0.0, box.top - frame.top)
    for line in lines:
        if (crossed := extent([line], box.left, box.right)) is not None:
            trouble += max(0.0, min(crossed[1], box.top) - max(crossed[0], box.bottom))
    return trouble
