"""Diagnostics with their places in source files, and the two kinds of expected errors.

Errors are of three kinds: the author's (a list of diagnostics, ``ContentError``), the machine's (``SetupError``), and
ours (any other exception is a bug).
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import nlargest
from typing import Any, NewType

from pydantic_core import PydanticCustomError, core_schema

from yanbao.characters import IN_VALUE


class Level(StrEnum):
    """Severity of a diagnostic; an error keeps a report from being published."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A position in a source file: path relative to the project, line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1


RuleId = NewType("RuleId", str)
"""The id of a rule. Only ``rules.define`` creates one, so every rule that a diagnostic can name has a manual."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding, as data. ``width`` is the number of characters to underline.

    ``follows`` if it only follows from another error, and need not be told.
    """

    level: Level
    rule: RuleId
    message: str
    mark: Mark
    help: str = ""
    width: int = 1
    follows: bool = False

    def __str__(self) -> str:
        """Place, level, rule and message, then the help text."""
        return render(self, None)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Diagnostics without duplicates, sorted by file, position and rule, so that equal input always prints the same."""
    return tuple(sorted(set(diagnostics), key=lambda d: (d.mark, d.rule, d.message)))


class ContentError(Exception):
    """All errors found in the content, sorted.

    ``lines`` maps marks to their source lines; with them ``str()`` shows each diagnostic as the command line does.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic], lines: Mapping[Mark, str] | None = None) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = in_order(diagnostics)
        self.lines = dict(lines or {})
        super().__init__(self.diagnostics)

    def with_lines(self, lines: Mapping[Mark, str]) -> ContentError:
        return ContentError(self.diagnostics, lines)

    def __str__(self) -> str:
        """The diagnostics, each with its place, and their number. Hints are only counted."""
        shown = [d for d in self.diagnostics if d.level is not Level.HINT]
        found = [render(diagnostic, self.lines.get(diagnostic.mark)) for diagnostic in shown]
        return "\n".join(["", *found, f"Found {tally(self.diagnostics)}."])

    def __reduce__(self) -> tuple[Any, ...]:
        return (ContentError, (self.diagnostics, self.lines))


def tally(diagnostics: Iterable[Diagnostic]) -> str:
    """Counts by level, such as "2 errors, 1 warning"."""
    found = Counter(diagnostic.level for diagnostic in diagnostics)
    return ", ".join(f"{found[level]} {level}{'s' * (found[level] > 1)}" for level in Level if found[level])


class SetupError(Exception):
    """This machine lacks something; ``remedy`` is the command or step that fixes it, and is shown in a traceback."""

    def __init__(self, message: str, remedy: str) -> None:
        self.remedy = remedy
        super().__init__(message)
        if remedy:
            self.add_note(f"help: {remedy}")

    def __reduce__(self) -> tuple[Any, ...]:
        return (SetupError, (str(self), self.remedy))


class Marked(str):
    """A string that remembers its position in its source file.

    ``raw`` is the YAML scalar as written, from ``mark`` to its end; for a block scalar, its content lines with their
    indentation.
    """

    __slots__ = ("_breaks", "_places", "mark", "raw")
    mark: Mark
    raw: str
    _places: list[int] | None
    _breaks: list[int]

    def __new__(cls, value: str, mark: Mark, raw: str = "") -> Marked:
        self = super().__new__(cls, value)
        self.mark = mark
        self.raw = raw
        self._places = None
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return (Marked, (str(self), self.mark, self.raw))

    def locate(self, offset: int) -> Mark:
        """The position in the source file of the character at ``offset`` in the value."""
        if self._places is None:
            self._places = _raw_places(self.raw, self)
            self._breaks = [found.start() for found in re.finditer("\n", self.raw)]
        at = self._places[min(offset, len(self))]
        lines = bisect_left(self._breaks, at)
        column = at - self._breaks[lines - 1] if lines else self.mark.column + at
        return Mark(self.mark.file, self.mark.line + lines, column)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> core_schema.CoreSchema:
        def keep(value: Any) -> Marked:
            if isinstance(value, str) and not value.strip():
                raise PydanticCustomError("empty_text", "this text is empty: write it, or leave the key out")
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


_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U(00(?:10|0[0-9a-fA-F])[0-9a-fA-F]{4})|(.))", re.DOTALL)

_ESCAPED = dict(zip('"\\/ 0abtnvfreN_LP\t', '"\\/ \0\a\b\t\n\v\f\r\x1b\x85\xa0\u2028\u2029\t', strict=True))
"""YAML's one-letter escapes and their values; an escaped line end yields nothing."""


def _raw_places(raw: str, value: str) -> list[int]:
    """Offset in the raw scalar of each character of its value, and of the value's end.

    Both agree except for white space (folding, indentation) and YAML syntax (quotes, escapes), so walking both in step
    and skipping what only the raw text has finds the offsets. White space in the value does not advance the raw offset,
    since a run of it may be longer or shorter in the raw text; the next other character skips it.
    """
    quote = raw[:1] if raw[:1] in {"'", '"'} else ""  # a block scalar starts with its indentation
    at, space, places = len(quote), -1, list[int]()
    for wanted in value:
        if wanted.isspace():
            if space < at:
                space, _ = _next(raw, at, quote, " ")
            places.append(space)
        else:
            found, width = _next(raw, at, quote, wanted)
            places.append(found)
            at = min(found + width, len(raw))
    return [*places, at]


def _next(raw: str, at: int, quote: str, wanted: str) -> tuple[int, int]:
    """Offset and length in a raw scalar of the next occurrence of ``wanted``; white space matches any white space."""
    width = 1
    while at < len(raw):
        char, width = _unit(raw, at, quote)
        if char == wanted or (char.isspace() and wanted.isspace()):
            break
        at += width
    return at, width


def _unit(raw: str, at: int, quote: str) -> tuple[str, int]:
    """The character written at an offset of a raw scalar, and how many raw characters it takes."""
    if quote == '"' and (escape := _ESCAPE.match(raw, at)):
        code = escape[1] or escape[2] or escape[3]
        return chr(int(code, 16)) if code else _ESCAPED.get(escape[4], ""), len(escape[0])
    return raw[at], 2 if quote == "'" and raw.startswith("''", at) else 1


def closest(word: str, known: Iterable[str]) -> str:
    """The closest match for a word among known ones, or an empty string."""
    words = list(known)
    if len(words) > _MANY:
        words = nlargest(_MANY, words, key=lambda other: _shared(word, other))
    return next(iter(difflib.get_close_matches(word[:_LONG_WORD], words, n=1, cutoff=0.6)), "")


_MANY, _LONG_WORD = 50, 200
"""Fuzzy matching is slow: above these counts only the candidates with the most similar start and end are compared."""


def _shared(word: str, other: str) -> int:
    """Length of the common prefix plus that of the common suffix."""
    start = next((at for at, (one, two) in enumerate(zip(word, other, strict=False)) if one != two), len(word))
    end = next((at for at, (one, two) in enumerate(zip(word[::-1], other[::-1], strict=False)) if one != two), 0)
    return start + end


def suggest(word: str, known: Iterable[str]) -> str:
    """Help text with the closest match ("did you mean"), or an empty string."""
    match = closest(word, known)
    return f"did you mean '{match}'?" if match else ""


def has_errors(diagnostics: Sequence[Diagnostic], *, strict: bool = False) -> bool:
    """True if the diagnostics keep a report from being published; ``strict`` counts warnings too."""
    stopping = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    return any(d.level in stopping for d in diagnostics)


REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_UNPRINTABLE = re.compile(rf"[\t\n]|{IN_VALUE.pattern}")
"""Characters that a terminal would interpret instead of showing, and undecodable bytes of file names."""


def printable(text: str) -> str:
    """Untrusted text, such as a file name, escaped to one line that is safe to print in a terminal."""
    return _UNPRINTABLE.sub(REPLACEMENT, text)


def render(diagnostic: Diagnostic, source_line: str | None) -> str:
    """Format a diagnostic as text: place and message, the source line with the place underlined, and help.

    ``source_line`` is the line at the diagnostic's mark, None if there is no such file.
    """
    mark = diagnostic.mark
    message = printable(" ".join(diagnostic.message.splitlines()))
    lines = [f"{printable(mark.file)}:{mark.line}:{mark.column}: {diagnostic.level}[{diagnostic.rule}] {message}"]
    if source_line is not None:
        number = f"{mark.line:>5}"
        text, start = _excerpt(source_line.rstrip("\r\n"), mark.column - 1)
        before, underlined = text[:start], text[start : start + diagnostic.width] or " "
        lines.append(f"{number} | {printable(text.expandtabs(1))}".rstrip())
        lines.append(f"{' ' * len(number)} | {' ' * _columns(before)}{'^' * max(1, _columns(underlined))}")
    if diagnostic.help:
        lines.append(f"   help: {printable(' '.join(diagnostic.help.splitlines()))}")
    return "\n".join(lines)


_SHOWN = 200
"""Maximum characters shown of a source line; longer lines are cropped around the place."""


def _excerpt(text: str, start: int) -> tuple[str, int]:
    """The part of a line that is shown, and the offset of the place in it."""
    if len(text) <= _SHOWN:
        return text, start
    first = max(0, min(start - _SHOWN // 2, len(text) - _SHOWN))
    before, after = "…" * (first > 0), "…" * (first + _SHOWN < len(text))
    return before + text[first : first + _SHOWN] + after, start - first + len(before)


def _columns(text: str) -> int:
    """Width of ``text`` in terminal columns: a Chinese character takes two, a combining mark none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )
