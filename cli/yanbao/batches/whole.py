"""The cache of finished batches: one whose inputs and files are unchanged is known without loading the project."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from yanbao import disk, layout
from yanbao.batches.job import BatchRequest, Note, NoteFile, Status
from yanbao.batches.outlet import Outlet
from yanbao.diagnostics import Diagnostic
from yanbao.pipeline import today
from yanbao.pipeline.results import diagnostic_of, font_stamps, input_files
from yanbao.pipeline.store import Store, digest
from yanbao.pipeline.versions import program_key

if TYPE_CHECKING:
    from yanbao.batches.plan import Plan

_LARGEST = 1 << 30


def inputs_digest(request: BatchRequest) -> str:
    """A digest of all files that a report of the project may be made from; the same on every machine."""
    files = input_files(request.root)
    return digest(*(part for above, name in files for part in (name, disk.held(above, name, _LARGEST))))


@dataclass(frozen=True)
class Known:
    """A batch as it was made: its notes, and its findings as in ``BatchResult``. ``fonts`` are installed ones, by
    package and file, and ``stamp`` is theirs.
    """

    notes: tuple[Note, ...]
    shared: tuple[Diagnostic, ...]
    refused: tuple[Diagnostic, ...]
    stamp: str
    fonts: tuple[tuple[str, str], ...]


class Whole:
    """Remembers a batch of which no note has failed, by everything that it is made from; ``held`` is the digest of its
    inputs. What was wrong with single rows is told again.
    """

    def __init__(self, request: BatchRequest, held: str) -> None:
        folder = disk.refuse_link(request.root, layout.NOTES) if request.store else None
        self._store = Store(folder)
        asked = today().isoformat(), repr(replace(request, jobs=None))
        self._key = digest("batch", program_key(), held, *asked) if folder else ""

    def recall(self, outlet: Outlet) -> Known | None:
        """The batch as it was made, if all its files are still there."""
        known = self._store.recall(self._key, _unpack) if self._key else None
        if known is None or font_stamps(known.fonts) != known.stamp:
            return None
        return known if all(outlet.holds(file) for note in known.notes for file in note.files) else None

    def keep(self, planned: Plan, notes: Sequence[Note]) -> None:
        """Remember a batch, unless a note has failed: that is tried again."""
        if self._key and all(note.files for note in notes):
            fonts = tuple((file.package, file.name) for file in planned.fonts.files if file.package)
            known = Known(tuple(notes), planned.warnings, planned.refused, font_stamps(fonts), fonts)
            self._store.put(self._key, json.dumps(asdict(known), ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _unpack(data: bytes) -> Known:
    """Unpack a batch. Raises ValueError and the like if the data is malformed."""
    told = json.loads(data)
    shared, refused = (tuple(map(diagnostic_of, told[name])) for name in ("shared", "refused"))
    fonts = tuple((str(package), str(file)) for package, file in told["fonts"])
    return Known(tuple(map(note_of, told["notes"])), shared, refused, str(told["stamp"]), fonts)


def note_of(told: Mapping[str, Any]) -> Note:
    """A note that was kept as JSON, unchanged now. Raises ValueError and the like if it is malformed."""
    files = tuple(
        NoteFile(str(one["name"]), int(one["size"]), str(one["sha256"]), str(one["tag"])) for one in told["files"]
    )
    found = tuple(map(diagnostic_of, told["diagnostics"]))
    return Note(str(told["name"]), dict(told["params"]), Status.UNCHANGED, files, int(told["pages"]), found)
