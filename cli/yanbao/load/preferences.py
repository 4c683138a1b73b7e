"""Loads ``content/preferences.yaml``, if there is one."""

from __future__ import annotations

from pathlib import Path

from yanbao import disk, layout
from yanbao.load.documents import load_valid
from yanbao.load.findings import Findings
from yanbao.model.preferences import Preferences


def load_preferences(root: Path, found: Findings) -> Preferences:
    """The project's preferences, as far as they are valid; the defaults if there are none."""
    is_there = disk.is_there(root, layout.PREFERENCES)
    return (load_valid(Preferences, root, layout.PREFERENCES, found) if is_there else None) or Preferences()
