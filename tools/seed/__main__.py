"""Prints what the rules find in the uncorrected seed."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from tools.seed import false_alarms, findings, is_found, known_errors


def lines() -> Iterator[str]:
    errors, found = known_errors(), findings()
    findable = [error for error in errors if error.rules]
    for error in findable:
        verdict = "found " if is_found(error, found) else "MISSED"
        yield f"{verdict} {error.id} {error.problem} ({', '.join(sorted(error.rules))})"
    for d in false_alarms(errors, found):
        yield f"beside {d.level:7} {d.rule} {d.mark.file}:{d.mark.line}:{d.mark.column} {d.message}"
    yield f"{sum(is_found(error, found) for error in findable)} of {len(findable)} found"


sys.stdout.writelines(f"{line}\n" for line in lines())
