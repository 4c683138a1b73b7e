"""The manuals of rules, by rule id."""

from __future__ import annotations

from collections.abc import Mapping

from yanbao import checks, review, rules
from yanbao.review.installed import InstalledRule

_ROOMS = (checks, review)
"""The packages whose rules register themselves when they are imported."""


def manuals() -> Mapping[str, str]:
    """The manual of each rule, including those of plug-ins; its first line is a summary."""
    review.all_rules()  # registers the rules of plug-ins
    return {name: rule.manual for name, rule in sorted(rules.RULES.items())}


def summary(manual: str) -> str:
    return manual.split("\n", 1)[0]


def explained(name: str) -> str:
    """The manual of a rule, headed by its id, its level, and the plug-in it comes from."""
    found, rule = review.all_rules().get(name), rules.RULES[name]
    plugin = f"\n\nThis is a rule of the plug-in {found.extension.title}." if isinstance(found, InstalledRule) else ""
    return f"{name} ({rule.level})\n\n{rule.manual}{plugin}"
