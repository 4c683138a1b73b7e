"""What became of a table that was pulled, and what is said of one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from yanbao.diagnostics import Diagnostic
from yanbao.refresh.comparing import NO_CHANGES, Changes


class State(StrEnum):
    """The result of pulling a table."""

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


class Word(StrEnum):
    """What is to be said of a table, from good to bad."""

    OK = "ok"
    OLD = "old"  # past `fresh: warn`
    EDITED = "edited by hand"
    NOT_PULLED = "not pulled"
    STALE = "stale"  # past `fresh: error`
    MISSING = "missing"
    WRONG = "wrong"


WARNINGS = frozenset({Word.OLD})


@dataclass(frozen=True)
class TableStatus:
    """``age`` is in trading days, None if the table has no time; ``days`` says which days are counted.

    ``limit`` is what the age has passed. ``problem`` is why a table cannot be read.
    """

    name: str
    word: Word
    rows: int | None = None
    newest: str = ""
    age: int | None = None
    days: str = ""
    limit: int | None = None
    retrieved: str = ""
    connection: str = ""
    problem: str = ""
    is_pulled: bool = False
