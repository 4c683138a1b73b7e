"""The canvas of a chart: labels and shapes at final size, in pt, with the origin at the lower left.

matplotlib's own axes and text are not used: every label is measured in the report's font before it is placed, so that
none collides or is clipped, and any number of similar shapes is one path in the SVG.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from yanbao.charts import svg, textwidths
from yanbao.charts.shapes import Align, Box, Label, Point, Side
from yanbao.model.plot import ChartStyle
from yanbao.model.sheet import FontFace, FontSet

MM = 72 / 25.4
"""pt in a millimetre."""

_SHIFT: dict[Align, float] = {"left": 0.0, "center": 0.5, "right": 1.0}


class Canvas:
    """A drawing of ``width`` × ``height`` mm. ``labels`` holds the labels written so far."""

    def __init__(self, width: float, height: float, style: ChartStyle, font_set: FontSet) -> None:
        self.width, self.height = round(width * MM, 2), round(height * MM, 2)
        self.style = style
        self.labels: list[Label] = []
        self.font_set = font_set
        self._figure = Figure(figsize=(self.width / 72, self.height / 72), dpi=72, frameon=False)

    unsaid: tuple[str, ...] = ()
    """Units that need not be written: the caption names them."""

    above = 0.0
    """Least height of the header, so that plots side by side begin at one height."""

    def laid(self, above: float) -> None:
        """Hear how high the header of the whole chart is."""

    is_panel = False
    """True for a panel, whose unit and legend are in the header of the whole chart."""

    def claim(self, unit: str, entries: Sequence[object]) -> None:
        """Hand the unit and the legend to the shared header."""

    def margin(self, side: Side, room: float) -> float:  # noqa: ARG002 - of a whole canvas all sides are alike
        """The space reserved beside the plot for axis labels, given the ``room`` that they need."""
        return room

    def has_axis(self, side: Side) -> bool:  # noqa: ARG002
        """True if the labels of an axis are drawn."""
        return True

    def font(self, *, bold: bool = False) -> textwidths.Widths:
        """Glyph widths of one weight."""
        other = self.font_set.fallback and _face(self.font_set.fallback, bold=bold)
        return textwidths.widths(_face(self.font_set, bold=bold), self.style.gap, other)

    def measure(self, text: str, size: float | None = None, *, bold: bool = False) -> float:
        """The width of ``text``, at the chart's text size by default."""
        return self.font(bold=bold).of(text, size or self.style.size)

    def box(self, label: Label) -> Box:
        """The bounding box of a label: its width, and the em box of its characters."""
        length = self.measure(label.text, label.size, bold=label.bold)
        up, down = textwidths.ASCENT * label.size, textwidths.DESCENT * label.size
        if label.upright:
            return Box(label.x - up, label.y - length, label.x + down, label.y)
        left = label.x - _SHIFT[label.align] * length
        return Box(left, label.y - down, left + length, label.y + up)

    def write(self, *labels: Label) -> None:
        """Add labels, drawn on top of all shapes; empty ones are skipped."""
        self.labels.extend(label for label in labels if label.text)

    def bars(self, boxes: Iterable[Box], color: str) -> None:
        """Filled rectangles, as one path."""
        corners = [
            [(b.left, b.bottom), (b.left, b.top), (b.right, b.top), (b.right, b.bottom), (b.left, b.bottom)]
            for b in boxes
        ]
        codes = [_MOVE, _LINE, _LINE, _LINE, _CLOSE] * len(corners)
        self.add([point for four in corners for point in four], codes, facecolor=color, edgecolor="none")

    def polygons(self, polygons: Iterable[Sequence[Point]], color: str, *, edge: float = 0.0) -> None:
        """Filled polygons, as one path; with ``edge``, each has an outline of that width in the paper's colour."""
        points: list[Point] = []
        codes: list[int] = []
        for polygon in polygons:
            points += [*polygon, polygon[0]]
            codes += [_MOVE, *[_LINE] * (len(polygon) - 1), _CLOSE]
        rim = self.style.paper if edge else "none"
        self.add(points, codes, facecolor=color, edgecolor=rim, linewidth=edge, joinstyle="round")

    def lines(
        self,
        lines: Iterable[Sequence[Point]],
        color: str,
        width: float,
        *,
        dash: tuple[float, float] | None = None,
        round_ends: bool = False,
    ) -> None:
        """Open polylines, as one path. ``dash`` is in pt."""
        points: list[Point] = []
        codes: list[int] = []
        for line in lines:
            points += line
            codes += [_MOVE, *[_LINE] * (len(line) - 1)]
        self.add(
            points,
            codes,
            fill=False,
            edgecolor=color,
            linewidth=width,
            linestyle=(0, tuple(part / width for part in dash)) if dash else "solid",
            joinstyle="round",
            capstyle="round" if round_ends else "butt",
        )

    def dots(self, centers: Iterable[Point], color: str, diameter: float) -> None:
        """Discs, as one path: zero-length lines with round caps, as thick as the disc."""
        self.lines([(center, center) for center in centers], color, diameter, round_ends=True)

    def svg(self, ident: str) -> str:
        """The drawing as SVG; ids of definitions in it, if any, are derived from ``ident``."""
        self._figure.add_artist(_Lettering(self))
        written = io.StringIO()
        # Keep text as text, and reset what a matplotlibrc on the machine might have changed.
        with mpl.rc_context(
            {
                "svg.fonttype": "none",
                "svg.hashsalt": ident,
                "savefig.bbox": None,
                "savefig.dpi": "figure",
                "path.sketch": None,
                "path.effects": [],
            }
        ):
            self._figure.savefig(written, format="svg", metadata=_NO_METADATA)
        return svg.lean(written.getvalue(), self.style.family, self.style.size, self.style.fallback)

    def properties(self, label: Label) -> FontProperties:
        """The label's font for matplotlib, by file, so that no system fonts are searched."""
        face = _face(self.font_set, bold=label.bold)
        return FontProperties(family=self.style.family, weight=face.weight, size=label.size, fname=face.path)

    def add(self, points: Sequence[Point], codes: Sequence[int], **look: object) -> None:
        """One path through points, with matplotlib's path codes and style arguments."""
        if points:
            path = Path(np.round(points, 2), codes)
            path.should_simplify = False
            self._figure.add_artist(PathPatch(path, transform=IdentityTransform(), **look))


def _face(fonts: FontSet, *, bold: bool) -> FontFace:
    return fonts.bold if bold else fonts.regular


_MOVE, _LINE, _CLOSE = int(Path.MOVETO), int(Path.LINETO), int(Path.CLOSEPOLY)

_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


class _Lettering(Artist):
    """Draws the labels of a canvas. They are already measured and placed; ``Text`` would do both again for each."""

    zorder = 10

    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self._canvas = canvas

    def draw(self, renderer: RendererBase) -> None:
        for label in self._canvas.labels:
            place = self._canvas.box(label)
            x, y = (label.x, place.bottom) if label.upright else (place.left, label.y)
            context = renderer.new_gc()
            context.set_foreground(label.color)
            y = round(self._canvas.height - y, 2)
            angle = 90 if label.upright else 0
            renderer.draw_text(context, round(x, 2), y, label.text, self._canvas.properties(label), angle)
            context.restore()
