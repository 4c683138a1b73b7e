"""How tables are refreshed: what a dataset says of it, the connections of a project, and the lock."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import ConfigDict, Field, StrictInt, WithJsonSchema

from yanbao.diagnostics import Marked
from yanbao.model.base import Model, Name, OneOrMore, Verbatim

Param = str | int | float | bool
Params = Annotated[
    dict[str, Param],
    WithJsonSchema({"type": "object", "additionalProperties": {"type": ["string", "number", "boolean"]}}),
]
Variable = Annotated[Marked, WithJsonSchema({"type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$"})]
"""The name of an environment variable."""

Change = Literal["fewer", "older", "emptied", "revised", "gaps"]
"""What may be odd about an answer, beside the last snapshot."""


class Pull(Model):
    """Where a table comes from: ``report data pull`` asks the connection, and writes the file of the table.

    The file is then a snapshot: the declared columns by their names, sorted by the key. ``read``, ``from``, ``long``
    and the like speak of what the source answers.
    """

    connection: Name = Field(description="The name of a connection in data/connections.yaml.", examples=["warehouse"])
    query: Marked | None = Field(
        default=None,
        description="Of a database: the file with the query, below data/.",
        examples=["queries/index_daily.sql"],
    )
    path: Verbatim | None = Field(
        default=None,
        description="Of http and copy: the file, below the connection's address or folder.",
        examples=["wind/m2.xlsx"],
    )
    params: Params = Field(
        default={},
        description="Values that are bound to the `:names` of a query, sent as parameters of an address, or given to a "
        "command as `--name=value`.",
        examples=[{"since": "2020-01-01"}],
    )
    allow: Annotated[tuple[Change, ...], OneOrMore()] = Field(
        default=(),
        description="What does not keep an answer from being taken: fewer (rows of the last snapshot are gone), older "
        "(the newest date has gone back), emptied (cells that had a value have none).",
        examples=["fewer"],
    )
    refuse: Annotated[tuple[Change, ...], OneOrMore()] = Field(
        default=(),
        description="What keeps it from being taken, where it is only told otherwise: revised (values differ from the "
        "last snapshot), gaps (trading days are missing).",
        examples=[["revised", "gaps"]],
    )


class Fresh(Model):
    """How old the newest row of a table may be, in trading days."""

    warn: Annotated[StrictInt, Field(ge=0)] | None = Field(
        default=None, description="Trading days after which its age is a warning.", examples=[2]
    )
    error: Annotated[StrictInt, Field(ge=0)] | None = Field(
        default=None, description="Trading days after which its age is an error.", examples=[10]
    )
    days: Name | None = Field(
        default=None,
        description="The dataset whose dates are the trading days; Monday to Friday if absent.",
        examples=["trading_days"],
    )


class Connection(Model):
    """What connections of all kinds have."""

    model_config = ConfigDict(defer_build=True)  # most projects have one kind

    needs: ClassVar[Literal["query", "path", ""]] = ""
    """What a table says of itself, beside the connection: a query, a path, or nothing."""

    timeout: Annotated[StrictInt, Field(ge=1, le=3600)] = Field(
        default=60, description="Seconds after which a source counts as not reached."
    )


class SqliteConnection(Connection):
    """A SQLite database, read by the standard library."""

    needs = "query"

    kind: Literal["sqlite"] = Field(description="sqlite")
    file: Marked = Field(description="The database, below data/.", examples=["history.sqlite"])


class DuckdbConnection(Connection):
    """DuckDB over Parquet, CSV and JSON files; it needs the extra ``yanbao[duckdb]``."""

    needs = "query"

    kind: Literal["duckdb"] = Field(description="duckdb")
    folder: Marked = Field(
        description="The folder below data/ whose files are tables by their names: days.parquet is `days`, and a "
        "folder of Parquet files is one table.",
        examples=["archive"],
    )


class SqlConnection(Connection):
    """A database server, by its address; it needs the extra ``yanbao[sql]``. PostgreSQL is read with COPY."""

    needs = "query"

    kind: Literal["sql"] = Field(description="sql")
    url: Verbatim | None = Field(
        default=None,
        description="The address as SQLAlchemy has it, without a password.",
        examples=["postgresql://reader@db.example.com/research"],
    )
    url_env: Variable | None = Field(
        default=None, description="The environment variable that holds the whole address.", examples=["DATABASE_URL"]
    )
    password_env: Variable | None = Field(
        default=None, description="The environment variable that holds the password.", examples=["RESEARCH_PASSWORD"]
    )


class HttpConnection(Connection):
    """A web server: CSV, JSON, or any other kind of file that tables come in."""

    needs = "path"

    kind: Literal["http"] = Field(description="http")
    url: Verbatim = Field(description="The address that `path` is below.", examples=["https://data.example.com/v1/"])
    headers: dict[str, str] = Field(
        default={}, description="Headers that are no secret.", examples=[{"Accept": "text/csv"}]
    )
    header_env: dict[str, Variable] = Field(
        default={},
        description="Headers whose values environment variables hold.",
        examples=[{"Authorization": "STATS_TOKEN"}],
    )
    param_env: dict[str, Variable] = Field(
        default={},
        description="Parameters of the address whose values environment variables hold.",
        examples=[{"apikey": "FRED_KEY"}],
    )
    retries: Annotated[StrictInt, Field(ge=0, le=10)] = Field(
        default=3, description="How often it is asked again, each time after a longer pause."
    )


class CopyConnection(Connection):
    """A folder on a share, from which files are copied."""

    needs = "path"

    kind: Literal["copy"] = Field(description="copy")
    folder: Marked | None = Field(default=None, description="The folder.", examples=["/mnt/wind/exports"])
    folder_env: Variable | None = Field(
        default=None, description="The environment variable that names the folder.", examples=["WIND_EXPORTS"]
    )


class CommandConnection(Connection):
    """A program of your own that writes CSV to standard output: so akshare, tushare and yfinance come in."""

    kind: Literal["command"] = Field(description="command")
    command: Annotated[tuple[Verbatim, ...], Field(min_length=1)] = Field(
        description="The program and its arguments, run in the project's folder; python is the one that runs yanbao.",
        examples=[["python", "scripts/akshare_m2.py"]],
    )
    env: Annotated[tuple[Variable, ...], OneOrMore()] = Field(
        default=(),
        description="The environment variables that it gets, beside PATH and the like.",
        examples=["TUSHARE_TOKEN"],
    )


AnyConnection = (
    SqliteConnection | DuckdbConnection | SqlConnection | HttpConnection | CopyConnection | CommandConnection
)
KINDS: dict[str, type[Connection]] = {
    get_args(model.model_fields["kind"].annotation)[0]: model for model in get_args(AnyConnection)
}
"""The models of connections by their kind."""


class LockedTable(Model):
    """What was pulled last of one table."""

    file: str = Field(description="The snapshot, beside the lock.")
    sha256: str = Field(description="The digest of the snapshot.")
    rows: StrictInt = Field(description="How many rows it has.")
    newest: str | None = Field(default=None, description="The newest moment of its column of time.")
    columns: tuple[str, ...] = Field(description="Its columns.")
    retrieved: str = Field(description="When these rows were first seen.")
    connection: str = Field(description="The name of the connection.")
    kind: str = Field(description="The kind of the connection.")
    asked: str = Field(description="The query, the path or the command.")
    asked_sha256: str = Field(description="The digest of the query and its parameters.")
    versions: dict[str, str] = Field(description="The programs that made it.")


class Lock(Model):
    """``data/lock.yaml``: what was pulled, written by ``report data pull`` and kept under version control."""

    version: Literal[1] = Field(description="1")
    tables: dict[str, LockedTable] = Field(description="What was pulled last, by the name of the table.")


def no_lock() -> dict[str, Any]:
    """A lock of nothing."""
    return {"version": 1, "tables": {}}
