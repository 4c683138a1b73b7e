"""Every file of a project that is no file of it: a pipe, a link out, a folder, one without end. Each is told of."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import WriteProject
from yanbao.load.files import lines_of
from yanbao.load.project import LoadResult, load_project
from yanbao.resources import builtin_templates

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1"/></svg>'

SECTION = """\
section: 大模型
pages:
  - title: 上下文窗口扩展
    blocks:
      - text: 上下文窗口长度扩展到{{ models.gemini.context_window }}。
      - image: {title: 图, file: picture.svg, alt: 线, source: google}
"""

CATALOG = """\
visits: {source: google, as_of: 2024-03, file: visits.csv, columns: {month: month}}
book: {source: google, as_of: 2024-03, file: book.xlsx, columns: {month: month}}
columns: {source: google, as_of: 2024-03, file: columns.parquet, columns: {month: month}}
"""

FILES = {
    "content/demo/report.yaml": "title: 题\nkind: 专题\ndate: 2024-04-22\noutline: [intro.yaml]\ntheme: own\n",
    "content/demo/intro.yaml": SECTION,
    "content/demo/picture.svg": PICTURE,
    "content/institution.yaml": "name: 示例证券研究所\nlogo: logo.svg\n",
    "content/logo.svg": PICTURE,
    "data/catalog.yaml": CATALOG,
    "data/book.xlsx": "none",
    "data/columns.parquet": "none",
    "templates/own/theme.yaml": "base: deck\n",
    "templates/own/messages.yaml": "figure: 图\n",
    "templates/own/partials/callout.html.j2": "<aside></aside>\n",
    "templates/own/styles/common.css": "p { color: red }\n",
    "templates/own/scripts/reader.js": "// nothing\n",
}

ALL = (*FILES, "content/rules.yaml", "content/ledger/models.yaml", "content/ledger/sources.yaml", "data/visits.csv")


@pytest.fixture
def root(write_project: WriteProject, tmp_path: Path) -> Path:
    (tmp_path / "secret").mkdir()
    return write_project(FILES)


def load(root: Path) -> LoadResult:
    return load_project(root)


def told_of(root: Path, name: str) -> list[tuple[str, str]]:
    """Rule and message of what is found about a file: at it, or where its name stands."""
    last = name.rpartition("/")[2]
    found = load(root).diagnostics
    return [(d.rule, d.message) for d in found if d.mark.file == name or f"'{last}'" in d.message]


def pipe(file: Path) -> None:
    os.mkfifo(file)


def link_out(file: Path) -> None:
    secret = next(folder for folder in file.parents if (folder / "secret").is_dir()) / "secret" / file.name
    secret.write_text("secret: value\n")
    file.symlink_to(secret)


def dangling(file: Path) -> None:
    file.symlink_to("/nowhere/at/all")


def folder(file: Path) -> None:
    file.mkdir()


def sparse(file: Path) -> None:
    with file.open("wb") as stream:
        stream.truncate(100 * 1024**3)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize(
    ("make", "rule"),
    [
        (pipe, "missing-file"),
        (link_out, "outside-project"),
        (dangling, "outside-project"),
        (folder, "missing-file"),
        (sparse, "too-large"),
    ],
)
def test_every_file_is_looked_at(root: Path, name: str, make: Callable[[Path], None], rule: str) -> None:
    file = root / name
    file.unlink()
    make(file)
    found = told_of(root, name)
    if make is folder and name.startswith("templates/") and not name.endswith(".yaml"):
        assert found == [], "an empty folder among templates is in nobody's way"
        return
    assert [what for what, _ in found] == [rule], found
    assert lines_of(root, name) == [], "nothing of it is shown"


@pytest.mark.parametrize("name", [name for name in ALL if not name.endswith((".svg", ".xlsx", ".parquet"))])
def test_text_is_utf_8(root: Path, name: str) -> None:
    (root / name).write_bytes("key: 大模型的概要\n".encode("gb18030"))
    assert [what for what, _ in told_of(root, name)] == ["bad-encoding"]


@pytest.mark.parametrize(
    "name",
    ["content", "content/ledger", "templates", "templates/own", "templates/own/partials", "content/demo", "data"],
)
def test_folders_that_lead_out_are_refused(root: Path, name: str, tmp_path: Path) -> None:
    (root / name).rename(tmp_path / "secret/elsewhere")
    (root / name).symlink_to(tmp_path / "secret/elsewhere")
    result = load(root)
    outside = [d for d in result.diagnostics if d.rule == "outside-project"]
    assert outside
    assert all(d.mark.file.startswith(name) for d in outside)
    assert not result.shared_ok or not result.project.reports


@pytest.mark.parametrize("name", ["content/ledger", "templates", "templates/own/partials", "content/demo", "data"])
def test_folders_may_be_links_inside(root: Path, name: str) -> None:
    before = load(root)
    (root / name).rename(root / "elsewhere")
    (root / name).symlink_to(root / "elsewhere")
    after = load(root)
    assert after.diagnostics == before.diagnostics
    assert len(after.project.reports) == len(before.project.reports)


def test_a_theme_behind_a_link_takes_nothing_into_the_report(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret/passwords").write_text("root:x")
    partial = root / "templates/own/partials/table.html.j2"
    partial.symlink_to(tmp_path / "secret/passwords")
    result = load(root)
    assert "templates/own/partials/table.html.j2" in {d.mark.file for d in result.diagnostics}
    [report] = result.project.reports
    assert (report.theme.name, "root:x" in repr(report.theme.texts)) == ("deck", False)


def test_builtin_themes_only(root: Path, write_project: WriteProject) -> None:
    refused = load_project(root, builtin_themes_only=True)
    assert [(d.rule, d.mark.file) for d in refused.diagnostics if d.rule == "own-theme"] == [("own-theme", "templates")]
    assert "own" in refused.diagnostics[-1].message
    assert [report.theme.folders for report in refused.project.reports] == [(builtin_templates() / "deck",)]
    (root / "templates").rename(root / "other")
    report = root / "content/demo/report.yaml"
    report.write_text(report.read_text("utf-8").replace("theme: own", "theme: deck"), encoding="utf-8")
    assert "own-theme" not in {d.rule for d in load_project(root, builtin_themes_only=True).diagnostics}


@pytest.mark.parametrize("hide", [os.mkfifo, Path.touch, lambda path: path.symlink_to("/nowhere"), Path.mkdir])
def test_builtin_themes_only_is_not_fooled(write_project: WriteProject, hide: Callable[[Path], object]) -> None:
    root = write_project({})
    hide(root / "templates")
    assert "own-theme" in {d.rule for d in load_project(root, builtin_themes_only=True).diagnostics}


def test_with_builtin_themes_only_a_hidden_theme_is_not_read(root: Path) -> None:
    (root / "templates/own").rename(root / "templates/deck")
    report = root / "content/demo/report.yaml"
    report.write_text(report.read_text("utf-8").replace("theme: own", "theme: deck"), encoding="utf-8")
    result = load_project(root, builtin_themes_only=True)
    assert {report.theme.folders for report in result.project.reports} <= {(builtin_templates() / "deck",)}


def test_no_name_is_proposed_for_what_is_there_under_its_name(root: Path) -> None:
    file = root / "content/demo/intro.yaml"
    file.unlink()
    pipe(file)
    assert [d.help for d in load(root).diagnostics if "pipe" in d.message] == [""]
