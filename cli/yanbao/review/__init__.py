"""The reviewer: rules that read a composed report as a quality-control reviewer does. One rule a file, with its manual.

Rules stand in groups by what they look at. What a reader would have to judge is a hint; a rule that is often wrong is
worse than none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain

from yanbao.diagnostics import Diagnostic, SetupError
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import RuleModule
from yanbao.review.installed import InstalledRule, installed_rules
from yanbao.review.rules import dates, figures, names, numbers, punctuation, stocks, structure, words
from yanbao.review.settings import Settings
from yanbao.rules import failure

__all__ = ["GROUPS", "RULES", "Settings", "all_rules", "review"]

GROUPS = (figures, stocks, numbers, dates, names, words, punctuation, structure)
"""The packages of rules, in the order of the reference."""

RULES: Mapping[str, RuleModule] = {
    module.RULE.id: module for module in chain.from_iterable(group.RULES for group in GROUPS)
}
"""The module of every built-in reviewing rule, by the id of the rule."""


@cache
def all_rules() -> Mapping[str, RuleModule]:
    """The same, with those of plug-ins. Raises SetupError for a plug-in that is no use."""
    return {**RULES, **installed_rules()}


def review(manuscript: Manuscript, settings: Settings) -> Iterator[list[Diagnostic]]:
    """What one rule after the other finds, as far as the project wants to hear of it.

    A rule that fails is a finding, and the others go on.
    """
    for name, module in all_rules().items():
        if not settings.is_off(name):
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
