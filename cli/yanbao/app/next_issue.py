"""``report next``: the next issue of a report."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import typer

from yanbao.app.options import Project, complete_report, open_folder

EXAMPLES = """\b
Examples:
  report next weekly                       a week later, if its period is a week
  report next weekly --date 2024-05-06     of this day
  report next weekly --dry-run             only tell what would be moved, and what is left to do
  report data pull && report check weekly && report diff
"""


def next_issue(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="A report.", autocompletion=complete_report)],
    on: Annotated[
        datetime | None,
        typer.Option(
            "--date",
            metavar="DATE",
            formats=["%Y-%m-%d"],
            help="Day of the next issue, such as 2024-05-06. [default: one period after the last]",
        ),
    ] = None,
    dry: Annotated[bool, typer.Option("--dry-run", help="Write nothing.")] = False,
    form: Annotated[
        Literal["text", "json"], typer.Option("--format", "-f", help="text for people, json for programs.")
    ] = "text",
    project: Project = None,
) -> None:
    """Roll a report forward to its next issue.

    'date' and, where it is not a word such as week, 'period' in its report.yaml are moved; nothing else is written.
    Then everything that was typed for the last issue is listed, as it does not move by itself: dates of its days or of
    as many days before, also in expressions and charts; numbers beside such a date or a word such as 本周; and tables
    and facts that say they are as of the last issue.

    Exit code: 0 moved, 1 problems in the content, 2 wrong usage or something missing on this machine.
    """
    from yanbao.app import console
    from yanbao.app.trouble import reported

    with reported():
        from yanbao.app import rolled
        from yanbao.diagnostics import ContentError, tally
        from yanbao.rolling import roll

        root, slug = open_folder(project, report)
        try:
            found = roll(root, slug, on.date().isoformat() if on else None, write=not dry)
        except ContentError as error:
            console.show_findings(console.stderr(), error.diagnostics, root)
            console.stderr().print(f"Found {tally(error.diagnostics)}; nothing is moved.")
            raise typer.Exit(1) from None
        if form == "json":
            typer.echo(rolled.as_json(found, root))
        else:
            rolled.show(console.stdout(), found, root, dry=dry)
