"""Reviewing rules from plug-ins: loads and validates modules of installed packages."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from yanbao import rules as registry
from yanbao.diagnostics import Level
from yanbao.extensions import RULES, Extension, extensions
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding
from yanbao.rules import define

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class InstalledRule:
    """Adapts a plug-in's rule to the interface of built-in rules. ``extension`` is the plug-in that provides it."""

    def __init__(self, module: Any, extension: Extension) -> None:
        self.RULE = define(module.ID, module.__doc__, "review", Level(module.LEVEL))
        self.extension = extension
        self._check = module.check

    def check(self, manuscript: Manuscript, /) -> Iterator[Finding]:
        for finding in self._check(manuscript):
            if not isinstance(finding, Finding):
                raise TypeError(f"a rule yields findings, not {type(finding).__name__}")
            yield finding


def installed_rules() -> Mapping[str, InstalledRule]:
    """Registers the rules of plug-ins, all or none, and returns them by id.

    Raises SetupError, which names the package, for one that is no rule or has the id of another.
    """
    found: dict[str, tuple[Any, Extension]] = {}
    for extension in extensions(RULES):
        loaded = extension.load()
        for module in getattr(loaded, "RULES", (loaded,)):
            if wrong := _wrong(module):
                raise extension.refused(wrong)
            if module.ID in registry.RULES or module.ID in found:
                whose = found[module.ID][1].title if module.ID in found else "yanbao"
                raise extension.refused(f"has a rule '{module.ID}', which {whose} has too")
            found[module.ID] = module, extension
    return {name: InstalledRule(*rule) for name, rule in found.items()}


def _wrong(module: Any) -> str:
    """Why a module is not a valid rule; empty if it is one."""
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
    if not (module.__doc__ or "").strip() and sys.flags.optimize < 2:  # python -OO has no docstrings
        return f"has a rule '{module.ID}' without a docstring, which is its manual"
    return ""
