"""``report new``: creates a small project that builds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from rich.console import Console

EXAMPLES = """\b
Examples:
  report new my-reports             a project in my-reports/
  report new weekly --kind weekly   a project with a weekly of real data
  report new us --kind macro        a monthly of public statistics
  report new .                      in this folder, if it is empty
  report new 2025-media             inside a project: one more report in it
  report new my-reports --ci github a project that is rebuilt every night
  report new --ci cron              the same for the project in this folder
"""


def new(
    folder: Annotated[Path | None, typer.Argument(metavar="DIR", hidden=True)] = None,
    kind: Annotated[
        Literal["deck", "weekly", "company-note", "macro"],
        typer.Option("--kind", help="What to start from: a deck, or what one date moves on."),
    ] = "deck",
    system: Annotated[
        Literal["github", "gitlab", "jenkins", "cron"] | None,
        typer.Option("--ci", help="Also write what rebuilds it every night; without DIR, into the project here."),
    ] = None,
) -> None:
    """Create a small project that builds, or add a report to one.

    DIR is a new or empty folder. It gets a report of a few pages with text, charts and tables bound to data, and the
    settings with which VS Code completes and explains every key. The deck has invented data, the others public ones:
    a weekly of a sector, notes on companies (one for each in a list), and a macro monthly.
    AGENTS.md tells programs that write content how to: what is where, and check, fix, build.

    Inside a project, DIR is the name of a report, which is added to it, with its tables and sources as far as they are
    missing: nothing that is there is changed.

    Exit code: 0 created, 2 wrong usage, or the folder is not empty.
    """
    from yanbao.app import console
    from yanbao.app.trouble import reported

    if folder is None and system is None:
        raise typer.BadParameter("name a folder, such as my-reports", param_hint="DIR")
    with reported():
        from yanbao.api import find_project
        from yanbao.app import recipes
        from yanbao.resources import starter

        out = console.stdout()
        around = None if folder is None else _project_around(folder)
        if system is not None and around is not None:
            recipes.refuse_others(system, around)
        if folder is not None and around is not None:
            _add(around, folder, starter(kind), out)
        elif folder is not None:
            _create(folder, starter(kind), out)
        if system is not None:
            root = around or folder or find_project(Path.cwd(), "go to the project's folder, or name a new one")
            names = recipes.write_recipe(system, root)
            out.print(f"Wrote {', '.join(names)}. Next:\n\n  {recipes.advice(system, root.resolve())}")


def _create(folder: Path, source: Path, out: Console) -> None:
    """Write a starter project, and what editors need. Raises SetupError."""
    from yanbao import disk, layout
    from yanbao.app import editors
    from yanbao.app.adding import add_agents
    from yanbao.diagnostics import SetupError, printable

    try:
        disk.copy_tree(source, folder)
    except FileExistsError as error:
        message = f"{folder} {error.strerror}; nothing was written"
        raise SetupError(message, "name a folder that is new or empty") from None
    add_agents(folder)
    schemas = editors.schemas_of(folder)
    editors.write_schemas(schemas, folder / layout.SCHEMAS)
    editors.wire_vscode(schemas, folder / layout.SCHEMAS, folder)
    out.print(f"Made a project in {printable(str(folder))}. Its README.md tells what is where. Now:\n")
    if folder.resolve() != Path.cwd():
        out.print(f"  cd {printable(str(folder))}")
    out.print("  report build      PDF and HTML into build/")
    out.print("  report check      after an edit: what is wrong, and where")
    out.print(f"  code .            VS Code, with the extension {editors.EXTENSION}, completes every key")


def _project_around(folder: Path) -> Path | None:
    """The project that a folder would be in: a folder with a report, or with what only projects have."""
    from yanbao import disk, layout
    from yanbao.load.files import find_root, report_names
    from yanbao.load.findings import Findings

    root = find_root(folder.absolute().parent)
    own = (layout.LEDGER, layout.INSTITUTION, layout.RULES, layout.CATALOG, layout.SCHEMAS)
    is_project = report_names(root, Findings()) or any(disk.is_there(root, name) for name in own)
    return root if is_project else None


def _add(root: Path, folder: Path, source: Path, out: Console) -> None:
    """Add a report to a project. Raises SetupError for a path, which would be a project in a project."""
    from yanbao.app.adding import add_report
    from yanbao.diagnostics import SetupError, printable

    if folder.name != str(folder):
        message = printable(f"{folder} is inside the project {root}; nothing was written")
        raise SetupError(message, f"'report new {folder.absolute().name}', in that project, adds a report to it")
    files = add_report(root, folder.name, source)
    for file in files:
        out.print(printable(file))
    out.print(f"\nAdded a report to the project. Now: report build {printable(folder.name)}")
