"""``report data status`` and ``diff``, ``report build --locked``, and stale tables in the eyes of the reviewer."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.app.conftest import Run
from tests.refresh.conftest import ROWS, PullProject, add_rows
from yanbao import pipeline
from yanbao.trading import TradingDays, last_day

FRESH = "fresh: {warn: 1, error: 3}"


@pytest.mark.parametrize(
    ("on", "word", "age", "plain", "strict"),
    [
        ("2024-04-25", "ok", 0, 0, 0),
        ("2024-04-28", "ok", 1, 0, 0),
        ("2024-04-29", "old", 2, 0, 1),
        ("2024-05-01", "stale", 4, 1, 1),
    ],
)
def test_ages_are_counted_in_trading_days(
    run: Run, pull_project: PullProject, on: str, word: str, age: int, plain: int, strict: int
) -> None:
    root = pull_project(more=FRESH)
    run(root, "data", "pull")
    result = run(root, "data", "status", "--on", on, "--format", "json")
    assert result.exit_code == plain
    visits, quotes = json.loads(result.stdout)
    assert visits["pulled"] is False
    assert (quotes["status"], quotes["age"], quotes["rows"], quotes["newest"]) == (word, age, 4, "2024-04-25")
    assert quotes["days"] == "weekdays"
    text = run(root, "data", "status", "quotes", "--on", on, "--strict")
    assert text.exit_code == strict
    assert f"quotes  {word}" in text.stdout


def test_what_is_not_as_it_was_pulled_is_told(run: Run, pull_project: PullProject) -> None:
    root = pull_project()

    def word() -> tuple[int, str]:
        result = run(root, "data", "status", "quotes", "--format", "json")
        return result.exit_code, json.loads(result.stdout)[0]["status"]

    assert word() == (1, "not pulled")
    run(root, "data", "pull")
    assert word() == (0, "ok")
    file = root / "data/quotes.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("1683.00", "1683"), encoding="utf-8")
    assert word() == (1, "edited by hand")
    file.write_text(text.replace("1683.00", "x"), encoding="utf-8")
    assert word() == (1, "wrong")
    file.unlink()
    assert word() == (1, "missing")


def test_locked_builds_refuse_what_the_lock_does_not_say(run: Run, pull_project: PullProject) -> None:
    root = pull_project()
    run(root, "data", "pull")
    build = ("build", "--format", "html", "--locked")
    assert run(root, *build).exit_code == 0
    built = (root / "build/demo.html").read_bytes()
    file = root / "data/quotes.csv"
    text = file.read_text(encoding="utf-8")
    for changed in (text.replace("1683.00", "1683.01"), ""):
        file.write_text(changed, encoding="utf-8")
        result = run(root, *build)
        assert result.exit_code == 1
        assert (
            "data/catalog.yaml:8:1: error[not-locked] data/quotes.csv was changed since it was pulled" in result.stderr
        )
        assert (root / "build/demo.html").read_bytes() == built
    file.write_text(text, encoding="utf-8")
    (root / "data/lock.yaml").unlink()
    result = run(root, *build)
    assert (result.exit_code, "'quotes' has not been pulled" in result.stderr) == (1, True)
    assert run(root, "build", "--format", "html").exit_code == 0


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def test_differences_from_a_revision(run: Run, pull_project: PullProject) -> None:
    root = pull_project()
    run(root, "data", "pull")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "first")
    assert run(root, "data", "diff").stdout == "No table has changed.\n"
    changed = [*ROWS[1:], ("2024-04-25", "600519.SH", "1683.50", "a"), ("2024-04-26", "600519.SH", "1690", None)]
    add_rows(root, [row for row in changed if row[3] != "b, c"], anew=True)
    run(root, "data", "pull", "--accept", "quotes")
    assert run(root, "data", "diff").stdout == (
        "quotes: 1 rows added, 1 gone, 1 revised\n"
        "  + 600519.SH 2024-04-26\n"
        "  - 600519.SH 2024-04-24\n"
        "  ~ 600519.SH 2024-04-25  close: 1683.00 → 1683.50\n"
    )
    [found] = json.loads(run(root, "data", "diff", "HEAD", "--table", "quotes", "--format", "json").stdout)
    assert found["revised"] == [
        {"key": ["600519.SH", "2024-04-25"], "column": "close", "old": "1683.00", "new": "1683.50"}
    ]
    git(root, "commit", "-qam", "second")
    assert "1 rows added" in run(root, "data", "diff", "HEAD~1").stdout
    for revision in ("nothing", "--output=/tmp/x"):
        bad = run(root, "data", "diff", revision)
        assert bad.exit_code == 2


def test_tables_without_a_repository(run: Run, pull_project: PullProject) -> None:
    result = run(pull_project(), "data", "diff")
    assert result.exit_code == 2
    assert "git knows no revision 'HEAD'" in result.stderr


def test_weekdays_and_days_of_a_table() -> None:
    weekdays = TradingDays()
    assert weekdays.between(date(2024, 4, 26), date(2024, 4, 29)) == 1
    assert weekdays.between(date(2024, 4, 26), date(2024, 4, 28)) == 0
    assert weekdays.between(date(2024, 4, 22), date(2024, 5, 6)) == 10
    assert weekdays.between(date(2024, 5, 6), date(2024, 4, 22)) == 0
    days = TradingDays([date(2024, 4, 26), date(2024, 4, 30), date(2024, 5, 6)], "days")
    assert days.between(date(2024, 4, 26), date(2024, 5, 5)) == 1
    assert days.between(date(2024, 4, 26), date(2024, 5, 8)) == 4, "behind its end, weekdays"
    assert days.missing({date(2024, 4, 26), date(2024, 5, 6)}) == [date(2024, 4, 30)]


def test_periods_end_with_their_last_day() -> None:
    ends = {"2024-04-26": (4, 26), "2024-02": (2, 29), "2024Q1": (3, 31), "2024": (12, 31)}
    assert {text: (last_day(text).month, last_day(text).day) for text in ends} == ends


def test_the_reviewer_tells_of_stale_tables_that_a_report_uses(pull_project: PullProject) -> None:
    root = pull_project()
    catalog = root / "data/catalog.yaml"
    text = catalog.read_text(encoding="utf-8")
    for limits, level in (("{warn: 1}", "warning"), ("{warn: 1, error: 5}", "error"), ("{warn: 500}", "")):
        catalog.write_text(
            text.replace("  file: visits.csv", f"  fresh: {limits}\n  file: visits.csv"), encoding="utf-8"
        )
        (root / "data/quotes.csv").write_text("date,code,close,note\n2020-01-01,600519.SH,1,x\n", encoding="utf-8")
        found = [one for one in pipeline.check(root, on=date(2024, 4, 22)) if one.rule == "stale-table"]
        assert [str(one.level) for one in found] == ([level] if level else [])
        if found:
            assert found[0].message.startswith("the newest row of 'data.visits' is of 2024-03, 16 weekdays ago; ")
            assert found[0].mark.file == "content/demo/intro.yaml"
