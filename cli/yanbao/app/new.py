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
  report new .                      in this folder, if it is empty
  report new my-reports --ci github a project that is rebuilt every night
  report new --ci cron              the same for the project in this folder
"""


def new(
    folder: Annotated[Path | None, typer.Argument(metavar="DIR", hidden=True)] = None,
    system: Annotated[
        Literal["github", "gitlab", "jenkins", "cron"] | None,
        typer.Option("--ci", help="Also write what rebuilds it every night; without DIR, into the project here."),
    ] = None,
) -> None:
    """Create a small project that builds.

    DIR is a new or empty folder. It gets a report of a few pages with text, a chart and tables bound to a ledger, all
    with invented data, and the settings with which VS Code completes and explains every key.

    Exit code: 0 created, 2 wrong usage, or the folder is not empty.
    """
    from yanbao.app import console
    from yanbao.app.trouble import reported

    if folder is None and system is None:
        raise typer.BadParameter("name a folder, such as my-reports", param_hint="DIR")
    with reported():
        from yanbao.api import find_project
        from yanbao.app import recipes

        out = console.stdout()
        root = find_project(Path.cwd(), "go to the project's folder, or name a new one") if folder is None else folder
        if folder is not None:
            _create(folder, out)
        if system is not None:
            names = recipes.write_recipe(system, root)
            out.print(f"Wrote {', '.join(names)}. Next:\n\n  {recipes.advice(system, root.resolve())}")


def _create(folder: Path, out: Console) -> None:
    """Write the starter project, and what editors need. Raises SetupError."""
    from yanbao import disk, layout
    from yanbao.app import editors
    from yanbao.diagnostics import SetupError, printable
    from yanbao.model.schema import file_schemas
    from yanbao.resources import starter

    try:
        disk.copy_tree(starter(), folder)
    except FileExistsError as error:
        message = f"{folder} {error.strerror}; nothing was written"
        raise SetupError(message, "name a folder that is new or empty") from None
    schemas = file_schemas()
    editors.write_schemas(schemas, folder / layout.SCHEMAS)
    editors.wire_vscode(schemas, folder / layout.SCHEMAS, folder)
    out.print(f"Made a project in {printable(str(folder))}. Its README.md tells what is where. Now:\n")
    if folder.resolve() != Path.cwd():
        out.print(f"  cd {printable(str(folder))}")
    out.print("  report build      PDF and HTML into build/")
    out.print("  report check      after an edit: what is wrong, and where")
    out.print(f"  code .            VS Code, with the extension {editors.EXTENSION}, completes every key")
