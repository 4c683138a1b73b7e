"""Where the files shipped with the package are: themes, word lists, and what ``report new`` copies."""

from importlib.util import find_spec
from pathlib import Path


def builtin_templates() -> Path:
    """The folder of built-in themes: inside an installed wheel, or ``templates/`` of a source checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "_templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"


STARTERS = {
    "deck": "starter",
    "weekly": "starter-weekly",
    "company-note": "starter-company-note",
    "macro": "starter-macro",
}
"""The folders of the starters, by kind."""


def starter(kind: str = "deck") -> Path:
    """A starter project for ``report new``. (Not a theme: it has no ``theme.yaml``.)"""
    return builtin_templates() / STARTERS[kind]


def recipes() -> Path:
    """The files of ``report new --ci``."""
    return builtin_templates() / "ci"


def agents() -> Path:
    """The folder of ``AGENTS.md``, which tells programs how to work on a project."""
    return builtin_templates() / "agents"


def builtin_words() -> Path:
    """The folder of the word lists that reviewing rules read with."""
    return Path(__file__).resolve().parent / "review" / "words"


def packaged(package: str, file: str) -> Path | None:
    """The path of a file in an installed package if it exists, else None. Nothing is imported."""
    if not package.isidentifier():  # locating a package inside another would import the outer one
        return None
    found = find_spec(package)
    return Path(found.submodule_search_locations[0], file) if found and found.submodule_search_locations else None
