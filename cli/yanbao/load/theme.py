"""Loads a theme: a folder with templates, styles, ``theme.yaml`` and ``messages.yaml``.

A project's own ``templates/<name>/`` comes before the built-in theme of that name. A theme may be based on another, and
one of a project on the built-in one that it hides: then it has only what differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from yanbao.diagnostics import ContentError, has_errors, suggest
from yanbao.load.documents import read_document
from yanbao.load.findings import Findings, Rule
from yanbao.load.schema import M, validate
from yanbao.load.yaml import Node, overlay
from yanbao.memory import Memory, Same
from yanbao.model.theme import Messages, Theme, Tokens
from yanbao.resources import builtin_templates

TOKENS, MESSAGES = "theme.yaml", "messages.yaml"


def load_theme(name: str, root: Path | None = None, memory: Memory | None = None) -> Theme:
    """The theme called ``name``, for the project at ``root``. Raises ContentError, and KeyError if there is none."""
    found = Findings(memory)
    folders, nodes = _lineage(name, root, found)
    if has_errors(found):
        raise ContentError(found)
    strings = [
        node
        for folder in folders
        if folder is folders[-1] or (folder / MESSAGES).exists()
        if (node := _read(folder, MESSAGES, found))
    ]
    tokens, messages = (_merged(m, name, n, found) for m, n in ((Tokens, nodes), (Messages, strings)))
    if not isinstance(tokens, Tokens) or not isinstance(messages, Messages) or has_errors(found):
        raise ContentError(found)
    return Theme(name, tuple(folders), tokens, messages)


def has_theme(name: str, root: Path) -> bool:
    """Whether a project can use a theme of this name."""
    return name in _folders(root)


def suggest_theme(name: str, root: Path | None) -> str:
    """Help for a name that is no theme."""
    folders = _folders(root)
    return suggest(name, folders) or f"there is {', '.join(sorted(folders))}"


def _lineage(name: str, root: Path | None, found: Findings) -> tuple[list[Path], list[Node]]:
    """The folders of a theme and of those it is based on, nearest first, with the trees of their tokens."""
    known = _folders(root)
    folders, nodes = [known[name][0]], list[Node]()
    while node := _read(folders[-1], TOKENS, found):
        nodes.append(node)
        base = node.children.get("base")
        if base is None or not isinstance(base.value, str):
            break
        others = [folder for folder in known.get(base.value, ()) if folder not in folders]
        if not others:
            message = f"no theme '{base.value}' to be based on"
            if base.value in known:
                message = f"the theme '{base.value}' would be based on itself"
            advice = "" if base.value in known else suggest_theme(base.value, root)
            found.error(Rule.UNKNOWN_THEME, message, base.mark, advice, base.width)
            break
        folders.append(others[0])
    return folders, nodes


def _read(folder: Path, name: str, found: Findings) -> Node | None:
    return read_document(folder.parents[1], f"{folder.parent.name}/{folder.name}/{name}", found)


def _merged(model: type[M], name: str, nodes: Sequence[Node], found: Findings) -> M | None:
    """What a theme says, and where it is silent what those say that it is based on."""
    if not nodes:
        return None
    made_from = (model, *map(Same, nodes))
    return found.recall(("theme", model, name), made_from, lambda found: validate(model, overlay(nodes), found))


def _folders(root: Path | None) -> dict[str, list[Path]]:
    """Folders of themes by name, the project's own first."""
    places = [*([root / "templates"] if root else []), builtin_templates()]
    folders: dict[str, list[Path]] = {}
    for place in dict.fromkeys(place.resolve() for place in places if place.is_dir()):
        for folder in sorted(place.iterdir()):
            if (folder / TOKENS).is_file():
                folders.setdefault(folder.name, []).append(folder)
    return folders
