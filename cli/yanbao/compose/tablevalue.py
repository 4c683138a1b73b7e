"""Datasets as values of expressions."""

from __future__ import annotations

from dataclasses import dataclass

from yanbao.compose.spans import newest
from yanbao.compose.values import ExpressionError, Words
from yanbao.diagnostics import suggest
from yanbao.model.dataset import Dataset


@dataclass(frozen=True)
class TableValue:
    """A dataset in an expression: an argument of functions, with two members of its own."""

    dataset: Dataset

    @property
    def path(self) -> str:
        return f"data.{self.dataset.name}"

    def member(self, name: str) -> Words:
        """Its declared date, or that of its newest row. Raises ExpressionError."""
        sources = tuple(map(str, self.dataset.spec.source))
        if name == "as_of":
            return Words(self.dataset.spec.as_of, sources)
        if name == "newest":
            return Words(newest(self.dataset), sources)
        raise ExpressionError(f"no member '{self.path}.{name}'", remedy=suggest(name, ("as_of", "newest")))
