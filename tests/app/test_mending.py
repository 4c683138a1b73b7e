"""``report check --fix``, ``--diff`` and ``--baseline``, and the edits and ids that programs read."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.app.conftest import Run
from tests.app.test_formats import log_of
from tests.conftest import WriteProject

SECTION = """\
section: 大模型
pages:
  - title: 一页
    blocks:
      - text: 一句中文,第二句 ，扩展到{{ models.gemini.context_windw }}。 # 注,释
      - text: |
          上周涨得很多，这是第一段。
"""
MENDED = SECTION.replace("中文,第二句 ，", "中文，第二句，").replace("windw", "window")


@pytest.fixture
def root(write_project: WriteProject) -> Path:
    return write_project({"content/demo/intro.yaml": SECTION})


def test_what_has_one_right_answer_is_mended(run: Run, root: Path) -> None:
    result = run(root, "check", "--fix")
    assert result.stderr == "Mended 3 findings in content/demo/intro.yaml.\n"
    assert "undated-period" in result.stdout  # which only a person can mend
    assert (root / "content/demo/intro.yaml").read_text(encoding="utf-8") == MENDED
    assert run(root, "check", "--fix").stderr == "Nothing to mend.\n"


def test_only_what_is_asked_for_is_mended(run: Run, root: Path) -> None:
    run(root, "check", "--fix", "--rule", "stray-space")
    assert (root / "content/demo/intro.yaml").read_text(encoding="utf-8") == SECTION.replace(" ，", "，")
    run(root, "check", "--fix", "--level", "error")
    wanted = MENDED.replace("中文，", "中文,")
    assert (root / "content/demo/intro.yaml").read_text(encoding="utf-8") == wanted


def test_a_patch_says_what_would_be_mended(run: Run, root: Path) -> None:
    result = run(root, "check", "--diff")
    assert (result.exit_code, result.stderr) == (1, "")
    assert (root / "content/demo/intro.yaml").read_text(encoding="utf-8") == SECTION
    subprocess.run(["git", "apply", "-"], input=result.stdout, cwd=root, text=True, check=True)
    assert (root / "content/demo/intro.yaml").read_text(encoding="utf-8") == MENDED
    again = run(root, "check", "--diff")
    assert (again.exit_code, again.stdout) == (0, "")


def test_a_patch_has_what_only_later_rounds_mend(run: Run, root: Path) -> None:
    """An error hides a finding; once it is mended, that is found, and mended too."""
    path = root / "content/demo/intro.yaml"
    path.write_text(SECTION.replace("title: ", "title：", 1), encoding="utf-8")
    patch = run(root, "check", "--diff").stdout
    before = path.read_text(encoding="utf-8")
    run(root, "check", "--fix")
    after = path.read_text(encoding="utf-8")
    path.write_text(before, encoding="utf-8")
    subprocess.run(["git", "apply", "-"], input=patch, cwd=root, text=True, check=True)
    assert path.read_text(encoding="utf-8") == after == MENDED


def test_text_says_how_many_can_be_mended(run: Run, root: Path) -> None:
    assert "\n3 can be mended: see report check --diff, and --fix.\n" in run(root, "check").stdout


def test_sarif_has_fixes_and_fingerprints(run: Run, root: Path) -> None:
    [logged] = log_of(run(root, "check", "--format", "sarif").stdout)["runs"]
    fixes = {found["ruleId"]: found["fixes"] for found in logged["results"] if "fixes" in found}
    assert set(fixes) == {"unknown-fact", "mixed-width", "stray-space"}
    [change] = fixes["mixed-width"][0]["artifactChanges"]
    assert change["replacements"] == [
        {"deletedRegion": {"startLine": 5, "startColumn": 19, "endColumn": 20}, "insertedContent": {"text": "，"}}
    ]
    prints = [found["partialFingerprints"]["yanbao/v1"] for found in logged["results"]]
    assert len(set(prints)) == len(prints)


def ids(run: Run, root: Path) -> dict[str, str]:
    return {one["rule"]: one["id"] for one in json.loads(run(root, "check", "--format", "json").stdout)}


def test_ids_stay_over_edits_elsewhere(run: Run, root: Path) -> None:
    before, file = ids(run, root), root / "content/demo/intro.yaml"
    text = (
        SECTION.replace("pages:", "# 更多\npages:")
        .replace("一页", "一页，两页")
        .replace("第一段。", "第一段，后面还有。")
    )
    file.write_text(text, encoding="utf-8")
    assert ids(run, root) == before


def test_a_baseline_hides_what_is_known_except_errors(run: Run, root: Path) -> None:
    known = root / "known.json"
    known.write_text(run(root, "check", "--format", "json").stdout, encoding="utf-8")
    result = run(root, "check", "--baseline", "known.json")
    assert (result.exit_code, result.stdout.count("error[")) == (1, 1)
    assert "warning[" not in result.stdout
    file = root / "content/demo/intro.yaml"
    file.write_text(
        MENDED.replace("上周涨得很多", "上周涨得不算多").replace("一页", "一页，两页,三页"), encoding="utf-8"
    )
    result = run(root, "check", "--baseline", known, "--strict", "--format", "json")
    assert [one["rule"] for one in json.loads(result.stdout)] == ["mixed-width"]
    assert result.exit_code == 1


@pytest.mark.parametrize("text", ["", "[1]", "{}x", '[{"rule": "x"}]'])
def test_a_baseline_that_is_none(run: Run, root: Path, text: str) -> None:
    (root / "known.json").write_text(text, encoding="utf-8")
    result = run(root, "check", "--baseline", "known.json")
    assert result.exit_code == 2
    assert "is no list of findings" in result.stderr
    assert "report check --format json > baseline.json" in result.stderr
