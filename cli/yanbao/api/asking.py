"""Turns the arguments of the Python API and of the command line into requests."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from yanbao.diagnostics import SetupError, printable, suggest
from yanbao.pipeline import FORMATS, BuildRequest

if TYPE_CHECKING:
    from yanbao.batches import BatchRequest

Folder = str | os.PathLike[str]

TOO_FEW = "jobs is {}: at least one page is made at a time"


class Options(TypedDict, total=False):
    """Keywords of ``build`` and ``batch``: how reports are made."""

    output: Folder | None
    formats: str | Sequence[str]
    archive: bool
    strict: bool
    jobs: int | None
    cache: bool
    builtin_themes_only: bool
    locked: bool
    params: Mapping[str, object] | None


class BatchOptions(Options, total=False):
    """Keywords of ``batch``."""

    over: str
    where: Mapping[str, str | Sequence[str]] | None
    shard: tuple[int, int]
    store: Folder
    scheduler: str


def request(
    root: Path, reports: str | Sequence[str] = (), *, force: bool = False, **options: Unpack[Options]
) -> BuildRequest:
    """Turn the arguments of ``build`` into a request. Raises ValueError, and TypeError for an unknown keyword."""
    output = options.pop("output", None)
    folder = Path(output).absolute() if output is not None else root / "build"
    return BuildRequest(root, folder, names_of(reports), force=force, **_making(**options))


def _making(
    *,
    formats: str | Sequence[str] = ("pdf", "html"),
    cache: bool = True,
    jobs: int | None = None,
    params: Mapping[str, object] | None = None,
    **others: Any,
) -> dict[str, Any]:
    """The fields of ``Making``. Raises ValueError."""
    wanted = frozenset(names_of(formats))
    if not wanted or not wanted <= FORMATS:
        raise ValueError(f"formats are {' and '.join(sorted(FORMATS))}, not {', '.join(sorted(wanted)) or 'none'}")
    if jobs is not None and jobs < 1:
        raise ValueError(TOO_FEW.format(jobs))
    return {"formats": wanted, "jobs": jobs, "store": cache, "given": given_as_text(params), **others}


def batch_request(root: Path, pattern: str, **options: Unpack[BatchOptions]) -> BatchRequest:
    """Turn the arguments of ``batch`` into a request. Raises ValueError, TypeError for an unknown keyword, and
    SetupError if there is no such pattern.
    """
    from yanbao.batches import BatchRequest
    from yanbao.load.files import report_names
    from yanbao.load.findings import Findings

    part, parts = options.get("shard", (1, 1))
    if not 1 <= part <= parts:
        raise ValueError(f"there is no part {part} of {parts}")
    known = report_names(root, Findings())
    if pattern not in known:
        raise SetupError(
            printable(f"no report '{pattern}'"), suggest(pattern, known) or f"there are: {', '.join(known)}"
        )
    where, output, shared = options.pop("where", None), options.pop("output", None), options.pop("store", "")
    conditions = {column: names_of(values) for column, values in (where or {}).items()}
    to = _place(output if output is not None else root / "build")
    shared = _place(shared) if shared else ""
    return BatchRequest(root, to, pattern, where=conditions, shared=shared, **_making(**options))


def _place(where: Folder) -> str:
    """An address, or the absolute path of a folder."""
    from yanbao.batches.objects import is_address

    text = str(where)
    return text if is_address(text) else str(Path(text).absolute())


def find_project(folder: Folder, remedy: str = "name the project's folder, or a folder in it") -> Path:
    """The root of the project that contains a folder. Raises SetupError if there is none, or if it has no report."""
    from yanbao.load.files import find_root, report_names
    from yanbao.load.findings import Findings

    root = find_root(Path(folder))
    if not report_names(root, Findings()):
        message = f"no report in {root}: a report is a folder in content/ with a report.yaml"
        raise SetupError(message, remedy)
    return root


def given_as_text(params: Mapping[str, object] | None) -> tuple[tuple[str, str], ...]:
    """Values of parameters as text."""
    return tuple(sorted((name, str(value)) for name, value in (params or {}).items()))


def names_of(names: str | Sequence[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)
