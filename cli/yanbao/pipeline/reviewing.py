"""The review of reports, while this process would only wait for those that make their pages."""

from __future__ import annotations

from collections.abc import Sequence

from yanbao.diagnostics import Diagnostic
from yanbao.pipeline import today
from yanbao.pipeline.gathering import Gathered, reviewed


class Reviewing:
    """What a reviewer finds. It is looked for bit by bit, as there is time, and at last all at once."""

    def __init__(self, gathered: Gathered, slugs: Sequence[str]) -> None:
        self._rules = reviewed(gathered, slugs, today())
        self._found: list[Diagnostic] = []

    def go_on(self) -> bool:
        """Follow one rule more, if there is one."""
        found = next(self._rules, None)
        self._found += found or ()
        return found is not None

    def found(self) -> list[Diagnostic]:
        """All findings."""
        while self.go_on():
            pass
        return self._found
