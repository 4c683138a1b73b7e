"""The names that a project knows, the words that it calls right, and what a report calls by several names."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from yanbao.chinese import HAN
from yanbao.model.dataset import ColumnType, Dataset
from yanbao.model.ledger import Ledger
from yanbao.model.manuscript import Passage, Role
from yanbao.model.project import Project
from yanbao.review.findings import where
from yanbao.review.reading.kept import kept
from yanbao.review.reading.latin import key, neighbours, one_edit, uncoded
from yanbao.review.reading.patterns import bounded, either
from yanbao.review.reading.places import Place
from yanbao.review.reading.sounds import homophones

_STOCK_NAME = re.compile("name|简称|名称|公司|股票|标的")
"""Ids and labels of the columns with the names of stocks."""

_PARTS = re.compile(r"(?P<before>[^A-Za-z0-9]*)(?P<core>.*[A-Za-z0-9])?(?P<after>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name as it is to be written; ``place`` says where the project has it."""

    text: str
    place: str

    @property
    def parts(self) -> tuple[str, str, str]:
        """Its Latin part, with what is before and after it: 天工, SkyMusic, nothing."""
        match = _PARTS.fullmatch(self.text)
        return (match["before"], match["core"] or "", match["after"]) if match else (self.text, "", "")


@kept
def known_names(project: Project) -> tuple[KnownName, ...]:
    """All names without duplicates, those of the ledger first. Aliases that are mere spelling variants are left out."""
    names: dict[str, KnownName] = {}
    for text, place in _all(project):
        names.setdefault(text, KnownName(text, place))
    return tuple(names.values())


def is_spelling(one: str, other: str) -> bool:
    """Whether two names are one name, written in two ways or mistyped."""
    if one == other:
        return False
    first, second = key(one), key(other)
    letters = min(len(first), len(second)) >= 6 and not re.search(r"[0-9]", first + second)
    return bool(first and (first == second or (letters and one_edit(first, second)))) or (
        len(one) >= 3 and homophones(one, other)
    )


def _all(project: Project) -> Iterator[tuple[str, str]]:
    for entity in project.ledger.entities:
        yield str(entity.name), where(entity.name.mark)
    for entity in project.ledger.entities:
        for alias in entity.aliases:
            if not is_spelling(alias, entity.name):
                yield str(alias), where(alias.mark)
    for name, source in project.ledger.sources.items():
        yield source.publisher, f"source '{name}'"
    for dataset in project.datasets.values():
        for name in _stock_names(dataset):
            yield name, f"table '{dataset.name}'"


def _stock_names(dataset: Dataset) -> Iterator[str]:
    columns = dataset.spec.columns
    if any(column.type is ColumnType.TICKER for column in columns.values()):
        for name, column in columns.items():
            if column.type is ColumnType.TEXT and _STOCK_NAME.search(f"{name} {column.label}"):
                yield from (cell for cell in dataset.frame[name].tolist() if isinstance(cell, str) and cell)


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
