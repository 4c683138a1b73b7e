"""Diagnostics with their places in source files, and the two kinds of expected errors.

Errors are of three kinds: the author's (a list of diagnostics, ``ContentError``), the machine's (``SetupError``), and
ours (any other exception is a bug).
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import nlargest
from typing import Any, NewType

from yanbao.characters import IN_VALUE, is_digits
from yanbao.marks import Edit as Edit
from yanbao.marks import Mark as Mark
from yanbao.marks import Marked as Marked


class Level(StrEnum):
    """Severity of a diagnostic; an error keeps a report from being published."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


RuleId = NewType("RuleId", str)
"""The id of a rule. Only ``rules.define`` creates one, so every rule that a diagnostic can name has a manual."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding, as data. ``width`` is the number of characters to underline.

    ``follows`` if it only follows from another error, and need not be told. ``edits``, all together, are the one right
    answer, if there is one.
    """

    level: Level
    rule: RuleId
    message: str
    mark: Mark
    help: str = ""
    width: int = 1
    follows: bool = False
    edits: tuple[Edit, ...] = ()

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


def closest(word: str, known: Iterable[str]) -> str:
    """The closest match for a word among known ones, or an empty string."""
    words = list(known)
    if len(words) > _MANY:
        words = nlargest(_MANY, words, key=lambda other: _shared(word, other))
    return next(iter(difflib.get_close_matches(word[:_LONG_WORD], words, n=1, cutoff=0.65)), "")


_MANY, _LONG_WORD = 50, 200
"""Fuzzy matching is slow: above these counts only the candidates with the most similar start and end are compared."""


def _shared(word: str, other: str) -> int:
    """Length of the common prefix plus that of the common suffix."""
    return _prefix(word, other) + _prefix(word[::-1], other[::-1])


def _prefix(word: str, other: str) -> int:
    """Length of the common prefix."""
    pairs = enumerate(zip(word, other, strict=False))
    return next((at for at, (one, two) in pairs if one != two), min(len(word), len(other)))


def suggest(word: str, known: Iterable[str]) -> str:
    """Help text with the closest match ("did you mean"), or an empty string."""
    match = closest(word, known)
    return f"did you mean '{match}'?" if match else ""


def slip(word: str, known: Iterable[str]) -> str:
    """The one known word that a word is a slip of the pen for, or an empty string.

    They differ in case, hyphens and the like, or in one letter, or two letters have changed places. In Chinese, and in
    numbers, that would be another word.
    """
    words = {*known} - {word}
    alike = [other for other in words if _plain(other) == _plain(word)]
    if not alike and word.isascii() and len(word) >= _LONG_ENOUGH:
        alike = [other for other in words if _is_one_off(word, other)]
    return alike[0] if len(alike) == 1 else ""


_LONG_ENOUGH = 4


def _plain(word: str) -> str:
    return re.sub("[-_ .]", "", word).casefold()


def _is_one_off(word: str, other: str) -> bool:
    start = _prefix(word, other)
    one, two = word[start:], other[start:]
    end = _prefix(one[::-1], two[::-1])
    one, two = one[: len(one) - end], two[: len(two) - end]
    is_close = max(len(one), len(two)) <= 1 or (len(one) == len(two) == 2 and one == two[::-1])
    return is_close and not any(map(is_digits, one + two))


def meant(name: Marked, known: Iterable[str]) -> tuple[Edit, ...]:
    """The edit that corrects a slip of the pen in a name; none, if it is none."""
    right = slip(name, known)
    return name.edit(0, len(name), right) if right else ()


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
