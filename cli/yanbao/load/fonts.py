"""Finds the fonts of a theme: in installed packages, or files of its own, which are checked here.

A ``file`` without ``package`` beside it, in the same ``theme.yaml``, is one of that theme's folder, whatever package
its base theme names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from yanbao import disk, rules
from yanbao.diagnostics import Marked
from yanbao.load.files import locate_file, refused_by
from yanbao.load.findings import Findings
from yanbao.load.fontfiles import MAX_FONT_FILE, digest_of, problem_of_file
from yanbao.load.yaml import Node
from yanbao.model.fonts import Family, FontFile, Fonts
from yanbao.model.theme import FamilyTokens, FontTokens

Layer = tuple[Node, Path, str]
"""The tree of a ``theme.yaml``, the root below which its files must be, and its folder in it."""

_NOT_IN_NAMES = re.compile("[^A-Za-z0-9]+")
_STYLE = re.compile(" (?:Regular|Normal|Book|Variable|VF|VariableFont)\\b.*")


@dataclass(frozen=True)
class _Keys:
    """The keys of one family in one ``theme.yaml``, and the folder of that theme."""

    node: Node
    root: Path
    top: str

    def text(self, key: str) -> Marked | None:
        found = self.node.children.get(key)
        return found.value if found and isinstance(found.value, Marked) else None


def load_fonts(tokens: FontTokens, layers: Sequence[Layer], found: Findings) -> Fonts | None:
    """The fonts of a theme, from the trees of its tokens, nearest first. None, and errors, if one cannot be used."""
    families = [_family(tokens, layers, ("fonts",), found)]
    if tokens.fallback:
        families.append(_family(tokens.fallback, layers, ("fonts", "fallback"), found))
    whole = tuple(family for family in families if family)
    names = {family.name for family in whole}
    if len(whole) < len(families) or len(names) < len(whole):
        if len(names) < len(whole):
            at = _keys(layers, ("fonts", "fallback"))[0].node
            message = f"'{whole[1].name}' is the name of both families"
            found.error(rules.WRONG_VALUE, message, at.mark, "give the second another name: family", at.width)
        return None
    return Fonts(whole, tokens.gap)


def _family(tokens: FamilyTokens, layers: Sequence[Layer], path: Sequence[str], found: Findings) -> Family | None:
    """A family, whose files are those of the nearest theme that names one."""
    keys = _keys(layers, path)
    at = next((at for at, one in enumerate(keys) if one.text("file")), None)
    if at is None:  # told already: a key that is missing
        return None
    own = keys[at]
    for one in keys[:at]:
        if bold := one.text("bold_file"):
            message = "'bold_file' is the bold weight of the 'file' beside it, which is missing"
            found.error(rules.MISSING_KEY, message, bold.mark, width=len(bold.raw))
            return None
    names = [name for name in (own.text("file"), own.text("bold_file")) if name]
    family = next((name for one in keys[: at + 1] if (name := one.text("family"))), None)
    if tokens.package and any("package" in one.node.children for one in keys[: at + 1]):
        files = [FontFile(str(name), tokens.package) for name in names]
    else:
        read = [_own(own, name, len(names) == 1, found) for name in names]
        files = [file for file in read if file]
        if len(files) < len(names):
            return None
        family = family or Marked(_named_after(names[0]), names[0].mark)
    return Family(str(family or _named_after(names[0])), files[0], files[-1], (tokens.regular, tokens.bold))


def _keys(layers: Sequence[Layer], path: Sequence[str]) -> list[_Keys]:
    """The themes that have keys of a family, nearest first."""
    found = []
    for node, root, top in layers:
        inner: Node | None = node
        for key in path:
            inner = inner.children.get(key) if inner else None
        if inner:
            found.append(_Keys(inner, root, top))
    return found


def _named_after(file: str) -> str:
    """The name of a family whose theme gives none: that of its file."""
    return _STYLE.sub("", _NOT_IN_NAMES.sub(" ", PurePosixPath(file).stem)).strip()[:60] or "House"


def _own(keys: _Keys, name: Marked, is_alone: bool, found: Findings) -> FontFile | None:
    """A font in the folder of a theme; None, and an error at its name, if it cannot be used."""
    file = locate_file(keys.root, keys.top, name, found)
    if file is None:
        return None
    try:
        data = disk.read(keys.root, file, MAX_FONT_FILE)
    except disk.RefusedError as refused:
        found.error(refused_by(refused), f"'{name}': {refused.message}", name.mark, width=len(name.raw))
        return None
    found.note(keys.root, file, data)
    problem = found.recall(("font", file, is_alone), data, partial(_problem, data, is_alone))
    if problem:
        found.error(rules.BAD_FONT, f"'{name}' {problem[0]}", name.mark, problem[1], len(name.raw))
        return None
    return FontFile(file, root=keys.root, digest=digest_of(data))


def _problem(data: bytes, is_alone: bool, _found: Findings) -> tuple[str, str] | None:
    return problem_of_file(data, is_alone=is_alone)
