"""A rule that fails is a finding that names it; the others go on, and the exit code says that it is our fault."""

from __future__ import annotations

import json
from collections.abc import Iterator

import jsonschema
import pytest

from tests.app.conftest import Run
from tests.app.test_formats import SCHEMA
from tests.conftest import SMALL_PROJECT, WriteProject
from yanbao import checks
from yanbao.review.rules.numbers import typed_number
from yanbao.review.rules.punctuation import misplaced_mark

TWO_MARKS = SMALL_PROJECT["content/demo/intro.yaml"].replace("窗口长度", "窗口，，长度")
WAIVED = """\
rules: {missing-part: off, thin-exhibit: off}
waivers: [{rule: typed-number, reason: 见规则说明, until: 2099-12-31}]
"""


def broken(*_: object) -> Iterator[object]:
    raise IndexError("tuple index out of range")


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reviewing rule and a check of references that have a bug."""
    monkeypatch.setattr(typed_number, "check", broken)
    monkeypatch.setattr(checks, "RULES", {**checks.RULES, "unknown-source": broken})


@pytest.mark.usefixtures("failing")
def test_the_others_go_on(run: Run, write_project: WriteProject) -> None:
    root = write_project({"content/demo/intro.yaml": TWO_MARKS, "content/rules.yaml": WAIVED})
    result = run(root, "check")
    assert result.exit_code == 2
    assert result.stdout.count("error[failed-rule]") == 2
    for rule in ("typed-number", "unknown-source"):
        assert f"the rule '{rule}' failed on 'demo': IndexError: tuple index out of range" in result.stdout
    assert misplaced_mark.RULE.id in result.stdout
    assert "unused-waiver" not in result.stdout  # nobody knows what the rule would have found
    assert "Traceback" not in result.output


@pytest.mark.usefixtures("failing")
def test_programs_are_told(run: Run, write_project: WriteProject) -> None:
    root = write_project({})
    result = run(root, "check", "--format", "json")
    assert (result.exit_code, {found["rule"] for found in json.loads(result.stdout)}) == (2, {"failed-rule"})
    result = run(root, "check", "--format", "sarif")
    jsonschema.validate(json.loads(result.stdout), json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert result.exit_code == 2


@pytest.mark.usefixtures("failing")
def test_it_is_told_whatever_was_asked_for(run: Run, write_project: WriteProject) -> None:
    result = run(write_project({}), "check", "--rule", "stray-space")
    assert (result.exit_code, result.stdout.count("failed-rule")) == (2, 2)


@pytest.mark.usefixtures("failing")
def test_nothing_is_published(run: Run, write_project: WriteProject) -> None:
    root = write_project({})
    result = run(root, "build", "--jobs", "1", "--format", "html")
    assert (result.exit_code, (root / "build").exists()) == (2, False)
    assert "error[failed-rule]" in result.stderr


def test_a_rule_that_fails_can_be_left_out(
    run: Run, write_project: WriteProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typed_number, "check", broken)
    root = write_project({"content/rules.yaml": "rules: {missing-part: off, thin-exhibit: off, typed-number: off}\n"})
    assert run(root, "check").exit_code == 0


def test_what_the_machine_lacks_is_not_a_bug_of_a_rule(
    run: Run, write_project: WriteProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> Iterator[object]:
        raise MemoryError

    monkeypatch.setattr(typed_number, "check", full)
    result = run(write_project({}), "check")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "memory" in result.stderr
    assert "bug" not in result.stderr
