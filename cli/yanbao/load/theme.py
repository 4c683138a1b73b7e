"""Loads a theme: a folder with templates, styles, ``theme.yaml`` and ``messages.yaml``.

A project's own ``templates/<name>/`` comes before the built-in theme of that name.
"""

from __future__ import annotations

from pathlib import Path

from yanbao.diagnostics import ContentError, suggest
from yanbao.load.documents import load_model
from yanbao.load.findings import Findings
from yanbao.memory import Memory
from yanbao.model.theme import Messages, Theme, Tokens
from yanbao.resources import builtin_templates


def load_theme(name: str, root: Path | None = None, memory: Memory | None = None) -> Theme:
    """The theme called ``name``, for the project at ``root``. Raises ContentError, and KeyError if there is none."""
    folder = _folders(root)[name]
    base = folder.parents[1]
    found = Findings(memory)
    tokens = load_model(Tokens, base, f"{folder.parent.name}/{name}/theme.yaml", found)
    messages = load_model(Messages, base, f"{folder.parent.name}/{name}/messages.yaml", found)
    if tokens is None or messages is None:
        raise ContentError(found)
    return Theme(name, folder, tokens[0], messages[0])


def has_theme(name: str, root: Path) -> bool:
    """Whether a project can use a theme of this name."""
    return name in _folders(root)


def suggest_theme(name: str, root: Path) -> str:
    """Help for a name that is no theme."""
    folders = _folders(root)
    return suggest(name, folders) or f"there is {', '.join(sorted(folders))}"


def _folders(root: Path | None) -> dict[str, Path]:
    """Themes by name; those of the project hide built-in ones."""
    places = [builtin_templates(), *([root / "templates"] if root else [])]
    return {
        folder.name: folder
        for place in places
        if place.is_dir()
        for folder in sorted(place.iterdir())
        if (folder / "theme.yaml").is_file()
    }
