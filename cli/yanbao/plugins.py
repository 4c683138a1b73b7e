"""The names that plug-ins import; docs/plugins.md has an example of each kind."""

from __future__ import annotations

from yanbao.diagnostics import Level, Mark, SetupError
from yanbao.load.plugged import TableError
from yanbao.model.manuscript import PROSE, Manuscript, Passage, Role
from yanbao.model.pulling import Connection
from yanbao.refresh.asking import Answer, Ask
from yanbao.refresh.trouble import UnreachedError, UnusableError
from yanbao.review.findings import Finding, at, on

__all__ = [
    "PROSE",
    "Answer",
    "Ask",
    "Connection",
    "Finding",
    "Level",
    "Manuscript",
    "Mark",
    "Passage",
    "Role",
    "SetupError",
    "TableError",
    "UnreachedError",
    "UnusableError",
    "at",
    "on",
]
