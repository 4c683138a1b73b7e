"""Finds things that a report calls by several names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from yanbao.chinese import HAN
from yanbao.model.ledger import Ledger
from yanbao.model.manuscript import Passage, Role
from yanbao.review.reading.known_names import is_spelling
from yanbao.review.reading.latin import neighbours, uncoded
from yanbao.review.reading.patterns import bounded, either
from yanbao.review.reading.places import Place

_LEGAL = re.compile("(?:公司|集团|合伙）?)$")
"""Full names in law; a report gives them once, beside the short name."""

_MIDDLE = re.compile(rf"([{HAN}]{{2,}})[A-Za-z]+([{HAN}]{{2,}})")
"""A name with a Latin middle, which is often left out: 天工AI搜索, 天工搜索."""

_PRODUCT = re.compile(r"云|地图|搜索|浏览器|邮箱|商店|翻译|助手|学术|财经")
_QUOTED = re.compile(r"《[^《》]*》|“[^“”]*”|「[^「」]*」|\"[^\"]*\"")
_INTRODUCED = re.compile(r"\s*[/、]?\s*|[^（()）。，；]{0,10}[（(][^（()）]{0,12}")
"""Between two names of one thing where the one introduces the other: 谷歌（Google）, 谷歌/Google."""

_LOOSE = (Role.CELL, Role.HEADER, Role.LABEL)
"""Roles of texts that may be a bare name, as the source of the table has it."""


def names_of_things(ledger: Ledger, translations: Iterable[Sequence[str]]) -> dict[str, str]:
    """The thing that each name stands for; of a thing's names, the one to be used comes first."""
    things = {
        str(name): entity.path
        for entity in ledger.entities
        for name in (entity.name, *entity.aliases)
        if name == entity.name or not (is_spelling(name, entity.name) or _LEGAL.search(name))
    }
    for name, thing in tuple(things.items()):
        if match := _MIDDLE.fullmatch(name):
            things.setdefault(match[1] + match[2], thing)
    for names in translations:
        thing = next((things[name] for name in names if name in things), str(names[0]))
        for name in map(str, names):
            things.setdefault(name, thing)
    return things


def uses(passages: Iterable[Passage], things: Mapping[str, str]) -> tuple[list[Place], set[frozenset[str]]]:
    """Where names stand by themselves, and the pairs of names of which one introduces the other."""
    passages = list(passages)
    whole = "\n".join(passage.text for passage in passages)
    present = [name for name in things if name in whole]
    if not present:
        return [], set()
    pattern = re.compile(either(present, bounded))
    found: list[Place] = []
    introduced: set[frozenset[str]] = set()
    for passage in passages:
        text = uncoded(passage.text)
        here = [Place(passage, *match.span()) for match in pattern.finditer(text)]
        for one, other in pairwise(here):
            if things[one.text] == things[other.text] and _INTRODUCED.fullmatch(text, one.end, other.start):
                introduced.add(frozenset((one.text, other.text)))
        quoted = [match.span() for match in _QUOTED.finditer(text)]
        found += (place for place in here if _stands_by_itself(place, text, quoted))
    return found, introduced


def by_thing(found: Iterable[Place], things: Mapping[str, str]) -> Iterator[tuple[str, dict[str, list[Place]]]]:
    """The things that have several names in a report, with the places of each name."""
    named: dict[str, dict[str, list[Place]]] = {}
    for place in found:
        named.setdefault(things[place.text], {}).setdefault(place.text, []).append(place)
    return ((thing, names) for thing, names in named.items() if len(names) > 1)


def _stands_by_itself(place: Place, text: str, quoted: list[tuple[int, int]]) -> bool:
    """Whether a name is not part of a title, a quotation, an English phrase, the name of a product or a bare label."""
    name, start, end = place.text, place.start, place.end
    if any(first < start and end < last for first, last in quoted):
        return False
    if name.isascii() and (any(neighbours(text, start, end)) or _PRODUCT.match(text, end)):
        return False
    return not (place.passage.role in _LOOSE and text.strip() == name)
