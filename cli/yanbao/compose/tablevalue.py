"""A dataset as expressions see it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from yanbao.compose.spans import newest, until
from yanbao.compose.values import ExpressionError, Words
from yanbao.diagnostics import suggest
from yanbao.model.dataset import Dataset
from yanbao.model.timeline import time_columns
from yanbao.periods import Span


@dataclass
class TableValue:
    """A dataset in an expression: of a report with a period, its rows up to the last day of it."""

    dataset: Dataset
    period: Span | None = None

    @property
    def path(self) -> str:
        return f"data.{self.dataset.name}"

    @cached_property
    def rows(self) -> Dataset:
        """The dataset as functions see it."""
        times = time_columns(self.dataset, self.dataset.frame) if self.period else []
        if self.period is None or len(times) != 1:
            return self.dataset
        return until(self.dataset, times[0], self.period[1])

    def member(self, name: str) -> Words:
        sources = tuple(map(str, self.dataset.spec.source))
        if name == "as_of":
            return Words(self.dataset.spec.as_of, sources)
        if name == "newest":
            return Words(newest(self.rows), sources)
        raise ExpressionError(f"no member '{self.path}.{name}'", remedy=suggest(name, ("as_of", "newest")))
