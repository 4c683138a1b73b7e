"""``report schema``: writes the JSON schemas with which editors complete, explain and check a project's files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from yanbao import layout
from yanbao.app.options import Project, open_project

EXAMPLES = """\b
Examples:
  report schema --vscode            VS Code completes and explains every key of this project
  report schema                     JSON Schemas only, for other editors
  report schema --output schema     into schema/ instead of the project's .yanbao/schema/
"""


def schema(
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="DIR", help="Output folder. [default: .yanbao/schema/ in the project]"),
    ] = None,
    vscode: Annotated[
        bool, typer.Option("--vscode", help="Also tell VS Code, in the project's .vscode/settings.json.")
    ] = False,
    project: Project = None,
) -> None:
    """Let editors complete, explain and check every key.

    Writes JSON Schemas of the files that analysts edit, which offer the project's own names too: datasets, columns,
    sources, entities and facts. VS Code needs the extension redhat.vscode-yaml. Run it again after an update of yanbao,
    and when there are new names.

    Exit code: 0 written, 2 wrong usage or something missing on this machine.
    """
    from yanbao.app import console
    from yanbao.app.trouble import reported

    with reported():
        from yanbao import disk
        from yanbao.app import editors

        root, _ = open_project(project, None)
        folder = output or disk.refuse_link(root, layout.SCHEMAS)
        schemas = editors.schemas_of(root)
        settings = editors.wire_vscode(schemas, folder, root) if vscode else None
        files = editors.write_schemas(schemas, folder)
        rows = [(console.relative(file), ", ".join(made.files)) for file, made in zip(files, schemas, strict=True)]
        width = max(len(name) for name, _ in rows)
        out = console.stdout()
        for name, globs in rows:
            out.print(f"{name:<{width}}  {globs}")
        if settings:
            out.print(f"{console.relative(settings)} tells VS Code; it needs the extension {editors.EXTENSION}.")
        else:
            out.print(f"\nVS Code, with the extension {editors.EXTENSION}: report schema --vscode")
            out.print("Other editors: the first line of a file can name its schema; of report.yaml")
            out.print(f"  # yaml-language-server: $schema={files[0].resolve().as_uri()}")
