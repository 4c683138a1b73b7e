"""Words that a project declares correct: names of its ledger and tables, and entries of its own word lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

from yanbao.model.project import Project
from yanbao.review.reading.known_names import known_names
from yanbao.review.reading.patterns import either


def right_words(project: Project) -> set[str]:
    """Names in the ledger and tables, and correct words in the project's lists."""
    names = (name.text for name in known_names(project))
    return {str(word) for word in (*names, *project.ledger.names, *project.review.words.declared())}


def inside_of(right: Iterable[str], wrong: Collection[str]) -> Callable[[str, int, int], bool]:
    """A function that tells whether a wrong word, at ``start`` to ``end`` of a text, is part of a right one."""
    looked_for = re.compile(either(wrong))
    holding = [word for word in right if looked_for.search(word)]
    pattern = re.compile(f"(?=({either(holding)}))")

    def is_inside(text: str, start: int, end: int) -> bool:
        return bool(holding) and any(one.start() <= start and end <= one.end(1) for one in pattern.finditer(text))

    return is_inside
