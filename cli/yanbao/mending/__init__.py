"""Applies the edits of findings to source files, if they change nothing but what they are meant to change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from yanbao import disk
from yanbao.diagnostics import Diagnostic, Edit
from yanbao.mending.soundness import is_sound
from yanbao.mending.sources import Source, UnreadableError, read_source

__all__ = ["Mended", "mend", "verified", "write"]


@dataclass(frozen=True)
class Mended:
    """What edits make of files: these and their new texts; and the findings whose edits these are."""

    files: Mapping[str, tuple[Source, str]]
    done: tuple[Diagnostic, ...]


def verified(root: Path, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The same findings, without edits that would change something else, too, or that their files cannot have."""
    found = tuple(found)
    mender = _Mender(root)
    sound = {*mender.together(found)}
    return tuple(
        one if not one.edits or one in sound or mender.is_sound(one.edits) else replace(one, edits=()) for one in found
    )


def mend(root: Path, found: Iterable[Diagnostic]) -> Mended:
    """Apply the edits of findings, as far as they go together; files are not written.

    Of edits that touch each other the first is applied, and the others are left for the next time.
    """
    mender = _Mender(root)
    done = mender.together(tuple(found))
    files: dict[str, tuple[Source, str]] = {}
    for file, edits in _by_file(edit for one in done for edit in one.edits).items():
        source = mender.source(file)
        new = source.edited(edits) if source else None
        if source and new is not None:
            files[file] = (source, new)
    return Mended(files, done)


def write(root: Path, mended: Mended) -> None:
    """Write the files; all or none. Raises RefusedError if one is a link out of the project, and OSError."""
    disk.replace_all({disk.follow(root, file): source.encoded(new) for file, (source, new) in mended.files.items()})


class _Mender:
    """Reads each file of a project once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._sources: dict[str, Source | None] = {}

    def source(self, file: str) -> Source | None:
        """A file; None if it is no text."""
        if file not in self._sources:
            try:
                self._sources[file] = read_source(self._root, file)
            except UnreadableError:
                self._sources[file] = None
        return self._sources[file]

    def is_sound(self, edits: Iterable[Edit]) -> bool:
        """True if edits change nothing else."""
        by_file = {self.source(file): own for file, own in _by_file(edits).items()}
        return all(source is not None and is_sound(source, own) for source, own in by_file.items())

    def together(self, found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
        """The findings whose edits can be applied together. Parsing is dear: all are tried at once, then one by one."""
        taken: list[Diagnostic] = []
        edits: dict[Edit, None] = {}
        for one in found:
            if one.edits and all(
                edit in edits or not any(_touch(edit, other) for other in edits) for edit in one.edits
            ):
                taken.append(one)
                edits |= dict.fromkeys(one.edits)
        if self.is_sound(edits):
            return tuple(taken)
        good, edits = list[Diagnostic](), {}
        for one in taken:
            if self.is_sound([*edits, *(edit for edit in one.edits if edit not in edits)]):
                good.append(one)
                edits |= dict.fromkeys(one.edits)
        return tuple(good)


def _by_file(edits: Iterable[Edit]) -> dict[str, list[Edit]]:
    """Edits by their file, each once."""
    found: dict[str, list[Edit]] = {}
    for edit in dict.fromkeys(edits):
        found.setdefault(edit.mark.file, []).append(edit)
    return found


def _touch(one: Edit, other: Edit) -> bool:
    """True if two edits change the same characters, or neighbouring ones."""
    if (one.mark.file, one.mark.line) != (other.mark.file, other.mark.line):
        return False
    ends = (one.mark.column + len(one.old), other.mark.column + len(other.old))
    return one.mark.column <= ends[1] and other.mark.column <= ends[0]
