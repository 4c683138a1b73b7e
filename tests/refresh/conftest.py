"""Projects whose tables are pulled, and sources that are on this machine."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from tests.app.conftest import run, run_process
from tests.conftest import WriteProject

__all__ = ["CATALOG", "PullProject", "add_rows", "run", "run_process"]

PullProject = Callable[..., Path]

CATALOG = """\
quotes:
  source: google
  as_of: newest
  file: quotes.csv
  key: [code, date]
{more}  pull: {{connection: {connection}{asked}}}
  columns:
    date: date
    code: ticker
    close: {{type: number, label: 收盘}}
    note: text
"""

QUERY = "SELECT day AS date, code, close, note FROM quotes WHERE day >= :since;"

ROWS = (
    ("2024-04-25", "600519.SH", "1683.00", "a"),
    ("2024-04-24", "600519.SH", "1680.10", "b, c"),
    ("2024-04-24", "300418.SZ", "35.270", None),
    ("2024-04-25", "300418.SZ", None, '"quoted"'),
)


def add_rows(root: Path, rows: Iterable[tuple[object, ...]], *, anew: bool = False) -> None:
    """Put rows into the database of a project."""
    with sqlite3.connect(root / "data/source.sqlite") as database:
        database.execute("CREATE TABLE IF NOT EXISTS quotes (day TEXT, code TEXT, close TEXT, note TEXT)")
        if anew:
            database.execute("DELETE FROM quotes")
        database.executemany("INSERT INTO quotes VALUES (?, ?, ?, ?)", rows)
    database.close()


@pytest.fixture
def pull_project(write_project: WriteProject) -> PullProject:
    """A project with the table ``quotes``, from a SQLite database or what ``connection`` says."""

    def make(
        connection: str = "kind: sqlite, file: source.sqlite",
        asked: str = ", query: quotes.sql, params: {since: '2020-01-01'}",
        *,
        more: str = "",
        files: Mapping[str, str] | None = None,
    ) -> Path:
        catalog = CATALOG.format(connection="source", asked=asked, more=more and f"  {more}\n")
        root = write_project(
            {
                "data/catalog.yaml": VISITS + catalog,
                "data/connections.yaml": f"source: {{{connection}}}\n",
                "data/quotes.sql": QUERY,
                **(files or {}),
            }
        )
        add_rows(root, ROWS)
        return root

    return make


VISITS = """\
visits:
  source: google
  as_of: 2024-03
  file: visits.csv
  columns:
    month: month
    views: {type: number, label: 访问量, unit: 万次}
"""
