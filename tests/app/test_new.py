"""``report new``: a project that builds without a word, in a process of its own as its user runs it."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from tests.app.conftest import Run, RunProcess
from tests.model import editor
from yanbao.load.project import load_project
from yanbao.load.theme import has_theme
from yanbao.model.schema import file_schemas

FILES = {
    ".gitignore",
    ".vscode/extensions.json",
    ".vscode/settings.json",
    "AGENTS.md",
    "README.md",
    "content/example/disclaimer.yaml",
    "content/example/overview.yaml",
    "content/example/report.yaml",
    "content/example/risks.yaml",
    "content/ledger/companies.yaml",
    "content/ledger/industry.yaml",
    "content/ledger/labels.yaml",
    "content/ledger/sources.yaml",
    "content/rules.yaml",
    "data/catalog.yaml",
    "data/shipments.csv",
    *(f".yanbao/schema/{schema.name}.json" for schema in file_schemas()),
}


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_made_checked_and_built_without_a_warning(run_process: RunProcess, tmp_path: Path) -> None:
    made = run_process(tmp_path, "new", "reports")
    root = tmp_path / "reports"
    assert (made.returncode, made.stderr) == (0, "")
    assert files_in(root) == FILES
    assert all(line in made.stdout for line in ("\n  cd reports\n", "\n  report build ", "\n  report check "))
    checked = run_process(root, "check", "--strict")
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "No problems found.\n", "")
    built = run_process(root, "build", "--strict")
    assert (built.returncode, built.stderr) == (0, "")
    there = {file for file in files_in(root) if not file.startswith(".yanbao/cache/")}
    assert there - FILES == {"build/example.html", "build/example.pdf"}


def test_what_it_shows(run: Run, tmp_path: Path) -> None:
    run(tmp_path, "new", "reports")
    loaded = load_project(tmp_path / "reports")
    assert loaded.diagnostics == ()
    [report] = loaded.project.reports
    text = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "reports/content/example").iterdir())
    assert [section.spec.section for section in report.sections][1:] == ["风险提示", "免责声明"]
    assert all(kind in text for kind in ("chart:", "table:", "facts:", "callout:", "{{ ref(", "{{ industry."))
    assert {source.publisher for source in loaded.project.ledger.sources.values()} == {"示例数据"}
    every = {
        fact.spec.source
        for group in loaded.project.ledger.namespaces.values()
        for e in group.values()
        for fact in e.facts.values()
    }
    assert every == {("example",)}


def test_vs_code_completes_at_once(run: Run, tmp_path: Path) -> None:
    run(tmp_path, "new", "reports")
    root = tmp_path / "reports"
    wired = json.loads((root / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    unexplained = set(root.rglob("*.yaml"))
    for address, globs in wired.items():
        validator = Draft7Validator(json.loads((root / address).read_text(encoding="utf-8")))
        taken = {path for glob in globs if not glob.startswith("!") for path in root.glob(glob)}
        taken -= {path for glob in globs if glob.startswith("!") for path in root.glob(glob[1:])}
        assert all(validator.is_valid(editor.read(path.read_text(encoding="utf-8"))) for path in taken)
        assert taken <= unexplained, "two schemas for a file"
        unexplained -= taken
    assert unexplained == set()


def test_in_an_empty_folder(run: Run, tmp_path: Path) -> None:
    result = run(tmp_path, "new", ".")
    assert (result.exit_code, files_in(tmp_path)) == (0, FILES)
    assert "cd " not in result.stdout


@pytest.mark.parametrize("name", ["there", "there/notes.txt"])
def test_refuses_what_is_there(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "notes.txt").write_text("mine", encoding="utf-8")
    result = run(tmp_path, "new", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert name in result.stderr
    assert "nothing was written" in result.stderr
    assert "help: name a folder that is new or empty" in result.stderr
    assert files_in(tmp_path) == {"there/notes.txt"}


def test_needs_a_name(run: Run, tmp_path: Path) -> None:
    result = run(tmp_path, "new")
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert "DIR" in result.stderr


@pytest.mark.parametrize("kind", ["weekly", "company-note", "macro"])
def test_other_kinds(run: Run, tmp_path: Path, kind: str) -> None:
    """That each has no finding, ``compose/test_weekly.py`` and ``compose/test_starters.py`` test at several dates."""
    result = run(tmp_path, "new", "reports", "--kind", kind)
    assert result.exit_code == 0
    root = tmp_path / "reports"
    assert {"README.md", ".gitignore", ".vscode/settings.json", f"content/{kind}/report.yaml"} <= files_in(root)
    assert f"report next {kind}" in (root / "README.md").read_text(encoding="utf-8")


def test_kinds_side_by_side(run: Run, tmp_path: Path) -> None:
    """In one project, they share sources, and none takes another's table for its own."""
    run(tmp_path, "new", "reports", "--kind", "weekly")
    root = tmp_path / "reports"
    for kind in ("company-note", "macro"):
        assert run(root, "new", f"my-{kind}", "--kind", kind).exit_code == 0
    checked = run(root, "check", "--strict", "--on", "2024-04-30")
    assert (checked.exit_code, checked.stdout) == (0, "No problems found.\n")


@pytest.mark.parametrize("kind", ["weekly", "company-note", "macro"])
def test_a_second_report_of_a_kind_has_files_of_its_own(run: Run, tmp_path: Path, kind: str) -> None:
    run(tmp_path, "new", "reports", "--kind", kind)
    root = tmp_path / "reports"
    assert run(root, "new", "second", "--kind", kind).exit_code == 0
    checked = run(root, "check", "--strict", "--on", "2024-04-30")
    assert (checked.exit_code, checked.stdout) == (0, "No problems found.\n")


def test_inside_a_project_it_adds_a_report(run: Run, tmp_path: Path) -> None:
    """Never a project in a project. What is there is kept."""
    run(tmp_path, "new", "reports")
    root = tmp_path / "reports"
    catalog = (root / "data/catalog.yaml").read_text(encoding="utf-8")
    (root / "AGENTS.md").unlink()  # of a project that is older than it
    before = files_in(root)
    result = run(root / "content", "new", "周报", "--kind", "weekly")
    assert result.exit_code == 0, result.stderr
    assert "report build 周报" in result.stdout
    own = {f"content/周报/{name}.yaml" for name in ("report", "summary", "market", "stocks", "risks")}
    added = {"AGENTS.md", "content/ledger/watchlist.yaml", "data/index_daily.csv", "data/stocks_daily.csv"}
    assert files_in(root) - before == own | added
    assert (root / "data/catalog.yaml").read_text(encoding="utf-8").startswith(catalog.rstrip("\n") + "\n")
    checked = run(root, "check", "--strict", "--on", "2025-01-10")
    assert (checked.exit_code, checked.stdout) == (0, "No problems found.\n")
    sources = (root / "content/ledger/sources.yaml").read_text(encoding="utf-8")
    again = run(root, "new", "second", "--kind", "weekly")
    assert 'file: "second-{{ report.date }}"' in (root / "content/second/report.yaml").read_text(encoding="utf-8")
    assert (again.exit_code, again.stdout.count("content/second/")) == (0, 5)
    assert "catalog" not in again.stdout
    assert (root / "content/ledger/sources.yaml").read_text(encoding="utf-8") == sources
    third = run(root, "new", "third")
    assert (third.exit_code, third.stdout.count("content/third/")) == (0, 4)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("example", "there is content/example already"),
        ("ledger", "content/ledger is for what reports share"),
        ("shared", "content/shared is for what reports share"),
        ("../reports/more", "is inside the project"),
        ("sub/more", "is inside the project"),
        (".hidden", "is no name for a report"),
    ],
)
def test_what_is_no_report_of_a_project(run: Run, tmp_path: Path, name: str, message: str) -> None:
    run(tmp_path, "new", "reports")
    root = tmp_path / "reports"
    before = files_in(root)
    result = run(root, "new", name)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert files_in(root) == before


def test_a_catalog_that_cannot_be_added_to(run: Run, tmp_path: Path) -> None:
    run(tmp_path, "new", "reports")
    root = tmp_path / "reports"
    (root / "data/catalog.yaml").write_text("{}\n", encoding="utf-8")
    before = files_in(root)
    result = run(root, "new", "weekly", "--kind", "weekly")
    assert result.exit_code == 2
    assert "data/catalog.yaml does not begin a line with each of its keys" in " ".join(result.stderr.split())
    assert files_in(root) == before


def test_a_catalog_keeps_its_line_ends(run: Run, tmp_path: Path) -> None:
    run(tmp_path, "new", "reports")
    catalog = tmp_path / "reports/data/catalog.yaml"
    held = b"\xef\xbb\xbf" + catalog.read_bytes().replace(b"\n", b"\r\n")
    catalog.write_bytes(held)
    assert run(tmp_path / "reports", "new", "more", "--kind", "weekly").exit_code == 0
    data = catalog.read_bytes()
    assert data.startswith(held)
    assert data.count(b"\n") == data.count(b"\r\n") > held.count(b"\n")


def test_other_tables_of_the_same_names_are_refused(run: Run, tmp_path: Path) -> None:
    """A table with other columns; and a file that is another table's."""
    run(tmp_path, "new", "reports")
    root = tmp_path / "reports"
    own = "index_daily: {source: example, as_of: newest, file: shipments.csv, columns: {date: date, media: number}}\n"
    (root / "data/catalog.yaml").write_text(own, encoding="utf-8")
    (root / "data/stocks_daily.csv").write_text("a,b\n", encoding="utf-8")
    before = files_in(root)
    result = run(root, "new", "more", "--kind", "weekly")
    assert result.exit_code == 2
    told = " ".join(result.stderr.split())
    assert "the table 'index_daily' (column" in told
    assert "data/stocks_daily.csv (there is such a file already); nothing was written" in told
    assert files_in(root) == before


def test_a_project_without_its_reports_is_still_one(run: Run, tmp_path: Path) -> None:
    run(tmp_path, "new", "reports")
    root = tmp_path / "reports"
    shutil.rmtree(root / "data")
    shutil.rmtree(root / "content/example")
    result = run(root, "new", "weekly", "--kind", "weekly")
    assert (result.exit_code, "Added a report to the project" in result.stdout) == (0, True)
    assert (root / "content/weekly/report.yaml").is_file()
    assert run(root, "check", "weekly", "--on", "2024-04-30").exit_code == 0


def test_the_starter_is_no_theme(tmp_path: Path) -> None:
    assert not has_theme("starter", tmp_path)


@pytest.mark.parametrize(
    ("system", "files"),
    [
        ("github", {"nightly.sh", ".github/workflows/nightly.yml"}),
        ("gitlab", {"nightly.sh", ".gitlab-ci.yml"}),
        ("jenkins", {"nightly.sh", "Jenkinsfile"}),
        ("cron", {"nightly.sh"}),
    ],
)
def test_recipes_for_every_night(run: Run, tmp_path: Path, system: str, files: set[str]) -> None:
    root = tmp_path / "项目"
    assert run(tmp_path, "new", root, "--ci", system).exit_code == 0
    assert files_in(root) == FILES | files
    again = run(root, "new", "--ci", "cron")
    assert (again.exit_code, f"cd '{root}' && PATH={Path(sys.executable).parent}:$PATH " in again.stdout) == (0, True)
    (root / "nightly.sh").write_text("other", encoding="utf-8")
    refused = run(root, "new", "--ci", system)
    assert refused.exit_code == 2
    assert "nightly.sh: another file of this name is there; nothing was written" in refused.stderr
    assert (root / "nightly.sh").read_text(encoding="utf-8") == "other"


def test_a_recipe_that_is_refused_leaves_nothing(run: Run, tmp_path: Path) -> None:
    run(tmp_path, "new", "reports")
    root = tmp_path / "reports"
    (root / ".gitlab-ci.yml").write_text("mine\n", encoding="utf-8")
    before = files_in(root)
    result = run(root, "new", "more", "--kind", "macro", "--ci", "gitlab")
    assert (result.exit_code, result.stdout) == (2, "")
    assert ".gitlab-ci.yml: another file of this name is there; nothing was written" in result.stderr
    assert files_in(root) == before


def test_without_a_folder_there_is_nothing_to_make(run: Run, tmp_path: Path) -> None:
    result = run(tmp_path, "new")
    assert (result.exit_code, "name a folder, such as my-reports" in result.stderr) == (2, True)
    assert run(tmp_path, "new", "--ci", "github").exit_code == 2
    assert files_in(tmp_path) == set()
