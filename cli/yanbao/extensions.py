"""Plug-ins: installed packages that extend yanbao through entry points in these groups.

Each group names modules that have what it needs: reviewing rules, chart types, kinds of table files, kinds of
connections. An entry point of ``yanbao.themes`` names a package that is a theme's folder. Installed packages are
trusted code. The current directory may be an untrusted project, so nothing in it is a plug-in, even where Python
searches it for modules.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import distributions
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from yanbao.diagnostics import SetupError
from yanbao.resources import packaged

RULES, THEMES, CHARTS = "yanbao.rules", "yanbao.themes", "yanbao.charts"
TABLES, CONNECTIONS = "yanbao.tables", "yanbao.connections"
GROUPS = (RULES, THEMES, CHARTS, TABLES, CONNECTIONS)

_TARGET = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*")


@dataclass(frozen=True, slots=True, order=True)
class Extension:
    """An entry point of a package; ``target`` is the module it names."""

    package: str
    version: str
    group: str
    name: str
    target: str

    @property
    def title(self) -> str:
        return f"{self.package} {self.version}"

    def refused(self, why: str) -> SetupError:
        """The error for a package that cannot be used as a plug-in."""
        remedy = f"mend {self.package}, or remove it: {sys.executable} -m pip uninstall {self.package}"
        return SetupError(f"the plug-in {self.title} ({self.group}: {self.name}) {why}", remedy)

    @contextmanager
    def running(self, what: str, *told: type[Exception]) -> Iterator[None]:
        """Turn an exception of the plug-in's code into a SetupError that names it, but for those that are ``told``."""
        try:
            yield
        except Exception as error:
            if isinstance(error, (SetupError, MemoryError, *told)):
                raise
            raise self.refused(f"failed on {what}: {type(error).__name__}: {error}") from error

    def load(self, *needed: str) -> ModuleType:
        """Import the module, which has all that is ``needed``. Raises SetupError, which names the package."""
        if not _TARGET.fullmatch(self.target):
            raise self.refused(f"names '{self.target}', which is no module")
        try:
            module = import_module(self.target)
        except (MemoryError, KeyboardInterrupt):
            raise
        except BaseException as error:  # whatever the plug-in raises, SystemExit too
            raise self.refused(f"cannot be imported: {type(error).__name__}: {error}") from error
        if missing := [name for name in needed if not hasattr(module, name)]:
            raise self.refused(f"lacks {', '.join(missing)} in {self.target}")
        return module

    def folder(self) -> Path:
        """The folder of the package it names, found without importing it. Raises SetupError."""
        top, *below = self.target.split(".")
        found = packaged(top, "/".join(below)) if _TARGET.fullmatch(self.target) else None
        if found is None:
            raise self.refused(f"names '{self.target}', which is no package")
        return found

    def source(self) -> Path | None:
        """The file or folder with its code, found without importing it; None if it does not exist."""
        top = self.target.split(".")[0]
        found = find_spec(top) if top.isidentifier() else None
        if found and found.submodule_search_locations:
            return Path(found.submodule_search_locations[0])
        return Path(found.origin) if found and found.origin else None


@cache
def extensions(group: str) -> tuple[Extension, ...]:
    """The entry points of a group, sorted. Looked up once per process."""
    return tuple(extension for extension in _all() if extension.group == group)


def named(group: str, builtin: Collection[str] = ()) -> Mapping[str, Extension]:
    """The entry points of a group by name. Raises SetupError if two share a name, or one has that of a built-in."""
    found: dict[str, Extension] = {}
    for extension in extensions(group):
        if extension.name in builtin:
            raise extension.refused("has a name that yanbao has too: it needs a name of its own")
        if extension.name in found:
            raise extension.refused(f"has a name that {found[extension.name].title} has too")
        found[extension.name] = extension
    return found


@cache
def themes() -> Mapping[str, Path]:
    """Theme folders that packages provide, by name. Raises SetupError if two share a name."""
    return {name: extension.folder() for name, extension in named(THEMES).items()}


@cache
def _all() -> tuple[Extension, ...]:
    here = os.path.realpath(Path.cwd())
    paths = [folder for folder in sys.path if folder and os.path.realpath(folder) != here]
    found: dict[str, list[Extension]] = {}
    for distribution in distributions(path=paths):
        if points := [point for point in distribution.entry_points if point.group in GROUPS]:
            name, version = distribution.metadata["Name"], distribution.version
            some = [Extension(name, version, point.group, point.name, point.value.strip()) for point in points]
            found.setdefault(name.lower(), some)  # the first on the path is the one that would be imported
    return tuple(sorted(extension for some in found.values() for extension in some))
