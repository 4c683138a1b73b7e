"""What could not be loaded, by name: a reference to it only follows from an error that is told elsewhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path

from yanbao import layout, rules
from yanbao.diagnostics import Diagnostic, Level
from yanbao.load.files import lines_of
from yanbao.model.project import EVERYTHING
from yanbao.model.rules import ReviewSettings

_KEY = re.compile(r"([A-Za-z][\w-]*)[\"']?\s*[:：]", re.ASCII)
_ID = re.compile(r"\b(?:id|as)[\"']?\s*[:：]\s*[\"']?([a-z][a-z0-9_-]*)")
_RULE = re.compile(r"\b[a-z]+(?:-[a-z]+)+\b")


def lost_names(root: Path, loaded: Collection[str], found: Iterable[Diagnostic]) -> set[str]:
    """Names that may be those of entities, facts, sources, labels and datasets that could not be loaded.

    They are the keys of all shared files with errors, since nobody knows what a broken file would hold, and the names
    of these files that are not among those of what could be ``loaded``.
    """
    names: set[str] = set()
    for file in _wrong(found):
        if file.startswith(f"{layout.LEDGER}/") or file == layout.CATALOG:
            names |= {*_KEY.findall("\n".join(lines_of(root, file)))} | ({Path(file).stem} - {*loaded})
    return names


def lost_ids(root: Path, found: Iterable[Diagnostic]) -> set[str]:
    """Ids of pages and figures, and names of rows and parameters, in the files of a report that have errors.

    If a section is not there, everything may be in it.
    """
    found = list(found)
    names = (
        {EVERYTHING} if any(one.rule in (rules.MISSING_FILE.id, rules.OUTSIDE_PROJECT.id) for one in found) else set()
    )
    for file in _wrong(found):
        text = "\n".join(lines_of(root, file))
        names |= {*_ID.findall(text), *(_KEY.findall(text) if file.endswith(f"/{layout.REPORT}") else ())}
    return names


def lost_rules(root: Path, review: ReviewSettings, found: Iterable[Diagnostic]) -> set[str]:
    """Rules whose settings or waivers may be in the part of ``rules.yaml`` that has errors."""
    if layout.RULES not in _wrong(found):
        return set()
    known = {*review.rules, *(waiver.rule for waiver in review.waivers)}
    return {*_RULE.findall("\n".join(lines_of(root, layout.RULES)))} - known


def _wrong(found: Iterable[Diagnostic]) -> set[str]:
    return {one.mark.file for one in found if one.level is Level.ERROR}
