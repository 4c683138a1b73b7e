"""Findings for programs: JSON, annotations of GitHub Actions, SARIF."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.app.conftest import Run
from tests.conftest import WriteProject
from yanbao import pipeline, rules
from yanbao.app import formats
from yanbao.checks import unknown_fact
from yanbao.diagnostics import Diagnostic, Level, Mark

SCHEMA = Path(__file__).parents[1] / "schemas" / "sarif-2.1.0-rtm.4.json"
INTRO = """\
section: 大模型
pages:
  - title: 扩展到{{ models.gemini.context_windw }}
    blocks:
      - text: 见{{ ref("fig") }}
"""
FINDINGS = (
    Diagnostic(
        Level.ERROR, unknown_fact.RULE.id, "no 'a'", Mark("content/大 型/a,b.yaml", 3, 15), "did you,\nmean: b?", 4
    ),
    Diagnostic(Level.WARNING, rules.OVERFLOW.id, "100% full,\r\nno room", Mark("content/demo/intro.yaml", 5, 1)),
    Diagnostic(Level.HINT, unknown_fact.RULE.id, "maybe", Mark("content/demo/intro.yaml")),
)


@pytest.fixture
def findings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings of every level, whatever the content."""
    monkeypatch.setattr(pipeline, "check", lambda *_, **__: FINDINGS)


def test_json(run: Run, write_project: WriteProject) -> None:
    result = run(write_project({"content/demo/intro.yaml": INTRO}), "check", "--format", "json")
    assert (result.exit_code, result.stderr) == (1, "")
    [found, _] = json.loads(result.stdout)
    assert re.fullmatch("[0-9a-f]{12}-[0-9a-f]{12}", found.pop("id"))
    assert found == {
        "file": "content/demo/intro.yaml",
        "line": 3,
        "column": 18,
        "width": 27,
        "level": "error",
        "rule": "unknown-fact",
        "message": "no fact 'models.gemini.context_windw'",
        "help": "did you mean 'models.gemini.context_window'?",
        "edits": [
            {
                "file": "content/demo/intro.yaml",
                "line": 3,
                "column": 32,
                "old": "context_windw",
                "new": "context_window",
            }
        ],
    }


def test_github(run: Run, write_project: WriteProject, findings: None) -> None:
    result = run(write_project({}), "check", "-f", "github")
    assert result.stdout.splitlines() == [
        "::error file=content/大 型/a%2Cb.yaml,line=3,col=15,title=unknown-fact::no 'a'%0Ahelp: did you,%0Amean: b?",
        "::warning file=content/demo/intro.yaml,line=5,col=1,title=overflow::100%25 full,%0D%0Ano room",
        "::notice file=content/demo/intro.yaml,line=1,col=1,title=unknown-fact::maybe",
    ]


def log_of(text: str) -> Any:
    """A SARIF log, valid."""
    log = json.loads(text)
    jsonschema.Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(log)
    return log


def test_sarif(run: Run, write_project: WriteProject, findings: None) -> None:
    result = run(write_project({}), "check", "--format", "sarif")
    [logged] = log_of(result.stdout)["runs"]
    rules = logged["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [unknown_fact.RULE.id, "overflow"]
    assert rules[1]["shortDescription"]["text"] == "Every page has room for its blocks, and every box for its text."
    assert "PASS::" in rules[0]["help"]["text"]
    assert [(found["ruleIndex"], found["level"]) for found in logged["results"]] == [
        (0, "error"),
        (1, "warning"),
        (0, "note"),
    ]
    first = logged["results"][0]
    assert first["message"]["text"].startswith("no 'a'\nhelp: did you")
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "content/%E5%A4%A7%20%E5%9E%8B/a%2Cb.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 15, "endColumn": 19},
    }


@pytest.mark.parametrize(("form", "clean"), [("json", "[]\n"), ("github", "")])
def test_nothing_found(run: Run, write_project: WriteProject, form: str, clean: str) -> None:
    result = run(write_project({}), "check", "--format", form)
    assert (result.exit_code, result.stdout, result.stderr) == (0, clean, "")


def test_sarif_of_nothing(run: Run, write_project: WriteProject) -> None:
    result = run(write_project({}), "check", "--format", "sarif")
    assert log_of(result.stdout)["runs"][0]["results"] == []


@pytest.mark.parametrize(
    ("folder", "file"),
    [("", "content/demo/x.yaml"), ("content/demo", "content/demo/x.yaml"), ("..", "project/content/demo/x.yaml")],
)
def test_paths_are_those_of_the_checkout(
    write_project: WriteProject, monkeypatch: pytest.MonkeyPatch, folder: str, file: str
) -> None:
    """From a folder of the project they begin at its root; from one around it, there."""
    root = write_project({})
    monkeypatch.chdir(root / folder)
    found = Diagnostic(Level.ERROR, rules.BAD_YAML.id, "no", Mark("content/demo/x.yaml"))
    assert json.loads(formats.as_json([found], root))[0]["file"] == file


@pytest.mark.parametrize(
    ("level", "shown", "said"),
    [
        ("hint", 3, "Found 1 error, 1 warning, 1 hint."),
        ("warning", 2, "Found 1 error, 1 warning; 1 hint not shown."),
        ("error", 1, "Found 1 error; 1 warning, 1 hint not shown."),
    ],
)
def test_levels(run: Run, write_project: WriteProject, findings: None, level: str, shown: int, said: str) -> None:
    root = write_project({})
    assert run(root, "check", "--level", level).stdout.splitlines()[-1] == said
    assert len(json.loads(run(root, "check", "--level", level, "--format", "json").stdout)) == shown


@pytest.mark.parametrize(
    ("options", "exit_code", "said"),
    [
        (["--rule", "overflow"], 0, "Found 1 warning."),
        (["--rule", rules.OVERFLOW.id, "--rule", "unknown-fact"], 1, "Found 1 error, 1 warning, 1 hint."),
        (["--rule", "bad-yaml"], 0, "No problems found."),
        (["--rule", rules.OVERFLOW.id, "--strict"], 1, "Found 1 warning."),
        (["--rule", rules.OVERFLOW.id, "--strict", "--level", "error"], 1, "No problems found; 1 warning not shown."),
    ],
)
def test_rules(
    run: Run, write_project: WriteProject, findings: None, options: list[str], exit_code: int, said: str
) -> None:
    result = run(write_project({}), "check", *options)
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (exit_code, said)


def test_unknown_rule(run: Run, write_project: WriteProject) -> None:
    result = run(write_project({}), "check", "--rule", "unkown-fact")
    assert result.exit_code == 2
    assert "no rule 'unkown-fact'; did you mean 'unknown-fact'?" in result.stderr
