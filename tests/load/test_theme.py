"""Themes: built in, or the project's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests import projects
from yanbao.diagnostics import Mark
from yanbao.load.project import load_project
from yanbao.load.theme import has_theme, load_theme
from yanbao.resources import builtin_templates

DECK = builtin_templates() / "deck"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The theme ``own`` of a project that uses it."""
    root = projects.copy("good", tmp_path / "project")
    report = root / "content/demo/report.yaml"
    report.write_text(report.read_text(encoding="utf-8") + "theme: own\n", encoding="utf-8")
    theme = root / "templates/own"
    theme.mkdir(parents=True)
    for name in ("theme.yaml", "messages.yaml"):
        shutil.copy(DECK / name, theme / name)
    return theme


def test_built_in() -> None:
    theme = load_theme("deck")
    assert theme.folders == (DECK,)
    assert theme.tokens.page.width == 338.67
    assert theme.messages.figure == "图"


def test_the_projects_own(own: Path) -> None:
    loaded = load_project(own.parents[1])
    assert loaded.diagnostics == ()
    assert loaded.project.reports[0].theme.folders == (own,)


def test_the_projects_own_hides_a_built_in_one(own: Path) -> None:
    own.rename(own.parent / "deck")
    assert load_theme("deck", own.parents[1]).folders == (own.parent / "deck",)


def test_faults_are_located(own: Path) -> None:
    for name, line in (("theme.yaml", "colour: red\n"), ("messages.yaml", "figurre: 图\n")):
        file = own / name
        file.write_text(line + file.read_text(encoding="utf-8"), encoding="utf-8")
    loaded = load_project(own.parents[1])
    assert [(d.rule, d.mark) for d in loaded.diagnostics] == [
        ("unknown-key", Mark("templates/own/messages.yaml")),
        ("unknown-key", Mark("templates/own/theme.yaml")),
    ]
    assert not loaded.shared_ok
    assert loaded.project.reports == ()


@pytest.mark.parametrize("name", ["dekc", "../deck", "deck/styles", ""])
def test_no_such_theme(name: str, tmp_path: Path) -> None:
    assert has_theme("deck", tmp_path)
    assert not has_theme(name, tmp_path)
