"""Source files as text that edits can be applied to; their byte order marks and line ends stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from yanbao import disk
from yanbao.diagnostics import Edit, Mark
from yanbao.load.files import MAX_TABLE

_BOM = "\ufeff"


class UnreadableError(Exception):
    """A file that is no UTF-8 text of the project."""


@dataclass(frozen=True)
class Source:
    """A file and its text without byte order mark."""

    file: str
    text: str
    has_mark: bool

    def edited(self, edits: Sequence[Edit]) -> str | None:
        """The text with edits, None if one of them is of another text than this."""
        text, spans = self.text, self.spans(edits)
        if spans is None:
            return None
        for start, end, new in reversed(spans):
            text = text[:start] + new + text[end:]
        return text

    def spans(self, edits: Sequence[Edit]) -> list[tuple[int, int, str]] | None:
        """Start, end and new text of each edit, in order; None if one of them is of another text than this."""
        found = []
        for edit in edits:
            start = self._offset(edit.mark)
            if start is None or not self.text.startswith(edit.old, start):
                return None
            found.append((start, start + len(edit.old), edit.new))
        return sorted(found)

    def encoded(self, text: str) -> bytes:
        """A text as this file has it."""
        return (_BOM * self.has_mark + text).encode()

    def _offset(self, mark: Mark) -> int | None:
        if mark.line > len(self._starts):
            return None
        start = self._starts[mark.line - 1] + mark.column - 1
        return start if start <= len(self.text) else None

    @cached_property
    def _starts(self) -> list[int]:
        """Offset of the start of each line."""
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts


def read_source(root: Path, file: str) -> Source:
    """A file of a project. Raises UnreadableError."""
    try:
        text = disk.read(root, file, MAX_TABLE).decode()
    except (disk.RefusedError, UnicodeDecodeError) as error:
        raise UnreadableError(file) from error
    return Source(file, text.removeprefix(_BOM), text.startswith(_BOM))
