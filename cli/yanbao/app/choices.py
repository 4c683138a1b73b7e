"""Which findings a command is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from yanbao.app.identities import identities, unknown
from yanbao.diagnostics import Diagnostic, Level
from yanbao.pipeline import lines_about
from yanbao.rules import FAILED_RULE


@dataclass(frozen=True)
class Choice:
    """Findings of some rules, all if none is named, of a level and above, that are not in a baseline."""

    root: Path
    rules: Collection[str]
    level: Level
    baseline: Sequence[str]

    def new(self, found: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Those of the rules that are not in the baseline; they count, even if they are not shown."""
        kept = [one for one in found if not self.rules or one.rule in self.rules or one.rule == FAILED_RULE.id]
        if not self.baseline:
            return kept
        return unknown(kept, identities(kept, lines_about(self.root, kept)), self.baseline)

    def shown(self, found: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Those of the level and above."""
        order = list(Level)
        return [one for one in found if order.index(one.level) <= order.index(self.level)]
