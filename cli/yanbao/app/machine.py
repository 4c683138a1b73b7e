"""Requirements of a build: Python packages, and the system libraries that WeasyPrint loads."""

from __future__ import annotations

import io
import platform
import shlex
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout, suppress
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, requires, version

from packaging.requirements import Requirement

from yanbao.libraries import LIBRARIES, state


@dataclass(frozen=True)
class Need:
    """One requirement; ``state`` is its version, or empty if it is missing or too old."""

    title: str
    state: str
    remedy: str


_INSTALL = {
    "debian": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "sudo dnf install pango harfbuzz",
    "arch": "sudo pacman -S pango harfbuzz",
    "darwin": "brew install pango",
    "win32": "pacman -S mingw-w64-ucrt-x86_64-pango",  # for an MSYS2 shell
}
_INSTALL_ELSEWHERE = "install Pango 1.44 or newer, and HarfBuzz 4.1 or newer with its subset library"


def needs() -> Iterator[Need]:
    """All requirements, whether met or not."""
    with redirect_stdout(io.StringIO()), suppress(OSError, ImportError):
        import_module("yanbao.typeset")  # on Windows this adds WeasyPrint's library folders to the search path
    yield Need("Python", f"{platform.python_version()}  {sys.executable}", "")
    for library in LIBRARIES:
        yield Need(library.title, state(library), install_command())
    for line in requires("yanbao") or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate():
            yield Need(requirement.name, _package_state(requirement), _pip_command(requirement))


def plugins() -> Iterator[str]:
    """One line per plug-in entry point. Raises SetupError for one that cannot be used."""
    from yanbao.extensions import CHARTS, CONNECTIONS, TABLES, THEMES, extensions, named
    from yanbao.load.formats import known
    from yanbao.load.plugged import connections
    from yanbao.load.theme import has_theme
    from yanbao.model.installed import installed_charts
    from yanbao.review import all_rules
    from yanbao.review.installed import InstalledRule

    for rule in all_rules().values():
        if isinstance(rule, InstalledRule):
            yield f"Plug-in {rule.extension.title}: rule {rule.RULE.id}"
    for extension in extensions(THEMES):
        if has_theme(extension.name, None):
            yield f"Plug-in {extension.title}: theme {extension.name}"
    for check in (known, connections, installed_charts):
        check()
    parts = {CHARTS: "chart type ", TABLES: "tables from files named .", CONNECTIONS: "connections of kind "}
    for group, what in parts.items():
        for name, extension in named(group).items():
            yield f"Plug-in {extension.title}: {what}{name}"


def missing_libraries() -> list[str]:
    """Names of the system libraries that are missing or too old."""
    return [library.title for library in LIBRARIES if not state(library)]


def install_command() -> str:
    """The command that installs the system libraries on this platform."""
    families = [sys.platform]
    if sys.platform == "linux":
        with suppress(OSError):
            release = platform.freedesktop_os_release()
            families = [release["ID"], *release.get("ID_LIKE", "").split()]
    return next((_INSTALL[family] for family in families if family in _INSTALL), _INSTALL_ELSEWHERE)


def _package_state(requirement: Requirement) -> str:
    try:
        installed = version(requirement.name)
    except PackageNotFoundError:
        return ""
    return installed if requirement.specifier.contains(installed, prereleases=True) else ""


def _pip_command(requirement: Requirement) -> str:
    bare = f"{requirement.name}{requirement.specifier}"
    return shlex.join([sys.executable, "-m", "pip", "install", bare])
