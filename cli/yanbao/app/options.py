"""Arguments and options that several commands share, and their validation."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer


def open_project(folder: Path | None, names: list[str] | None) -> tuple[Path, tuple[str, ...]]:
    """The root of the project that contains ``folder`` (the current one if None), and the slugs of the named reports.

    They may be those of reports that patterns make. Raises SetupError if the project has no report, BadParameter for an
    unknown name.
    """
    from yanbao.api import find_project
    from yanbao.diagnostics import printable, suggest

    root = find_project(folder or Path.cwd(), "go to the project's folder, or name it with --project")
    known = reports(root)
    missing = [name for name in names or () if name not in known]
    if missing and _has_patterns(root, known):
        return root, tuple(names or ())  # a name that no pattern gives is told when the tables are loaded
    for name in missing:
        help_text = suggest(name, known) or f"there are: {', '.join(known)}"
        raise typer.BadParameter(printable(f"no report '{name}'; {help_text}"), param_hint="REPORT")
    return root, tuple(names or ())


def open_folder(folder: Path | None, name: str) -> tuple[Path, str]:
    """The same for one report that is a folder of its own. Raises BadParameter for one that a pattern makes."""
    from yanbao.diagnostics import printable
    from yanbao.load.project import patterns_of

    root, _ = open_project(folder, [name])
    if name not in (known := reports(root)):
        patterns = ", ".join(patterns_of(root, known))
        message = f"'{name}' has no folder in content/; the reports of a pattern move with it: {patterns}"
        raise typer.BadParameter(printable(message), param_hint="REPORT")
    return root, name


def _has_patterns(root: Path, names: list[str]) -> bool:
    from yanbao.load.project import patterns_of

    return bool(patterns_of(root, names))


def params(values: list[str] | None) -> dict[str, str]:
    """Parameters by name. Raises BadParameter for what is not NAME=VALUE, and for a name that is given twice."""
    given: dict[str, str] = {}
    for text in values or ():
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise typer.BadParameter(f"write NAME=VALUE, not '{text}'", param_hint="--set")
        if name.strip() in given:
            raise typer.BadParameter(f"'{name.strip()}' is given twice", param_hint="--set")
        given[name.strip()] = value.strip()
    return given


def parse_formats(values: list[str] | None, known: frozenset[str]) -> frozenset[str]:
    """The formats asked for, apart or with commas between; all of them if none is. Raises BadParameter."""
    formats = frozenset(name.strip().lower() for value in values or () for name in value.split(",") if name.strip())
    for name in sorted(formats - known):
        raise typer.BadParameter(f"'{name}' is not one of {', '.join(sorted(known))}", param_hint="--format")
    return formats or known


def day(on: datetime | None) -> date:
    """The date from the option, or today."""
    return (on or datetime.now().astimezone()).date()


def reports(root: Path) -> list[str]:
    """The slugs of a project's reports."""
    from yanbao.load.files import report_names
    from yanbao.load.findings import Findings

    return report_names(root, Findings())


def complete_report(incomplete: str) -> list[str]:
    """Shell completion of report slugs."""
    from yanbao.diagnostics import SetupError

    try:
        root, _ = open_project(None, None)
    except SetupError:
        return []
    return [name for name in reports(root) if name.startswith(incomplete)]


Reports = Annotated[
    list[str] | None,
    typer.Argument(metavar="REPORT", hidden=True, autocompletion=complete_report),
]
Project = Annotated[
    Path | None,
    typer.Option(
        "--project",
        "-p",
        metavar="DIR",
        exists=True,
        file_okay=False,
        help="The project, or a folder in it. [default: this folder]",
    ),
]
On = Annotated[
    datetime | None,
    typer.Option(
        "--on",
        metavar="DATE",
        formats=["%Y-%m-%d"],
        help="Date used for validity, such as 2024-04-26. [default: today]",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
BuiltinThemesOnly = Annotated[
    bool,
    typer.Option("--builtin-themes-only", help="Refuse a project with templates of its own, for untrusted branches."),
]
Params = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="NAME=VALUE",
        help="Give a parameter of the report a value; may be repeated. [default: as in report.yaml]",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="DIR", help="Output folder. [default: build/ in the project]"),
]
Formats = Annotated[
    list[str] | None,
    typer.Option("--format", "-f", metavar="FORMAT", help="pdf or html; may be repeated. [default: both]"),
]
Archive = Annotated[
    bool, typer.Option("--archive", help="Make the PDF for archives: PDF/A-3, with each figure's data attached.")
]
Locked = Annotated[bool, typer.Option("--locked", help="Refuse pulled tables that are not what data/lock.yaml says.")]
Cache = Annotated[bool, typer.Option("--cache/--no-cache", help="Read and write the cache in .yanbao/cache/.")]
Strict = Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")]
