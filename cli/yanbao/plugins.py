"""The names that plug-ins import; docs/plugins.md has an example of each kind."""

from __future__ import annotations

from yanbao.charts.shapes import Box, Label
from yanbao.compose.kinds import Rows
from yanbao.compose.ploterror import PlotError
from yanbao.diagnostics import Level, Mark, Marked, SetupError
from yanbao.load.plugged import TableError
from yanbao.model.installed import InstalledChart as Chart
from yanbao.model.manuscript import PROSE, Manuscript, Passage, Role
from yanbao.model.plot import Plot, PlotSeries
from yanbao.model.plotkinds import PlotKind, Shape
from yanbao.model.pulling import Connection
from yanbao.refresh.asking import Answer, Ask
from yanbao.refresh.trouble import UnreachedError, UnusableError
from yanbao.review.findings import Finding, at, on

__all__ = [
    "PROSE",
    "Answer",
    "Ask",
    "Box",
    "Chart",
    "Connection",
    "Finding",
    "Label",
    "Level",
    "Manuscript",
    "Mark",
    "Marked",
    "Passage",
    "Plot",
    "PlotError",
    "PlotKind",
    "PlotSeries",
    "Role",
    "Rows",
    "SetupError",
    "Shape",
    "TableError",
    "UnreachedError",
    "UnusableError",
    "at",
    "on",
]
