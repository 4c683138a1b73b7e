"""DuckDB over files of one folder, each a table by its name: nothing outside, no network, no extensions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from threading import Event, Timer
from typing import Any

from yanbao import disk, layout
from yanbao.diagnostics import SetupError
from yanbao.load.files import MAX_ROWS
from yanbao.load.formats import kind_of
from yanbao.model.pulling import DuckdbConnection
from yanbao.refresh.asking import Answer, Ask
from yanbao.refresh.canonical import as_csv
from yanbao.refresh.trouble import UnreachedError, UnusableError

_AT_ONCE = 4096


def answer(ask: Ask) -> Answer:
    try:
        import duckdb
    except ImportError:
        raise SetupError("reading with DuckDB needs the library duckdb", 'pip install "yanbao[duckdb]"') from None
    name = layout.data_file(ask.of(DuckdbConnection).folder)
    if ".." in name.split("/") or not disk.is_folder(ask.root, name):
        raise UnusableError(f"no folder {name}/", "name it in data/connections.yaml, below data/")
    return Answer(_rows(ask, disk.follow(ask.root, name), duckdb), "answer.csv", {"duckdb": duckdb.__version__})


def _rows(ask: Ask, folder: Path, duckdb: Any) -> Iterator[bytes]:
    seconds, query, is_over = ask.connection.timeout, ask.statement, Event()
    database = duckdb.connect(":memory:")

    def stop() -> None:
        is_over.set()
        database.interrupt()

    timer = Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        for statement in (*_tables(folder), *_confined(folder)):
            database.execute(statement)
        rows = database.execute(query.written("${}".format), query.params or None)
        heads = [str(column[0]) for column in rows.description]
        yield from as_csv(chain([heads], _fetched(rows)))
    except duckdb.Error as error:
        if is_over.is_set():
            raise UnreachedError(f"DuckDB did not answer in {seconds} s") from None
        raise UnusableError(f"DuckDB: {str(error).splitlines()[0]}") from None
    finally:
        timer.cancel()
        database.close()


def _confined(folder: Path) -> Iterator[str]:
    yield f"SET allowed_directories = [{_literal(f'{folder}/')}]"
    yield "SET autoinstall_known_extensions = false"
    yield "SET autoload_known_extensions = false"
    yield "SET enable_external_access = false"
    yield "SET lock_configuration = true"


_READERS = {
    ".parquet": "read_parquet({}, union_by_name = true)",
    ".csv": "read_csv({}, all_varchar = true)",  # with every digit
    ".json": "read_json_auto({})",
    ".jsonl": "read_json_auto({})",
}


def _tables(folder: Path) -> Iterator[str]:
    """A view of each file; of a folder with Parquet files, one of all of these."""
    for entry in disk.listing(folder, ""):
        path, name = folder / entry.name, entry.name.partition(".")[0]
        if entry.is_folder and any(inner.name.endswith(".parquet") for inner in disk.listing(folder, entry.name)):
            reader, path = _READERS[".parquet"], path / "*.parquet"
        else:
            reader = _READERS.get(kind_of(entry.name), "") if disk.is_file(folder, entry.name) else ""
        if reader and name:
            quoted = name.replace('"', '""')
            yield f'CREATE VIEW "{quoted}" AS SELECT * FROM {reader.format(_literal(path))}'  # noqa: S608 - quoted


def _literal(path: object) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _fetched(rows: Any) -> Iterator[tuple[object, ...]]:
    count = 0
    while count <= MAX_ROWS and (batch := rows.fetchmany(_AT_ONCE)):
        count += len(batch)
        yield from batch
