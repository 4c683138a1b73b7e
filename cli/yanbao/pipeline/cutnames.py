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
    wanted = _wanted(plot)
    if not wanted and _CUT not in svg:
        return []
    texts = [unescape(text) for text in _TEXT.findall(svg)]
    begun = [part for text in texts if text.endswith(_CUT) and (part := _solid(text.rstrip().removesuffix(_CUT)))]
    written = _solid("".join(texts))
    missing = [name for name in wanted if _CUT not in name and _solid(name) not in written]
    short = [
        name for name in _names(plot) if (solid := _solid(name)) not in written and any(part in solid for part in begun)
    ]
    return list(dict.fromkeys([*missing, *short]))


def _names(plot: Plot) -> list[str]:
    rows = [one for one in plot.x if isinstance(one, str)]
    return [*rows, *(series.label for series in plot.series), *(panel.title for panel in plot.panels)]


def _wanted(plot: Plot) -> list[str]:
    """The names of the large parts of a treemap, and of the axes of a radar chart."""
    names = [*map(str, plot.x)]
    if isinstance(plot, TreemapPlot):
        sizes = [value if value and math.isfinite(value) and value > 0 else 0.0 for value in plot.series[0].values]
        least = _LARGE * math.fsum(sizes)
        return [name for name, size in zip(names, sizes, strict=True) if size >= least > 0]
    return names if isinstance(plot, RadarPlot) else []


def _solid(text: str) -> str:
    return "".join(text.split())
