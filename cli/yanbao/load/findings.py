"""What loading finds wrong: collected, so that all problems are reported at once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from enum import StrEnum
from typing import Any, TypeVar

from yanbao.diagnostics import Diagnostic, Level, Mark
from yanbao.memory import Memory

T = TypeVar("T")


class Rule(StrEnum):
    """Every kind of problem that loading reports, with what it means."""

    meaning: str

    def __new__(cls, name: str, meaning: str) -> Rule:
        self = str.__new__(cls, name)
        self._value_ = name
        self.meaning = meaning
        return self

    NO_CONTENT = "no-content", "The folder is a project and has a report."
    UNKNOWN_REPORT = "unknown-report", "A report that is asked for exists."
    UNKNOWN_THEME = "unknown-theme", "The theme of a report exists."
    OWN_THEME = "own-theme", "With --builtin-themes-only, a project has no templates of its own."
    MISSING_FILE = "missing-file", "Every file that content names exists."
    OUTSIDE_PROJECT = "outside-project", "No path or symbolic link leads out of the project."
    BAD_ENCODING = "bad-encoding", "Text files are UTF-8, others what they say; no text has invisible characters."
    TOO_LARGE = "too-large", "A file, its nesting, its values, texts and paragraphs keep within limits."
    BAD_YAML = "bad-yaml", "Files are YAML, without the parts of it that content has no use for."
    DUPLICATE_KEY = "duplicate-key", "A mapping has each key once."
    BAD_KEY = "bad-key", "YAML reads every key as text."
    UNQUOTED_EXPRESSION = "unquoted-expression", "Text that begins with an expression stands in quotes."
    UNKNOWN_KEY = "unknown-key", "Every key is one of the content language."
    MISSING_KEY = "missing-key", "Every key that must be given is given."
    WRONG_TYPE = "wrong-type", "A value is of the type that its key takes."
    WRONG_CHOICE = "wrong-choice", "A value is one of the choices of its key."
    WRONG_VALUE = "wrong-value", "A value is one that its key can take."
    BAD_NAME = "bad-name", "Namespaces, entities, facts, sources and datasets have names that expressions can write."
    DUPLICATE_DATASET = "duplicate-dataset", "A dataset is declared once."
    BAD_FACT = "bad-fact", "The value of a fact is a number or text, with its unit."
    BAD_HEADER = "bad-header", "The head of a table names the declared columns."
    BAD_ROW = "bad-row", "A row has one cell for each column."
    BAD_CELL = "bad-cell", "A cell is of the type of its column."
    BAD_LOOKUP = "bad-lookup", "A column that is looked up is in the other dataset, and can be matched."
    BAD_IMAGE = "bad-image", "A picture is of a kind that PDF and HTML can show."


class Findings(list[Diagnostic]):
    """Diagnostics in the making.

    Whoever reads a file adds to them; so they know too what was read ``before``, and what was found then.
    """

    def __init__(self, before: Memory | None = None) -> None:
        super().__init__()
        self._before = before or Memory()

    def recall(self, key: Hashable, made_from: Any, make: Callable[[Findings], T]) -> T:
        """What was made of a file, if it has not changed; what is wrong with it is found again."""

        def anew() -> tuple[T, Findings]:
            found = Findings(self._before)
            return make(found), found

        made, found = self._before.recall(key, made_from, anew)
        self.extend(found)
        return made

    def error(self, rule: Rule, message: str, mark: Mark, remedy: str = "", width: int = 1) -> None:
        self.append(Diagnostic(Level.ERROR, rule.value, message, mark, remedy, width))


def shorten(text: str) -> str:
    """Text of the author as messages quote it: in one line and not long."""
    line = " ".join(text.split())
    return line if len(line) <= 30 else line[:30] + "…"
