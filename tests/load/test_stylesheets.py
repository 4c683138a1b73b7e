"""Style sheets that no typesetter could finish are refused; those of the built-in themes are far from that."""

from __future__ import annotations

import pytest

from yanbao.disk import listing
from yanbao.load.stylesheets import problem_of
from yanbao.resources import builtin_templates

GROWING = ":root{--a0:x x x x x x x x x x;" + "".join(f"--a{n + 1}:{f'var(--a{n}) ' * 10};" for n in range(9)) + "}"


@pytest.mark.parametrize(
    ("styles", "problem"),
    [
        ("p{}" + "a " * 500 + "{color:red}", "has a selector of more than 300 parts"),
        ("a{" * 5000 + "}" * 5000, "is nested in more than 30 levels"),
        ("p{}\nbody{width:calc(" + "(" * 3000 + "1px" + ")" * 3000 + ")}", "is nested in more than 30 levels"),
        ("p{font-size:1e9pt}", "has a number beyond 1,000,000"),
        (GROWING, "makes '--a3' more than 10,000 parts long, by properties within it"),
    ],
)
def test_endless_ones_are_refused(styles: str, problem: str) -> None:
    found = problem_of(styles)
    assert found
    assert found[:2] == (problem, styles.count("\n") + 1)


@pytest.mark.parametrize(
    "styles", ["", ":root{--a:var(--b);--b:var(--a)}p{color:var(--a)}", "@media print{a{b:c(1)}}", "a{" * 30 + "}" * 30]
)
def test_others_are_not(styles: str) -> None:
    assert problem_of(styles) is None


def test_those_of_the_built_in_themes_are_within_the_limits() -> None:
    templates = builtin_templates()
    sheets = [
        (templates / theme.name / "styles" / sheet.name).read_text(encoding="utf-8")
        for theme in listing(templates, ".")
        if (templates / theme.name / "styles").is_dir()
        for sheet in listing(templates, f"{theme.name}/styles")
    ]
    assert len(sheets) > 4
    assert [problem_of(sheet) for sheet in sheets] == [None] * len(sheets)
