"""What every rule demands, by the id that findings have."""

from __future__ import annotations

from collections.abc import Mapping

from yanbao import checks, review, rules

_ROOMS = (checks, review)
"""The packages whose rules register themselves when they are imported."""


def manuals() -> Mapping[str, str]:
    """The manual of each rule; its first line is a summary."""
    return {name: rule.manual for name, rule in sorted(rules.RULES.items())}


def summary(manual: str) -> str:
    return manual.split("\n", 1)[0]


def explained(name: str) -> str:
    """The manual of a rule under its id and how bad its findings are."""
    rule = rules.RULES[name]
    return f"{name} ({rule.level})\n\n{rule.manual}"
