"""What a project decides about findings, on a day."""

from __future__ import annotations

from datetime import date

import pytest

from yanbao.diagnostics import Mark, Marked
from yanbao.model.rules import ReviewSettings
from yanbao.review import Settings
from yanbao.review.findings import Finding
from yanbao.review.rules.words import doubled_word

FINDING = Finding(Mark("content/demo/intro.yaml", 5, 9), 2, "的的", "doubled")


@pytest.mark.parametrize(
    ("until", "day", "holds"),
    [
        ("2024-04-22", date(2024, 4, 22), True),
        ("2024-04-22", date(2024, 4, 23), False),
        ("2024-04", date(2024, 4, 30), True),
        ("2024-04", date(2024, 5, 1), False),
        ("2024", date(2024, 12, 31), True),
        ("2024", date(2025, 1, 1), False),
    ],
)
def test_a_waiver_holds_through_its_last_day(until: str, day: date, holds: bool) -> None:
    rule = Marked(doubled_word.RULE.id, Mark(""))
    waiver = {"rule": rule, "reason": Marked("引文", Mark("")), "until": until}
    settings = Settings(ReviewSettings(waivers=[waiver]), day)
    assert (settings.apply(doubled_word.RULE, FINDING) is None) is holds
