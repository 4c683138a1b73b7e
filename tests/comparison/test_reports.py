"""``report diff`` of some reports of a project: others are not told, and an issue finds the one before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.app.conftest import Run, run
from tests.conftest import SMALL_PROJECT, WriteProject
from tests.prove.conftest import commit, git
from yanbao import api, comparison
from yanbao.comparison import Difference
from yanbao.diagnostics import SetupError

__all__ = ["run"]

NOTE = """\
title: "{{ stock }}"
kind: 公司点评
date: 2024-04-26
institution: 示例证券研究所
file: "{{ stock.code }}-{{ report.date }}"
for_each: {as: stock, data: stocks}
outline: [note.yaml]
"""
PAGES = """\
section: 点评
numbered: false
pages:
  - title: "{{ stock }}"
    blocks: [{text: "年初至今{{ stock.ytd }}。"}]
"""
CATALOG = """\
stocks:
  source: google
  as_of: 2024-04-26
  file: stocks.csv
  key: code
  columns: {code: ticker, name: text, ytd: percent}
"""
STOCKS = "code,name,ytd\n600519.SH,贵州茅台,-2%\n300133.SZ,华策影视,36%\n"
FILES = {
    "content/note/report.yaml": NOTE,
    "content/note/note.yaml": PAGES,
    "data/catalog.yaml": CATALOG,
    "data/stocks.csv": STOCKS,
}


@pytest.fixture
def root(write_project: WriteProject, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A report and a pattern of two, committed; then another number of each, and the next issue of the pattern."""
    root = write_project(FILES)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    (root / ".gitignore").write_text("build/\n.yanbao/\n", encoding="utf-8")
    git(root, "init", "--quiet")
    commit(root)
    return root


def edit(root: Path, name: str, old: str, new: str) -> None:
    file = root / name
    held = file.read_text(encoding="utf-8")
    assert old in held
    file.write_text(held.replace(old, new), encoding="utf-8")


def diff(root: Path, *reports: str, old: str = "HEAD") -> Difference:
    return comparison.diff(root, old, None, reports, date(2024, 5, 1), {})


def test_what_another_report_uses_is_not_told(root: Path) -> None:
    edit(root, "data/stocks.csv", "36%", "37%")
    assert not diff(root, "demo")
    assert [table.path for table in diff(root, "note").tables] == ["data.stocks"]
    assert [table.path for table in diff(root).tables] == ["data.stocks"]


@pytest.mark.parametrize("name", ["300133.SZ-2024-05-31", "300133.SZ-2024-04-26", "300133.SZ"])
def test_the_next_issue_of_a_note_is_compared_with_the_last(root: Path, name: str) -> None:
    edit(root, "content/note/report.yaml", "2024-04-26", "2024-05-31")
    found = diff(root, name)
    assert [(head.report, head.old, head.new) for head in found.heads] == [("300133.SZ", "2024-04-26", "2024-05-31")]
    assert found.notes == ()


def test_a_note_that_neither_has_is_told(root: Path) -> None:
    with pytest.raises(SetupError, match=r"neither has a report '300134\.SZ'") as raised:
        diff(root, "300134.SZ")
    assert "300133.SZ" in raised.value.remedy


def test_a_published_file_is_an_edition_of_its_report_alone(root: Path) -> None:
    api.build(root, ["300133.SZ-2024-04-26"], formats="html")
    edit(root, "content/note/note.yaml", "年初至今", "年内")
    edit(root, "content/demo/report.yaml", SMALL_PROJECT["content/demo/report.yaml"].split("\n")[0], "title: 别的")
    found = diff(root, old=str(root / "build/300133.SZ-2024-04-26.html"))
    assert [text.report for text in found.texts] == ["300133.SZ"]
    assert {"demo"} < {text.report for text in diff(root).texts}
    assert sorted(filter(None, (text.of for text in diff(root).texts))) == ["300133.SZ", "600519.SH"]


def test_places_say_which_of_the_repeated_pages_they_are_of(root: Path) -> None:
    page = '  - title: "{{ one }}"\n    for_each: {as: one, data: stocks}\n    blocks: [{text: "涨{{ one.ytd }}。"}]\n'
    (root / "content/demo/intro.yaml").write_text(f"section: 一\npages:\n{page}", encoding="utf-8")
    commit(root)
    edit(root, "data/stocks.csv", "36%", "37%")
    [table] = diff(root, "demo").tables
    assert [(place.of, place.old, place.new) for place in table.places if place.old] == [("华策影视", "36%", "37%")]
    edit(root, "content/demo/intro.yaml", "涨{{", "上涨{{")
    assert [text.of for text in diff(root, "demo").texts] == ["贵州茅台", "华策影视"]


def test_each_page_that_looks_different_says_its_note(root: Path, run: Run) -> None:
    edit(root, "content/note/note.yaml", "年初至今", "年内")
    told = run(root, "diff", "--report", "note").stdout
    for code in ("300133.SZ", "600519.SH"):
        assert f"  content/note/note.yaml:5:22  {code}  paragraph" in told
        assert f"\n  {code}  " in told.partition("Pages that look different (2)")[2]
