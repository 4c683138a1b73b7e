"""``report verify`` as a user sees it; what it proves is tested in ``tests/prove/``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.app.conftest import Run
from tests.conftest import WriteProject
from yanbao import api


@pytest.fixture
def root(write_project: WriteProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    root = write_project({})
    api.build(root)
    return root


def test_verify_tells_what_it_rests_on_and_why_not(run: Run, root: Path) -> None:
    result = run(root, "verify", "build/demo.pdf")
    assert result.exit_code == 0
    first, second = result.stdout.splitlines()
    assert first == "build/demo.pdf: proved: it is the report 'demo' of the checkout"
    size = f"{(root / 'build/demo.pdf').stat().st_size:,}"
    assert second.endswith(
        f"inputs, the program, its libraries and the font are the same; built anew, all {size} bytes are the same"
    )
    (root / "data/visits.csv").write_text("month,views\n2024-01,110\n")
    result = run(root.parent, "verify", root / "build/demo.html", "--project", root)
    assert result.exit_code == 1
    first, second = result.stdout.splitlines()
    assert first == "project/build/demo.html: not proved: it is not what the checkout gives"
    assert second == "  data/visits.csv is another than it was; its old version is not known here"


def test_verify_gives_json(run: Run, root: Path) -> None:
    result = run(root, "verify", "build/demo.html", "--format", "json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["proved"], told["report"], told["reasons"]) == (0, True, "demo", [])
    assert told["compared"]["bytes"] == (root / "build/demo.html").stat().st_size
    (root / "build/demo.html").write_text("<!doctype html><title>x</title>")
    result = run(root, "verify", "build/demo.html", "--format", "json")
    (reason,) = json.loads(result.stdout)["reasons"]
    assert (result.exit_code, reason["kind"]) == (1, "foreign")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.pdf"], "no such file"),
        (["content"], "a folder"),
        (["data/visits.csv"], "neither a PDF nor an HTML file"),
        (["build/demo.pdf", "--revision", "HEAD"], "no git repository"),
    ],
)
def test_what_cannot_be_looked_at_is_2(run: Run, root: Path, arguments: list[str], message: str) -> None:
    result = run(root, "verify", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert "help:" in result.stderr or arguments == ["missing.pdf"] or arguments == ["content"]
