"""``report data pull`` from the embedded SQLite: snapshots, their lock, and what never replaces good data."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.app.conftest import Run
from tests.refresh.conftest import ROWS, PullProject, add_rows
from yanbao.load.findings import Findings
from yanbao.load.project import load_project
from yanbao.load.snapshots import load_lock

SNAPSHOT = """\
date,code,close,note
2024-04-24,300418.SZ,35.270,
2024-04-25,300418.SZ,,"""
SNAPSHOT += '''"""quoted"""
2024-04-24,600519.SH,1680.10,"b, c"
2024-04-25,600519.SH,1683.00,a
'''


def snapshot(root: Path) -> str:
    return (root / "data/quotes.csv").read_text(encoding="utf-8")


def committed(root: Path) -> dict[str, bytes]:
    """What version control would see of the data."""
    return {file.name: file.read_bytes() for file in (root / "data").iterdir() if file.suffix != ".sqlite"}


def test_a_snapshot_is_canonical(run: Run, pull_project: PullProject) -> None:
    """Sorted by the key, with every digit of the source."""
    root = pull_project()
    result = run(root, "data", "pull")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "quotes: new; 4 rows, newest 2024-04-25\n"
    assert snapshot(root) == SNAPSHOT
    assert list((root / ".yanbao/pull").iterdir()) == []
    lock = load_lock(root, Findings())
    assert lock
    table = lock.tables["quotes"]
    assert (table.rows, table.newest, table.connection, table.kind) == (4, "2024-04-25", "source", "sqlite")
    assert table.columns == ("date", "code", "close", "note")
    assert table.versions["sqlite"] == sqlite3.sqlite_version
    frame = load_project(root).project.datasets["quotes"].frame
    assert list(frame["close"])[2:] == [1680.1, 1683.0]


def test_if_nothing_has_changed_no_byte_does(run: Run, pull_project: PullProject) -> None:
    root = pull_project()
    run(root, "data", "pull")
    before = committed(root)
    add_rows(root, reversed(ROWS), anew=True)
    result = run(root, "data", "pull")
    assert (result.exit_code, result.stdout) == (0, "quotes: unchanged; 4 rows, newest 2024-04-25\n")
    assert committed(root) == before


def test_what_is_new_and_revised_is_taken_and_told(run: Run, pull_project: PullProject) -> None:
    root = pull_project()
    run(root, "data", "pull")
    changed = [*ROWS[1:], ("2024-04-25", "600519.SH", "1683.50", "a"), ("2024-04-26", "600519.SH", "1690", None)]
    add_rows(root, changed, anew=True)
    result = run(root, "data", "pull", "quotes")
    assert result.exit_code == 0
    assert "quotes: updated, rows 1 added, 1 revised; 5 rows, newest 2024-04-26" in result.stdout
    assert "1 row revised: 600519.SH 2024-04-25 close 1683.00 → 1683.50" in result.stdout
    assert "2024-04-26,600519.SH,1690,\n" in snapshot(root)


REFUSED: dict[str, tuple[list[tuple[object, ...]], str]] = {
    "no rows": ([], "the answer has no rows"),
    "a row is gone": ([*ROWS[1:]], "1 row of the last snapshot are gone: 600519.SH 2024-04-25"),
    "the newest date went back": (
        [row for row in ROWS if row[0] == "2024-04-24"],
        "the newest row was of 2024-04-25, and is of 2024-04-24",
    ),
    "a value is gone": ([*ROWS[1:], ("2024-04-25", "600519.SH", None, "a")], "1 cell that had a value have none"),
    "no number": ([*ROWS, ("2024-04-26", "600519.SH", "停牌", None)], "expected a number, found '停牌'"),
    "a key twice": ([*ROWS, ("2024-04-25", "600519.SH", "1", None)], "is there twice"),
    "no key": ([*ROWS, ("2024-04-26", None, "1", None)], "rows have no 'code', which is of the key"),
    "a code of nothing": ([*ROWS, ("2024-04-26", "519", "1", None)], "'519' is not a ticker"),
    "no day": ([*ROWS, ("2024-02-30", "600519.SH", "1", None)], "'2024-02-30' is not in the calendar"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_broken_never_replaces_good_data(run: Run, pull_project: PullProject, case: str) -> None:
    root = pull_project()
    run(root, "data", "pull")
    before = committed(root)
    rows, said = REFUSED[case]
    add_rows(root, rows, anew=True)
    result = run(root, "data", "pull")
    assert result.exit_code == 1
    assert "quotes: refused: " in result.stderr
    assert "the old data stay" in result.stderr
    assert said in result.stderr
    assert result.stdout == ""
    assert committed(root) == before
    assert list((root / ".yanbao/pull").iterdir()) == []


@pytest.mark.parametrize(("allow", "case"), [("fewer", "a row is gone"), ("emptied", "a value is gone")])
def test_what_may_be_is_allowed_once_or_always(run: Run, pull_project: PullProject, allow: str, case: str) -> None:
    root = pull_project()
    run(root, "data", "pull")
    add_rows(root, REFUSED[case][0], anew=True)
    refused = run(root, "data", "pull")
    assert "report data pull quotes --accept quotes" in refused.stderr
    assert f"allow: [{allow}" in refused.stderr
    catalog = root / "data/catalog.yaml"
    catalog.write_text(catalog.read_text(encoding="utf-8").replace("{connection:", f"{{allow: {allow}, connection:"))
    result = run(root, "data", "pull")
    assert result.exit_code == 0, result.stderr
    assert "updated" in result.stdout


def test_what_is_accepted_is_taken(run: Run, pull_project: PullProject) -> None:
    root = pull_project()
    run(root, "data", "pull")
    add_rows(root, ROWS[:1], anew=True)
    assert run(root, "data", "pull", "--accept", "quotes").exit_code == 0
    assert snapshot(root).count("\n") == 2


def test_revisions_are_refused_if_that_is_declared(run: Run, pull_project: PullProject) -> None:
    root = pull_project(asked=", query: quotes.sql, params: {since: '2020-01-01'}, refuse: revised")
    run(root, "data", "pull")
    add_rows(root, [*ROWS[1:], ("2024-04-25", "600519.SH", "1683.50", "a")], anew=True)
    result = run(root, "data", "pull")
    assert result.exit_code == 1
    assert "1 row revised: 600519.SH 2024-04-25 close 1683.00 → 1683.50" in result.stderr


def test_round_numbers_of_rows_are_told(run: Run, pull_project: PullProject) -> None:
    root = pull_project()
    add_rows(
        root,
        [(f"2024-01-{day:02}", f"6000{code:02}.SH", "1", None) for code in range(10) for day in range(1, 11)],
        anew=True,
    )
    result = run(root, "data", "pull")
    assert result.exit_code == 0
    assert "note: 100 rows is a round number" in result.stdout


def test_trading_days_without_a_row_are_told(run: Run, pull_project: PullProject) -> None:
    days = "days:\n  {source: google, as_of: newest, file: days.csv, columns: {date: date}}\n"
    root = pull_project(more="fresh: {days: days, warn: 1}")
    catalog = root / "data/catalog.yaml"
    catalog.write_text(catalog.read_text(encoding="utf-8") + days, encoding="utf-8")
    (root / "data/days.csv").write_text("date\n2024-04-23\n2024-04-24\n2024-04-25\n2024-04-26\n2024-04-29\n")
    add_rows(root, [("2024-04-29", "600519.SH", "1", None)])
    result = run(root, "data", "pull")
    assert result.exit_code == 0, result.stderr
    assert "1 trading day without a row: 2024-04-26" in result.stdout


def test_what_was_edited_by_hand_is_not_lost(run: Run, pull_project: PullProject) -> None:
    root = pull_project()
    run(root, "data", "pull")
    file = root / "data/quotes.csv"
    file.write_text(SNAPSHOT.replace("1683.00", "1683.99"), encoding="utf-8")
    result = run(root, "data", "pull")
    assert result.exit_code == 1
    assert "data/quotes.csv was edited by hand since it was pulled" in result.stderr
    assert "1683.99" in snapshot(root)
    assert run(root, "data", "pull", "--accept", "quotes").exit_code == 0
    assert snapshot(root) == SNAPSHOT


def test_a_file_that_no_pull_has_written_is_not_lost(run: Run, pull_project: PullProject) -> None:
    root = pull_project(files={"data/quotes.csv": SNAPSHOT})
    assert run(root, "data", "pull").stdout.startswith("quotes: unchanged")
    (root / "data/lock.yaml").unlink()
    (root / "data/quotes.csv").write_text("date,code,close,note\n", encoding="utf-8")
    result = run(root, "data", "pull")
    assert result.exit_code == 1
    assert "no pull has written it" in result.stderr


def test_line_ends_of_a_checkout_are_no_edit(run: Run, pull_project: PullProject) -> None:
    root = pull_project()
    run(root, "data", "pull")
    (root / "data/quotes.csv").write_bytes(SNAPSHOT.replace("\n", "\r\n").encode())
    assert "unchanged" in run(root, "data", "pull").stdout


def test_what_the_source_answers_is_read_by_its_declaration(run: Run, pull_project: PullProject) -> None:
    """Numbers as a database has them, dates with midnight, codes without a market, names of its own."""
    root = pull_project(files={"data/quotes.sql": "SELECT d, c, x, :since AS note FROM raw"})
    catalog = root / "data/catalog.yaml"
    text = catalog.read_text(encoding="utf-8")
    for old, new in {
        "    date: date\n": "    date: {type: date, from: d}\n",
        "code: ticker": "code: {type: ticker, from: c, market: cn}",
        "{type: number, label": "{type: number, from: x, label",
    }.items():
        text = text.replace(old, new)
    catalog.write_text(text, encoding="utf-8")
    with sqlite3.connect(root / "data/source.sqlite") as database:
        database.execute("CREATE TABLE raw (d TEXT, c TEXT, x REAL)")
        rows = [("2024-04-26 00:00:00", "600519", 0.00001), ("20240425", "300418", 1e15), ("2024/4/24", "600519", 12.5)]
        database.executemany("INSERT INTO raw VALUES (?, ?, ?)", rows)
    database.close()
    result = run(root, "data", "pull")
    assert (result.exit_code, result.stderr) == (0, "")
    assert snapshot(root) == (
        "date,code,close,note\n"
        "2024-04-25,300418.SZ,1000000000000000,2020-01-01\n"
        "2024-04-24,600519.SH,12.5,2020-01-01\n"
        "2024-04-26,600519.SH,0.00001,2020-01-01\n"
    )
    assert list(load_project(root).project.datasets["quotes"].frame["close"]) == [1e15, 12.5, 0.00001]


WRONG = {
    "a parameter is missing": ("SELECT :since AS date, :until AS code", "the query has a parameter :until"),
    "a parameter is not used": ("SELECT 1", "the query has no parameter :since"),
    "two statements": ("SELECT :since; DROP TABLE quotes", "several statements"),
    "it writes": ("DELETE FROM quotes WHERE day = :since", "the query does not read"),
    "it writes behind a WITH": ("WITH a AS (SELECT :since) INSERT INTO quotes SELECT 1,2,3,4", "more than read"),
    "it attaches": ("SELECT :since FROM pragma_database_list", "more than read"),
    "no such table": ("SELECT :since FROM missing", "no such table: missing"),
    "not all columns": ("SELECT day AS date, code, close FROM quotes WHERE day > :since", "note"),
}


@pytest.mark.parametrize("case", WRONG)
def test_queries_that_are_no_good(run: Run, pull_project: PullProject, case: str) -> None:
    query, said = WRONG[case]
    root = pull_project(files={"data/quotes.sql": query})
    result = run(root, "data", "pull")
    assert result.exit_code == 1
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    with sqlite3.connect(root / "data/source.sqlite") as database:
        assert database.execute("SELECT count(*) FROM quotes").fetchone() == (4,)
    database.close()


def test_colons_in_literals_are_no_parameters(run: Run, pull_project: PullProject) -> None:
    query = "SELECT day AS date, code, close, 'at 12:30 :x' AS note -- :y\nFROM quotes /* :z */ WHERE day > :since"
    root = pull_project(files={"data/quotes.sql": query})
    result = run(root, "data", "pull")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "at 12:30 :x" in snapshot(root)


DECLARED = {
    "no such connection": ("connection: source", "connection: sauce", "did you mean 'source'?"),
    "no query": ("query: quotes.sql, params", "params", "needs a 'query'"),
    "a path": ("query: quotes.sql", "query: quotes.sql, path: x", "takes no 'path'"),
    "no such file": ("query: quotes.sql", "query: quoted.sql", "did you mean 'quotes.sql'?"),
    "no key": ("key: [code, date]\n  ", "", "needs a 'key'"),
    "another kind of file": ("quotes.csv", "quotes.xlsx", "name a file that ends in .csv or .parquet"),
    "a query above": ("query: quotes.sql", "query: ../quotes.sql", "without '..'"),
    "allowed anyway": ("{connection", "{allow: revised, connection", "'revised' is allowed"),
    "unknown key": ("query:", "qeury:", "did you mean 'query'?"),
}


@pytest.mark.parametrize("case", DECLARED)
def test_declarations_that_are_wrong_are_told_where(run: Run, pull_project: PullProject, case: str) -> None:
    root = pull_project()
    catalog = root / "data/catalog.yaml"
    old, new, said = DECLARED[case]
    text = catalog.read_text(encoding="utf-8")
    assert old in text
    catalog.write_text(text.replace(old, new), encoding="utf-8")
    result = run(root, "data", "pull")
    assert result.exit_code == 1
    assert said in result.stderr
    assert "data/catalog.yaml:" in result.stderr
    assert not (root / "data/lock.yaml").exists()


def test_wrong_usage(run: Run, pull_project: PullProject) -> None:
    root = pull_project()
    result = run(root, "data", "pull", "quote")
    assert result.exit_code == 2
    assert "did you mean 'quotes'?" in result.stderr
    assert run(root, "data", "pull", "visits").exit_code == 2, "it is not pulled"


@pytest.mark.parametrize("text", ["<<<<<<< HEAD\n", "version: 2\ntables: {}\n", "a: 1\n"])
def test_a_lock_that_cannot_be_read_is_told(run: Run, pull_project: PullProject, text: str) -> None:
    root = pull_project(files={"data/lock.yaml": text})
    for command in ("pull", "status"):
        result = run(root, "data", command)
        assert result.exit_code == 1
        assert "data/lock.yaml:1" in result.stderr
