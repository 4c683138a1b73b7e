"""The problems of some reports: those that stop a build, and those of single reports of a pattern, which fail alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from yanbao.diagnostics import Diagnostic, has_errors


@dataclass
class Problems:
    """``alone`` has the problems of each report that is made from a pattern, by name, and ``shared`` all others.

    ``refused`` are of rows of a pattern that no report can be made for.
    """

    shared: list[Diagnostic] = field(default_factory=list)
    alone: dict[str, list[Diagnostic]] = field(default_factory=dict)
    refused: list[Diagnostic] = field(default_factory=list)

    def copy(self) -> Problems:
        """A copy that can be added to."""
        return Problems([*self.shared], {name: [*found] for name, found in self.alone.items()}, [*self.refused])

    def add(self, name: str, found: Iterable[Diagnostic]) -> None:
        """Add problems of a report."""
        self.alone.get(name, self.shared).extend(found)

    def of(self, name: str) -> list[Diagnostic]:
        """The problems that keep one report from being published."""
        return [*self.shared, *self.alone.get(name, ())]

    def failed(self, *, strict: bool) -> frozenset[str]:
        """The reports of patterns that cannot be published, while others can."""
        return frozenset(name for name, found in self.alone.items() if has_errors(found, strict=strict))

    @property
    def all(self) -> list[Diagnostic]:
        """All of them; those of a pattern once, with the names of the reports that have them if not all have."""
        return [*self.shared, *self.refused, *_told_once(self.alone)]


def _told_once(alone: Mapping[str, Sequence[Diagnostic]]) -> list[Diagnostic]:
    whose: dict[Diagnostic, list[str]] = {}
    for name, found in alone.items():
        for one in dict.fromkeys(found):
            whose.setdefault(one, []).append(name)
    return [one if len(names) == len(alone) else _with_names(one, names) for one, names in whose.items()]


_SHOWN = 3
"""Names of reports in a message."""


def _with_names(one: Diagnostic, names: Sequence[str]) -> Diagnostic:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return replace(one, message=f"{one.message} (in {', '.join(names[:_SHOWN])}{more})")
