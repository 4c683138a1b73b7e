"""Recipes with which a CI system or cron rebuilds a project every night: the files of ``report new --ci``."""

from __future__ import annotations

import shlex
import sysconfig
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from yanbao import disk
from yanbao.diagnostics import SetupError, printable
from yanbao.resources import recipes

System = Literal["github", "gitlab", "jenkins", "cron"]

_SCRIPT = {"nightly.sh": "nightly.sh"}
_FILES: Mapping[System, Mapping[str, str]] = {
    "github": _SCRIPT | {".github/workflows/nightly.yml": "github.yml"},
    "gitlab": _SCRIPT | {".gitlab-ci.yml": "gitlab.yml"},
    "jenkins": _SCRIPT | {"Jenkinsfile": "Jenkinsfile"},
    "cron": _SCRIPT,
}
"""What is written for a system: the files of a project, and those that they are copies of."""

_MOST = 100_000


def refuse_others(system: System, root: Path) -> dict[str, bytes]:
    """The files for a system, by name. Raises SetupError if one of them is another in the project already."""
    files = {name: disk.read(recipes(), source, _MOST) for name, source in _FILES[system].items()}
    if other := [name for name, data in files.items() if disk.is_there(root, name) and _held(root, name) != data]:
        message = f"{', '.join(other)}: another file of this name is there; nothing was written"
        raise SetupError(message, "rename or delete it; docs/nightly.md has the recipes to compare with")
    return files


def write_recipe(system: System, root: Path) -> list[str]:
    """Write the files for a system into a project; their names. Raises as ``refuse_others``."""
    files = refuse_others(system, root)
    for name, data in files.items():
        disk.write(root, name, data)
    return list(files)


def _held(root: Path, name: str) -> bytes | None:
    try:
        return disk.read(root, name, _MOST)
    except disk.RefusedError:
        return None


def advice(system: System, root: Path) -> str:
    """What is left to do by hand, in a sentence or a line to copy. Cron finds ``report`` by that line alone."""
    if system == "cron":
        folder, programs = (shlex.quote(printable(path)) for path in (str(root), sysconfig.get_path("scripts")))
        night = "PUBLISHED=build sh nightly.sh >night.log 2>&1 || cat night.log"
        return f"30 4 * * 1-5 cd {folder} && PATH={programs}:$PATH {night}".replace("%", "\\%")
    return "commit these files; yanbao is installed from wheels/, if a wheel is there, or else from a package registry"
