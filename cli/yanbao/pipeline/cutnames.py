"""Tells which names of a chart its drawing has no room for: they end in …, or are left out."""

from __future__ import annotations

import math
import re
from html import unescape

from yanbao.model.plot import Plot
from yanbao.model.plots import RadarPlot, TreemapPlot

_TEXT = re.compile("<text[^>]*>([^<]*)</text>")
_CUT = "…"
_LARGE = 0.03
"""The share of a treemap's area from which a part has a name."""


def cut_names(plot: Plot, svg: str) -> list[str]:
    """Names of rows, series and panels that are cut short in the drawing, and of large parts and axes without one."""
    cut = [name for name in _unnamed(plot, svg) if _CUT not in name]
    if _CUT not in svg:
        return cut
    texts = [unescape(text) for text in _TEXT.findall(svg)]
    parts = [_solid(text.rstrip().removesuffix(_CUT)) for text in texts if text.endswith(_CUT)]
    written = _solid("".join(texts))
    known = (_solid(name) for name in _names(plot))
    short = [name for name in known if name not in written and any(part and part in name for part in parts)]
    return list(dict.fromkeys([*cut, *(name for name in _names(plot) if _solid(name) in short)]))


def _names(plot: Plot) -> list[str]:
    rows = [one for one in plot.x if isinstance(one, str)]
    return [*rows, *(series.label for series in plot.series), *(panel.title for panel in plot.panels)]


def _unnamed(plot: Plot, svg: str) -> list[str]:
    """The large parts of a treemap, and the axes of a radar chart, whose names are not in it."""
    names = [*map(str, plot.x)]
    if isinstance(plot, TreemapPlot):
        sizes = [value if value and math.isfinite(value) and value > 0 else 0.0 for value in plot.series[0].values]
        least = _LARGE * math.fsum(sizes)
        names = [name for name, size in zip(names, sizes, strict=True) if size >= least > 0]
    elif not isinstance(plot, RadarPlot):
        return []
    written = _solid("".join(map(unescape, _TEXT.findall(svg))))
    return [name for name in names if _solid(name) not in written]


def _solid(text: str) -> str:
    return "".join(text.split())
