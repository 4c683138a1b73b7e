"""The names that a plug-in with reviewing rules imports; docs/plugins.md has an example."""

from __future__ import annotations

from yanbao.diagnostics import Level, Mark
from yanbao.model.manuscript import PROSE, Manuscript, Passage, Role
from yanbao.review.findings import Finding, at, on

__all__ = ["PROSE", "Finding", "Level", "Manuscript", "Mark", "Passage", "Role", "at", "on"]
