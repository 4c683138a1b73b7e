"""Database servers by their SQLAlchemy address. PostgreSQL goes another way, by COPY."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any
from urllib.parse import urlsplit

from yanbao.diagnostics import SetupError
from yanbao.load.files import MAX_ROWS
from yanbao.model.pulling import SqlConnection
from yanbao.refresh.asking import Answer, Ask
from yanbao.refresh.canonical import as_csv
from yanbao.refresh.trouble import UnreachedError, UnsetError, UnusableError

_POSTGRES = re.compile(r"postgres(ql)?(\+psycopg)?://")
_NEEDS = 'pip install "yanbao[sql]", and the driver of the database'

_READ_ONLY = {
    "mysql": "SET TRANSACTION READ ONLY",
    "mariadb": "SET TRANSACTION READ ONLY",
    "oracle": "SET TRANSACTION READ ONLY",
    "sqlite": "PRAGMA query_only = ON",
}


def answer(ask: Ask) -> Answer:
    given = ask.of(SqlConnection)
    url = address(given, ask)
    password = ask.secrets.value(given.password_env) if given.password_env else ""
    if _POSTGRES.match(url):
        from yanbao.refresh.sources import postgres

        return postgres.answer(ask, _POSTGRES.sub("postgresql://", url), password)
    try:
        import sqlalchemy
    except ImportError:
        raise SetupError("a connection of kind sql needs the library SQLAlchemy", _NEEDS) from None
    return Answer(_rows(ask, url, password), "answer.csv", {"sqlalchemy": sqlalchemy.__version__})


def address(given: SqlConnection, ask: Ask) -> str:
    """The address of a database. Raises UnsetError."""
    if (given.url is None) == (given.url_env is None):
        message = f"the connection '{ask.pull.connection}' has no address, or two"
        raise UnsetError(message, "write either url or url_env in data/connections.yaml")
    if given.url_env is not None:
        url = ask.secrets.value(given.url_env)
        if password := _password(url):
            ask.secrets.hide(password)
        return url
    if _password(str(given.url)):
        message = f"the address of the connection '{ask.pull.connection}' has a password in it"
        raise UnsetError(message, "take it out (and change it), and name an environment variable: password_env")
    return str(given.url)


def _password(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    found = re.search(r"(?:^|[&?;])(?:password|pwd|passwd)=([^&;]*)", f"?{parts.query}", re.IGNORECASE)
    return parts.password or (found[1] if found else "")


def _rows(ask: Ask, url: str, password: str) -> Iterator[bytes]:
    import sqlalchemy
    from sqlalchemy import exc
    from sqlalchemy.pool import NullPool

    engine: Any = None
    try:
        parsed = sqlalchemy.make_url(url)
        engine = sqlalchemy.create_engine(parsed.set(password=password) if password else parsed, poolclass=NullPool)
        connection = engine.connect()
    except (ImportError, exc.NoSuchModuleError):
        raise SetupError("the driver of this database is not installed", _NEEDS) from None
    except exc.ArgumentError:
        raise UnsetError(
            f"the address of '{ask.pull.connection}' is none that SQLAlchemy knows", "see its docs"
        ) from None
    except exc.DBAPIError as error:
        raise UnreachedError(_said(error, ask)) from None
    with connection:
        try:
            if begin := _READ_ONLY.get(engine.dialect.name):
                connection.execute(sqlalchemy.text(begin))
            statement = sqlalchemy.text(_escaped(ask))
            rows = connection.execution_options(stream_results=True).execute(statement, ask.statement.params)
            yield from as_csv(chain([list(rows.keys())], map(tuple, islice(rows, MAX_ROWS + 1))))
        except exc.OperationalError as error:
            if error.connection_invalidated:
                raise UnreachedError(_said(error, ask)) from None
            raise UnusableError(_said(error, ask)) from None
        except exc.SQLAlchemyError as error:
            raise UnusableError(_said(error, ask)) from None
        finally:
            connection.rollback()
            engine.dispose()


def _escaped(ask: Ask) -> str:
    """The statement as ``text`` reads it, in which a colon of a literal is no parameter."""
    marked = ask.statement.written(lambda name: f"\0{name}\0")
    return re.sub("\0(\\w+)\0", r":\1", re.sub(r"(?<![:\w\\]):(?=\w)(?!:)", r"\\:", marked))


def _said(error: Any, ask: Ask) -> str:
    said = str(getattr(error, "orig", None) or error).strip().splitlines()
    return ask.secrets.redact(said[0] if said else type(error).__name__)
