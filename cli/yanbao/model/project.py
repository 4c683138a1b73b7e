"""A loaded project, the input of the rest of the pipeline."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from yanbao.diagnostics import Mark
from yanbao.model.dataset import Dataset
from yanbao.model.institution import Publisher
from yanbao.model.ledger import Ledger
from yanbao.model.pictures import PictureFile
from yanbao.model.report import GeneratedKind, Report, Section
from yanbao.model.rules import ReviewSettings
from yanbao.model.theme import Theme

EVERYTHING = "*"
"""Among lost names: that of anything."""


def is_lost(name: str, lost: Collection[str]) -> bool:
    """True if something may be missing because it could not be loaded, which has been reported."""
    return name in lost or EVERYTHING in lost


@dataclass(frozen=True)
class LoadedSection:
    """A section and the file it was read from, relative to the project."""

    file: str
    spec: Section


@dataclass(frozen=True)
class LoadedReport:
    """A report ready to be composed. ``slug`` is the name of its files; of its folder, until that is known.

    ``outline`` is in order: names of generated pages, and sections. ``images`` are pictures by their path in the
    project; ``excerpts`` the YAML of the figures that its excerpts name, by id. ``inputs`` is what its files held, and
    those of its theme and institution, by name. ``lost`` are ids and names in files of it with errors.
    """

    slug: str
    file: str
    spec: Report
    outline: tuple[GeneratedKind | LoadedSection, ...]
    theme: Theme
    images: Mapping[str, PictureFile]
    excerpts: Mapping[str, str]
    mark: Mark
    publisher: Publisher
    inputs: dict[str, bytes]
    lost: frozenset[str] = frozenset()

    @property
    def folder(self) -> str:
        """The name of its folder, which is that of a pattern if several reports are made from it."""
        return self.file.split("/")[-2]

    @property
    def sections(self) -> tuple[LoadedSection, ...]:
        return tuple(item for item in self.outline if isinstance(item, LoadedSection))


@dataclass(frozen=True)
class Project:
    """A folder with ``content/``, ``data/`` and optionally ``templates/``.

    ``lost`` are names in shared files with errors: what is called so may be missing.
    """

    root: Path
    ledger: Ledger
    datasets: Mapping[str, Dataset]
    reports: tuple[LoadedReport, ...]
    review: ReviewSettings
    shared: Mapping[str, bytes]
    lost: frozenset[str] = frozenset()
