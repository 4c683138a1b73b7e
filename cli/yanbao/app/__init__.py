"""The command line: parses options, calls the Python API, prints. Nothing below imports it.

One module per command; heavy imports happen inside the commands, so that help and completion are instant.
"""

from __future__ import annotations

import gc
import os
import re
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from yanbao import __version__
from yanbao.app import (
    batch,
    build,
    check,
    clean,
    data,
    diff,
    doctor,
    ending,
    facts,
    inspect,
    new,
    next_issue,
    preview,
    schema,
    session,
    verify,
)

EXAMPLES = """\b
Examples:
  report build              build every report of the project into build/
  report preview --open     see a report in the browser, updated on every change
  report check              find mistakes without building
  report facts 100万        where a number is used, and its source
  report data look m2.csv   a declaration for a table you have received
  report session start      keep a project's session warm: builds take a third of the time
  report verify demo.pdf    prove that a file is what its sources give
  report new my-reports     start a project of your own
  report build --help       options and examples of one command
"""


_EMPTY = re.compile(r"(?:--[\w-]+=)?\s*")


class _Commands(TyperGroup):
    """All commands. None takes an empty argument: it is a script's variable that was never set."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if any(map(_EMPTY.fullmatch, args)):
            raise typer.BadParameter("an argument is empty; in a script: is a variable not set?", ctx)
        return super().parse_args(ctx, args)


app = typer.Typer(
    name="report",
    cls=_Commands,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,  # plain help takes half the time
    pretty_exceptions_enable=False,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"yanbao {__version__}")
        raise typer.Exit


@app.callback(epilog=EXAMPLES)
def _report(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    """Securities research reports in PDF and HTML, from YAML, tables and templates."""


app.command(epilog=build.EXAMPLES)(build.build)
app.command(epilog=batch.EXAMPLES)(batch.batch)
app.command("next", epilog=next_issue.EXAMPLES)(next_issue.next_issue)
app.command(epilog=preview.EXAMPLES)(preview.preview)
app.command(epilog=check.EXAMPLES)(check.check)
app.command(epilog=facts.EXAMPLES)(facts.facts)
app.command(epilog=inspect.EXAMPLES)(inspect.inspect)
app.add_typer(data.app)
app.command(epilog=diff.EXAMPLES)(diff.diff)
app.command(epilog=verify.EXAMPLES)(verify.verify)
app.command(epilog=new.EXAMPLES)(new.new)
app.add_typer(session.app)
app.command(epilog=schema.EXAMPLES)(schema.schema)
app.command(epilog=clean.EXAMPLES)(clean.clean)
app.command(epilog=doctor.EXAMPLES)(doctor.doctor)


_RARELY = (100_000, 50, 100)
"""Thresholds of garbage collection, set high: a command keeps nearly all it allocates until it ends."""


def main() -> None:
    """Run the command that this process was started with."""
    gc.set_threshold(*_RARELY)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "true")  # it would read what every installed package has
    ending.prepare()
    try:
        app()
    except SystemExit as ended:
        ending.end(ended.code, _complain)
    except Exception as error:  # errors before and after a command, such as while printing help
        _complain(error)
        ending.end(2, _complain)


def _complain(error: Exception) -> None:
    from yanbao.app import console
    from yanbao.app.trouble import explained

    console.show_trouble(*explained(error))
