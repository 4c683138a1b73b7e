"""Ids of findings that stay when lines are inserted or the text elsewhere is edited, and baselines made of them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from yanbao import disk
from yanbao.diagnostics import Diagnostic, Level, Mark, SetupError, printable

_BESIDE, _AROUND = 2, 8
"""Characters on either side of a finding that tell it from others of the same text."""

_LARGEST = 64_000_000


def identities(found: Sequence[Diagnostic], lines: Mapping[Mark, str]) -> list[str]:
    """An id for each finding.

    Its first half depends on rule, file, underlined text and the characters beside it, its second half also on what
    stands around these, and on how many equal ones came before.
    """
    counts: Counter[str] = Counter()
    made = []
    for one in found:
        line, start = lines.get(one.mark, "").rstrip("\r\n"), one.mark.column - 1
        end = start + one.width
        text = line[start:end] or one.message
        beside, around = (
            f"{line[max(0, start - width) : start].strip()}\0{line[end : end + width].strip()}"
            for width in (_BESIDE, _AROUND)
        )
        begin = _digest(one.rule, one.mark.file, text, beside)
        own = f"{begin}{_digest(around)}"
        counts[own] += 1
        made.append(f"{begin}-{_digest(around, str(counts[own]))}")
    return made


def unknown(found: Sequence[Diagnostic], ids: Sequence[str], baseline: Sequence[str]) -> list[Diagnostic]:
    """Findings that are not in a baseline: errors, and those that it has not, or not so often.

    One whose surroundings have changed is known if as many of its text are.
    """
    exact, alike = Counter(baseline), Counter[str]()
    known = set()
    for number, name in enumerate(ids):
        if exact[name]:
            exact[name] -= 1
            known.add(number)
    for name, count in exact.items():
        alike[name.partition("-")[0]] += count
    for number, name in enumerate(ids):
        begin = name.partition("-")[0]
        if number not in known and alike[begin]:
            alike[begin] -= 1
            known.add(number)
    return [one for number, one in enumerate(found) if number not in known or one.level is Level.ERROR]


def read_baseline(file: Path) -> list[str]:
    """The ids in what ``--format json`` has written. Raises SetupError."""
    remedy = "write it with: report check --format json > baseline.json"
    try:
        return [str(one["id"]) for one in json.loads(disk.read(file.parent, file.name, _LARGEST))]
    except (ValueError, TypeError, LookupError):
        raise SetupError(printable(f"{file} is no list of findings"), remedy) from None


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
