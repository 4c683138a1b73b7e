"""Findings of rules, before the project's settings are applied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from yanbao.diagnostics import Level, Mark, Marked
from yanbao.model.manuscript import Manuscript, Passage
from yanbao.rules import Rule


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``text`` is the underlined text; ``level``, if set, weakens the rule's level."""

    mark: Mark
    width: int
    text: str
    message: str
    help: str = ""
    level: Level | None = None


class RuleModule(Protocol):
    """A module with one reviewing rule, whose manual is its docstring."""

    RULE: Rule

    def check(self, manuscript: Manuscript, /) -> Iterator[Finding]: ...


def on(passage: Passage, start: int, end: int, message: str, remedy: str = "", level: Level | None = None) -> Finding:
    """A finding on characters ``start`` to ``end`` of a passage."""
    mark, width = passage.place(start, end)
    return Finding(mark, width, passage.text[start:end], message, remedy, level)


def at(name: Marked, message: str, remedy: str = "", level: Level | None = None) -> Finding:
    """A finding on a whole name or text as it is written."""
    width = len(name.raw.splitlines()[0]) if name.raw else len(name)
    return Finding(name.mark, max(1, width), str(name), message, remedy, level)


def where(mark: Mark) -> str:
    """A place as messages about another one name it: file and line."""
    return f"{mark.file}:{mark.line}"
