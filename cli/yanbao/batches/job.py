"""What a batch is asked for, what a note is made from, and what became of it: plain data that processes exchange."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yanbao.diagnostics import Diagnostic, in_order
from yanbao.pipeline.problems import Problems
from yanbao.pipeline.requests import Making

if TYPE_CHECKING:
    from yanbao.compose.editions import Edition
    from yanbao.compose.uses import Use
    from yanbao.model.project import LoadedReport


@dataclass(frozen=True)
class BatchRequest(Making):
    """A batch: a pattern, the rows of a table that it is made for, and where its notes go.

    ``over`` names a dataset, that of the pattern's ``for_each`` if empty; ``where`` are conditions on its columns.
    ``output`` is a folder or the address of a bucket, ``shard`` which part of how many this process makes, from 1.
    ``shared`` is the shared store, ``scheduler`` the address of a Dask cluster.
    """

    root: Path
    output: str
    pattern: str
    _: KW_ONLY
    over: str = ""
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shard: tuple[int, int] = (1, 1)
    shared: str = ""
    scheduler: str = ""

    @property
    def table(self) -> str:
        """The dataset that it is made over."""
        return self.over.removeprefix("data.")


@dataclass(frozen=True)
class Task:
    """One note: the name of its files, and what distinguishes it from others of its pattern (see ``Edition``).

    ``own`` are the parameters that its row gives; ``key`` is a digest of everything that it is made from.
    """

    name: str
    own: Mapping[str, str]
    lines: Mapping[str, str]
    names: Mapping[str, Any]
    made_from: tuple[object, ...]
    uses: frozenset[Use]
    key: str = ""

    def edition(self, pattern: LoadedReport) -> Edition:
        """The edition of the pattern's report that this note is."""
        from yanbao.compose.editions import Edition, named

        return Edition(named(pattern, self.name, self.lines), self.names, self.made_from, self.uses, self.lines)


@dataclass(frozen=True)
class Job:
    """What all notes of a batch share. ``inputs`` is the digest of the project that it was planned from."""

    request: BatchRequest
    inputs: str
    today: date

    def given(self, task: Task) -> dict[str, str]:
        """The values of the parameters of a note."""
        return {**dict(self.request.given), **task.own}


class Status(StrEnum):
    """What became of a note."""

    BUILT = "built"
    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True)
class NoteFile:
    """A file of a note: its name where the notes go, its bytes, their SHA-256, and the tag that a bucket gave it."""

    name: str
    size: int
    sha256: str
    tag: str = ""


@dataclass(frozen=True)
class Note:
    """What became of one note. A failed one has no files: those of its last good build stay."""

    name: str
    params: Mapping[str, str]
    status: Status
    files: tuple[NoteFile, ...] = ()
    pages: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Made:
    """A note, and its files that are yet to be put where they belong."""

    note: Note
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class BatchResult:
    """What became of a batch. ``shared`` are findings of what all notes have in common, ``refused`` of rows that no
    note can be made for; ``record`` is the file that lists all of it.
    """

    notes: tuple[Note, ...]
    shared: tuple[Diagnostic, ...]
    refused: tuple[Diagnostic, ...]
    record: str

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All findings; those of several notes once, with the names of the notes unless all have them."""
        alone = {note.name: list(note.diagnostics) for note in self.notes}
        return in_order(Problems([*self.shared], alone, [*self.refused]).all)

    def of(self, status: Status) -> list[Note]:
        """The notes with a status."""
        return [note for note in self.notes if note.status is status]

    @property
    def is_whole(self) -> bool:
        """True if no row has failed."""
        return not self.refused and not self.of(Status.FAILED)
