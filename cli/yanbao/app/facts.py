"""``report facts``: lists facts and datasets, and where reports use them."""

from __future__ import annotations

from typing import Annotated

import typer

from yanbao.app.options import Json, On, Project, day, open_project

EXAMPLES = """\b
Examples:
  report facts                      every fact and dataset, and every place that uses it
  report facts 100万                where a number is used, and its source
  report facts gemini               the facts of an entity, by name, alias or path
  report facts --unused             what no report uses
  report facts --stale              what is past its valid_until
"""


def facts(
    query: Annotated[
        str | None,
        typer.Argument(metavar="QUERY", hidden=True),
    ] = None,
    unused: Annotated[bool, typer.Option("--unused", help="Only what no report uses.")] = False,
    stale: Annotated[bool, typer.Option("--stale", help="Only what is past its valid_until.")] = False,
    on: On = None,
    as_json: Json = False,
    project: Project = None,
) -> None:
    """List facts and datasets, and every place that uses them.

    QUERY matches part of a path, of the name or alias of an entity, or of the printed text: the value itself, or an
    expression's result. Places are those of all reports of the project: text, titles, notes, cards, tables, charts.
    With digits it is looked for among what is typed, too.

    Exit code: 0 listed, 1 problems in the content, which may hide uses, 2 wrong usage or something missing
    on this machine.
    """
    from yanbao.app import console, warm
    from yanbao.app.trouble import exit_code, reported

    with reported():
        from yanbao import pipeline
        from yanbao.app import inventory
        from yanbao.diagnostics import ContentError, tally

        root, _ = open_project(project, None)
        today = day(on).isoformat()
        try:
            found = pipeline.facts(root, warm.memory_of(root), query or "")
        except ContentError as error:
            console.show_findings(console.stderr(), error.diagnostics, root)
            console.stderr().print(f"Found {tally(error.diagnostics)}; uses cannot be known.")
            raise typer.Exit(exit_code(error.diagnostics) or 1) from None
        entries = [
            entry for entry in found.entries if not (unused and entry.uses) and (not stale or entry.is_stale(today))
        ]
        typed = () if unused or stale else found.typed
        if as_json:
            typer.echo(inventory.as_json(entries, typed, root, today))
        else:
            inventory.show(console.stdout(), entries, typed, root, today)
        if code := exit_code(found.diagnostics):
            console.stderr().print(f"Found {tally(found.diagnostics)}: uses may be missing; see report check.")
            raise typer.Exit(code)
