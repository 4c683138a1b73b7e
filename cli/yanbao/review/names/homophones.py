"""Finds terms that differ in one character of the same sound within a report, as 新实力 and 新势力 do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from yanbao.model.manuscript import Passage
from yanbao.review.names.places import Place
from yanbao.review.names.sounds import sound_alike

_RUN = re.compile(r"[\u4e00-\u9fff]{3,}")

_COMMON = frozenset(
    "的了和与及在是为有等对将从被把个一二三四五六七八九十百千万亿两年月日上下中大小不也都就这那其该此着过到地得以于并或而但则之者所由"
    "向至自我他她它们你时使示际级化好很没么只还会说可能要给让"
)
"""Characters that stand beside and in too many words to tell one from another."""

_BOTH_RIGHT = frozenset(
    map(
        frozenset,
        (
            "买卖",
            "受收",
            "做作",
            "山陕",
            "化划",
            "制订",
            "定订",
            "查察",
            "实试",
            "治止",
            "式势",
            "记纪",
            "预逾",
            "司私",
        ),
    )
)
"""Pairs that make two words of which a report may need both: 买方 and 卖方, 收益 and 受益, 形式 and 形势."""


def homophonous_terms(passages: Iterable[Passage]) -> Iterator[tuple[list[Place], list[Place]]]:
    """Places of two terms that differ in their second character only, which sounds the same; the earlier first."""
    terms: dict[str, dict[str, list[Place]]] = {}
    for passage in passages:
        for run in _RUN.finditer(passage.text):
            for start in range(run.start(), run.end() - 2):
                first, second, third = tuple(passage.text[start : start + 3])
                if not (first in _COMMON or second in _COMMON or third in _COMMON):
                    terms.setdefault(first + third, {}).setdefault(second, []).append(Place(passage, start, start + 3))
    for variants in terms.values():
        for one, other in combinations(variants, 2):
            if frozenset((one, other)) not in _BOTH_RIGHT and sound_alike(one, other):
                yield variants[one], variants[other]
