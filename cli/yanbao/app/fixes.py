"""Prints what edits change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import unified_diff

from yanbao.diagnostics import Diagnostic, printable


def diff(files: Mapping[str, tuple[str, str]]) -> str:
    """A unified diff of files, which ``git apply`` and ``patch -p1`` take; paths are relative to the project."""
    return "".join(line for file, texts in files.items() for line in _diff(file, *texts))


def _diff(file: str, old: str, new: str) -> Iterator[str]:
    before, after = _lines(old), _lines(new)
    for line in unified_diff(before, after, f"a/{file}", f"b/{file}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """Lines with their ends; str.splitlines would also break them elsewhere."""
    lines = text.split("\n")
    return [*(f"{line}\n" for line in lines[:-1]), *([lines[-1]] if lines[-1] else [])]


def told(mended: Sequence[Diagnostic], files: Sequence[str]) -> str:
    """What was mended, in a line."""
    if not mended:
        return "Nothing to mend."
    findings = f"{len(mended)} finding{'s' * (len(mended) > 1)}"
    names = ", ".join(map(printable, files[:_SHOWN])) + (f" and {len(files) - _SHOWN} more" if files[_SHOWN:] else "")
    return f"Mended {findings} in {names}."


_SHOWN = 3
