"""What has come, gone and been revised in the tables of a project since a revision of git."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from yanbao import disk, layout
from yanbao.diagnostics import ContentError, SetupError
from yanbao.git import Repository, open_repository
from yanbao.load.declared import Declared, load_catalog
from yanbao.load.files import MAX_TABLE
from yanbao.load.findings import Findings
from yanbao.load.snapshots import as_snapshot
from yanbao.refresh.canonical import own_columns, rows_of
from yanbao.refresh.columnar import read_snapshot
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
    wanted = [item for item in tables if item.spec.key and item.spec.file and (not names or item.name in names)]
    repository, commit = _revision(root, revision)
    blobs = repository.tree(commit, [layout.data_file(item.spec.file) for item in wanted])
    for item in wanted:
        blob = blobs.get(layout.data_file(item.spec.file))
        before = None if blob is None or blob.is_link else next(repository.read([blob]))
        yield _difference(root, before, as_snapshot(item))


def _difference(root: Path, before: bytes | None, item: Declared) -> TableDiff:
    name, file = str(item.name), layout.data_file(item.spec.file)
    try:
        now = disk.read(root, file, MAX_TABLE) if disk.is_there(root, file) else None
        if before == now:
            return TableDiff(name)
        new = [] if now is None else rows_of(item, now, file)
        if before is None:
            return TableDiff(name, compare(item, [], new))
        head, *body = read_snapshot(before, file) or [[]]
        if item.spec.pull and head != list(own_columns(item)):  # it was declared otherwise then
            return TableDiff(name, compare(item, aligned(item, body, head), new, head))
        return TableDiff(name, compare(item, rows_of(item, before, file), new))
    except (UnusableError, ValueError) as error:
        return TableDiff(name, problem=f"it cannot be compared: {error}")


def _revision(root: Path, revision: str) -> tuple[Repository, str]:
    """The repository of a project, and the id of a commit in it. Raises SetupError."""
    try:
        repository = open_repository(root)
        return repository, repository.commit(revision)
    except SetupError as error:
        message = f"git knows no revision '{revision}' of this project: {error}"
        raise SetupError(message, error.remedy) from None
