"""The registry of rules."""

from __future__ import annotations

import pytest

from yanbao import rules


def test_two_rules_cannot_have_one_id() -> None:
    with pytest.raises(ValueError, match="two rules 'overflow'"):
        rules.define("overflow", "Something else.", "pipeline")


def test_rules_are_found_by_their_ids() -> None:
    assert all(name == rule.id for name, rule in rules.RULES.items())
    assert rules.RULES["overflow"] is rules.OVERFLOW
