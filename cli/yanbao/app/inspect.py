"""``report inspect``: tells programs what reports say."""

from __future__ import annotations

from typing import Annotated

import typer

from yanbao.app.options import Json, Params, Project, Reports, open_project, params

EXAMPLES = """\b
Examples:
  report inspect ai-media                 its pages and figures, a line each
  report inspect ai-media --json          pages, texts with the facts behind numbers, figures with data
  report inspect --json | jq '.[0].pages[].figures[].label'
  report inspect --schema                 the JSON Schema of what --json prints
"""


def inspect(
    reports: Reports = None,
    as_json: Json = False,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of what --json prints, and inspect nothing.")
    ] = False,
    settings: Params = None,
    project: Project = None,
) -> None:
    """Tell programs what composed reports say.

    Pages, texts with the facts behind each number, figures with their data.

    REPORT is as in report check. With --json it prints an array of reports, for programs: docs/inspect.md has the
    schema, and what may change in it. What has errors is left out.

    Exit code: 0 told, 1 problems in the content, of which what is told lacks something, 2 wrong usage or something
    missing on this machine.
    """
    from yanbao.app import console
    from yanbao.app.trouble import exit_code, reported

    with reported():
        from yanbao import pipeline
        from yanbao.app import inspections
        from yanbao.diagnostics import tally

        if schema:
            typer.echo(inspections.schema())
            return
        root, slugs = open_project(project, reports)
        told, found = pipeline.inspect(root, slugs, params(settings))
        if as_json:
            typer.echo(inspections.as_json(told))
        else:
            inspections.show(console.stdout(), told)
        if code := exit_code(found):
            console.stderr().print(f"Found {tally(found)}: something may be missing; see report check.")
            raise typer.Exit(code)
