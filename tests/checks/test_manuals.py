"""Every rule is explained where it is written."""

from __future__ import annotations

import sys

import pytest

from yanbao.checks import RULES


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_a_manual(rule: str) -> None:
    module = sys.modules[RULES[rule].__module__]
    manual = module.__doc__ or ""
    assert module.__name__.rpartition(".")[2] == rule.replace("-", "_")
    assert manual.index("PASS::") < manual.index("FAIL::")
