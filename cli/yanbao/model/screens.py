"""The drawings of a chart for screens: which of them stands in a column of which width. Widths in CSS px."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

PX = 4 / 3
"""CSS px in a pt."""

PX_IN_MM = 96 / 25.4
"""CSS px in a mm."""

LEAST_TEXT = 9.0
"""Minimum text size of a chart on a screen, in px."""

_SMALLER = 1.0
"""By how many pt the smallest text of a chart is smaller than its text size."""

_LARGEST = 1.3
"""Maximum enlargement of a drawing, or its letters would be larger than the text around it."""

_SLACK = 1.2
"""By how much a drawing may be narrower than one made for a column."""


@dataclass(frozen=True, slots=True)
class Band:
    """Columns from ``least`` px up to the next band. ``drawn`` is the width of a drawing made for them."""

    name: str
    least: float
    drawn: float


BANDS = (Band("slim", 285, 336), Band("broad", 472, 558), Band("wide", 760, 558), Band("full", 980, 558))
"""From the phone to the desk; some share a drawing. The HTML shows in each band the drawing of this class."""

PAPER = "paper"
"""The class of the drawing for paper: it is printed, and shown by browsers without container queries."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as SVG: ``paper`` at its size on paper, and ``screen``, all drawings of the HTML, one after another.

    ``screen`` is empty if no HTML is wanted.
    """

    paper: str
    screen: str = ""


def bands_of(width: float, size: float) -> list[Band]:
    """The bands in which a drawing can be read that is ``width`` px wide, with a text size of ``size`` pt."""
    text = (size - _SMALLER) * PX
    return [band for band in BANDS if band.drawn <= _SLACK * width and band.least / width * text >= LEAST_TEXT]


def widths_wanted(served: Collection[Band]) -> list[float]:
    """The widths of drawings to make for the other bands."""
    return list(dict.fromkeys(band.drawn for band in BANDS if band not in served))


def for_screens(paper: str, width: float, served: Collection[Band], drawn: Mapping[float, str | None]) -> str:
    """All drawings for the HTML. ``drawn`` has those made, by width; for one that could not be, paper stands in."""
    names: dict[float, list[str]] = {at: [] for at, svg in drawn.items() if svg}
    own = [PAPER]
    for band in BANDS:
        (own if band in served else names.get(band.drawn, own)).append(band.name)
    made = [_marked(svg, at, names[at]) for at, svg in drawn.items() if svg]
    return "".join([_marked(paper, width, own), *made])


def _marked(svg: str, width: float, names: Collection[str]) -> str:
    """A drawing with its classes, and the width up to which it may be enlarged."""
    most = f"max-width:{width * _LARGEST:.0f}px"
    return svg.replace("<svg ", f'<svg class="{" ".join(names)}" style="{most}" ', 1)
