"""What has come, gone and been revised in the tables of a project since a revision of git."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from yanbao import disk
from yanbao.diagnostics import ContentError, SetupError
from yanbao.load.declared import Declared, load_catalog
from yanbao.load.files import MAX_TABLE
from yanbao.load.findings import Findings
from yanbao.load.snapshots import as_snapshot
from yanbao.refresh.canonical import own_columns, read_csv, rows_of
from yanbao.refresh.comparing import NO_CHANGES, Changes, aligned, compare
from yanbao.refresh.trouble import UnusableError


@dataclass(frozen=True)
class TableDiff:
    """How a table differs; ``problem`` says why it cannot be told."""

    name: str
    changes: Changes = NO_CHANGES
    problem: str = ""


def differences(root: Path, revision: str, names: Sequence[str] = ()) -> Iterator[TableDiff]:
    """The differences of each table with a key between a revision and now.

    Raises ContentError if the catalog is wrong, SetupError if there is no such revision.
    """
    found = Findings()
    tables = load_catalog(root, found)
    if found:
        raise ContentError(found)
    commit = _commit(root, revision)
    for item in tables:
        if item.spec.key and item.spec.file and (not names or item.name in names):
            yield _difference(root, commit, as_snapshot(item))


def _difference(root: Path, commit: str, item: Declared) -> TableDiff:
    name, file = str(item.name), f"data/{item.spec.file}"
    before = _show(root, commit, file)
    try:
        now = disk.read(root, file, MAX_TABLE) if disk.is_there(root, file) else None
        if before == now:
            return TableDiff(name)
        new = [] if now is None else rows_of(item, now, file)
        if before is None:
            return TableDiff(name, compare(item, [], new))
        head, *body = read_csv(before) or [[]]
        if item.spec.pull and head != list(own_columns(item)):  # it was declared otherwise then
            return TableDiff(name, compare(item, aligned(item, body, head), new, head))
        return TableDiff(name, compare(item, rows_of(item, before, file), new))
    except (UnusableError, ValueError) as error:
        return TableDiff(name, problem=f"it cannot be compared: {error}")


def _commit(root: Path, revision: str) -> str:
    """The full name of a revision. Raises SetupError."""
    done = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if done.returncode:
        raise SetupError(f"git knows no revision '{revision}' of this project", "git log --oneline lists them")
    return done.stdout.decode().strip()


def _show(root: Path, commit: str, file: str) -> bytes | None:
    done = _git(root, "show", f"{commit}:./{file}")
    return None if done.returncode else done.stdout


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - no shell, and the revision is one
            ["git", "-C", str(root), *arguments],  # noqa: S607 - the user's own
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError:
        raise SetupError("git is not installed, which knows the revisions of data", "install git") from None
