"""``report diff``: revisions, folders and files as editions; its forms, and exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests import projects
from tests.app.conftest import Run
from tests.conftest import MatchesGolden
from tests.prove.conftest import commit, git

LEDGER, STOCKS, PROSE = "content/ledger/models.yaml", "content/ledger/stocks.yaml", "content/demo/models.yaml"
HOSTILE = "<script>alert(1)</script> [z] x|y"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose checkout differs from its last commit."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    root = projects.copy("good", tmp_path / "project")
    git(tmp_path, "init", "--quiet", str(root))
    commit(root)
    _replace(root, LEDGER, "1_000_000", "2_000_000")
    _replace(root, LEDGER, "87.1%", "88.2%")
    _replace(root, STOCKS, "79, 55%]", "81, 55%]")
    _replace(root, PROSE, "长度扩展到", "上下文长度扩展到")
    _replace(root, "content/demo/report.yaml", "行业专题", "行业深度\nrating: 推荐")
    day = root / "data/index_daily.csv"
    day.write_text(day.read_text(encoding="utf-8").rstrip("\n") + "\n2024-01-05,1,2\n", encoding="utf-8")
    return root


def _replace(root: Path, name: str, old: str, new: str) -> None:
    file = root / name
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_since_the_last_commit(run: Run, root: Path, matches_golden: MatchesGolden) -> None:
    result = run(root, "diff", "--on", "2024-05-01")
    assert (result.exit_code, result.stderr) == (0, "")
    head = git(root, "rev-parse", "HEAD")[:12]
    assert matches_golden("diff.txt", result.stdout.replace(head, "REVISION"))
    assert run(root, "diff", "--exit-code").exit_code == 1


def test_between_revisions_and_folders(run: Run, root: Path) -> None:
    commit(root)
    assert run(root, "diff", "--exit-code").exit_code == 0
    later = run(root, "diff", "HEAD~1", "HEAD", "--format", "json")
    shutil.copytree(root, root.parent / "copy", ignore=shutil.ignore_patterns(".git"))
    git(root, "checkout", "--quiet", "HEAD~1")
    folder = run(root, "diff", "HEAD", root.parent / "copy", "--format", "json")
    one, other = json.loads(later.stdout), json.loads(folder.stdout)
    assert one["different"]
    assert [one.pop(key) and other.pop(key) for key in ("old", "new")]
    assert one == other


def test_one_report_alone(run: Run, root: Path) -> None:
    result = run(root, "diff", "--report", "nothing")
    assert result.exit_code == 2
    assert "has no report nothing" in result.stderr
    assert "there are: demo" in result.stderr
    assert json.loads(run(root, "diff", "--report", "demo", "-f", "json").stdout)["heads"]


def test_markdown_and_page_say_the_same_and_run_nothing(run: Run, root: Path, matches_golden: MatchesGolden) -> None:
    _replace(root, PROSE, "上下文长度扩展到", HOSTILE)
    head = git(root, "rev-parse", "HEAD")[:12]
    for form, suffix in (("markdown", "md"), ("html", "html")):
        result = run(root, "diff", "--on", "2024-05-01", "--format", form)
        assert (result.exit_code, result.stderr) == (0, "")
        assert "<script>" not in result.stdout
        assert matches_golden(f"diff.{suffix}", result.stdout.replace(head, "REVISION"))


def test_what_is_no_edition_is_told(run: Run, root: Path) -> None:
    for named, told in (
        ("v9", "no revision 'v9'"),
        ("content", "the folder content is no project: it has no report"),
        ("build/add.pdf", "no revision 'build/add.pdf', and no file or folder of that name"),
        ("", "an argument is empty; in a script: is a variable not set?"),
        (" ", "an argument is empty"),
        ("--report=", "an argument is empty"),
        ("data/index_daily.csv", "is neither a PDF nor an HTML file"),
        ("--upload-pack=x", "No such option"),
    ):
        result = run(root, "diff", named)
        assert result.exit_code == 2, named
        assert told in " ".join(result.stderr.split())


def _parts(told: str) -> dict[str, list[str]]:
    """The lines of each part of the text, by its title without the count."""
    titled = (part.split("\n") for part in told.split("\n\n")[1:])
    return {title.rpartition(" (")[0]: lines for title, *lines in titled}


def test_a_column_of_targets_and_the_title_are_told_first(run: Run, root: Path) -> None:
    _replace(root, STOCKS, "ytd: {type", "target_price: {type: number, label: 目标价, unit: 元}, ytd: {type")
    for row, price in (("81", 20), ('"1,152.50"', 9), ("-, NA", 1)):
        _replace(root, STOCKS, f", {row}", f", {row.partition(', ')[0]}, {price}" + (", NA" if "NA" in row else ""))
    commit(root)
    _replace(root, STOCKS, ", 20, ", ", 22, ")
    _replace(root, "content/demo/report.yaml", "人工智能与传媒", "人工智能与出版")
    parts = _parts(run(root, "diff").stdout)
    first = parts["Rating, targets, forecasts and the title page"]
    assert "    600088.SH 中视传媒  目标价  20元 → 22元" in first
    assert "    人工智能与[-传媒-]{+出版+}" in first
    assert any(line.startswith("    content/ledger/stocks.yaml:") for line in first), first
    assert {"Tables", "Wording"}.isdisjoint(parts)
    _replace(root, STOCKS, "target_price: {type: number, label: 目标价, unit: 元}, ", "")
    for price in (22, 9, 1):
        _replace(root, STOCKS, f", {price}, ", ", ")
    parts = _parts(run(root, "diff").stdout)
    assert "    column target_price: 目标价 is gone" in parts["Rating, targets, forecasts and the title page"]
    assert "Tables" not in parts


def test_of_a_table_the_places_that_print_something_else_are_told(run: Run, root: Path) -> None:
    """Others are counted; a row that is gone has its name."""
    commit(root)
    page = '  - title: "{{ one }}"\n    for_each: {as: one, data: gainers}\n'
    page += '    blocks: [{text: "值{{ one.cap }}，涨{{ one.ytd }}。"}]\n'
    (root / "content/demo/market.yaml").write_text(f"section: 一\npages:\n{page}", encoding="utf-8")
    _replace(root, STOCKS, '"1,152.50"', "1152.5")
    commit(root)
    _replace(root, STOCKS, "81, 55%", "82, 55%")
    _replace(root, STOCKS, "    - [300133.SZ, 华策影视, 影视, 1152.5, -3.6%]\n", "")
    table = _parts(run(root, "diff").stdout)["Tables"]
    assert "    − 300133.SZ 华策影视" in table
    assert "    600088.SH 中视传媒  总市值  81亿元 → 82亿元" in table
    assert "    content/demo/market.yaml:5:26  中视传媒  81亿元 → 82亿元" in table
    assert not any(line.endswith("55%") for line in table)
    assert any(" other place" in line for line in table)


def test_without_a_repository_or_a_commit_the_way_to_one_is_told(run: Run, root: Path) -> None:
    shutil.rmtree(root / ".git")
    result = run(root, "diff")
    assert result.exit_code == 2
    told = " ".join(result.stderr.split())
    assert "is in no git repository help: make one, with a first commit: git init && git add" in told
    assert "safe.directory" not in told
    git(root, "init", "--quiet")
    result = run(root, "diff")
    assert (result.exit_code, "the git repository has no commit yet" in result.stderr) == (2, True)


def test_whether_a_text_came_or_went_is_told_without_colours(run: Run, root: Path) -> None:
    _replace(root, PROSE, "上下文长度扩展到", "长度扩展到")
    _replace(
        root, PROSE, "    id: windows\n    blocks:\n", "    id: windows\n    blocks:\n      - text: 风险不在此列。\n"
    )
    (added,) = [line for line in run(root, "diff").stdout.splitlines() if line.endswith("  paragraph is new")]
    commit(root)
    _replace(root, PROSE, "      - text: 风险不在此列。\n", "")
    (gone,) = [line for line in run(root, "diff").stdout.splitlines() if line.endswith("  paragraph is gone")]
    assert added.split()[0] == gone.split()[0]


def test_a_broken_old_version_is_told(run: Run, root: Path) -> None:
    held = (root / LEDGER).read_text(encoding="utf-8")
    (root / LEDGER).write_text("gemini: [", encoding="utf-8")
    broken = commit(root)
    (root / LEDGER).write_text(held, encoding="utf-8")
    result = run(root, "diff")
    assert result.exit_code == 2
    assert f"error: revision {broken[:12]} cannot be compared: {LEDGER}:1:" in result.stderr
