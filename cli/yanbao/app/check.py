"""``report check``: finds mistakes without building."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import typer

from yanbao.app.options import BuiltinThemesOnly, On, Params, Project, Reports, Strict, day, open_project, params

EXAMPLES = """\b
Examples:
  report check                          every report of the project
  report check ai-media --strict        one report; warnings count as errors
  report check --level warning          without hints
  report check --rule unknown-source    what one rule finds
  report check --explain missing-part   what a rule demands
  report check --format github          annotations in GitHub Actions
  report check --format sarif > findings.sarif
  report check --diff                   what --fix would do, as a patch
  report check --fix                    mend what has one right answer
  report check --fix --rule stray-space
  report check --format json > known.json && report check --baseline known.json
"""


def _complete_rule(incomplete: str) -> list[str]:
    """Shell completion of rule ids."""
    from yanbao.app.manuals import manuals

    return [rule for rule in manuals() if rule.startswith(incomplete)]


def _known(rule: str, option: str) -> str:
    """Validate a rule id from the command line. Raises BadParameter if it is unknown."""
    from yanbao.app.manuals import manuals
    from yanbao.diagnostics import suggest

    known = manuals()
    if rule not in known:
        raise typer.BadParameter(f"no rule '{rule}'; {suggest(rule, known)}".rstrip("; "), param_hint=option)
    return rule


def check(
    reports: Reports = None,
    form: Annotated[
        Literal["text", "json", "github", "sarif"],
        typer.Option("--format", "-f", help="text, json, GitHub Actions annotations, or SARIF 2.1.0."),
    ] = "text",
    level: Annotated[
        Literal["error", "warning", "hint"], typer.Option("--level", help="Show findings of this level and above.")
    ] = "hint",
    rules: Annotated[
        list[str] | None,
        typer.Option(
            "--rule",
            metavar="ID",
            autocompletion=_complete_rule,
            help="Only this rule; may be repeated. [default: all]",
        ),
    ] = None,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="ID",
            autocompletion=_complete_rule,
            help="Print what this rule demands, with examples, and check nothing.",
        ),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend files: every finding that has one right answer, and is shown.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Print what --fix would do, as a patch, and change nothing.")
    ] = False,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline",
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="Show only errors, and findings that are not in FILE, which --format json has written.",
        ),
    ] = None,
    strict: Strict = False,
    builtin_themes_only: BuiltinThemesOnly = False,
    settings: Params = None,
    on: On = None,
    project: Project = None,
) -> None:
    """Find mistakes in reports, without building them.

    REPORT is the name of a folder under content/, or of one of the reports that a pattern makes; without one, every
    report is checked. An error hides nothing else. Problems that only typesetting can detect, such as text that
    overflows its page, are reported by build, and afterwards here as long as the page is the same.

    --fix changes only what has one right answer, leaves comments and layout as they are, and checks again. A hint is
    for a person to decide, and never mended.

    Exit code: 0 no errors, 1 problems in the content, 2 wrong usage or something missing on this machine. Findings that
    --level hides count too, those that --baseline hides do not, and a rule that failed, which is a bug in yanbao, does:
    2. With --diff, 1 if there is something to mend.
    """
    from yanbao.app import console, warm
    from yanbao.app.trouble import reported

    with reported():
        from yanbao import pipeline
        from yanbao.app import fixes
        from yanbao.app.choices import Choice
        from yanbao.app.formats import FORMATS
        from yanbao.app.identities import read_baseline
        from yanbao.app.manuals import explained
        from yanbao.app.trouble import exit_code
        from yanbao.diagnostics import Diagnostic, Level

        if explain is not None:
            typer.echo(explained(_known(explain, "--explain")))
            return
        wanted = frozenset(_known(rule, "--rule") for rule in rules or ())
        root, slugs = open_project(project, reports)
        only, given = builtin_themes_only, params(settings)
        choice = Choice(root, wanted, Level(level), read_baseline(baseline) if baseline else ())

        def look(where: Path) -> list[Diagnostic]:
            memory = warm.memory_of(root) if where == root else None
            found = pipeline.check(where, slugs, day(on), builtin_themes_only=only, given=given, memory=memory)
            return replace(choice, root=where).new(found)

        if diff:
            patch = fixes.diff(pipeline.fixes(root, look, choice.shown))
            typer.echo(patch, nl=False)
            raise typer.Exit(int(bool(patch)))
        fixed = pipeline.fix(root, look, choice.shown, wanted=fix)
        if fix:
            console.stderr().print(fixes.told(fixed.mended, fixed.files))
        found, shown = fixed.left, choice.shown(fixed.left)
        if form == "text":
            console.show_review(shown, [d for d in found if d not in shown], root)
        elif text := FORMATS[form](shown, root):
            typer.echo(text)
        if code := exit_code(found, strict=strict):
            raise typer.Exit(code)
