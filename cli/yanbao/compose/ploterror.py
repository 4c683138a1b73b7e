"""The error for a chart that cannot be made."""

from __future__ import annotations

from yanbao import rules
from yanbao.diagnostics import Diagnostic, Level, Mark
from yanbao.rules import Rule


class PlotError(Exception):
    """A chart that cannot be made from its data; ``diagnostic`` says where and why."""

    def __init__(self, message: str, mark: Mark, remedy: str = "", rule: Rule = rules.EMPTY_CHART) -> None:
        self.diagnostic = Diagnostic(Level.ERROR, rule.id, message, mark, remedy)
        super().__init__(message)
