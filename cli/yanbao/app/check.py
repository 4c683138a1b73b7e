"""``report check``: finds mistakes without building."""

from __future__ import annotations

import typer

from yanbao.app.options import Project, Reports, Strict, open_project

EXAMPLES = """\b
Examples:
  report check                      every report of the project
  report check ai-media --strict    one report; warnings count as errors
"""


def check(reports: Reports = None, strict: Strict = False, project: Project = None) -> None:
    """Find mistakes in reports, without building them.

    REPORT is the name of a folder under content/; without one, every report is checked. What only typesetting can know,
    such as text that overflows its page, is found by build.

    Exit code: 0 no errors, 1 problems in the content, 2 wrong usage or something missing on this machine.
    """
    from yanbao.app import console
    from yanbao.app.trouble import reported

    with reported():
        from yanbao import pipeline
        from yanbao.diagnostics import has_errors

        root, slugs = open_project(project, reports)
        diagnostics = pipeline.check(root, slugs)
        console.show_findings(console.stdout(), diagnostics, root)
        console.stdout().print(f"Found {console.tally(diagnostics)}." if diagnostics else "No problems found.")
        if has_errors(diagnostics, strict=strict):
            raise typer.Exit(1)
