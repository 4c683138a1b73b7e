"""Loads a theme: a folder with templates, styles, ``theme.yaml`` and ``messages.yaml``.

A project's own ``templates/<name>/`` takes precedence over a plug-in's or built-in theme of that name. A theme may be
based on another, and one of a project on the one that it hides: then it only contains what differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from yanbao import disk, layout, rules
from yanbao.diagnostics import ContentError, Mark, has_errors, suggest
from yanbao.extensions import THEMES, extensions, themes
from yanbao.load.documents import read_document
from yanbao.load.files import list_folder, read_text, tell
from yanbao.load.findings import Findings
from yanbao.load.fonts import load_fonts
from yanbao.load.schema import M, validate
from yanbao.load.stylesheets import problem_of
from yanbao.load.yaml import Node, overlay
from yanbao.memory import Memory, Same
from yanbao.model.messages import Messages
from yanbao.model.theme import Theme, Tokens
from yanbao.resources import builtin_templates

TOKENS, MESSAGES = "theme.yaml", "messages.yaml"


_TEXTS = (".j2", ".css", ".js")
_ENDS = {".css": re.compile("</style", re.IGNORECASE), ".js": re.compile("</script|<!--", re.IGNORECASE)}
_MAX_TEXT = 1_000_000


def load_theme(name: str, root: Path | None = None, memory: Memory | None = None) -> Theme:
    """The theme called ``name``, for the project at ``root``. Raises ContentError, and KeyError if there is none."""
    found = Findings(memory)
    folders, nodes = _lineage(name, root, found)
    if has_errors(found):
        raise ContentError(found)
    strings = [
        node
        for folder in folders
        if folder is folders[-1] or disk.is_there(folder, MESSAGES)
        if (node := _read(folder, MESSAGES, found))
    ]
    tokens, messages = (_merged(m, name, n, found) for m, n in ((Tokens, nodes), (Messages, strings)))
    texts = tuple(_texts(folder, found) for folder in folders)
    layers = [(node, *_root(folder)) for node, folder in zip(nodes, folders, strict=True)]
    fonts = load_fonts(tokens.fonts, layers, found) if isinstance(tokens, Tokens) else None
    if not isinstance(tokens, Tokens) or not isinstance(messages, Messages) or not fonts or has_errors(found):
        raise ContentError(found)
    return Theme(name, tuple(folders), tokens, messages, fonts, texts)


def look_at_templates(root: Path, found: Findings, *, builtin_only: bool = False) -> None:
    """Report templates of a project that lead out of it or are in no theme; with ``builtin_only``, any templates."""
    own = layout.TEMPLATES
    if builtin_only and disk.is_there(root, own) and (root / own).resolve() != builtin_templates():
        names = ", ".join(entry.name for entry in list_folder(root, own, Findings())) or "nothing that can be listed"
        message = f"the project has templates of its own, which this build must not use: {names}"
        found.error(rules.OWN_THEME, message, Mark(layout.TEMPLATES), "delete them, or leave out --builtin-themes-only")
        return
    for entry in list_folder(root, layout.TEMPLATES, found):
        name = f"{layout.TEMPLATES}/{entry.name}"
        _refuse_outside(root, name, found)
        unused = None if not entry.is_folder or _is_theme(root / name) else _first_text(root, name)
        if unused:
            message = f"nothing uses this file: {name} has no {TOKENS}, and is no theme"
            remedy = f"write {name}/{TOKENS}, such as `base: deck`"
            found.error(rules.MISSING_FILE, message, Mark(unused), remedy)


def _first_text(root: Path, top: str) -> str | None:
    """The first file in a folder that only a theme has."""
    return next((name for name in disk.walk(root, top) if name.endswith((*_TEXTS, f"/{MESSAGES}"))), None)


def has_theme(name: str, root: Path | None) -> bool:
    """True if a project can use a theme of this name."""
    return name in _folders(root)


def suggest_theme(name: str, root: Path | None) -> str:
    """Help for an unknown theme."""
    folders = _folders(root)
    return suggest(name, folders) or f"there is {', '.join(sorted(folders))}"


def _lineage(name: str, root: Path | None, found: Findings) -> tuple[list[Path], list[Node]]:
    """The folders of a theme and its base themes, nearest first, with the trees of their tokens."""
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
            found.error(rules.UNKNOWN_THEME, message, base.mark, advice, base.width)
            break
        folders.append(others[0])
    return folders, nodes


def _texts(folder: Path, found: Findings) -> Mapping[str, str]:
    """The templates, styles and scripts of a theme, by path relative to its folder."""
    root, top = _root(folder)
    texts: dict[str, str] = {}
    for name in disk.walk(root, top):
        if not name.endswith(_TEXTS):
            _refuse_outside(root, name, found)
        elif (text := read_text(root, name, _MAX_TEXT, found)) is not None:
            _refuse_early_end(name, text, found)
            if root != builtin_templates().parent:
                _refuse_endless(name, text, found)
            texts[name.removeprefix(f"{top}/")] = text
    return texts


def _refuse_early_end(name: str, text: str, found: Findings) -> None:
    """Report a style sheet or script that would close its own HTML element."""
    if (end := _ENDS.get(Path(name).suffix)) and (match := end.search(text)):
        line, column = text.count("\n", 0, match.start()) + 1, match.start() - text.rfind("\n", 0, match.start())
        message = f"'{match[0]}' would end the element that this file stands in, and the rest would be HTML"
        remedy = f"write '{match[0][0]}\\{match[0][1:]}'"
        found.error(rules.WRONG_VALUE, message, Mark(name, line, column), remedy, len(match[0]))


def _refuse_endless(name: str, text: str, found: Findings) -> None:
    """Report a style sheet that the typesetter could not finish."""
    is_style = name.endswith((".css", ".css.j2"))
    if is_style and (problem := problem_of(text)):
        message, line, column = problem
        found.error(rules.WRONG_VALUE, f"the style sheet {message}", Mark(name, line, column), "write it simpler")


def _refuse_outside(root: Path, name: str, found: Findings) -> None:
    refused = disk.refusal(root, name)
    if refused and refused.reason is disk.Reason.OUTSIDE:
        tell(refused, name, found)


def _read(folder: Path, name: str, found: Findings) -> Node | None:
    root, top = _root(folder)
    return read_document(root, f"{top}/{name}", found)


def _root(folder: Path) -> tuple[Path, str]:
    """The root below which a theme's files must be, and the theme's folder in it."""
    return folder.parents[1], f"{folder.parent.name}/{folder.name}"


def _merged(model: type[M], name: str, nodes: Sequence[Node], found: Findings) -> M | None:
    """A theme's values, with those of its base themes as defaults."""
    if not nodes:
        return None
    made_from = (model, *map(Same, nodes))
    return found.recall(("theme", model, name), made_from, lambda found: validate(model, overlay(nodes), found))


def _folders(root: Path | None) -> dict[str, list[Path]]:
    """Theme folders by name, the project's own first. Raises SetupError for a plug-in without a theme."""
    builtin = builtin_templates()
    own = root / layout.TEMPLATES if root and (root / layout.TEMPLATES).resolve() != builtin else None
    folders: dict[str, list[Path]] = {}
    for folder in [*_themes_in(own), *_installed(builtin), *_themes_in(builtin)]:
        folders.setdefault(folder[0], []).append(folder[1])
    return folders


def _themes_in(above: Path | None) -> list[tuple[str, Path]]:
    """The themes in a folder, by name."""
    entries = list_folder(above.parent, above.name, Findings()) if above else ()
    return [
        (entry.name, above / entry.name)
        for entry in entries
        if above and entry.is_folder and _is_theme(above / entry.name)
    ]


def _installed(builtin: Path) -> Iterator[tuple[str, Path]]:
    """The themes of plug-ins, by name."""
    taken = {name for name, _ in _themes_in(builtin)}
    for extension in extensions(THEMES):
        folder = themes()[extension.name]
        if not _is_theme(folder):
            raise extension.refused(f"has no {TOKENS} in its package '{extension.target}'")
        if extension.name in taken:
            raise extension.refused("has the name of a built-in theme: it needs a name of its own")
        yield extension.name, folder


def _is_theme(folder: Path) -> bool:
    root, top = _root(folder)
    return disk.is_there(root, f"{top}/{TOKENS}")
