"""Themes: built in, or the project's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests import projects
from yanbao.diagnostics import ContentError, Mark
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
    [report] = loaded.project.reports
    assert report.theme.name == "deck"  # so that the rest of it can be reviewed


@pytest.mark.parametrize("name", ["dekc", "../deck", "deck/styles", ""])
def test_no_such_theme(name: str, tmp_path: Path) -> None:
    assert has_theme("deck", tmp_path)
    assert not has_theme(name, tmp_path)


@pytest.fixture
def child(own: Path) -> Path:
    """The same, based on the deck: it has but one token of its own."""
    (own / "messages.yaml").unlink()
    (own / "theme.yaml").write_text('base: deck\ncolors:\n  accent: "#A00000"\n', encoding="utf-8")
    return own


def test_a_theme_has_what_its_base_has(child: Path) -> None:
    theme = load_theme("own", child.parents[1])
    deck = load_theme("deck")
    assert theme.folders == (child, DECK)
    assert theme.tokens.colors == deck.tokens.colors.model_copy(update={"accent": "#A00000"})
    assert (theme.tokens.dark, theme.messages) == (deck.tokens.dark, deck.messages)


def test_a_theme_may_be_based_on_the_one_it_hides(child: Path) -> None:
    child.rename(child.parent / "deck")
    theme = load_theme("deck", child.parents[1])
    assert theme.folders == (child.parent / "deck", DECK)
    assert theme.tokens.colors.accent == "#A00000"


def test_what_is_left_out_is_missed_where_there_is_no_base(child: Path) -> None:
    (child / "theme.yaml").write_text("page: {width: 200}\n", encoding="utf-8")
    found = load_project(child.parents[1]).diagnostics
    assert {d.mark.file for d in found} == {"templates/own/theme.yaml", "templates/own/messages.yaml"}
    assert "missing-key" in {d.rule for d in found}


@pytest.mark.parametrize(
    ("text", "rule", "line", "message", "remedy"),
    [
        ("base: dekc\n", "unknown-theme", 1, "no theme 'dekc' to be based on", "did you mean 'deck'?"),
        ("base: own\n", "unknown-theme", 1, "the theme 'own' would be based on itself", ""),
        ("base: deck\ncolors: {acent: '#A00000'}\n", "unknown-key", 2, "unknown key 'acent'", "did you mean 'accent'?"),
        ("base: deck\ncolors: {accent: red}\n", "wrong-value", 2, "'red' is not a colour: write \"#1A2433\"", ""),
        (
            "base: deck\ncolors:\n  accent: #A00000\n",
            "wrong-value",
            3,
            "no colour: '#' begins a comment, write it in quotes: \"#1A2433\"",
            "",
        ),
        ("base: deck\ntype: {title: -1}\n", "wrong-value", 2, "must be greater than 0, found -1", ""),
    ],
)
def test_faults_of_a_child_are_located(child: Path, text: str, rule: str, line: int, message: str, remedy: str) -> None:
    (child / "theme.yaml").write_text(text, encoding="utf-8")
    found, *others = load_project(child.parents[1]).diagnostics
    assert {one.rule for one in others} <= {"lost-comment"}
    assert (found.rule, found.mark.file, found.mark.line) == (rule, "templates/own/theme.yaml", line)
    assert (found.message, found.help) == (message, remedy)


def test_faults_of_strings_are_located(child: Path) -> None:
    (child / "messages.yaml").write_text("figure: 图\nfigure: 圖\n", encoding="utf-8")
    [found] = load_project(child.parents[1]).diagnostics
    assert (found.rule, found.mark.file, found.mark.line) == ("duplicate-key", "templates/own/messages.yaml", 2)


@pytest.mark.parametrize(
    "text", ["，截至{dat}", "{", "}", "{date.__class__}", "{date:>9999999999}", "{date!r}", "{date[0]}", "{}", "{0}"]
)
def test_patterns_have_the_fields_of_their_key_and_nothing_else(child: Path, text: str) -> None:
    (child / "messages.yaml").write_text(f'figure: 图\nas_of: "{text}"\n', encoding="utf-8")
    [found] = load_project(child.parents[1]).diagnostics
    assert (found.rule, found.mark) == ("wrong-value", Mark("templates/own/messages.yaml", 2, 8))
    assert "{date}" in found.message


def test_patterns_inside_mappings_are_looked_at_too(child: Path) -> None:
    text = 'alt: {point: "{x}{y}", kinds: {line: 线}}\nreader: {found: "{cnt}"}\ncontinued: "续{label}{label}"\n'
    (child / "messages.yaml").write_text(text, encoding="utf-8")
    found = load_project(child.parents[1]).diagnostics
    assert [(d.rule, d.mark.line, d.mark.column) for d in found] == [("wrong-value", 1, 14), ("wrong-value", 2, 17)]


@pytest.mark.parametrize(
    "text",
    [
        "page: {width: 1000000}",
        "page: {width: 1}",
        "page: {side: 300}",
        "page: {top: -1}",
        "page: {body: .inf}",
        "type: {title: 9999}",
        "type: {title: .nan}",
        "fonts: {package: ../../x}",
        "fonts: {package: os.path}",
        "fonts: {package: ''}",
        "fonts: {file: ../x.ttf}",
        "fonts: {file: /etc/passwd}",
        "fonts: {file: 'a\\b.ttf'}",
        "fonts: {file: a//b.ttf}",
        "fonts: {family: 'a\";}b{'}",
        'fonts: {family: "a\\nb"}',
        "fonts: {family: '</style>'}",
        "fonts: {regular: 0}",
        "fonts: {bold: 99999}",
    ],
)
def test_names_and_numbers_of_a_theme_are_sane(child: Path, text: str) -> None:
    (child / "theme.yaml").write_text(f"base: deck\n{text}\n", encoding="utf-8")
    [found] = load_project(child.parents[1]).diagnostics
    assert found.rule in {"wrong-value", "wrong-type"}
    assert (found.mark.file, found.mark.line) == ("templates/own/theme.yaml", 2)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("styles/own.css", "p::after {\n  content: '</STYLE><script>alert(1)</script>'; }\n"),
        ("own.js", 'const end =\n           "</script><b>";\n'),
        ("own.js", 'const end =\n           "<!--<b>";\n'),
    ],
)
def test_styles_and_scripts_do_not_end_their_element(child: Path, name: str, text: str) -> None:
    (child / name).parent.mkdir(exist_ok=True)
    (child / name).write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_theme("own", child.parents[1])
    (found,) = caught.value.diagnostics
    assert (found.rule, found.mark) == ("wrong-value", Mark(f"templates/own/{name}", 2, 13))
    assert "would end the element" in found.message


def test_a_mapping_of_own_names_is_told_as_such(child: Path) -> None:
    (child / "messages.yaml").write_text("powers: []\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_theme("own", child.parents[1])
    [found] = caught.value.diagnostics
    assert (found.message, found.help.partition(":")[0]) == (
        "expected a mapping, found a list",
        "its keys are names of your own",
    )
