"""``report next``: what is moved, what is told to do, and what nobody may lose."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.app.conftest import Run
from tests.conftest import WriteProject

REPORT = """\
title: 周报  # 标题
kind: 周报
date: "2024-04-26"   # 每周五
period: 2024-04-22..2024-04-26
institution: 示例证券研究所
outline: [cover, week.yaml]
"""
WEEK = """\
section: 一周
pages:
  - title: 4月22日至26日市场回顾
    blocks:
      - text: |
          本周指数上涨3.2%，2023年12月29日以来涨{{ change(data.index, "close", "2023-12-29", "2024-04-26") | pct }}。
          上月成交1,200亿元。公司成立于1998年，共有12,345名员工。
          较4月19日有所回升，{{ period }}的数据由程序算出。
      - chart: {type: line, title: 指数, data: index, x: date, series: [close], until: 2024-04-26}
"""
FILES = {
    "content/demo/report.yaml": REPORT,
    "content/demo/intro.yaml": "",
    "content/demo/week.yaml": WEEK,
    "content/ledger/sources.yaml": "wind: {publisher: Wind, kind: terminal}\n",
    "content/ledger/rates.yaml": "lpr: {name: LPR, source: wind, as_of: 2024-04-22, one: 3.45%, note_of: 一年期}\n",
    "data/catalog.yaml": """\
index: {source: wind, as_of: 2024-04-26, file: index.csv, columns: {date: date, close: number}}
""",
    "data/index.csv": "date,close\n2023-12-29,100\n2024-04-19,101\n2024-04-26,103\n",
}


@pytest.fixture
def root(write_project: WriteProject) -> Path:
    return write_project(FILES)


def test_dates_are_moved_and_what_was_typed_is_listed(run: Run, root: Path) -> None:
    result = run(root, "next", "demo")
    assert (result.exit_code, result.stderr) == (0, "")
    moved = REPORT.replace("2024-04-22..2024-04-26", "2024-04-29..2024-05-03").replace('"2024-04-26"', '"2024-05-03"')
    assert (root / "content/demo/report.yaml").read_text(encoding="utf-8") == moved
    assert result.stdout.splitlines() == [
        "content/demo/report.yaml:3:7: date 2024-04-26 → 2024-05-03",
        "content/demo/report.yaml:4:9: period 2024-04-22..2024-04-26 → 2024-04-29..2024-05-03",
        "'demo' is now about 2024-04-29 to 2024-05-03; it was about 2024-04-22 to 2024-04-26.",
        "",
        "content/demo/week.yaml:3:12: 4月22日至26日: a date of the last issue",
        "content/demo/week.yaml:6:11: 3.2%: typed beside a date of the last issue, or a word such as 本周",
        "content/demo/week.yaml:6:82: 2024-04-26: a date of the last issue",
        "content/demo/week.yaml:7:11: 1,200亿元: typed beside a date of the last issue, or a word such as 本周",
        "content/demo/week.yaml:8:12: 4月19日: a date of the period before, which it may have been compared with",
        "content/demo/week.yaml:9:86: 2024-04-26: a date of the last issue",
        "data/catalog.yaml:1:1: data.index, as of 2024-04-26: a table of the last issue: report data pull, or new "
        "rows; `as_of: newest` follows them",
        "7 things to look at. Then: report data pull, report check, report diff.",
    ]


def test_a_dry_run_writes_nothing_and_a_day_may_be_named(run: Run, root: Path) -> None:
    result = run(root, "next", "demo", "--date", "2024-05-10", "--dry-run", "--format", "json")
    told = json.loads(result.stdout)
    assert [(move["key"], move["new"]) for move in told["moves"]] == [
        ("date", "2024-05-10"),
        ("period", "2024-05-06..2024-05-10"),
    ]
    assert told["next"] == ["2024-05-06", "2024-05-10"]
    assert (root / "content/demo/report.yaml").read_text(encoding="utf-8") == REPORT


def test_line_ends_and_marks_of_the_file_are_kept(run: Run, write_project: WriteProject) -> None:
    root = write_project(FILES)
    file = root / "content/demo/report.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + REPORT.replace("\n", "\r\n").encode())
    before = file.read_bytes()
    assert run(root, "next", "demo").exit_code == 0
    after = file.read_bytes()
    assert after == before.replace(b'"2024-04-26"', b'"2024-05-03"').replace(
        b"2024-04-22..2024-04-26", b"2024-04-29..2024-05-03"
    )


@pytest.mark.parametrize(
    ("changes", "arguments", "told", "code"),
    [
        ({}, ["--date", "2024-04-26"], "the next issue cannot be of 2024-04-26: the last is of 2024-04-26", 2),
        (
            {"content/demo/report.yaml": REPORT.replace("period: 2024-04-22..2024-04-26\n", "")},
            [],
            "report.yaml does not say how often it comes out",
            2,
        ),
        ({"content/demo/report.yaml": REPORT.replace('2024-04-26"', "2024-04-26")}, [], "nothing is moved", 1),
    ],
)
def test_nothing_is_moved_where_that_would_be_wrong(
    run: Run, write_project: WriteProject, changes: dict[str, str], arguments: list[str], told: str, code: int
) -> None:
    root = write_project(FILES | changes)
    before = (root / "content/demo/report.yaml").read_bytes()
    result = run(root, "next", "demo", *arguments)
    assert (result.exit_code, told in result.stderr) == (code, True), result.stderr
    assert (root / "content/demo/report.yaml").read_bytes() == before


def test_a_note_of_a_pattern_names_the_pattern(run: Run, tmp_path: Path) -> None:
    run(tmp_path, "new", "notes", "--kind", "company-note")
    result = run(tmp_path / "notes", "next", "300418.SZ-2024-04-30", "--dry-run")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "the reports of a pattern move with it: company-note" in " ".join(result.stderr.replace("│", "").split())


def test_what_is_typed_is_listed_whatever_the_files_are_called(run: Run, root: Path) -> None:
    report = root / "content/demo/report.yaml"
    report.write_text(REPORT + 'file: "demo-{{ report.date }}"\n', encoding="utf-8")
    assert "content/demo/week.yaml:3:12: 4月22日至26日: a date of the last issue" in run(root, "next", "demo").stdout


def test_the_date_of_an_issue_that_is_about_the_month_before(run: Run, root: Path) -> None:
    """12 January is within the period of the next issue, and is still the date of the last one."""
    report = REPORT.replace('"2024-04-26"', "2024-01-12").replace("2024-04-22..2024-04-26", "last month")
    report = report.replace("title: 周报", "title: 截至2024年1月12日").replace("week.yaml", "intro.yaml")
    intro = "section: 一\npages:\n  - {title: 一, blocks: [{text: 1月5日发布，一周上涨3.1%。}]}\n"
    for name, text in (("report", report + "file: demo-2024-01-12\n"), ("intro", intro)):
        (root / f"content/demo/{name}.yaml").write_text(text, encoding="utf-8")
    lines = run(root, "next", "demo").stdout.splitlines()
    assert "'demo' is now about 2024-01-01 to 2024-01-31; it was about 2023-12-01 to 2023-12-31." in lines
    assert "content/demo/report.yaml:1:10: 2024年1月12日: a date of the last issue" in lines
    assert "content/demo/report.yaml:7:12: 2024-01-12: a date of the last issue" in lines
    assert any(line.endswith("3.1%: typed beside a date of the last issue, or a word such as 本周") for line in lines)
    assert not any("1月5日" in line for line in lines)
    assert "content/demo/report.yaml:7:12: warning[last-period]" in run(root, "check").stdout
