"""``report doctor``: checks what building needs on this machine, and how to install what is missing."""

from __future__ import annotations

import typer

from yanbao.app.options import Project, open_project

EXAMPLES = """\b
Examples:
  report doctor                     what is installed, and what is missing
"""


def doctor(project: Project = None) -> None:
    """Check what building needs on this machine, and what is missing.

    Exit code: 0 everything is there, 2 something is missing.
    """
    from yanbao.app import console
    from yanbao.app.trouble import reported

    with reported():
        from yanbao.app.machine import needs, plugins
        from yanbao.diagnostics import SetupError, printable

        found = tuple(needs())
        console.show_needs(console.stdout(), found)
        missing = [need for need in found if not need.state]
        if missing:
            remedy = " && ".join(dict.fromkeys(need.remedy for need in missing))
            console.show_trouble(f"{len(missing)} missing or too old", remedy)
            raise typer.Exit(2)
        for line in plugins():
            console.stdout().print(line)
        console.stdout().print("Everything that building needs is here.")
        try:
            console.stdout().print(f"Project: {printable(str(open_project(project, None)[0]))}")
        except SetupError as error:
            console.stdout().print(f"Project: {printable(str(error))}")
