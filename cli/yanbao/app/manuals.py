"""What every rule demands, by the id that findings have."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Mapping
from itertools import chain

from yanbao import checks, compose, pipeline, review
from yanbao.load.findings import Rule
from yanbao.review import settings as review_settings
from yanbao.review.installed import InstalledRule


def manuals() -> Mapping[str, str]:
    """The manual of each rule; its first line is a summary. A rule that several rooms apply has all they say of it."""
    written: dict[str, str] = {}
    loading = ((rule.value, rule.meaning) for rule in Rule)
    checking = ((name, inspect.getdoc(sys.modules[rule.__module__]) or "") for name, rule in checks.RULES.items())
    reviewing = ((name, inspect.cleandoc(rule.__doc__ or "")) for name, rule in review.all_rules().items())
    settling, building = review_settings.RULES.items(), pipeline.RULES.items()
    for name, text in chain(loading, checking, reviewing, compose.RULES.items(), settling, building):
        written[name] = f"{written[name]}\n\n{text}" if name in written else text
    return dict(sorted(written.items()))


def summary(manual: str) -> str:
    return manual.split("\n", 1)[0]


def explained(rule: str) -> str:
    """The manual of a rule under its id; of a reviewing rule also its level, and the plug-in that has it."""
    found = review.all_rules().get(rule)
    level = f" ({found.LEVEL})" if found else ""
    plugin = f"\n\nThis is a rule of the plug-in {found.extension.title}." if isinstance(found, InstalledRule) else ""
    return f"{rule}{level}\n\n{manuals()[rule]}{plugin}"
