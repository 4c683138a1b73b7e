"""Every rule that a finding can name has a manual."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import yanbao
from yanbao.app.manuals import explained, manuals, summary

MADE = re.compile(r"\bRuleId\(")


def test_ids_of_rules_are_made_by_the_registry_alone() -> None:
    """A finding takes a ``RuleId``, and no text: mypy keeps it so."""
    home = Path(yanbao.__file__).parent
    files = [file.relative_to(home) for file in home.rglob("*.py") if MADE.search(file.read_text(encoding="utf-8"))]
    assert files == [Path("rules.py")]


@pytest.mark.parametrize(("rule", "manual"), manuals().items())
def test_a_manual_begins_with_a_summary(rule: str, manual: str) -> None:
    assert summary(manual).endswith("."), rule
    assert len(summary(manual)) < 120


def test_an_explanation_says_how_bad_it_is() -> None:
    assert explained("unknown-fact").startswith("unknown-fact (error)\n\n")
    assert explained("engine").startswith("engine (warning)\n\n")
