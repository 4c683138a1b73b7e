"""Applies a project's settings to findings: levels, allowed texts, waivers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import cast

from yanbao import rules
from yanbao.diagnostics import Diagnostic, Level, Marked, suggest
from yanbao.model.rules import ReviewSettings, RuleSetting, Waiver
from yanbao.periods import is_over
from yanbao.review.findings import Finding
from yanbao.rules import Rule

_WEAKER = {Level.ERROR: 0, Level.WARNING: 1, Level.HINT: 2}


class Settings:
    """The settings of a project on a given day. ``used`` has the indices of waivers that have matched a finding.

    Rules that are ``lost``, because what is said of them could not be loaded, are off.
    """

    def __init__(self, spec: ReviewSettings, today: date, lost: Collection[str] = ()) -> None:
        self._spec = spec
        self._lost = lost
        self._today = today.isoformat()
        self.used: set[int] = set()

    def excuse(self, rule: str) -> None:
        """Mark all waivers of a rule as used, because the rule failed and its findings are unknown."""
        self.used.update(number for number, waiver in enumerate(self._spec.waivers) if waiver.rule == rule)

    def is_off(self, rule: str) -> bool:
        return rule in self._lost or self._setting(rule).level == "off"

    def apply(self, rule: Rule, finding: Finding) -> Diagnostic | None:
        """The finding as it is reported; None if it is allowed or waived."""
        setting = self._setting(rule.id)
        if finding.text in setting.allow or self._is_waived(rule.id, finding):
            return None
        level = rule.level if setting.level is None else Level(setting.level)
        if finding.level:
            level = max(level, finding.level, key=_WEAKER.__getitem__)
        message, mark, edits = finding.message, finding.mark, finding.edits
        return Diagnostic(level, rule.id, message, mark, finding.help, finding.width, edits=edits)

    def _setting(self, rule: str) -> RuleSetting:
        return self._spec.rules.get(rule) or RuleSetting()

    def _is_waived(self, rule: str, finding: Finding) -> bool:
        matching = [
            number
            for number, waiver in enumerate(self._spec.waivers)
            if waiver.rule == rule and _matches(waiver, finding)
        ]
        self.used.update(matching)
        return any(not self._is_expired(self._spec.waivers[number]) for number in matching)

    def _is_expired(self, waiver: Waiver) -> bool:
        return is_over(waiver.until, self._today)

    def mistakes(self, known: Collection[str]) -> Iterator[Diagnostic]:
        """Settings and waivers that name unknown rules."""
        keys = cast("Iterable[Marked]", self._spec.rules)  # ColumnKey keeps the place
        for name in [*keys, *(waiver.rule for waiver in self._spec.waivers)]:
            if name not in known:
                mark, width = name.mark, max(1, len(name.raw))
                message, remedy = (
                    f"no reviewing rule '{name}'",
                    suggest(name, known) or "the reference of rules lists them",
                )
                yield Diagnostic(Level.ERROR, rules.UNKNOWN_RULE.id, message, mark, remedy, width)

    def leftovers(self, known: Collection[str]) -> Iterator[Diagnostic]:
        """Waivers that have expired, or that match no finding in the project."""
        for number, waiver in enumerate(self._spec.waivers):
            mark, width = waiver.rule.mark, max(1, len(waiver.rule.raw))
            if waiver.rule not in known:
                continue
            if number not in self.used:
                message, remedy = f"nothing is found any more that this waiver of '{waiver.rule}' covers", "delete it"
                yield Diagnostic(Level.WARNING, rules.UNUSED_WAIVER.id, message, mark, remedy, width)
            elif self._is_expired(waiver):
                message = f"this waiver of '{waiver.rule}' held until {waiver.until}"
                remedy = "mend what it covers, or decide on a new date"
                yield Diagnostic(Level.WARNING, rules.EXPIRED_WAIVER.id, message, mark, remedy, width)


def _matches(waiver: Waiver, finding: Finding) -> bool:
    file = finding.mark.file
    is_here = waiver.file is None or file == waiver.file or file.startswith(waiver.file.rstrip("/") + "/")
    return is_here and (waiver.text is None or waiver.text in finding.text)
