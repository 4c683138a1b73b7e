"""What is wrong, and where: marks in source files, diagnostics, and the two expected kinds of trouble.

Trouble is of three kinds. The author's (a list of diagnostics: ``ContentError``), the machine's (``SetupError``), and
ours (any other exception: a bug).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic_core import PydanticCustomError, core_schema


class Level(StrEnum):
    """How bad a finding is; an error keeps a report from being published."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a source file: path relative to the project, line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding, as data. ``width`` is the number of characters to underline."""

    level: Level
    rule: str
    message: str
    mark: Mark
    help: str = ""
    width: int = 1

    @property
    def sort_key(self) -> tuple[Mark, str, str]:
        return (self.mark, self.rule, self.message)


class ContentError(Exception):
    """The author's mistakes, all that were found."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = tuple(sorted(set(diagnostics), key=lambda d: d.sort_key))
        super().__init__(f"{len(self.diagnostics)} problem(s) in the content")


class SetupError(Exception):
    """Something on this machine is missing; ``remedy`` is the command or step that mends it."""

    def __init__(self, message: str, remedy: str) -> None:
        self.remedy = remedy
        super().__init__(message)


class Marked(str):
    """A string that remembers where it stands in its file.

    ``raw`` is the scalar as written, from ``mark`` to its end; of a block scalar, from the first line of its content.
    """

    __slots__ = ("mark", "raw")
    mark: Mark
    raw: str

    def __new__(cls, value: str, mark: Mark, raw: str = "") -> Marked:
        self = super().__new__(cls, value)
        self.mark = mark
        self.raw = raw
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return (Marked, (str(self), self.mark, self.raw))

    def locate(self, offset: int) -> Mark:
        """The place in the file of the character at ``offset`` of the value.

        Value and raw text agree but for white space (folding, indentation) and marks of the YAML syntax (quotes,
        indicators, escapes), so walking both and skipping what only the raw text has finds the place.
        """
        line, column, at = self.mark.line, self.mark.column, 0
        for index, wanted in enumerate(self):
            if index < offset and wanted.isspace():
                continue
            while at < len(self.raw) and self.raw[at] != wanted:
                line, column = (line + 1, 1) if self.raw[at] == "\n" else (line, column + 1)
                at += 1
            if index >= offset or at == len(self.raw):
                break
            at += 1
            column += 1
        return Mark(self.mark.file, line, column)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> core_schema.CoreSchema:
        def keep(value: Any) -> Marked:
            if isinstance(value, Marked):
                return value
            if isinstance(value, str):
                return cls(value, Mark("<memory>"), value)
            raise PydanticCustomError("string_type", "Input should be a valid string")

        return core_schema.no_info_plain_validator_function(
            keep,
            json_schema_input_schema=core_schema.str_schema(),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )


def suggest(word: str, known: Iterable[str]) -> str:
    """Help text naming what was probably meant, or an empty string."""
    matches = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean '{matches[0]}'?" if matches else ""


def has_errors(diagnostics: Sequence[Diagnostic], *, strict: bool = False) -> bool:
    """Whether the findings keep a report from being published; ``strict`` counts warnings too."""
    stopping = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    return any(d.level in stopping for d in diagnostics)
