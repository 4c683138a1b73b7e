"""Findings of rules, before the project's settings are applied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from yanbao.diagnostics import Edit, Level, Mark, Marked
from yanbao.model.manuscript import Manuscript, Passage
from yanbao.rules import Rule


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``text`` is the underlined text; ``level``, if set, weakens the rule's level.

    ``edits`` are the one right answer, if there is one.
    """

    mark: Mark
    width: int
    text: str
    message: str
    help: str = ""
    level: Level | None = None
    edits: tuple[Edit, ...] = ()


class RuleModule(Protocol):
    """A module with one reviewing rule, whose manual is its docstring."""

    RULE: Rule

    def check(self, manuscript: Manuscript, /) -> Iterator[Finding]: ...


def on(
    passage: Passage,
    start: int,
    end: int,
    message: str,
    remedy: str = "",
    level: Level | None = None,
    *,
    mend: str | None = None,
    edits: tuple[Edit, ...] = (),
) -> Finding:
    """A finding on characters ``start`` to ``end`` of a passage.

    ``mend`` is what they should be, if there is one right answer; or ``edits`` are. A hint has none: a person decides.
    """
    mark, width = passage.place(start, end)
    if level is Level.HINT:
        edits = ()
    elif mend is not None:
        edits = passage.edit(start, end, mend)
    return Finding(mark, width, passage.text[start:end], message, remedy, level, edits)


def together(*changes: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Several edits as one; none, if one of them cannot be made."""
    return tuple(edit for change in changes for edit in change) if all(changes) else ()


def at(name: Marked, message: str, remedy: str = "", level: Level | None = None) -> Finding:
    """A finding on a whole name or text as it is written."""
    width = len(name.raw.splitlines()[0]) if name.raw else len(name)
    return Finding(name.mark, max(1, width), str(name), message, remedy, level)


def where(mark: Mark) -> str:
    """A place as messages about another one name it: file and line."""
    return f"{mark.file}:{mark.line}"
