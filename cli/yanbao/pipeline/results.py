"""Results of whole builds by cache key: a build whose inputs and outputs are unchanged is skipped."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from yanbao import disk, layout
from yanbao.diagnostics import Diagnostic, Edit, Level, Mark
from yanbao.extensions import themes
from yanbao.pipeline import BuildRequest, BuildResult, BuiltReport
from yanbao.pipeline.store import Store, digest
from yanbao.pipeline.versions import program_key
from yanbao.resources import builtin_templates, packaged

_LARGE = 8 * 1024 * 1024
"""Bytes above which a file is identified by size and time instead of its contents."""

_LARGEST = 2 * 1024 * 1024 * 1024
"""Largest output, in bytes, that is verified."""


class Results:
    """The cached result of a request on one day: rules may find other things tomorrow."""

    def __init__(self, store: Store, request: BuildRequest, today: date) -> None:
        self._store = store
        self._request = request
        self._today = today
        inputs = list(self._inputs()) if store.folder else []
        files = (part for name, held, _ in inputs for part in (name, held))
        self._key = digest("result", program_key(), *self._asked, *files) if store.folder else ""
        self._drawn_from = digest(*(held for _, held, is_text in inputs if not is_text))

    def recall(self) -> BuildResult | None:
        """The result of an equal build, if every file it wrote is unchanged."""
        kept = self._store.recall(self._key, _unpack) if self._key else None
        if kept is None or any(_digest(file) != made for file, made in kept.files.items()):
            return None
        if any(font_stamps(report.fonts) != stamp for report, stamp in zip(kept.reports, kept.fonts, strict=True)):
            return None
        return BuildResult(kept.reports, kept.diagnostics, is_unchanged=True)

    def draws(self) -> bool:
        """True if chart inputs have changed since the last build (an estimate)."""
        return self._store.get(self._drawn) != self._drawn_from.encode()

    def keep(self, result: BuildResult) -> None:
        """Store a result. (If content changes during a build, the key is that of the content before it.)"""
        self._store.put(self._drawn, self._drawn_from.encode())
        reports = [
            asdict(report)
            | {"files": [(str(file), _digest(file)) for file in report.files], "stamp": font_stamps(report.fonts)}
            for report in result.reports
        ]
        told = {"reports": reports, "diagnostics": [asdict(diagnostic) for diagnostic in result.diagnostics]}
        self._store.put(self._key, json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass"))

    @cached_property
    def _asked(self) -> tuple[str, ...]:
        request = self._request
        options = (request.root, request.output.absolute(), request.archive, request.strict, request.force, self._today)
        only = request.builtin_themes_only
        return tuple(map(str, (*options, only, *sorted(request.formats), "of", *request.slugs, "with", *request.given)))

    @cached_property
    def _drawn(self) -> str:
        return digest("drawn", program_key(), str(self._request.root))

    def _inputs(self) -> Iterator[tuple[str, str, bool]]:
        """Every input file: its name, a digest of its contents, and whether it is a text of a report."""
        for above, name in input_files(self._request.root):
            yield name, digest(disk.held(above, name, _LARGE)), _is_text(above, name)


def input_files(root: Path) -> Iterator[tuple[Path, str]]:
    """Every file that a report of the project may be made from: the folder above it, and its path from there."""
    folders = [builtin_templates(), *themes().values()]
    for above, top in (
        *((root, name) for name in layout.INPUTS),
        *((folder.parent, folder.name) for folder in folders),
    ):
        for name in disk.walk(above, top):
            yield above, name


def _is_text(root: Path, name: str) -> bool:
    """True if a file is in a report's folder."""
    return disk.is_there(root, Path(name).parent / "report.yaml")


def _digest(file: Path) -> str:
    """Digest of an output file; empty if it does not exist."""
    try:
        return digest(disk.read(file.parent, file.name, _LARGEST))
    except disk.RefusedError:
        return ""


def font_stamps(fonts: Iterable[tuple[str, str]]) -> str:
    """The stamps of installed font files: a font may be replaced without a new package version."""
    paths = (packaged(package, file) for package, file in fonts)
    return " ".join(str(disk.stamp(Path(path.anchor), path)) if path else "" for path in paths)


@dataclass(frozen=True)
class _Kept:
    """A result, the digest of each output, and the stamps of each report's fonts."""

    reports: tuple[BuiltReport, ...]
    files: Mapping[Path, str]
    fonts: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def _unpack(data: bytes) -> _Kept:
    """Unpack a cached result. Raises ValueError and the like if the data is malformed."""
    told = json.loads(data)
    files = {Path(name): str(made) for report in told["reports"] for name, made in report["files"]}
    reports = tuple(
        BuiltReport(
            str(report["slug"]),
            tuple(Path(name) for name, _ in report["files"]),
            int(report["pages"]),
            int(report["kept"]),
            bool(report["is_draft"]),
            tuple((str(package), str(file)) for package, file in report["fonts"]),
        )
        for report in told["reports"]
    )
    if not files:
        raise ValueError("no files")
    stamps = tuple(str(report["stamp"]) for report in told["reports"])
    return _Kept(reports, files, stamps, tuple(map(diagnostic_of, told["diagnostics"])))


def diagnostic_of(told: dict[str, Any]) -> Diagnostic:
    """A diagnostic that was kept as JSON. Raises ValueError and the like if it is malformed."""
    edits = tuple(Edit(Mark(**edit["mark"]), edit["old"], edit["new"]) for edit in told["edits"])
    return Diagnostic(**{**told, "mark": Mark(**told["mark"]), "level": Level(told["level"]), "edits": edits})
