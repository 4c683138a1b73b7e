"""The docs name all there is: commands, options, keys, functions, filters. Their links lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from tools.reference.expressions import page as expressions_page
from tools.reference.inspection import page as inspection_page
from tools.reference.keys import NAMES
from tools.reference.keys import page as keys_page
from tools.reference.rules import page as rules_page
from typer.main import get_command

from yanbao.app import app
from yanbao.compose.filters import make_filters
from yanbao.compose.scope import names_in_scope
from yanbao.load.theme import load_theme
from yanbao.model.base import Model
from yanbao.model.dataset import ColumnType
from yanbao.model.installed import InstalledChart
from yanbao.model.ledger import Ledger, SourceKind
from yanbao.model.masthead import Masthead
from yanbao.model.messages import Messages
from yanbao.model.theme import Tokens
from yanbao.render.context import PageContext

ROOT = Path(__file__).parents[1]
REFERENCES = {
    "keys.md": keys_page,
    "expressions.md": expressions_page,
    "rules.md": rules_page,
    "inspect.md": inspection_page,
}
GUIDES = ["docs/guide.md", "docs/guide.zh-CN.md"]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def codes(name: str) -> set[str]:
    """The words that a page sets as code between backticks, of examples too."""
    text = read(name)
    spans = re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL)
    return set(re.findall(r"[\w-]+", " ".join(spans)))


def models(base: type[Model] = Model) -> Iterator[type[Model]]:
    for model in base.__subclasses__():
        yield model
        yield from models(model)


def keys(some: Iterable[type[Model]]) -> set[str]:
    return {field.alias or name for model in some for name, field in model.model_fields.items()}


def theme_models() -> set[type[Model]]:
    return {model for model in models() if model.__module__ in {Tokens.__module__, Messages.__module__}}


@pytest.mark.parametrize("name", REFERENCES)
def test_a_reference_is_as_the_code_says(name: str, request: pytest.FixtureRequest) -> None:
    file = ROOT / "docs" / name
    if request.config.getoption("--golden"):
        file.write_text(REFERENCES[name](), encoding="utf-8")
    assert file.read_text(encoding="utf-8") == REFERENCES[name]()


def test_every_key_of_content_is_explained() -> None:
    """Bases of others have no keys that these do not have."""
    content = set(models()) - theme_models() - {InstalledChart}
    assert {model for model in content if not model.__subclasses__()} <= set(NAMES)
    assert keys(content) - codes("docs/keys.md") == set()


def test_every_key_of_a_theme_is_explained() -> None:
    assert keys(theme_models()) - codes("docs/themes.md") == set()
    assert {Messages, Tokens} <= theme_models()


def test_every_choice_is_explained() -> None:
    words = {
        *ColumnType,
        *SourceKind,
        "line",
        "column",
        "bar",
        "scatter",
        "area",
        "dumbbell",
        "events",
        "candlestick",
        "band",
        "waterfall",
        "football-field",
        "performance",
        "radar",
        "cover",
        "contents",
        "figures",
    }
    assert all(words - codes(guide) == set() for guide in GUIDES)


def test_every_function_and_filter_is_explained() -> None:
    known = {*names_in_scope(Ledger(), {}, {}), *make_filters(load_theme("deck").messages)}
    assert known - codes("docs/expressions.md") == set()


def test_every_name_of_the_template_context_is_explained() -> None:
    names = {field.name for part in (PageContext, Masthead) for field in fields(part)}
    assert names - codes("docs/themes.md") == set()


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md", "docs/index.md"])
def test_every_command_is_told(page: str) -> None:
    commands: Any = get_command(app)
    assert all(f"report {name}" in read(page) for name in commands.commands)


def test_every_option_is_told() -> None:
    root: Any = get_command(app)
    options = {option for command in (root, *root.commands.values()) for p in command.params for option in p.opts}
    assert {
        option for option in options if option.startswith("-") and f"`{option}" not in read("docs/index.md")
    } == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_make_targets_told_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert set(re.findall(r"(?:`|^| && )make ([a-z-]+)", text, re.MULTILINE)) - targets == set()


def test_files_that_the_architecture_names_exist() -> None:
    text = (ROOT / "docs/architecture.md").read_text("utf-8")
    named = set(re.findall(r"`((?:[\w.-]+/)+[\w.-]+\.(?:py|j2|css|js|yaml))`", text))
    homes = [ROOT, ROOT / "cli/yanbao", ROOT / "templates/deck"]
    assert len(named) > 50
    assert {name for name in named if not any((home / name).is_file() for home in homes)} == set()
