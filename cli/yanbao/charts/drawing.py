"""Draws a plot as SVG.

Input: a ``Plot`` (plain data), its size on paper in mm, the theme's chart style and the report's fonts. Output: SVG of
exactly that size, with text as text; equal input gives equal bytes. Only the two font files are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yanbao.charts import UndrawnError
from yanbao.charts.canvas import Canvas
from yanbao.charts.kinds import drawing
from yanbao.charts.legend import ONE_ROW
from yanbao.charts.panels import NoRoomError, draw_panels
from yanbao.model.plot import ChartStyle, Plot
from yanbao.model.sheet import FontSet

__all__ = ["EmptyPlotError", "NoRoomError", "draw"]


class EmptyPlotError(UndrawnError):
    """The plot has no value to draw."""


class _HeadFound(Exception):  # noqa: N818 - what was asked for, and no error
    """The height of a header."""


class _HeadOnly(Canvas):
    """A canvas on which drawing ends when the header is laid out."""

    def laid(self, above: float) -> None:
        raise _HeadFound(above)


def height_above(
    plot: Plot, width: float, height: float, style: ChartStyle, fonts: FontSet, beside: Sequence[tuple[Plot, float]]
) -> float:
    """The height in pt that the header of a plot should have at least, with other plots and widths in mm beside it.

    That is one row if another has it, and this one has none.
    """
    row = ONE_ROW * style.size
    if not beside or _head_of(plot, width, height, style, fonts) != 0:
        return 0.0
    return row if any(_head_of(one, wide, height, style, fonts) == row for one, wide in beside) else 0.0


def _head_of(plot: Plot, width: float, height: float, style: ChartStyle, fonts: FontSet) -> float | None:
    """The height in pt of what stands above a plot; None if that is not known, since it is no header."""
    if plot.panels or not plot.is_drawable:
        return None
    canvas = _HeadOnly(width, height, replace(style, forms=plot.forms), fonts)
    canvas.unsaid = plot.unsaid
    try:
        drawing(plot)(canvas, plot)
    except _HeadFound as found:
        return float(found.args[0])
    return None


def draw(
    plot: Plot, width: float, height: float, style: ChartStyle, fonts: FontSet, ident: str, above: float = 0
) -> str:
    """Draw the plot as an SVG of ``width`` × ``height`` mm; text has ``style.size`` pt on paper.

    ``ident`` is unique to the chart within its report; its header has at least ``above`` pt. Raises EmptyPlotError if
    there is no value, NoRoomError if its panels would be too small.
    """
    if not plot.is_drawable:
        raise EmptyPlotError("no value to draw")
    canvas = Canvas(width, height, replace(style, forms=plot.forms), fonts)
    canvas.unsaid, canvas.above = plot.unsaid, above
    if plot.panels:
        draw_panels(canvas, plot, drawing(plot))
    else:
        drawing(plot)(canvas, plot)
    return canvas.svg(ident)
