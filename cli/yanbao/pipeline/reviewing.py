"""Runs the review in this process while worker processes make pages."""

from __future__ import annotations

from collections.abc import Sequence

from yanbao.diagnostics import Diagnostic
from yanbao.pipeline import today
from yanbao.pipeline.gathering import Gathered, reviewed


class Reviewing:
    """An incremental review: rules run one at a time while there is time, and the rest at the end."""

    def __init__(self, gathered: Gathered, slugs: Sequence[str]) -> None:
        self._rules = reviewed(gathered, slugs, today())
        self._found: list[Diagnostic] = []

    def go_on(self) -> bool:
        """Run one more rule; False if there is none left."""
        found = next(self._rules, None)
        self._found += found or ()
        return found is not None

    def found(self) -> list[Diagnostic]:
        """Run the remaining rules and return all findings."""
        while self.go_on():
            pass
        return self._found
