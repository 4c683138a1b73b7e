"""``report verify``: whether a published file is what a project gives."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from yanbao.app.options import Project

EXAMPLES = """\b
Examples:
  report verify build/ai-media.pdf                        is this file what the checkout gives?
  report verify received.pdf --project ../reports         a file from elsewhere, of a project elsewhere
  report verify ai-media.html --revision v2024.04         is it what the files at this tag gave?
  report verify ai-media.pdf --format json                the verdict for programs
"""


def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A PDF or HTML file that report build has written.")],
    revision: Annotated[
        str, typer.Option("--revision", metavar="REV", help="A commit, tag or branch. [default: the checkout]")
    ] = "",
    form: Annotated[
        Literal["text", "json"], typer.Option("--format", "-f", help="text for people, json for programs.")
    ] = "text",
    cache: Annotated[
        bool, typer.Option("--cache/--no-cache", help="Take pages made before from .yanbao/cache/, and keep new ones.")
    ] = True,
    project: Project = None,
) -> None:
    """Prove that a file is what its sources give, or tell why not.

    A PDF and an HTML file carry digests of what they were made from. These are compared with the checkout, or with a
    revision of its git repository; if they are the same, the report is built anew and compared byte by byte. Only that
    is the proof: what a file says of itself, anyone can write. A PDF that was signed afterwards is still proved.

    If it is another, the cell, line, program, library or font is named, and the recent revision that the file is from.

    Exit code: 0 proved, 1 not, 2 wrong usage or something missing on this machine.
    """
    from yanbao.app import console
    from yanbao.app.trouble import reported

    with reported():
        from yanbao import api
        from yanbao.app import verdicts

        with console.BuildProgress() as progress:
            where = project or Path.cwd()
            verdict = api.verify(file, where, revision=revision, jobs=None, cache=cache, progress=progress)
        if form == "json":
            typer.echo(verdicts.as_json(verdict))
        else:
            verdicts.show(console.stdout(), verdict)
        if not verdict.proved:
            raise typer.Exit(1)
