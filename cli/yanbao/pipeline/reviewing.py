"""Runs the review in this process while worker processes make pages."""

from __future__ import annotations

from collections.abc import Sequence

from yanbao.pipeline import today
from yanbao.pipeline.gathering import Gathered, reviewed
from yanbao.pipeline.problems import Problems
from yanbao.pipeline.store import Store


class Reviewing:
    """An incremental review: rules run one at a time while there is time, and the rest at the end."""

    def __init__(self, gathered: Gathered, slugs: Sequence[str], store: Store) -> None:
        self._told = gathered.problems.copy()
        self._rules = reviewed(gathered, slugs, today(), self._told, store)

    def go_on(self) -> bool:
        """Run one more rule; False if there is none left."""
        return next(self._rules, self) is None

    def told(self) -> Problems:
        """Run the remaining rules; all findings, and the problems that were known before."""
        while self.go_on():
            pass
        return self._told
