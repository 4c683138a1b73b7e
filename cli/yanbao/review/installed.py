"""Reviewing rules of plug-ins: modules of installed packages, checked to be what a rule is."""

from __future__ import annotations

import inspect
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from yanbao.diagnostics import Level
from yanbao.extensions import RULES, Extension, extensions
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class InstalledRule:
    """A rule of a plug-in, with what a built-in one has. ``extension`` tells whose it is."""

    def __init__(self, module: Any, extension: Extension) -> None:
        self.ID = str(module.ID)
        self.LEVEL = Level(module.LEVEL)
        self.__doc__ = inspect.cleandoc(module.__doc__)
        self.extension = extension
        self._check = module.check

    def check(self, manuscript: Manuscript, /) -> Iterator[Finding]:
        for finding in self._check(manuscript):
            if not isinstance(finding, Finding):
                raise TypeError(f"a rule yields findings, not {type(finding).__name__}")
            yield finding


def installed_rules(taken: Collection[str]) -> Mapping[str, InstalledRule]:
    """The rules of plug-ins by id; ``taken`` are ids of built-in ones. Raises SetupError, which names the package."""
    rules: dict[str, InstalledRule] = {}
    for extension in extensions(RULES):
        loaded = extension.load()
        for module in getattr(loaded, "RULES", (loaded,)):
            if wrong := _wrong(module):
                raise extension.refused(wrong)
            rule = InstalledRule(module, extension)
            if rule.ID in taken or rule.ID in rules:
                whose = rules[rule.ID].extension.title if rule.ID in rules else "yanbao"
                raise extension.refused(f"has a rule '{rule.ID}', which {whose} has too")
            rules[rule.ID] = rule
    return rules


def _wrong(module: Any) -> str:
    """What keeps a module from being a rule; empty if nothing does."""
    name = getattr(module, "__name__", repr(module))
    missing = [key for key in ("ID", "LEVEL", "check") if not hasattr(module, key)]
    if missing:
        return f"has no rule in {name}: it lacks {', '.join(missing)}"
    if not isinstance(module.ID, str) or not _ID.fullmatch(module.ID):
        return f"has a rule with the id {module.ID!r}: an id is small letters, digits and hyphens"
    if module.LEVEL not in list(Level):
        return f"has a rule '{module.ID}' with the level {module.LEVEL!r}: it is one of {', '.join(Level)}"
    if not callable(module.check):
        return f"has a rule '{module.ID}' whose check is no function"
    if not (module.__doc__ or "").strip():
        return f"has a rule '{module.ID}' without a docstring, which is its manual"
    return ""
