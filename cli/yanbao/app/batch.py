"""``report batch``: makes one note for each row of a table, from one pattern."""

from __future__ import annotations

import re
import time
from typing import Annotated

import typer

from yanbao.app.options import (
    Archive,
    BuiltinThemesOnly,
    Cache,
    Formats,
    Locked,
    Params,
    Project,
    Strict,
    complete_report,
    open_project,
    params,
    parse_formats,
)

EXAMPLES = """\b
Examples:
  report batch note                            a note for each row that for_each in report.yaml names
  report batch note --over data.coverage       a note for each row of this table
  report batch note --where theme=游戏         only for some of the rows
  report batch note --where "ytd=> 10%"        the same, by a condition
  report batch note --jobs 4 --output dist     four at a time, into dist/
  report batch note --shard 2/8                the second of eight machines' parts
"""

_SHARD = re.compile("([1-9][0-9]{0,5})/([1-9][0-9]{0,5})")


def batch(
    pattern: Annotated[
        str, typer.Argument(metavar="PATTERN", help="A folder in content/.", autocompletion=complete_report)
    ],
    over: Annotated[
        str,
        typer.Option("--over", metavar="data.NAME", help="The table. [default: that of for_each in report.yaml]"),
    ] = "",
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where",
            metavar="COLUMN=VALUE",
            help="Only rows of which this is true; may be repeated: a column twice means one of both.",
        ),
    ] = None,
    settings: Params = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="DIR", help="Output folder, or s3://BUCKET/PATH. [default: build/ in the project]"
        ),
    ] = None,
    formats: Formats = None,
    archive: Archive = False,
    strict: Strict = False,
    builtin_themes_only: BuiltinThemesOnly = False,
    locked: Locked = False,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, metavar="N", help="Notes made in parallel. [default: one per core]"),
    ] = None,
    shard: Annotated[
        str, typer.Option("--shard", metavar="I/N", help="Only the I-th of N parts, for one of N machines.")
    ] = "1/1",
    store: Annotated[
        str,
        typer.Option("--store", metavar="URL", help="Folder or bucket where machines keep finished notes for another."),
    ] = "",
    scheduler: Annotated[
        str, typer.Option("--scheduler", metavar="ADDRESS", help="Scheduler of a Dask cluster that makes the notes.")
    ] = "",
    cache: Cache = True,
    project: Project = None,
) -> None:
    """Make a note for each row of a table, from one pattern.

    PATTERN is a folder under content/. If its report.yaml has for_each, a note is made for each of its rows; otherwise
    its params get the values of the columns of --over that have their names. 'file' names the files.

    Each note has the bytes that report build would give it. A note with errors is left out, and its last good files
    stay; the others are made. Those that are there already and unchanged are not made again: start it again after it
    was stopped. batch.json in the output folder lists what became of each.

    Exit code: 0 all made, 1 problems in the content, 2 wrong usage or something missing on this machine.
    """
    from yanbao.app import console
    from yanbao.app.trouble import exit_code, reported

    with reported():
        from yanbao import api
        from yanbao.app.batched import BatchProgress, show_batch
        from yanbao.batches import batch as make
        from yanbao.diagnostics import ContentError

        started = time.perf_counter()
        root, _ = open_project(project, None)
        request = api.batch_request(
            root,
            pattern,
            over=over,
            where=_conditions(where),
            params=params(settings),
            output=output,
            formats=tuple(parse_formats(formats, api.FORMATS)),
            archive=archive,
            strict=strict,
            builtin_themes_only=builtin_themes_only,
            locked=locked,
            jobs=jobs,
            shard=_part(shard),
            store=store,
            scheduler=scheduler,
            cache=cache,
        )
        try:
            with BatchProgress() as progress:
                result = make(request, progress)
        except ContentError as error:
            shown, hints = console.apart(error.diagnostics)
            console.show_findings(console.stderr(), shown, root)
            console.stderr().print(f"{console.summary(shown, hints)} No note was made.")
            raise typer.Exit(exit_code(error.diagnostics) or 1) from None
        show_batch(result, root, time.perf_counter() - started)
        raise typer.Exit(exit_code(result.diagnostics, strict=strict) or int(not result.is_whole))


def _conditions(values: list[str] | None) -> dict[str, tuple[str, ...]]:
    """Conditions by column. Raises BadParameter for what is not COLUMN=VALUE."""
    found: dict[str, tuple[str, ...]] = {}
    for text in values or ():
        column, equals, value = text.partition("=")
        if not equals or not column.strip() or not value.strip():
            raise typer.BadParameter(f"write COLUMN=VALUE, not '{text}'", param_hint="--where")
        found[column.strip()] = (*found.get(column.strip(), ()), value.strip())
    return found


def _part(text: str) -> tuple[int, int]:
    """Which part of how many. Raises BadParameter."""
    found = _SHARD.fullmatch(text.strip())
    if not found or int(found[1]) > int(found[2]):
        raise typer.BadParameter(f"write 1/8 … 8/8, not '{text}'", param_hint="--shard")
    return int(found[1]), int(found[2])
