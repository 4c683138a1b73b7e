"""``report preview``: shows a report in the browser, and updates it whenever a file changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from yanbao.app.options import Project, Reports, open_project, reports

if TYPE_CHECKING:
    from yanbao.app.previews.board import Board
    from yanbao.diagnostics import Diagnostic
    from yanbao.pipeline import Session, Stage

EXAMPLES = """\b
Examples:
  report preview                   the report of the project
  report preview ai-media --open   the report in content/ai-media/, in the browser at once
  report preview --port 8000       always on the same port
"""


def preview(
    reports: Reports = None,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, metavar="N", help="Port to serve it on. [default: a free one]")
    ] = 0,
    opens: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    project: Project = None,
) -> None:
    """Show a report in the browser while it is being written.

    It is rebuilt whenever a file changes, until Ctrl-C. REPORT is the name of a folder under content/; it can be
    omitted if there is only one. The page keeps its scroll position, lists problems, and shows the last good version
    meanwhile; the PDF follows at /REPORT.pdf. Only this machine can see it, and no file is written. It needs the
    packages of yanbao[preview].

    Exit code: 2 wrong usage or something missing on this machine.
    """
    from yanbao.app import console
    from yanbao.app.trouble import reported

    with reported():
        from yanbao.diagnostics import printable
        from yanbao.pipeline import changes, open_session

        root, slugs = open_project(project, reports)
        slug = _only(root, slugs)
        board, serving = _server(slug)
        with serving(board, port) as address, open_session(root) as session:
            console.stdout().print(f"{address} shows {printable(slug)}; Ctrl-C ends it.")
            if opens:
                typer.launch(address)
            changed = changes(root)  # start watching before the first build, so that no change is missed
            _show(board, session, root)
            session.stay()
            for _ in changed:
                _show(board, session, root)


def _only(root: Path, slugs: tuple[str, ...]) -> str:
    """The report to show. Raises BadParameter if there are several to choose from."""
    known = slugs or reports(root)
    if len(known) != 1:
        from yanbao.diagnostics import printable

        raise typer.BadParameter(printable(f"name one report of {', '.join(known)}"), param_hint="REPORT")
    return known[0]


def _server(slug: str) -> tuple[Board, Any]:
    """The state of the page, and the function that serves it. Raises SetupError if packages are missing."""
    from yanbao.diagnostics import SetupError

    try:
        from yanbao.app.previews.board import Board
        from yanbao.app.previews.server import serving
    except ImportError as error:
        raise SetupError(f"a preview needs {error.name}", "pip install 'yanbao[preview]'") from None
    return Board(slug), serving


def _show(board: Board, session: Session, root: Path) -> None:
    """Build the report from the current files and show it."""
    from yanbao.app.trouble import explained
    from yanbao.pipeline import preview as make

    board.show(busy=True)
    try:
        make(session, root, board.slug, lambda stage: board.show(**_news(stage, board, root), trouble=""))
    except Exception as error:  # any error may be fixed by the next change
        board.show(trouble=": ".join(filter(None, explained(error))), busy=False)


def _news(stage: Stage, board: Board, root: Path) -> dict[str, Any]:
    """The updates of the board for a stage."""
    news: dict[str, Any] = {}
    if stage.html is not None:
        news["findings"] = [finding for finding in board.findings if finding["level"] != "error"]
    if stage.html is not None and stage.html != board.html:
        news["html"] = stage.html
    if stage.pdf is not None and stage.pdf != board.pdf:
        news["pdf"] = stage.pdf
    if stage.diagnostics is not None:
        news["findings"] = [_told(finding, root) for finding in stage.diagnostics]
        news["busy"] = False
    return news


def _told(finding: Diagnostic, root: Path) -> dict[str, Any]:
    """A finding as a JSON object for the page, with its source line."""
    from yanbao.diagnostics import printable
    from yanbao.pipeline import lines_about

    mark = finding.mark
    line = lines_about(root, [finding]).get(mark, "")
    start = mark.column - 1
    return {
        "level": finding.level,
        "rule": finding.rule,
        "message": printable(finding.message),
        "help": printable(finding.help),
        "place": f"{printable(mark.file)}:{mark.line}:{mark.column}",
        "line": [line[:start], line[start : start + finding.width], line[start + finding.width :]],
    }
