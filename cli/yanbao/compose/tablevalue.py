"""Datasets as values of expressions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from yanbao.compose.lookups import times
from yanbao.compose.values import ExpressionError, Members, Words
from yanbao.diagnostics import suggest
from yanbao.model.dataset import Dataset


@dataclass(frozen=True)
class TableValue(Members):
    """A dataset in an expression: an argument of functions, with two members of its own."""

    dataset: Dataset

    @property
    def path(self) -> str:
        return f"data.{self.dataset.name}"

    def use(self, name: str) -> str:  # noqa: ARG002 - of its members it is itself that is used
        return self.path

    def member(self, name: str) -> Words:
        """Its declared date, or that of its newest row. Raises ExpressionError."""
        sources = tuple(map(str, self.dataset.spec.source))
        if name == "as_of":
            return Words(self.dataset.spec.as_of, sources)
        if name == "newest":
            found = times(self.dataset, self.dataset.frame, "", f'last({self.path}, "…")')
            return Words(found.shown(found.latest()), sources)
        raise ExpressionError(f"no member '{self.path}.{name}'", remedy=suggest(name, ("as_of", "newest")))


def dataset_of(value: Any) -> Dataset:
    """The dataset that an argument of a function is. Raises ExpressionError."""
    if not isinstance(value, TableValue):
        raise ExpressionError("a dataset is needed here, such as data.index_daily")
    return value.dataset
