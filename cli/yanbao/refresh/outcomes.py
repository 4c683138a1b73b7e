"""What became of a table that was pulled."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from yanbao.diagnostics import Diagnostic
from yanbao.refresh.comparing import NO_CHANGES, Changes


class State(StrEnum):
    """How it went with a table."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    SETUP = "not set up"
    UNREACHED = "not reached"


@dataclass(frozen=True)
class Outcome:
    """What became of a table. ``found`` are findings with places, perhaps in the answer, which is no file."""

    name: str
    state: State
    rows: int = 0
    newest: str = ""
    changes: Changes = NO_CHANGES
    told: tuple[str, ...] = ()
    problem: str = ""
    remedy: str = ""
    found: tuple[Diagnostic, ...] = ()
