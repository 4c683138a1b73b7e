"""PostgreSQL, by COPY from a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.conftest import Run
from tests.postgres import PASSWORD, Server, programs, running
from tests.refresh.conftest import PullProject

pytestmark = pytest.mark.skipif(programs() is None, reason="PostgreSQL is not installed")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    pytest.importorskip("psycopg")
    with running() as server:
        server.execute(
            "CREATE TABLE quotes (day date, code text, close numeric, note text, at timestamp, ratio float8)",
            "INSERT INTO quotes VALUES ('2024-04-25', '600519.SH', 1683.00, 'a, b', '2024-04-25', 0.1), "
            "('2024-04-24', '600519.SH', 1680.10, NULL, '2024-04-24', 1e-7), "
            "('2024-04-24', '300418.SZ', 35.270, '%s :x', '2024-04-24', NULL)",
            "GRANT SELECT ON quotes TO reader",
            "CREATE TABLE hidden (x int)",
        )
        yield server


def connection(server: Server, more: str = "") -> str:
    return f"kind: sql, url: '{server.url}', password_env: QUOTES_PASSWORD{more}"


def pulled(run: Run, root: Path, query: str, **variables: str) -> tuple[int, str, str]:
    (root / "data/quotes.sql").write_text(query, encoding="utf-8")
    result = run(root, "data", "pull", **({"QUOTES_PASSWORD": PASSWORD} | variables))
    assert PASSWORD not in result.output
    file = root / "data/quotes.csv"
    return result.exit_code, result.stderr, file.read_text(encoding="utf-8") if file.exists() else ""


def test_a_table_by_copy(run: Run, pull_project: PullProject, server: Server) -> None:
    """Sorted by the key, exact, with bound parameters and percent signs."""
    root = pull_project(connection(server))
    query = "SELECT day AS date, code, close, note FROM quotes WHERE day > :since AND code LIKE '%.S%';"
    assert pulled(run, root, query) == (
        0,
        "",
        "date,code,close,note\n2024-04-24,300418.SZ,35.270,%s :x\n2024-04-24,600519.SH,1680.10,\n"
        '2024-04-25,600519.SH,1683.00,"a, b"\n',
    )


def test_what_copy_gives_is_taken_as_it_is(
    run: Run, pull_project: PullProject, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A canonical answer is proved on its way, and not loaded besides."""
    monkeypatch.setattr("yanbao.refresh.taking.rows_of", None)
    root = pull_project(connection(server))
    query = "SELECT day AS date, code, close, code AS note FROM quotes WHERE day > :since"
    code, stderr, text = pulled(run, root, query)
    assert (code, stderr) == (0, "")
    assert text.splitlines()[1] == "2024-04-24,300418.SZ,35.270,300418.SZ"


def test_a_copy_that_is_given_up(
    run: Run,
    pull_project: PullProject,
    server: Server,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The library has nothing to say of the connection that is cut in the middle."""
    monkeypatch.setattr("yanbao.refresh.columnar.MAX_TABLE", 1000)
    root = pull_project(connection(server))
    query = (
        "SELECT date '2000-01-01' + n AS date, '600519.SH' AS code, n AS close, 'a' AS note "
        "FROM generate_series(1, 5000) n WHERE date '2100-01-01' > :since"
    )
    code, said, _ = pulled(run, root, query)
    assert (code, said.splitlines()[0]) == (1, "quotes: refused: the answer is larger than 0 MB; the old data stay")
    assert caplog.records == []


def test_other_names_and_types(run: Run, pull_project: PullProject, server: Server) -> None:
    root = pull_project(connection(server))
    catalog = root / "data/catalog.yaml"
    text = catalog.read_text(encoding="utf-8").replace("date: date", "date: {type: date, from: at}")
    catalog.write_text(text.replace("type: number, label", "type: number, from: ratio, label"), encoding="utf-8")
    query = "SELECT at, code, ratio, note FROM quotes WHERE day > :since"
    code, stderr, text = pulled(run, root, query)
    assert (code, stderr) == (0, "")
    assert [line.split(",")[:3] for line in text.splitlines()[1:]] == [
        ["2024-04-24", "300418.SZ", ""],
        ["2024-04-24", "600519.SH", "0.0000001"],
        ["2024-04-25", "600519.SH", "0.1"],
    ]


BAD = {
    "it writes": ("WITH a AS (INSERT INTO quotes (code) VALUES (:since) RETURNING 1) SELECT 1", 1, "WITH"),
    "a function that writes": ("SELECT setval('x', 1), :since", 1, "x"),
    "no such table": ("SELECT :since FROM nowhere", 1, 'relation "nowhere" does not exist'),
    "not allowed": ("SELECT x, :since FROM hidden", 1, "permission denied"),
    "a column less": ("SELECT day AS date, code, close FROM quotes WHERE day > :since", 1, "note"),
    "too slow": ("SELECT pg_sleep(600), :since", 3, "statement timeout"),
    "two statements": ("SELECT :since; DELETE FROM quotes", 1, "several statements"),
    "pasted": ("SELECT day AS date, code, close, :since AS note FROM quotes WHERE 'x' = :since", 1, "no rows"),
}


@pytest.mark.parametrize("case", BAD)
def test_queries_that_are_no_good(run: Run, pull_project: PullProject, server: Server, case: str) -> None:
    query, wanted, said = BAD[case]
    params = ', query: quotes.sql, params: {since: "\'; DROP TABLE quotes; --"}' if case == "pasted" else None
    limit = ", timeout: 1" if case == "too slow" else ""
    root = pull_project(connection(server, limit), *([params] if params else []))
    code, stderr, text = pulled(run, root, query)
    assert (code, text) == (wanted, "")
    assert said in stderr


def test_the_wrong_password_and_no_server(run: Run, pull_project: PullProject, server: Server) -> None:
    root = pull_project(connection(server))
    query = "SELECT day AS date, code, close, note FROM quotes WHERE day > :since"
    code, stderr, _ = pulled(run, root, query, QUOTES_PASSWORD="wrong")
    assert (code, "authentication failed" in stderr) == (2, True)
    gone = pull_project("kind: sql, url: 'postgresql://reader@127.0.0.1:1/x', timeout: 2")
    code, stderr, _ = pulled(run, gone, query)
    assert (code, "not reached" in stderr) == (3, True)
