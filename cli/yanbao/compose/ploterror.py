"""The error for a chart that cannot be made."""

from __future__ import annotations

from collections.abc import Sequence

from yanbao import rules
from yanbao.diagnostics import Diagnostic, Level, Mark, Marked
from yanbao.model.dataset import Dataset
from yanbao.model.madeof import made_of_others
from yanbao.rules import Rule


class PlotError(Exception):
    """A chart that cannot be made from its data; ``diagnostic`` says where and why."""

    def __init__(self, message: str, mark: Mark, remedy: str = "", rule: Rule = rules.EMPTY_CHART) -> None:
        self.diagnostic = Diagnostic(Level.ERROR, rule.id, message, mark, remedy)
        super().__init__(message)


def refuse_total(column: Marked, names: Sequence[str], dataset: Dataset) -> None:
    """Raise PlotError if one of the parts of a whole is made of the others."""
    if made := made_of_others(names):
        message = f"'{made}' of '{dataset.name}' is made of the others, and no part besides them"
        raise PlotError(message, column.mark, f'choose rows: where: {{{column}: "!= {made}"}}', rules.BROKEN_WHOLE)
