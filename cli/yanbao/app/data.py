"""``report data``: tables of others: how they are declared, where they come from, how fresh they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from yanbao.app.options import On, Project, Strict

EXAMPLES = """\b
Examples:
  report data look data/m2.csv             print a catalog entry for the file
  report data look data/m2.csv >> data/catalog.yaml
  report data pull                         every table that says where it comes from, anew
  report data pull index_daily             this one alone
  report data status --strict              how old they are; exit code 1 if any is too old
  report data diff                         what has changed since the last commit, by the key
  report data diff v1.2                    since a revision
"""

app = typer.Typer(
    name="data",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Tables of others: declare, pull, and see how fresh.",
    epilog=EXAMPLES,
)

Tables = Annotated[list[str] | None, typer.Argument(metavar="TABLE", hidden=True)]


@app.command(epilog=EXAMPLES)
def look(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table: text, workbook, Parquet, JSON or SQLite.")],
) -> None:
    """Print a catalog entry that reads a file as it is.

    Encoding, separator, header and footer lines and types of columns are guessed, and tried on the whole file; what
    does not fit is listed below. Exports of Wind, 同花顺, 通达信, 国家统计局, CSMAR, tushare, akshare, the World
    Bank, FRED and yfinance are recognised. No file says whether its numbers are ratios or percentage points: check.

    Exit code: 0 an entry is printed that reads the whole file, 1 some cells do not fit, or the file cannot be read,
    2 wrong usage or something missing on this machine.
    """
    from yanbao.app import console
    from yanbao.app.trouble import reported

    with reported():
        from yanbao import disk
        from yanbao.diagnostics import SetupError, render
        from yanbao.load.files import MAX_TABLE
        from yanbao.load.findings import Findings
        from yanbao.load.formats import kind_of, known
        from yanbao.load.looking import look as look_at

        err = console.stderr()
        if kind_of(file.name) not in known():
            raise SetupError(f"'{file.name}' is no table", f"name a file that ends in one of {', '.join(known())}")
        named = file.resolve()  # the user's own choice, wherever it leads
        data = disk.read(named.parent, named.name, MAX_TABLE)
        found = Findings()
        seen = look_at(data, file.name, found)
        if seen is None:
            for finding in found:
                err.print(render(finding, None), markup=False, highlight=False)
            err.print(f"Nothing can be read of {file}.", markup=False)
            raise typer.Exit(1)
        if seen.export:
            typer.echo(f"# recognised: {seen.export}")
        typer.echo(seen.entry, nl=False)
        if seen.problems:
            err.print(f"\nTried on the whole file, {len(seen.problems)} findings are left:", markup=False)
            for finding in seen.problems[:_TOLD]:
                err.print(render(finding, None), markup=False, highlight=False)
            raise typer.Exit(1)
        err.print(f"\nTried on the whole file: {seen.rows} rows, every cell fits.", markup=False)


@app.command(epilog=EXAMPLES)
def pull(
    tables: Tables = None,
    accept: Annotated[
        list[str] | None,
        typer.Option(
            "--accept", metavar="TABLE", help="Take its answer though rows are gone, or it was edited by hand."
        ),
    ] = None,
    project: Project = None,
) -> None:
    """Refresh tables from their sources.

    TABLE is one that data/catalog.yaml declares with 'pull'; without one, all of these. An answer is loaded, and
    compared with the last snapshot, before it takes its place: what is broken, empty, or has lost rows is refused, and
    the old data stay. data/lock.yaml says what was pulled.

    Exit code: 0 all are up to date, 1 data refused or declarations wrong, 2 wrong usage, or something missing on this
    machine, 3 a source was not reached, and its old data are kept.
    """
    from yanbao.app.trouble import reported

    with reported():
        from yanbao.app import datalines
        from yanbao.diagnostics import ContentError
        from yanbao.refresh import pulling

        root = _root(project)
        known = _known(root, [*(tables or ()), *(accept or ())], pulled=True)
        try:
            outcomes = pulling.pull(root, tables or (), accept or (), lambda one: datalines.show_outcome(one, root))
        except ContentError as error:
            raise datalines.complain(error, root) from None
        if not known:
            typer.echo("No table of data/catalog.yaml says where it is pulled from.", err=True)
        raise typer.Exit(datalines.pull_code(outcomes))


@app.command(epilog=EXAMPLES)
def status(
    tables: Tables = None,
    strict: Strict = False,
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="text or json.", show_default=True)
    ] = "text",
    on: On = None,
    project: Project = None,
) -> None:
    """Tell how many rows tables have, how old they are, and whether somebody has edited them.

    The age is in trading days since the newest row: those of the table that 'fresh' names, or Monday to Friday. No
    source is asked.

    Exit code: 0 all is well, 1 a table is stale, missing, edited or wrong, or, with --strict, old; 2 wrong usage or
    something missing on this machine.
    """
    from yanbao.app.trouble import reported

    with reported():
        from yanbao.app import datalines
        from yanbao.app.options import day
        from yanbao.diagnostics import ContentError
        from yanbao.refresh.status import statuses

        _format(form)
        root = _root(project)
        _known(root, tables or (), pulled=False)
        try:
            found = statuses(root, day(on), tables or ())
        except ContentError as error:
            raise datalines.complain(error, root) from None
        datalines.show_statuses(found, form)
        raise typer.Exit(datalines.status_code(found, strict=strict))


@app.command(epilog=EXAMPLES)
def diff(
    revision: Annotated[str, typer.Argument(metavar="[REV]", help="A revision of git.")] = "HEAD",
    tables: Annotated[list[str] | None, typer.Option("--table", metavar="TABLE", help="This table alone.")] = None,
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="text or json.", show_default=True)
    ] = "text",
    project: Project = None,
) -> None:
    """Tell which rows have come, gone and been revised since a revision, by the key of their table.

    Exit code: 0 told, 1 a table cannot be compared, 2 wrong usage or something missing on this machine.
    """
    from yanbao.app.trouble import reported

    with reported():
        from yanbao.app import datalines
        from yanbao.diagnostics import ContentError
        from yanbao.refresh.revisions import differences

        _format(form)
        root = _root(project)
        _known(root, tables or (), pulled=False)
        try:
            found = list(differences(root, revision, tables or ()))
        except ContentError as error:
            raise datalines.complain(error, root) from None
        datalines.show_differences(found, form)
        raise typer.Exit(int(any(one.problem for one in found)))


def _root(project: Path | None) -> Path:
    from yanbao.api import find_project

    return find_project(project or Path.cwd(), "go to the project's folder, or name it with --project")


def _format(form: str) -> None:
    if form not in ("text", "json"):
        raise typer.BadParameter(f"'{form}' is not one of text, json", param_hint="--format")


def _known(root: Path, names: Sequence[str], *, pulled: bool) -> list[str]:
    """The tables of the catalog, or those that are pulled. Raises BadParameter for a name that none has."""
    from yanbao.diagnostics import printable, suggest
    from yanbao.load.declared import load_catalog
    from yanbao.load.findings import Findings

    found = Findings()
    known = [str(item.name) for item in load_catalog(root, found) if item.spec.pull or not pulled]
    for name in names:
        if name not in known and not found:
            what = "is pulled" if pulled else "is in data/catalog.yaml"
            advice = suggest(name, known) or f"there is {', '.join(known) or 'none'}"
            raise typer.BadParameter(printable(f"no table '{name}' {what}; {advice}"), param_hint="TABLE")
    return known


_TOLD = 10
