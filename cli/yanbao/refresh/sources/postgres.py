"""PostgreSQL by psycopg 3: one read-only transaction, and COPY, in which the server writes CSV, sorted by the key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice, repeat, starmap, takewhile
from operator import itemgetter
from select import select
from typing import TYPE_CHECKING, Any

from yanbao.diagnostics import SetupError
from yanbao.load.files import MAX_ROWS
from yanbao.model.dataset import NUMERIC, ColumnType
from yanbao.refresh.asking import Answer, Ask
from yanbao.refresh.canonical import own_columns
from yanbao.refresh.trouble import UnreachedError, UnsetError, UnusableError

if TYPE_CHECKING:
    import psycopg

_SETTINGS = (
    "SET TRANSACTION READ ONLY",
    "SET LOCAL datestyle TO 'ISO, YMD'",
    "SET LOCAL extra_float_digits TO 1",
    "SET LOCAL client_encoding TO 'UTF8'",
)
_AT_ONCE = 1 << 10  # lines


def answer(ask: Ask, url: str, password: str) -> Answer:
    try:
        import psycopg
    except ImportError:
        raise SetupError("PostgreSQL needs the library psycopg", 'pip install "yanbao[sql]"') from None
    return Answer(_copied(ask, url, password), "answer.csv", {"psycopg": psycopg.__version__}, is_renamed=True)


def _copied(ask: Ask, url: str, password: str) -> Iterator[bytes]:
    import psycopg

    seconds = ask.connection.timeout
    options: dict[str, Any] = {"password": password} if password else {}
    try:
        connection = psycopg.connect(
            url, connect_timeout=seconds, tcp_user_timeout=seconds * 1000, application_name="yanbao", **options
        )
    except psycopg.OperationalError as error:
        raise _of_connecting(error, ask) from None
    except psycopg.Error as error:
        raise UnsetError(_said(error, ask), "look at the address in data/connections.yaml") from None
    try:
        with connection, psycopg.ClientCursor(connection) as cursor:
            for setting in (*_SETTINGS, f"SET LOCAL statement_timeout TO {seconds * 1000:d}"):
                cursor.execute(setting)
            statement = _statement(ask, cursor)
            try:
                yield from _lines(connection, cursor.mogrify(statement, ask.statement.params))
            except GeneratorExit:  # in the middle of a COPY no rollback can be sent
                connection.close()
                raise
            connection.rollback()
    except (psycopg.errors.QueryCanceled, psycopg.OperationalError) as error:
        raise UnreachedError(_said(error, ask)) from None
    except psycopg.Error as error:
        raise UnusableError(_said(error, ask)) from None


def _lines(connection: psycopg.Connection[Any], statement: str) -> Iterator[bytes]:
    """What a COPY gives, many lines at a time, straight from libpq: ``cursor.copy`` takes three times as long."""
    import psycopg

    server = connection.pgconn
    server.send_query(statement.encode())
    while server.is_busy():
        select([server.socket], [], [], 1)
        server.consume_input()
    failed = None
    while result := server.get_result():
        if result.status == psycopg.pq.ExecStatus.COPY_OUT:
            yield from _blocks(server.get_copy_data)
        elif result.status == psycopg.pq.ExecStatus.FATAL_ERROR:
            failed = result
    if failed:
        raise psycopg.errors.error_from_result(failed)


def _blocks(give: Callable[[int], tuple[int, memoryview]]) -> Iterator[bytes]:
    """Lines joined, some thousands at a time. ``give`` is called by no bytecode of its own: lines are many."""
    second = itemgetter(1)
    lines = map(second, takewhile(second, starmap(give, repeat((0,)))))  # what comes last is empty
    while block := b"".join(islice(lines, _AT_ONCE)):
        yield block


def _statement(ask: Ask, cursor: psycopg.ClientCursor[Any]) -> str:
    """The query as COPY: of the columns that the table declares, by its names, in its order, and sorted.

    What the query lacks, or has beside them, is left for the loader to tell.
    """
    query = ask.statement.written("%({})s".format, percent="%%")
    cursor.execute(f"SELECT * FROM (\n{query}\n) AS q LIMIT 0", ask.statement.params)  # noqa: S608 - the user's own
    given = [column.name for column in cursor.description or ()]
    own = own_columns(ask.item)
    wanted = {name: str(column.from_ or name) for name, column in own.items()}
    named = {source: name for name, source in wanted.items()}
    is_whole = set(wanted.values()) <= set(given) and len(set(given)) == len(given) and not ask.item.spec.long
    if not is_whole or (ask.item.spec.read.columns is None and set(given) > set(wanted.values())):
        columns = ", ".join(f"q.{_quoted(source)} AS {_quoted(named.get(source, source))}" for source in given)
        return f"COPY (SELECT {columns} FROM (\n{query}\n) AS q) TO STDOUT (FORMAT csv, HEADER)"  # noqa: S608 - names are quoted
    columns = ", ".join(f"q.{_quoted(source)} AS {_quoted(name)}" for name, source in wanted.items())
    order = ", ".join(_sorted(f"q.{_quoted(wanted[str(name)])}", own[str(name)].type) for name in ask.item.spec.key)
    return (
        f"COPY (SELECT {columns} FROM (\n{query}\n) AS q ORDER BY {order} LIMIT {MAX_ROWS + 1}) "  # noqa: S608 - names are quoted
        "TO STDOUT (FORMAT csv, HEADER)"
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""').replace("%", "%%") + '"'


def _sorted(column: str, kind: ColumnType) -> str:
    return column if kind in NUMERIC else f'{column}::text COLLATE "C"'


def _of_connecting(error: psycopg.OperationalError, ask: Ask) -> Exception:
    said = _said(error, ask)
    if any(word in said for word in ("authentication", "password", "does not exist", "no pg_hba.conf")):
        return UnsetError(said, "look at the address and the credentials that the connection names")
    return UnreachedError(said)


def _said(error: psycopg.Error, ask: Ask) -> str:
    said = str(error).strip().splitlines()
    return ask.secrets.redact(said[0] if said else type(error).__name__)
