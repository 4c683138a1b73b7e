"""Pairs the items of two sequences that are the same, or much alike. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

T = TypeVar("T")

Pair = tuple[T | None, T | None]

_ALIKE = 0.5
"""Similarity from which on two texts are versions of one."""

_MOST = 40_000
"""Comparisons of texts, beyond which what is left is not paired."""


def paired(
    old: Sequence[T], new: Sequence[T], key: Callable[[T], str], text: Callable[[T], str] | None = None
) -> list[Pair[T]]:
    """Pairs in the order of ``new``, each followed by what went where it stood; None for what came or went.

    Items pair by their key, in order as far as possible, then by their key wherever they are, then by similar texts.
    """
    partner = _in_order([key(item) for item in old], [key(item) for item in new])
    _anywhere(old, new, key, partner)
    if text is not None:
        _similar(old, new, text, partner)
    pairs: list[Pair[T]] = [(None if at not in partner else old[partner[at]], item) for at, item in enumerate(new)]
    taken = set(partner.values())
    place = {index: at for at, index in partner.items()}
    for index, item in reversed(list(enumerate(old))):
        if index not in taken:
            after = max((place[before] + 1 for before in range(index) if before in place), default=0)
            pairs.insert(after, (item, None))
    return pairs


def _in_order(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Indices of ``old`` by those of ``new``."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {block.b + at: block.a + at for block in blocks for at in range(block.size)}


def _anywhere(old: Sequence[T], new: Sequence[T], key: Callable[[T], str], partner: dict[int, int]) -> None:
    taken = set(partner.values())
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(old):
        if index not in taken:
            waiting[key(item)].append(index)
    for at, item in enumerate(new):
        if at not in partner and waiting[key(item)]:
            partner[at] = waiting[key(item)].pop(0)


def _similar(old: Sequence[T], new: Sequence[T], text: Callable[[T], str], partner: dict[int, int]) -> None:
    """Pair the most similar first, so that a paragraph finds its own later version."""
    taken = set(partner.values())
    left = [(index, text(item)) for index, item in enumerate(old) if index not in taken]
    right = [(at, text(item)) for at, item in enumerate(new) if at not in partner]
    if len(left) * len(right) > _MOST:
        return
    found = []
    matcher = SequenceMatcher(autojunk=False)
    for at, one in right:
        matcher.set_seq2(one)
        for index, other in left:
            matcher.set_seq1(other)
            if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE:
                found.append((-_ratio(matcher, other, one), abs(at - index), at, index))
    for ratio, _, at, index in sorted(found):
        if -ratio >= _ALIKE and at not in partner and index not in taken:
            partner[at] = index
            taken.add(index)


def _ratio(matcher: SequenceMatcher[str], one: str, other: str) -> float:
    return matcher.quick_ratio() if len(one) * len(other) > _LONG else matcher.ratio()


_LONG = 4_000_000
"""Product of lengths beyond which texts are not compared character by character."""


def differing(old: str, new: str) -> list[tuple[str, str, str]]:
    """Runs of two texts in order, as (same, old, new): either a run that both have, or what one has for the other's."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    was, now = old[start : len(old) - end], new[start : len(new) - end]
    runs = [(old[:start], "", "")] if start else []
    runs += _runs(was, now)
    return [*runs, (old[len(old) - end :], "", "")] if end else runs


def _runs(old: str, new: str) -> list[tuple[str, str, str]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if len(old) * len(new) > _LONG or matcher.quick_ratio() < _ALIKE:
        return [("", old, new)] if old or new else []
    return [
        (old[a:b], "", "") if what == "equal" else ("", old[a:b], new[c:d])
        for what, a, b, c, d in matcher.get_opcodes()
    ]
