"""Source positions in machine-readable output."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from yanbao.diagnostics import Mark, printable


def path_of(mark: Mark, root: Path) -> str:
    """The path of a file with slashes, relative to the current directory, or to the project if that is outside."""
    here = Path.cwd()
    inner = root.relative_to(here) if root.is_relative_to(here) else Path()
    return printable((inner / mark.file).as_posix())


def as_object(mark: Mark, root: Path) -> dict[str, Any]:
    """A position as a JSON object."""
    return {"file": path_of(mark, root), "line": mark.line, "column": mark.column}
