"""Places in the content as programs read them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from yanbao.diagnostics import Mark, printable


def path_of(mark: Mark, root: Path) -> str:
    """The path of a file as it is shown, with slashes: from the current folder, or the project if it is above."""
    here = Path.cwd()
    inner = root.relative_to(here) if root.is_relative_to(here) else Path()
    return printable((inner / mark.file).as_posix())


def as_object(mark: Mark, root: Path) -> dict[str, Any]:
    """A place as JSON has it."""
    return {"file": path_of(mark, root), "line": mark.line, "column": mark.column}
