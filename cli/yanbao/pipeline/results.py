"""Builds that need not be done: nothing that they depend on has changed, and what they made is still there."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from yanbao.diagnostics import Diagnostic, Level, Mark
from yanbao.pipeline import BuildRequest, BuildResult, BuiltReport
from yanbao.pipeline.engine import engine
from yanbao.pipeline.store import Store, digest
from yanbao.resources import builtin_templates

INPUTS = ("content", "data", "templates")
"""The folders of a project that builds read."""

_LARGE = 8 * 1024 * 1024
"""Bytes from which on a file is known by its size and time instead of by what it holds."""


class Results:
    """What is known of a request on a day: rules may find other things tomorrow."""

    def __init__(self, store: Store, request: BuildRequest, today: date) -> None:
        self._store = store
        self._request = request
        self._today = today
        inputs = list(self._inputs()) if store.folder else []
        files = (part for name, held, _ in inputs for part in (name, held))
        self._key = digest("result", engine(), *self._asked, *files) if store.folder else ""
        self._drawn_from = digest(*(held for _, held, is_text in inputs if not is_text))

    def recall(self) -> BuildResult | None:
        """The result of an equal build, if every file that it wrote is still as it left it."""
        data = self._store.get(self._key) if self._key else None
        if data is None:
            return None
        told = json.loads(data)
        files = {Path(name): made for report in told["reports"] for name, made in report["files"]}
        if any(_digest(file) != made for file, made in files.items()):
            return None
        reports = tuple(
            BuiltReport(
                report["slug"],
                tuple(Path(name) for name, _ in report["files"]),
                report["pages"],
                report["kept"],
                report["is_draft"],
            )
            for report in told["reports"]
        )
        return BuildResult(reports, tuple(map(_diagnostic, told["diagnostics"])), is_unchanged=True)

    def draws(self) -> bool:
        """Whether charts have to be drawn, as far as can be told: what they are drawn from is not that of last time."""
        return self._store.get(self._drawn) != self._drawn_from.encode()

    def keep(self, result: BuildResult) -> None:
        """Remember what was built. (Of content that changes meanwhile, the key knows what it was before.)"""
        self._store.put(self._drawn, self._drawn_from.encode())
        reports = [
            asdict(report) | {"files": [(str(file), _digest(file)) for file in report.files]}
            for report in result.reports
        ]
        told = {"reports": reports, "diagnostics": [asdict(diagnostic) for diagnostic in result.diagnostics]}
        self._store.put(self._key, json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass"))

    @cached_property
    def _asked(self) -> tuple[str, ...]:
        request = self._request
        options = (request.root, request.output.absolute(), request.archive, request.strict, request.force, self._today)
        return tuple(map(str, (*options, *sorted(request.formats), "of", *request.slugs)))

    @cached_property
    def _drawn(self) -> str:
        return digest("drawn", engine(), str(self._request.root))

    def _inputs(self) -> Iterator[tuple[str, str, bool]]:
        """Every file that may be read: its name, a digest of what it holds, and whether it is the text of a report."""
        root = self._request.root
        for top in (*(root / name for name in INPUTS), builtin_templates()):
            for folder, folders, names in os.walk(top):
                folders.sort()
                for name in sorted(names):
                    file = Path(folder, name)
                    yield str(file.relative_to(top)), digest(_holds(file)), "report.yaml" in names


def _holds(file: Path) -> bytes:
    """What stands for the contents of a file. Links are not followed: they may lead out of the project."""
    try:
        state = file.lstat()
        if file.is_symlink():
            target = file.stat() if file.exists() else None
            return f"{file.readlink()} {target and (target.st_size, target.st_mtime_ns)}".encode(
                "utf-8", "surrogateescape"
            )
        if state.st_size > _LARGE:
            return f"{state.st_size} {state.st_mtime_ns}".encode()
        return file.read_bytes()
    except OSError as error:
        return str(error).encode("utf-8", "surrogateescape")


def _digest(file: Path) -> str:
    """A digest of a file that was written; empty if it is not there."""
    try:
        return digest(file.read_bytes())
    except OSError:
        return ""


def _diagnostic(told: dict[str, Any]) -> Diagnostic:
    return Diagnostic(**{**told, "mark": Mark(**told["mark"]), "level": Level(told["level"])})
