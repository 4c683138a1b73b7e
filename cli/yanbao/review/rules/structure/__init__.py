"""The parts of a report."""

from __future__ import annotations

from yanbao.review.findings import RuleModule
from yanbao.review.rules.structure import (
    list_numbering,
    lonely_heading,
    missing_part,
    missing_pointer,
    skipped_heading,
    typed_reference,
    untreated_entity,
    wrong_chapter,
)

RULES: tuple[RuleModule, ...] = (
    wrong_chapter,
    missing_pointer,
    typed_reference,
    missing_part,
    untreated_entity,
    skipped_heading,
    lonely_heading,
    list_numbering,
)
