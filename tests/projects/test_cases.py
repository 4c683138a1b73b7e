"""What is said about bad projects, word for word. ``pytest --golden`` renews the texts; look at every difference."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests import projects
from yanbao.rules import RULES


@pytest.mark.parametrize("case", projects.CASES)
def test_what_is_said(case: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    root = projects.copy(case, tmp_path / "project")
    text = projects.rendered(projects.diagnose(case, root), root)
    if request.config.getoption("--golden"):
        (projects.HERE / case / "expected.txt").write_text(text, encoding="utf-8")
    assert text == projects.expected(case)


UNREADABLE = re.compile(r"\[(bad-yaml|bad-key|duplicate-key|lost-comment|unquoted-expression)\]")


@pytest.mark.parametrize("case", [case for case in projects.CASES if UNREADABLE.search(projects.expected(case))])
def test_without_libyaml_the_same_is_said(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yanbao.load.yaml._Loader", yaml.SafeLoader)
    root = projects.copy(case, tmp_path / "project")
    assert projects.rendered(projects.diagnose(case, root), root) == projects.expected(case)


def test_the_good_project_is_good(tmp_path: Path) -> None:
    root = projects.copy("good", tmp_path / "project")
    assert projects.diagnose("good", root) == ()


def test_there_are_many_cases() -> None:
    assert len(projects.CASES) >= 60


@pytest.mark.parametrize("rule", [rule.id for rule in RULES.values() if rule.room != "pipeline"])
def test_every_rule_has_a_case(rule: str) -> None:
    texts = [projects.expected(case) for case in projects.CASES]
    assert any(f"[{rule}]" in text for text in texts)
