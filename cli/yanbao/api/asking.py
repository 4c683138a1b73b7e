"""Turns the arguments of the Python API and of the command line into requests."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yanbao.diagnostics import SetupError, printable, suggest
from yanbao.pipeline import FORMATS, BuildRequest

if TYPE_CHECKING:
    from yanbao.batches import BatchRequest

Folder = str | os.PathLike[str]

TOO_FEW = "jobs is {}: at least one page is made at a time"


def request(
    root: Path,
    reports: str | Sequence[str] = (),
    *,
    output: Folder | None = None,
    formats: str | Sequence[str] = ("pdf", "html"),
    cache: bool = True,
    jobs: int | None = None,
    params: Mapping[str, object] | None = None,
    **options: bool,
) -> BuildRequest:
    """Turn the arguments of ``build`` into a request. Raises ValueError."""
    wanted = frozenset(names_of(formats))
    if not wanted or not wanted <= FORMATS:
        raise ValueError(f"formats are {' and '.join(sorted(FORMATS))}, not {', '.join(sorted(wanted)) or 'none'}")
    if jobs is not None and jobs < 1:
        raise ValueError(TOO_FEW.format(jobs))
    folder = Path(output).absolute() if output is not None else root / "build"
    given = given_as_text(params)
    return BuildRequest(root, folder, names_of(reports), wanted, jobs=jobs, store=cache, given=given, **options)


def batch_request(
    root: Path,
    pattern: str,
    *,
    where: Mapping[str, str | Sequence[str]] | None = None,
    shard: tuple[int, int] = (1, 1),
    over: str = "",
    output: Folder | None = None,
    store: Folder = "",
    scheduler: str = "",
    **options: Any,
) -> BatchRequest:
    """Turn the arguments of ``batch`` into a request. Raises ValueError, and SetupError if there is no such pattern."""
    from yanbao.batches import BatchRequest
    from yanbao.batches.objects import is_address
    from yanbao.load.files import report_names
    from yanbao.load.findings import Findings

    like = request(root, (), output=output, **options)
    part, parts = shard
    if not 1 <= part <= parts:
        raise ValueError(f"there is no part {part} of {parts}")
    known = report_names(root, Findings())
    if pattern not in known:
        raise SetupError(
            printable(f"no report '{pattern}'"), suggest(pattern, known) or f"there are: {', '.join(known)}"
        )
    conditions = {column: names_of(values) for column, values in (where or {}).items()}
    same = ("given", "formats", "archive", "strict", "jobs", "store", "builtin_themes_only", "locked")
    where_to = str(output) if output is not None and is_address(str(output)) else str(like.output)
    asked: dict[str, Any] = {"over": over, "where": conditions, "shard": shard, "shared": _place(store)}
    both = {name: getattr(like, name) for name in same}
    return BatchRequest(root, where_to, pattern, scheduler=scheduler, **asked, **both)


def _place(where: Folder) -> str:
    """An address, or the absolute path of a folder."""
    from yanbao.batches.objects import is_address

    text = str(where)
    return text if not text or is_address(text) else str(Path(text).absolute())


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
