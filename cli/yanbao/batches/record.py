"""``batch.json``: what became of each note of a batch, for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from yanbao.batches.job import BatchRequest, BatchResult, Note, Status
from yanbao.diagnostics import Diagnostic, Level


def record_name(request: BatchRequest) -> str:
    """The name of the record in the output folder: each shard has its own."""
    part, parts = request.shard
    return "batch.json" if parts == 1 else f"batch-{part}-of-{parts}.json"


def begun(request: BatchRequest) -> bytes:
    """The record of a batch that is not complete."""
    return _json({**_asked(request), "is_complete": False})


def told(request: BatchRequest, result: BatchResult) -> bytes:
    """The record of a batch that has come to its end."""
    counts = Counter(str(note.status) for note in result.notes)
    return _json(
        {
            **_asked(request),
            "is_complete": True,
            "counts": {**{str(status): counts[status] for status in Status}, "refused": len(result.refused)},
            "findings": _findings(result.shared),
            "refused": _findings(result.refused),
            "notes": [_note(note) for note in result.notes],
        }
    )


def _asked(request: BatchRequest) -> dict[str, Any]:
    part, parts = request.shard
    return {
        "pattern": request.pattern,
        "over": request.table,
        "where": {column: list(values) for column, values in request.where.items()},
        "params": dict(request.given),
        "shard": f"{part}/{parts}",
    }


def _note(note: Note) -> dict[str, Any]:
    return {
        "name": note.name,
        "status": str(note.status),
        "params": dict(note.params),
        "pages": note.pages,
        "files": [asdict(file) for file in note.files],
        "findings": _findings(note.diagnostics),
    }


def _findings(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Errors and warnings; hints are what ``report check`` is for."""
    return [
        {
            "level": str(one.level),
            "rule": one.rule,
            "message": one.message,
            "file": one.mark.file,
            "line": one.mark.line,
            "column": one.mark.column,
            "help": one.help,
        }
        for one in diagnostics
        if one.level is not Level.HINT
    ]


def _json(told: dict[str, Any]) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
