"""The reviewer: rules that read a composed report as a quality-control reviewer does. One rule a file, with its manual.

Rules are grouped by subject. A finding that needs a human decision is a hint; a rule with many false positives is worse
than none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain

from yanbao.diagnostics import Diagnostic, SetupError
from yanbao.model.manuscript import Manuscript
from yanbao.model.report import UNDATED
from yanbao.review.findings import RuleModule
from yanbao.review.installed import InstalledRule, installed_rules
from yanbao.review.reading.kept import turn
from yanbao.review.rules import dates, figures, names, numbers, punctuation, stocks, structure, words
from yanbao.review.settings import Settings
from yanbao.rules import failure

__all__ = ["GROUPS", "RULES", "Settings", "all_rules", "review", "turn"]

GROUPS = (figures, stocks, numbers, dates, names, words, punctuation, structure)
"""The packages of rules, in the order of the reference."""

RULES: Mapping[str, RuleModule] = {
    module.RULE.id: module for module in chain.from_iterable(group.RULES for group in GROUPS)
}
"""The module of every built-in reviewing rule, by the id of the rule."""


@cache
def all_rules() -> Mapping[str, RuleModule]:
    """Built-in rules and those of plug-ins, by id. Raises SetupError for an invalid plug-in."""
    return {**RULES, **installed_rules()}


ABSENCES = frozenset(
    {
        *("missing-part", "missing-pointer", "untreated-entity", "wrong-chapter", "lonely-heading"),
        *("unlisted-stock", "list-mismatch", "uneven-lists"),
    }
)
"""Rules that find that something is missing in a report."""

DATED = frozenset(str(module.RULE.id) for module in dates.RULES)


def review(manuscript: Manuscript, settings: Settings, *, is_whole: bool = True) -> Iterator[list[Diagnostic]]:
    """Runs each rule and yields its findings, after the project's settings are applied.

    An exception in a rule becomes a finding, and the other rules still run. If the report is not ``is_whole``, because
    parts of it could not be loaded, rules that would find them missing do not run.
    """
    barred = frozenset[str]() if is_whole else ABSENCES
    if manuscript.report.spec.date == UNDATED:
        barred |= DATED
    for name, module in all_rules().items():
        if name not in barred and not settings.is_off(name):
            try:
                told = [settings.apply(module.RULE, finding) for finding in module.check(manuscript)]
            except (MemoryError, OSError, SetupError):  # of the machine
                raise
            except Exception as error:  # a bug in one rule
                settings.excuse(name)
                remedy = f"report it; until it is mended, 'rules: {{{name}: off}}' in content/rules.yaml leaves it out"
                whose = module.extension.title if isinstance(module, InstalledRule) else "yanbao"
                told = [failure(name, error, manuscript.report.slug, manuscript.report.mark, remedy, whose)]
            yield [diagnostic for diagnostic in told if diagnostic]
