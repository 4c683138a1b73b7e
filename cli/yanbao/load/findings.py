"""Collects the problems found while loading, so that all are reported at once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

from yanbao.diagnostics import Diagnostic, Edit, Level, Mark
from yanbao.memory import Memory
from yanbao.rules import Rule

T = TypeVar("T")


class Findings(list[Diagnostic]):
    """A list of diagnostics under construction.

    It is passed to all functions that read files; so it also carries the memory of the previous load.
    """

    def __init__(self, before: Memory | None = None) -> None:
        super().__init__()
        self._before = before or Memory()

    def recall(self, key: Hashable, made_from: Any, make: Callable[[Findings], T]) -> T:
        """The result of reading a file, from memory if it has not changed; its diagnostics are then added again."""

        def anew() -> tuple[T, Findings]:
            found = Findings(self._before)
            return make(found), found

        made, found = self._before.recall(key, made_from, anew)
        self.extend(found)
        return made

    def note(self, root: Path, file: str, data: bytes) -> None:
        """Remember what a file held when it was read: a report says what it was made from."""
        self._before.held[root, file] = data

    def error(self, rule: Rule, message: str, mark: Mark, remedy: str = "", width: int = 1, *edits: Edit) -> None:
        self.append(Diagnostic(Level.ERROR, rule.id, message, mark, remedy, width, edits=edits))

    def warning(self, rule: Rule, message: str, mark: Mark, remedy: str = "", width: int = 1, *edits: Edit) -> None:
        self.append(Diagnostic(Level.WARNING, rule.id, message, mark, remedy, width, edits=edits))


def shorten(text: str) -> str:
    """Quote the author's text in messages: on one line, and shortened."""
    line = " ".join(text.split())
    return line if len(line) <= 30 else line[:30] + "…"
