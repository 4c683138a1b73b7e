"""SQLite databases, by the standard library: read-only, and no other file than the one that is named."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import chain, islice
from pathlib import Path

from yanbao.load.files import MAX_ROWS
from yanbao.model.pulling import SqliteConnection
from yanbao.refresh.asking import Answer, Ask, beside
from yanbao.refresh.canonical import as_csv
from yanbao.refresh.trouble import UnreachedError, UnusableError

_STEPS = 10_000
"""Steps of the database between two looks at the clock."""

_ALLOWED = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
}


def answer(ask: Ask) -> Answer:
    path = beside(ask.root, ask.of(SqliteConnection).file)
    return Answer(_rows(ask, path), "answer.csv", {"sqlite": sqlite3.sqlite_version})


def _rows(ask: Ask, path: Path) -> Iterator[bytes]:
    seconds, query = ask.connection.timeout, ask.statement
    end = time.monotonic() + seconds
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=seconds)) as database:
            database.set_authorizer(_authorize)
            database.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
            rows = database.execute(query.text, query.params)
            heads = [str(column[0]) for column in rows.description]
            yield from as_csv(chain([heads], islice(rows, MAX_ROWS + 1)))
    except sqlite3.Error as error:
        if time.monotonic() > end or "locked" in str(error):
            raise UnreachedError(f"{path.name} did not answer in {seconds} s: {error}") from None
        if "prohibited" in str(error) or "not authorized" in str(error):
            raise UnusableError("the query does more than read its database", "leave one SELECT") from None
        raise UnusableError(f"{path.name}: {error}") from None


def _authorize(action: int, argument: str | None, name: str | None, *_: object) -> int:
    if action == sqlite3.SQLITE_FUNCTION and str(name or argument).lower() == "load_extension":
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY
