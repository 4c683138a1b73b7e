"""Snapshots in Parquet: pulled, compared, locked and built from like those in CSV."""

from __future__ import annotations

import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from pyarrow import parquet

from tests.app.conftest import Run
from tests.refresh.conftest import ROWS, PullProject, add_rows
from tests.refresh.test_pull import committed
from tests.refresh.test_status import git
from yanbao.load.project import load_project
from yanbao.refresh import taking


@pytest.fixture
def root(pull_project: PullProject) -> Path:
    made = pull_project()
    catalog = made / "data/catalog.yaml"
    catalog.write_text(catalog.read_text(encoding="utf-8").replace("quotes.csv", "quotes.parquet"), encoding="utf-8")
    return made


def test_cells_are_those_of_the_source(run: Run, root: Path) -> None:
    result = run(root, "data", "pull")
    assert (result.exit_code, result.stdout) == (0, "quotes: new; 4 rows, newest 2024-04-25\n")
    table = parquet.read_table(root / "data/quotes.parquet")
    assert table.column("close").to_pylist() == ["35.270", "", "1680.10", "1683.00"]
    assert table.column_names == ["date", "code", "close", "note"]
    frame = load_project(root).project.datasets["quotes"].frame
    assert list(frame["close"])[2:] == [1680.1, 1683.0]
    assert run(root, "build", "--locked", "--format", "html").exit_code == 0


def test_what_another_library_writes_is_no_change(run: Run, root: Path) -> None:
    """The rows are compared, not the bytes."""
    run(root, "data", "pull")
    before = committed(root)
    assert run(root, "data", "pull").stdout == "quotes: unchanged; 4 rows, newest 2024-04-25\n"
    assert committed(root) == before
    file, lock = root / "data/quotes.parquet", root / "data/lock.yaml"
    was = sha256(file.read_bytes()).hexdigest()
    parquet.write_table(parquet.read_table(file), file, compression="snappy")
    assert "edited" in run(root, "data", "status").stdout
    is_now = sha256(file.read_bytes()).hexdigest()
    lock.write_text(lock.read_text(encoding="utf-8").replace(was, is_now), encoding="utf-8")
    assert "quotes: unchanged" in run(root, "data", "pull").stdout
    assert sha256(file.read_bytes()).hexdigest() == is_now


def test_revisions_are_told_and_edits_are_found(run: Run, root: Path) -> None:
    run(root, "data", "pull")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "first")
    add_rows(root, [*ROWS[1:], ("2024-04-25", "600519.SH", "1683.50", "a")], anew=True)
    assert "1 row revised: 600519.SH 2024-04-25 close 1683.00 → 1683.50" in run(root, "data", "pull").stdout
    assert "~ 600519.SH 2024-04-25  close: 1683.00 → 1683.50" in run(root, "data", "diff").stdout
    add_rows(root, ROWS[1:], anew=True)
    refused = run(root, "data", "pull")
    assert refused.exit_code == 1
    assert "1 row of the last snapshot are gone: 600519.SH 2024-04-25" in refused.stderr
    (root / "data/quotes.parquet").write_bytes(b"PAR1")
    assert run(root, "build", "--locked").exit_code == 1
    subprocess.run(["git", "checkout", "-q", "data/quotes.parquet"], cwd=root, check=True)
    assert run(root, "data", "pull", "--accept", "quotes").exit_code == 0


def test_what_is_too_large_for_csv_is_told_where_it_fits(
    run: Run, root: Path, pull_project: PullProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yanbao.refresh.columnar.MAX_TABLE", 100)
    monkeypatch.setattr(taking, "MAX_TABLE", 2000)
    assert run(root, "data", "pull").exit_code == 0
    catalog = root / "data/catalog.yaml"
    catalog.write_text(catalog.read_text(encoding="utf-8").replace("quotes.parquet", "quotes.csv"), encoding="utf-8")
    refused = run(root, "data", "pull", "--accept", "quotes")
    assert refused.exit_code == 1
    assert "or write file: quotes.parquet, which takes 64 MB" in refused.stderr
