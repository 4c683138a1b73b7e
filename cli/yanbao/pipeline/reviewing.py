"""The review of reports, beside the making of their pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from yanbao.diagnostics import Diagnostic
from yanbao.pipeline import today
from yanbao.pipeline.gathering import Gathered, reviewed
from yanbao.pipeline.session import Session


class Reviewing:
    """What a reviewer finds, looked for while this process waits for others."""

    def __init__(self, session: Session, gathered: Gathered, slugs: Sequence[str]) -> None:
        self._session = session
        self._gathered = gathered
        self._slugs = slugs
        self._result: Callable[[], list[Diagnostic]] | None = None

    def begin(self) -> Callable[[], list[Diagnostic]]:
        """Begin, if that has not been done yet; returns what waits for the findings."""
        if self._result is None:
            import yanbao.review  # noqa: F401 - here: Ctrl-C must not come between imports of two threads

            self._result = self._session.meanwhile(lambda: list(reviewed(self._gathered, self._slugs, today())))
        return self._result

    def found(self) -> list[Diagnostic]:
        """The findings."""
        return self.begin()()
