"""What composing collects besides the document."""

from __future__ import annotations

from dataclasses import dataclass, field

from yanbao.compose.uses import Use
from yanbao.diagnostics import Diagnostic
from yanbao.model.manuscript import FigureText, Passage


@dataclass
class Record:
    """Passages of a part of a report in reading order, its figures, diagnostics, and uses of facts and datasets.

    ``uses`` is an ordered set: its values are None.
    """

    passages: list[Passage] = field(default_factory=list)
    figures: list[FigureText] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    uses: dict[Use, None] = field(default_factory=dict)

    def add(self, later: Record) -> None:
        """Append the record of a later or enclosed part."""
        self.passages += later.passages
        self.figures += later.figures
        self.diagnostics += later.diagnostics
        self.uses |= later.uses
