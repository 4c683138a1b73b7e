"""What composing finds besides what is printed."""

from __future__ import annotations

from dataclasses import dataclass, field

from yanbao.compose.uses import Use
from yanbao.diagnostics import Diagnostic
from yanbao.model.manuscript import FigureText, Passage


@dataclass
class Record:
    """The text of one part of a report in reading order, its figures, its problems, and what its expressions take.

    ``uses`` has its entries as keys, in order.
    """

    passages: list[Passage] = field(default_factory=list)
    figures: list[FigureText] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    uses: dict[Use, None] = field(default_factory=dict)

    def add(self, later: Record) -> None:
        """Append what was found in what follows, or stands inside."""
        self.passages += later.passages
        self.figures += later.figures
        self.diagnostics += later.diagnostics
        self.uses |= later.uses
