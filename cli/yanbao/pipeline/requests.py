"""What is asked of a build and what it returns: plain records."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from yanbao.diagnostics import Diagnostic

if TYPE_CHECKING:
    from yanbao.compose.uses import Entry, Use

FORMATS = frozenset({"pdf", "html"})


class Progress(Protocol):
    """Progress callback: the report's slug (empty for all), the name of the step, and how much of it is done."""

    def step(self, report: str, name: str, done: int, total: int) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Making:
    """How reports are made, one by one or in a batch.

    ``archive`` makes the PDF for archives, with the numbers of its figures inside. ``strict`` counts warnings as
    errors. ``jobs`` is how many pages, in a batch how many notes, are made at a time, as many as the machine can if
    None. Without ``store`` everything is made anew, and nothing kept. ``builtin_themes_only`` refuses a project with
    templates of its own, and reads none of them. ``locked`` refuses data that are not what ``data/lock.yaml`` says.
    ``given`` are names and values of the reports' parameters.
    """

    formats: frozenset[str] = FORMATS
    archive: bool = False
    strict: bool = False
    jobs: int | None = None
    store: bool = True
    builtin_themes_only: bool = False
    locked: bool = False
    given: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class BuildRequest(Making):
    """What to build: reports by slug (all if none), and the output folder.

    ``force`` publishes drafts of what errors would keep from being published.
    """

    root: Path
    output: Path
    slugs: tuple[str, ...] = ()
    force: bool = field(default=False, kw_only=True)


@dataclass(frozen=True)
class BuiltReport:
    """One report that was built. ``pages`` counts the PDF's; ``kept`` counts content pages that came from the cache.

    ``fonts`` are installed ones: of each the package, and the file in it.
    """

    slug: str
    files: tuple[Path, ...]
    pages: int
    kept: int
    is_draft: bool
    fonts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class BuildResult:
    """What was published, with the warnings and hints that did not prevent it.

    ``is_unchanged`` is True if all outputs were up to date already. ``is_partial`` if some of the reports that are made
    from one pattern have errors, which are among the diagnostics: their last good files stay.
    """

    reports: tuple[BuiltReport, ...]
    diagnostics: tuple[Diagnostic, ...]
    is_unchanged: bool = False
    is_partial: bool = False


@dataclass(frozen=True)
class Inventory:
    """Facts and datasets with their uses, and the problems in the content: errors may hide uses.

    ``typed`` are the places where the number that was asked for is typed, with the words around it.
    """

    entries: tuple[Entry, ...]
    diagnostics: tuple[Diagnostic, ...]
    typed: tuple[Use, ...] = ()
