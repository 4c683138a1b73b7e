"""A rule has a file of its own, by its id, and nothing else is among the rules."""

from __future__ import annotations

from pathlib import Path

from yanbao import review
from yanbao.review import rules

HOME = Path(rules.__file__).parent


def test_every_file_among_the_rules_is_a_rule_of_its_group() -> None:
    files = {str(file.relative_to(HOME)) for file in HOME.rglob("*.py") if file.name != "__init__.py"}
    listed = {
        f"{group.__name__.rpartition('.')[2]}/{rule.RULE.id.replace('-', '_')}.py"
        for group in review.GROUPS
        for rule in group.RULES
    }
    assert files == listed, "a file that is in no RULES of its group, or is called otherwise than its rule"
