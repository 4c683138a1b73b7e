"""``report data``: helps to declare tables from other sources."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EXAMPLES = """\b
Examples:
  report data look data/m2.csv             print a catalog entry for the file
  report data look data/m2.csv >> data/catalog.yaml
"""

app = typer.Typer(
    name="data",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Help to declare tables from other sources.",
    epilog=EXAMPLES,
)


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
        from yanbao.load.formats import KNOWN, kind_of
        from yanbao.load.looking import look as look_at

        err = console.stderr()
        if kind_of(file.name) not in KNOWN:
            raise SetupError(f"'{file.name}' is no table", f"name a file that ends in one of {', '.join(KNOWN)}")
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


_TOLD = 10
