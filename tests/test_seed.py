"""The rules find what proof-reading found in the seed, cry wolf seldom, and leave the corrected text alone."""

from __future__ import annotations

import pytest
from tools.seed import TODAY, KnownError, false_alarms, findings, is_found, known_errors

from tests.sample.conftest import ROOT
from yanbao import review
from yanbao.diagnostics import Diagnostic, Level
from yanbao.pipeline import check


@pytest.fixture(scope="module")
def errors() -> list[KnownError]:
    return known_errors()


@pytest.fixture(scope="module")
def found() -> tuple[Diagnostic, ...]:
    return findings()


def test_known_errors_name_rules_that_there_are(errors: list[KnownError]) -> None:
    assert {rule for error in errors for rule in error.rules} <= review.RULES.keys()
    assert all(error.lines for error in errors)


def test_nearly_every_error_that_a_rule_can_find_is_found(
    errors: list[KnownError], found: tuple[Diagnostic, ...]
) -> None:
    findable = [error for error in errors if error.rules]
    missed = [f"{error.id} {error.problem}" for error in findable if not is_found(error, found)]
    assert len(findable) >= 80
    assert len(missed) <= 3, "\n".join(missed)


def test_few_findings_are_no_known_error(errors: list[KnownError], found: tuple[Diagnostic, ...]) -> None:
    alarms = [d for d in false_alarms(errors, found) if d.level is not Level.HINT]
    assert len(alarms) < 5, "\n".join(f"{d.rule} {d.mark} {d.message}" for d in alarms)


def test_the_corrected_text_is_clean() -> None:
    assert check(ROOT, ("ai-media",), TODAY) == ()
