"""Plug-ins: what installed packages add to yanbao, by entry points in these groups.

``yanbao.rules`` names a module with a reviewing rule, or with several in ``RULES``; ``yanbao.themes`` a package that is
the folder of a theme. Packages are code that whoever runs yanbao has installed. The current folder may be a stranger's
project, so nothing in it is a plug-in, even where Python looks for modules there.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import Distribution, distributions
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from yanbao.diagnostics import SetupError
from yanbao.resources import packaged

RULES, THEMES = "yanbao.rules", "yanbao.themes"
GROUPS = (RULES, THEMES)

_TARGET = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*")


@dataclass(frozen=True, slots=True, order=True)
class Extension:
    """An entry point of a package: ``target`` is the module that it names."""

    package: str
    version: str
    group: str
    name: str
    target: str

    @property
    def title(self) -> str:
        return f"{self.package} {self.version}"

    def refused(self, why: str) -> SetupError:
        """The error that a package is no use as a plug-in."""
        remedy = f"mend {self.package}, or remove it: {sys.executable} -m pip uninstall {self.package}"
        return SetupError(f"the plug-in {self.title} ({self.group}: {self.name}) {why}", remedy)

    def load(self) -> ModuleType:
        """The module. Raises SetupError, which names the package, if it cannot be imported."""
        if not _TARGET.fullmatch(self.target):
            raise self.refused(f"names '{self.target}', which is no module")
        try:
            return import_module(self.target)
        except (MemoryError, KeyboardInterrupt):
            raise
        except BaseException as error:  # whatever it does: SystemExit too
            raise self.refused(f"cannot be imported: {type(error).__name__}: {error}") from error

    def folder(self) -> Path:
        """The folder of the package that it names, without importing it. Raises SetupError."""
        top, *below = self.target.split(".")
        found = packaged(top, "/".join(below)) if _TARGET.fullmatch(self.target) else None
        if found is None:
            raise self.refused(f"names '{self.target}', which is no package")
        return found

    def source(self) -> Path | None:
        """The file or folder with the code that it is made of, which is not imported; None if it is not there."""
        top = self.target.split(".")[0]
        found = find_spec(top) if top.isidentifier() else None
        if found and found.submodule_search_locations:
            return Path(found.submodule_search_locations[0])
        return Path(found.origin) if found and found.origin else None


@cache
def extensions(group: str) -> tuple[Extension, ...]:
    """The entry points of a group, sorted. They are looked for once in a process."""
    return tuple(extension for extension in _all() if extension.group == group)


@cache
def themes() -> Mapping[str, Path]:
    """Folders of the themes that packages have, by name. Raises SetupError if two have one name."""
    folders: dict[str, Path] = {}
    for extension in extensions(THEMES):
        if extension.name in folders:
            raise extension.refused("has the name of another plug-in's theme")
        folders[extension.name] = extension.folder()
    return folders


@cache
def _all() -> tuple[Extension, ...]:
    here = os.path.realpath(Path.cwd())
    paths = [folder for folder in sys.path if folder and os.path.realpath(folder) != here]
    found: dict[str, list[Extension]] = {}
    for distribution in distributions(path=paths):
        if "yanbao." in (distribution.read_text("entry_points.txt") or ""):
            name = distribution.metadata["Name"]
            found.setdefault(name.lower(), list(_of(distribution, name)))
    return tuple(sorted(extension for some in found.values() for extension in some))


def _of(distribution: Distribution, name: str) -> Iterator[Extension]:
    for point in distribution.entry_points:
        if point.group in GROUPS:
            yield Extension(name, distribution.version, point.group, point.name, point.value.strip())
