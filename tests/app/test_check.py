"""``report check``: findings on standard output, and exit codes."""

from __future__ import annotations

from pathlib import Path

from tests.app.conftest import Run
from tests.conftest import MatchesGolden, WriteProject

BROKEN = {
    "content/demo/report.yaml": """\
title: 人工智能与传媒
kind: 行业专题
date: 2024-04-22
institution: 示例证券研究所
outline: [cover, intro.yaml, intros.yaml]
""",
    "content/demo/intro.yaml": """\
section: 大模型
pages:
  - title: 上下文窗口扩展
    block:
      - text: 一
  - title: {{ models.gemini.name }}
    blocks:
      - text: 二
""",
    "content/ledger/models.yaml": """\
gemini:
  name: Gemini 1.5
  name: Gemini 1.5 Pro
  context_window: {value: 1000000, units: 个tokens}
""",
    "data/visits.csv": "month,views\n2024-01,110\n2024-02,很多\n",
}

UNBOUND = {
    "content/demo/intro.yaml": """\
section: 大模型
pages:
  - title: 上下文窗口扩展
    blocks:
      - text: 长度扩展到{{ models.gemini.context_windw }}，见{{ ref("visit") }}{{ 1 + 1 }}。
      - chart: {id: visits, type: line, title: 访问量, data: visits, x: month, series: [views]}
""",
}


def test_clean(run: Run, write_project: WriteProject) -> None:
    root = write_project({})
    result = run(root, "check")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "No problems found.\n", "")
    assert not (root / "build").exists()


def test_all_mistakes_of_a_file_and_its_neighbours_at_once(
    run: Run, write_project: WriteProject, matches_golden: MatchesGolden
) -> None:
    result = run(write_project(BROKEN), "check")
    assert (result.exit_code, result.stderr) == (1, "")
    assert matches_golden("check-broken.txt", result.stdout)


def test_what_names_nothing(run: Run, write_project: WriteProject, matches_golden: MatchesGolden) -> None:
    result = run(write_project(UNBOUND), "check", "demo")
    assert (result.exit_code, result.stderr) == (1, "")
    assert matches_golden("check-unbound.txt", result.stdout)


def test_paths_can_be_followed_from_where_one_is(run: Run, write_project: WriteProject) -> None:
    root = write_project(BROKEN)
    first_line = run(root / "content", "check").stdout.splitlines()[0]
    assert first_line.startswith("demo/")


def test_a_file_outside_the_project_is_not_shown(run: Run, write_project: WriteProject, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("root:x:0:0\n", encoding="utf-8")
    root = write_project(UNBOUND)
    (root / "content/ledger/link.yaml").symlink_to(tmp_path / "secret")
    result = run(root, "check")
    assert "link.yaml:1:1: error[outside-project]" in result.stdout
    assert "root:x" not in result.output


def test_a_rule_is_explained_without_a_project(run: Run, tmp_path: Path) -> None:
    result = run(tmp_path, "check", "--explain", "backslash")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("backslash (warning)\n\nThings in a row are separated by 、 or /")
    assert "\nFAIL::\n\n    text: " in result.stdout


def test_a_rule_that_is_no_reviewing_rule_is_explained_too(run: Run, tmp_path: Path) -> None:
    result = run(tmp_path, "check", "--explain", "bad-yaml")
    assert result.stdout.startswith("bad-yaml (error)\n\nFiles are valid YAML")


def test_there_is_no_such_rule_to_explain(run: Run, tmp_path: Path) -> None:
    result = run(tmp_path, "check", "--explain", "backslsh")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--explain: no rule 'backslsh'; did you mean 'backslash'?" in result.stderr


def test_html_that_no_typesetter_could_finish(run: Run, write_project: WriteProject) -> None:
    """A template of the project would keep the typesetter busy for ever."""
    template = '<table><tr><td colspan="100000">{{ block.html | safe }}</td></tr></table>'
    files = {"templates/deck/theme.yaml": "base: deck\n", "templates/deck/partials/text.html.j2": template}
    text = "section: 一\npages:\n  - title: 甲\n    blocks: [{text: 乙。}]\n"
    result = run(write_project(files | {"content/demo/intro.yaml": text}), "check")
    assert result.exit_code == 1
    assert "error[bad-template] the templates make HTML that cannot be set: the attribute 'colspan'" in result.stdout
