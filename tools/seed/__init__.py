"""How much of what proof-reading found in the seed text the rules find, and what they find beside it.

``python -m tools.seed`` prints it: the errors found and missed that a rule can find, and the false alarms.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from yanbao.diagnostics import Diagnostic
from yanbao.pipeline import check

HERE = Path(__file__).parent
TODAY = date(2024, 5, 1)


@dataclass(frozen=True)
class KnownError:
    """An error of the seed at some lines. ``rules`` are those that may find it; none, if only a reader can."""

    id: str
    problem: str
    rules: frozenset[str]
    lines: frozenset[tuple[str, int]]


def known_errors() -> list[KnownError]:
    errors = yaml.safe_load((HERE / "errors.yaml").read_text(encoding="utf-8"))["errors"]
    return [
        KnownError(error["id"], error["problem"], frozenset(error["rules"]), frozenset(_lines(error["places"])))
        for error in errors
    ]


def findings() -> tuple[Diagnostic, ...]:
    """What is said about the uncorrected seed."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(HERE / "project", Path(folder) / "project"))
        return check(root, (), TODAY)


def is_found(error: KnownError, found: Sequence[Diagnostic]) -> bool:
    return any(d.rule in error.rules and (d.mark.file, d.mark.line) in error.lines for d in found)


def false_alarms(errors: Sequence[KnownError], found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Findings that are no known error: none stands there that this rule may find."""
    true = {(rule, *line) for error in errors for rule in error.rules for line in error.lines}
    return [d for d in found if (d.rule, d.mark.file, d.mark.line) not in true]


def _lines(places: Mapping[str, Sequence[str]]) -> list[tuple[str, int]]:
    """The lines that quotes stand on. White space counts for nothing, so that a quote may go over lines."""
    found = []
    for name, quotes in places.items():
        file = f"content/{name}"
        text = (HERE / "project" / file).read_text(encoding="utf-8")
        numbers = [1 + text.count("\n", 0, at) for at, char in enumerate(text) if not char.isspace()]
        squeezed = "".join(text.split())
        for quote in quotes:
            wanted = "".join(quote.split())
            starts = [match.start() for match in re.finditer(re.escape(wanted), squeezed)]
            assert starts, f"{quote!r} is not in {file}"
            found += [(file, numbers[at]) for start in starts for at in range(start, start + len(wanted))]
    return found
