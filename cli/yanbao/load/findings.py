"""What loading finds wrong: collected, so that all problems are reported at once."""

from __future__ import annotations

from enum import StrEnum

from yanbao.diagnostics import Diagnostic, Level, Mark


class Rule(StrEnum):
    """Every kind of problem that loading reports."""

    NO_CONTENT = "no-content"  # the folder is no project, or has no report
    UNKNOWN_REPORT = "unknown-report"
    UNKNOWN_THEME = "unknown-theme"
    MISSING_FILE = "missing-file"
    OUTSIDE_PROJECT = "outside-project"  # a path, or symbolic link, that leads out of the project
    BAD_ENCODING = "bad-encoding"
    TOO_LARGE = "too-large"  # a file, its nesting or its number of values
    BAD_YAML = "bad-yaml"  # not YAML, or a part of YAML that content has no use for
    DUPLICATE_KEY = "duplicate-key"
    BAD_KEY = "bad-key"  # a key that YAML does not read as text
    UNQUOTED_EXPRESSION = "unquoted-expression"
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    WRONG_TYPE = "wrong-type"
    WRONG_CHOICE = "wrong-choice"
    WRONG_VALUE = "wrong-value"
    BAD_NAME = "bad-name"  # of a namespace, entity, fact, source or dataset
    DUPLICATE_DATASET = "duplicate-dataset"
    BAD_FACT = "bad-fact"
    BAD_HEADER = "bad-header"
    BAD_ROW = "bad-row"
    BAD_CELL = "bad-cell"
    BAD_LOOKUP = "bad-lookup"
    BAD_IMAGE = "bad-image"


class Findings(list[Diagnostic]):
    """Diagnostics in the making."""

    def error(self, rule: Rule, message: str, mark: Mark, remedy: str = "", width: int = 1) -> None:
        self.append(Diagnostic(Level.ERROR, rule.value, message, mark, remedy, width))


def shorten(text: str) -> str:
    """Text of the author as messages quote it: in one line and not long."""
    line = " ".join(text.split())
    return line if len(line) <= 30 else line[:30] + "…"
