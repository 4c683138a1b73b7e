"""Sources of every kind, with real parts; PostgreSQL has tests of its own."""

from __future__ import annotations

import gzip
import sys
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.app.conftest import Run
from tests.refresh.conftest import PullProject
from tests.refresh.servers import Answer, giving, serving
from tests.refresh.test_pull import committed

CSV = b"date,code,close,note\n2024-04-24,600519.SH,1680.10,a\n2024-04-25,600519.SH,1683.00,b\n"
AGAIN = {"Retry_After": "0"}


def web(address: str, more: str = "") -> str:
    return f"kind: http, url: '{address}/v1', timeout: 20, retries: 2{more}"


def test_csv_of_a_web_server(run: Run, pull_project: PullProject) -> None:
    with serving(giving(CSV)) as (address, came):
        root = pull_project(web(address), ", path: quotes.csv, params: {since: 2020-01-01, n: 5}")
        result = run(root, "data", "pull")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [request.path for request in came] == ["/v1/quotes.csv?since=2020-01-01&n=5"]
    assert (root / "data/quotes.csv").read_bytes() == CSV


def test_json_and_packed_answers(run: Run, pull_project: PullProject) -> None:
    rows = '{"data": [{"date": "2024-04-24", "code": "600519.SH", "close": 1680.10, "note": "a"}]}'
    answer = giving(gzip.compress(rows.encode()), Content_Encoding="gzip")
    with serving(answer) as (address, _):
        root = pull_project(web(address), ", path: quotes.json", more="read: {path: data}")
        result = run(root, "data", "pull")
    assert (result.exit_code, result.stderr) == (0, "")
    assert (root / "data/quotes.csv").read_text(encoding="utf-8").endswith("2024-04-24,600519.SH,1680.10,a\n")


LIES: dict[str, tuple[Answer, int, str]] = {
    "a web page": (giving(b"\n <!DOCTYPE html><html>Login</html>"), 1, "it answers with a web page instead of data"),
    "a web page by its type": (giving(b"please log in", Content_Type="text/html"), 1, "a web page instead of data"),
    "nothing": (giving(b""), 1, "the answer is empty"),
    "a head alone": (giving(CSV[:21]), 1, "the answer has no rows"),
    "half of it": (giving(CSV[:60], length=len(CSV)), 3, "cut short"),
    "half of a packed one": (giving(gzip.compress(CSV)[:40], Content_Encoding="gzip"), 3, "cut short"),
    "too many requests": (giving(b"", 429, Retry_After="0"), 3, "it answers 429 Too Many Requests, tried 3 times"),
    "not now": (giving(b"", 503, Retry_After="0"), 3, "it answers 503 Service Unavailable, tried 3 times"),
    "not there": (giving(b"", 404), 1, "it answers 404 Not Found"),
    "forbidden": (giving(b"", 403), 2, "it answers 403 Forbidden"),
    "another place": (giving(b"", 302, Location="http://example.invalid/x"), 1, "it sends on to another place"),
    "another port": (giving(b"", 302, Location="http://127.0.0.1:1/x"), 1, "it sends on to another place"),
    "a file": (giving(b"", 302, Location="file:///etc/passwd"), 1, "it answers 302 "),
    "other columns": (giving(b"day,code,close,note\n1,2,3,4\n"), 1, "date"),
    "another packing": (giving(b"x", Content_Encoding="br"), 1, "packed in a way that was not asked for"),
    "too much": (giving(b"", length=2), 3, "cut short"),
}


@pytest.mark.parametrize("case", LIES)
def test_a_web_server_that_lies(
    run: Run, pull_project: PullProject, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    answer, code, said = LIES[case]
    with serving(giving(CSV), answer) as (address, _):
        root = pull_project(web(address), ", path: quotes.csv")
        run(root, "data", "pull")
        before = committed(root)
        result = run(root, "data", "pull")
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
    assert committed(root) == before


def test_what_passes_is_asked_for_again(run: Run, pull_project: PullProject) -> None:
    with serving(giving(b"", 429, Retry_After="0"), giving(b"", 503, Retry_After="0"), giving(CSV)) as (address, came):
        result = run(pull_project(web(address), ", path: quotes.csv"), "data", "pull")
    assert (result.exit_code, len(came)) == (0, 3)


def test_it_follows_to_the_same_place(run: Run, pull_project: PullProject) -> None:
    with serving(giving(b"", 302, Location="/v2/other.csv"), giving(CSV)) as (address, came):
        result = run(pull_project(web(address), ", path: quotes.csv"), "data", "pull")
    assert (result.exit_code, came[-1].path) == (0, "/v2/other.csv")


def test_a_slow_web_server_is_not_waited_for_for_ever(run: Run, pull_project: PullProject) -> None:
    """It gives a byte now and then, so that no single wait is long."""
    ended = threading.Event()

    def drip(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        try:
            while not ended.wait(0.05):
                request.wfile.write(b"x")
        except OSError:
            pass

    with serving(drip) as (address, _):
        root = pull_project(f"kind: http, url: '{address}', timeout: 1, retries: 0", ", path: quotes.csv")
        result = run(root, "data", "pull")
        ended.set()
    assert result.exit_code == 3
    assert "no answer in 1 s" in result.stderr


def test_a_web_server_that_is_not_there(run: Run, pull_project: PullProject) -> None:
    with serving(giving(CSV)) as (address, _):
        pass
    root = pull_project(f"kind: http, url: '{address}', retries: 0", ", path: quotes.csv")
    result = run(root, "data", "pull")
    assert result.exit_code == 3
    assert "it is not reached: " in result.stderr


@pytest.mark.parametrize(
    "path", ["//example.invalid/x.csv", "http://example.invalid/x.csv", "../x.csv", "file:///etc/passwd"]
)
def test_paths_stay_below_the_address(run: Run, pull_project: PullProject, path: str) -> None:
    with serving(giving(CSV)) as (address, came):
        result = run(pull_project(web(address), f", path: '{path}'"), "data", "pull")
    assert result.exit_code in (0, 1)
    assert all(request.path.startswith("/v1/") for request in came)


def test_a_file_on_a_share(run: Run, pull_project: PullProject, tmp_path: Path) -> None:
    share = tmp_path / "share"
    read = "read: {encoding: gb18030, footer: 数据来源}"
    root = pull_project(f"kind: copy, folder: '{share}'", ", path: wind/quotes.csv", more=read)
    result = run(root, "data", "pull")
    assert (result.exit_code, "it may not be mounted" in result.stderr) == (3, True)
    (share / "wind").mkdir(parents=True)
    (share / "wind/quotes.csv").write_bytes(
        CSV.replace(b",a", ",茅台".encode("gb18030")) + "数据来源：Wind\n".encode("gb18030")
    )
    assert run(root, "data", "pull").exit_code == 0
    assert "1680.10,茅台\n" in (root / "data/quotes.csv").read_text(encoding="utf-8")
    for path in ("../secret.csv", "/etc/passwd"):
        bad = run(pull_project(f"kind: copy, folder: '{share}'", f", path: '{path}'"), "data", "pull")
        assert bad.exit_code == 1


SCRIPT = """\
import os, sys
assert sys.argv[1:] == ["--since=2020-01-01"], sys.argv
print("date,code,close,note")
print("2024-04-24,600519.SH,1680.10," + ",".join(sorted(set(os.environ) & {"WANTED", "OTHER"})))
"""


def test_a_command(run: Run, pull_project: PullProject) -> None:
    root = pull_project(
        "kind: command, command: [python, tools/quotes.py], env: WANTED",
        ", params: {since: '2020-01-01'}",
        files={"tools/quotes.py": SCRIPT},
    )
    result = run(root, "data", "pull", WANTED="something", OTHER="else")
    assert (result.exit_code, result.stderr) == (0, "")
    assert (root / "data/quotes.csv").read_text(encoding="utf-8").endswith("1680.10,WANTED\n")


FAILING = {
    "exit 1": ("print('date,code,close,note', flush=True); raise SystemExit('no data today')", 1, "no data today"),
    "exit 3": ("import sys; print('down', file=sys.stderr); sys.exit(3)", 3, "has not reached its source: down"),
    "half": ("print('date,code,close,note'); print('2024-01-0')", 1, "cell"),
    "for ever": ("while True: pass", 3, "did not end in 1 s"),
    "too much": ("import sys\nwhile True: sys.stdout.write('x' * 100000)", 1, "more than 20 MB"),
}


@pytest.mark.parametrize("case", FAILING)
def test_a_command_that_fails(run: Run, pull_project: PullProject, case: str) -> None:
    text, code, said = FAILING[case]
    timeout = 1 if case == "for ever" else 600
    root = pull_project(f"kind: command, command: [python, bad.py], timeout: {timeout}", "", files={"bad.py": text})
    result = run(root, "data", "pull")
    assert result.exit_code == code
    assert said in result.stderr
    assert not (root / "data/quotes.csv").exists()


def test_a_command_that_is_not_there(run: Run, pull_project: PullProject) -> None:
    result = run(pull_project("kind: command, command: [no-such-program]", ""), "data", "pull")
    assert result.exit_code == 2
    assert "cannot run 'no-such-program'" in result.stderr


def test_only_connections_name_commands(run: Run, pull_project: PullProject) -> None:
    root = pull_project("kind: command, command: [python, x.py]", ", command: [touch, /tmp/x]")
    result = run(root, "data", "pull")
    assert result.exit_code == 1
    assert "unknown key 'command'" in result.stderr


def test_duckdb_reads_one_folder(run: Run, pull_project: PullProject, tmp_path: Path) -> None:
    """Its files are tables by their names; nothing outside is read, however it is named."""
    duckdb = pytest.importorskip("duckdb")
    (tmp_path / "secret.csv").write_bytes(CSV)
    query = "SELECT date, code, close, note FROM {} WHERE date::text > :since"
    files = {"data/quotes.sql": query.format("a"), "data/archive/a.csv": CSV.decode(), "data/archive/days/x.txt": "x"}
    root = pull_project("kind: duckdb, folder: archive", files=files)
    (root / "data/archive/link.csv").symlink_to(tmp_path / "secret.csv")
    result = run(root, "data", "pull")
    assert (result.exit_code, result.stderr) == (0, "")
    assert (root / "data/quotes.csv").read_bytes() == CSV
    rows = "SELECT DATE '2024-04-25' AS date, '600519.SH' AS code, 1683.00::DECIMAL(9, 2) AS close, 'b' AS note"
    duckdb.sql(f"COPY ({rows}) TO '{root}/data/archive/days/1.parquet'")
    (root / "data/quotes.sql").write_text(query.format("days"), encoding="utf-8")
    assert run(root, "data", "pull", "--accept", "quotes").exit_code == 0
    assert (root / "data/quotes.csv").read_bytes() == CSV.splitlines(keepends=True)[0] + CSV.splitlines(keepends=True)[
        2
    ]
    for outside in (tmp_path / "secret.csv", "archive/../../catalog.yaml", "http://127.0.0.1:1/x.csv", "/etc/passwd"):
        (root / "data/quotes.sql").write_text(query.format(f"read_csv('{outside}')"), encoding="utf-8")
        result = run(root, "data", "pull")
        assert result.exit_code == 1, outside
        assert "DuckDB: " in result.stderr
    (root / "data/quotes.sql").write_text(query.format("link"), encoding="utf-8")
    assert "link does not exist" in run(root, "data", "pull").stderr


def test_a_database_by_sqlalchemy(run: Run, pull_project: PullProject) -> None:
    pytest.importorskip("sqlalchemy")
    root = pull_project("kind: sql, url_env: QUOTES_URL")
    url = f"sqlite:///{root / 'data/source.sqlite'}"
    result = run(root, "data", "pull", QUOTES_URL=url)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "2024-04-24,300418.SZ,35.270,\n" in (root / "data/quotes.csv").read_text(encoding="utf-8")
    unset = run(root, "data", "pull")
    assert (unset.exit_code, "QUOTES_URL is not set" in unset.stderr) == (2, True)
    (root / "data/quotes.sql").write_text("SELECT missing FROM quotes WHERE day > :since", encoding="utf-8")
    assert "no such column: missing" in run(root, "data", "pull", QUOTES_URL=url).stderr
    (root / "data/quotes.sql").write_text("WITH a AS (SELECT :since) DELETE FROM quotes", encoding="utf-8")
    assert run(root, "data", "pull", QUOTES_URL=url).exit_code == 1


@pytest.mark.parametrize(
    ("library", "url"), [("sqlalchemy", "mysql://db/x"), ("psycopg", "postgresql://db/x"), ("duckdb", "")]
)
def test_without_the_extra_it_says_what_to_install(
    run: Run, pull_project: PullProject, monkeypatch: pytest.MonkeyPatch, library: str, url: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    root = pull_project(
        f"kind: sql, url: '{url}'" if url else "kind: duckdb, folder: queries", files={"data/queries/x": "x"}
    )
    result = run(root, "data", "pull")
    assert result.exit_code == 2
    assert "pip install" in result.stderr


CONNECTIONS = {
    "no kind": ("file: x", 1, "missing key 'kind' in 'source'"),
    "another kind": ("kind: sqlit, file: x", 1, "'sqlit' is not one of sqlite, duckdb, sql, http, copy, command"),
    "another key": ("kind: sqlite, flie: x", 1, "did you mean 'file'?"),
    "outside": ("kind: sqlite, file: ../../x", 1, "../../x"),
    "no file": ("kind: sqlite, file: x", 1, "no such file"),
    "no database": ("kind: sqlite, file: quotes.sql", 1, "not a database"),
    "no address": ("kind: sql", 2, "has no address, or two"),
    "a password": ("kind: sql, url: 'postgresql://me:hunter2@db/x'", 2, "has a password in it"),
    "no web": ("kind: http, url: 'ftp://x'", 1, "takes no 'query'"),
}


@pytest.mark.parametrize("case", CONNECTIONS)
def test_connections_that_are_wrong(run: Run, pull_project: PullProject, case: str) -> None:
    connection, code, said = CONNECTIONS[case]
    result = run(pull_project(connection), "data", "pull")
    assert result.exit_code == code
    assert said in result.stderr
    assert "hunter2" not in result.stderr
