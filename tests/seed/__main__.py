"""Prints what the rules find in the uncorrected seed."""

from __future__ import annotations

from tests.seed import false_alarms, findings, is_found, known_errors

errors, found = known_errors(), findings()
findable = [error for error in errors if error.rules]
for error in findable:
    print(
        f"{'found ' if is_found(error, found) else 'MISSED'} {error.id} {error.problem} ({', '.join(sorted(error.rules))})"
    )  # noqa: T201
for d in false_alarms(errors, found):
    print(f"beside {d.level:7} {d.rule} {d.mark.file}:{d.mark.line}:{d.mark.column} {d.message}")  # noqa: T201
print(f"{sum(is_found(error, found) for error in findable)} of {len(findable)} found")  # noqa: T201
