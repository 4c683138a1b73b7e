"""``report diff``: what has changed since an earlier edition."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from yanbao.app.options import On, Params, Project, day, open_project, params

EXAMPLES = """\b
Examples:
  report diff                              since the last commit
  report diff v2024.04                     since a tag, branch or commit of git
  report diff v2024.04 v2024.05            between two of them
  report diff ../last-week                 since another folder
  report diff published/ai-media.pdf       since what a published file was made from
  report diff HEAD~1 --format markdown     for the description of a pull request
  report diff --pictures                   pages whose picture differs, after typesetting both
  report diff --exit-code                  for scripts: exit code 1 if anything differs
"""


def diff(
    old: Annotated[
        str, typer.Argument(metavar="[OLD]", help="A revision of git, a folder, or a built file.", show_default=False)
    ] = "HEAD",
    new: Annotated[str | None, typer.Argument(metavar="[NEW]", help="The same.", show_default=False)] = None,
    only: Annotated[
        list[str] | None, typer.Option("--report", metavar="NAME", help="Only this report; may be repeated.")
    ] = None,
    form: Annotated[
        Literal["text", "json", "html", "markdown"],
        typer.Option("--format", "-f", help="text, JSON, one web page, or Markdown."),
    ] = "text",
    pictures: Annotated[
        bool, typer.Option("--pictures", help="Typeset both editions, and compare pages as they look.")
    ] = False,
    fails: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if anything differs.")] = False,
    settings: Params = None,
    on: On = None,
    project: Project = None,
) -> None:
    """Tell what has changed between two editions.

    OLD is the last commit and NEW the checkout, where they are not given. Told first are rating, targets and forecasts;
    then facts with every place that prints them; rows, cells and series of tables, by their keys; pages and figures;
    wording, by character; findings of report check that came or went; and pages that look different.

    Exit code: 0 compared, 1 something differs (with --exit-code), 2 wrong usage, something missing on this machine, or
    an edition that cannot be composed.
    """
    from yanbao.app import console
    from yanbao.app.trouble import reported

    with reported():
        from yanbao import api
        from yanbao.app import differences

        root, _ = open_project(project, None)
        found = api.diff(
            root, old, new, reports=only or (), on=day(on), params=params(settings), pictures=pictures, jobs=None
        )
        if form == "text":
            differences.show(console.stdout(), found, root)
        else:
            typer.echo(differences.FORMS[form](found, root))
        if fails and found:
            raise typer.Exit(1)
