"""Loads ``content/rules.yaml``, if there is one."""

from __future__ import annotations

from pathlib import Path

from yanbao import disk, layout, rules
from yanbao.load.documents import load_valid
from yanbao.load.findings import Findings
from yanbao.model.rules import ReviewSettings


def load_rules(root: Path, found: Findings) -> ReviewSettings:
    """The project's review settings, as far as they are valid; the defaults if there are none."""
    loaded = load_valid(ReviewSettings, root, layout.RULES, found) if disk.is_there(root, layout.RULES) else None
    if not loaded:
        return ReviewSettings()
    for word, message in loaded.words.contradictions():
        found.error(rules.WRONG_VALUE, message, word.mark, width=max(1, len(word.raw)))
    return loaded
