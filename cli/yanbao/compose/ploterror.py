"""The error of a chart that cannot be made."""

from __future__ import annotations

from yanbao.diagnostics import Diagnostic, Level, Mark


class PlotError(Exception):
    """A chart that cannot be made from its data; ``diagnostic`` says where and why."""

    def __init__(self, message: str, mark: Mark, remedy: str = "", rule: str = "empty-chart") -> None:
        self.diagnostic = Diagnostic(Level.ERROR, rule, message, mark, remedy)
        super().__init__(message)
