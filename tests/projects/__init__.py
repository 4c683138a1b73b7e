"""Small projects: ``good`` loads whole; every other folder holds the files that make it bad, and what is said then.

Beside its files a case has ``expected.txt`` and may have ``removed.txt`` (paths to leave out), ``links.txt`` (symbolic
links, which cannot be in a package: path and target), ``reports.txt`` (the reports to load) and
``builtin-themes-only.txt`` (if that is asked for).
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from yanbao.diagnostics import Diagnostic, render
from yanbao.pipeline import check

TODAY = date(2024, 5, 1)
OF_LITTLE = {"thin-exhibit", "repeated-exhibit", "repeated-cards"}
HERE = Path(__file__).parent
CASES = sorted(
    path.name for path in HERE.iterdir() if path.is_dir() and not path.name.startswith("_") and path.name != "good"
)


def copy(case: str, target: Path) -> Path:
    """The good project with the files of a case laid over it, without sections that the case's outline leaves out."""
    shutil.copytree(HERE / "good", target, symlinks=True)
    if case != "good":
        shutil.copytree(HERE / case, target, symlinks=True, dirs_exist_ok=True)
        outline = (target / "content/demo/report.yaml").read_bytes().decode(errors="replace")
        own = {file.name for file in (HERE / case / "content/demo").glob("*.yaml")} | {"report.yaml"}
        for section in (HERE / "good/content/demo").glob("*.yaml"):
            if section.name not in own and section.name not in outline:
                (target / "content/demo" / section.name).unlink()
    for name in _words(HERE / case / "removed.txt"):
        removed = target / name
        shutil.rmtree(removed) if removed.is_dir() else removed.unlink()
    links = iter(_words(HERE / case / "links.txt"))
    for name, end in zip(links, links, strict=True):
        (target / name).symlink_to(end)
    return target


def expected(case: str) -> str:
    """What is to be said of a case; nothing if that is not written yet."""
    file = HERE / case / "expected.txt"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def diagnose(case: str, root: Path) -> tuple[Diagnostic, ...]:
    """What is found in the project of a case; that it shows little only if the case is about that, as all are small."""
    only = (HERE / case / "builtin-themes-only.txt").exists()
    found = check(root, _words(HERE / case / "reports.txt"), TODAY, builtin_themes_only=only)
    return tuple(one for one in found if one.rule == case or one.rule not in OF_LITTLE)


def rendered(diagnostics: tuple[Diagnostic, ...], root: Path) -> str:
    """Diagnostics as the reader sees them."""
    return "".join(render(diagnostic, _source_line(root, diagnostic)) + "\n" for diagnostic in diagnostics)


def _source_line(root: Path, diagnostic: Diagnostic) -> str | None:
    file = root / diagnostic.mark.file
    if not file.is_file() or file.is_symlink():
        return None
    text = file.read_text(encoding="utf-8-sig", errors="replace")
    return None if "\0" in text else text.split("\n")[diagnostic.mark.line - 1]


def _words(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").split() if file.exists() else []
