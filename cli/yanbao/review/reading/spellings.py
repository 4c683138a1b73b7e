"""Finds names that are misspelt: Latin ones in other forms, and Chinese ones by a character of the same sound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from yanbao.characters import is_digits
from yanbao.model.manuscript import Passage
from yanbao.review.reading.kept import kept_all
from yanbao.review.reading.known_names import KnownName
from yanbao.review.reading.latin import Atom, atoms, key, neighbours, one_edit, phrases, stands_alone
from yanbao.review.reading.sentences import is_han
from yanbao.review.reading.sounds import homophones

_LONG = 6
"""Minimum length of words that are matched with one wrong letter."""

_WORD = re.compile(
    "ace|alphabet|amazon|apple|arm|ball|block|box|chain|circle|cloud|coach|cursor|delta|edge|gap|gem|go|target|line|"
    "meta|notion|oracle|orange|shell|slack|snap|square|stripe|team|unity|visa|vision|zoom"
)
"""English words that are names too; in lower case they are the word, as in meta分析."""

_COUNTED = re.compile(r"\s*[年月日号个家款项倍万亿%％成季]")
"""After a number that is not part of the name before it: Kimi 4月访问量."""

_ALIKE = str.maketrans("\u00a0\u2010\u2011", " --")


@dataclass(frozen=True, slots=True)
class Variant:
    """A variant spelling of a name at ``start`` to ``end`` of a text."""

    start: int
    end: int
    right: str
    name: KnownName


class Speller:
    """Finds variants of names in a text, in time linear in the text and independent of the number of names."""

    def __init__(self, names: Iterable[KnownName]) -> None:
        self._names: dict[str, list[KnownName]] = {}
        self._exact: set[str] = set()
        self._beginnings: set[str] = set()
        words: set[str] = set()
        for name in names:
            core = name.parts[1]
            self._exact.add(core)
            if (shared := key(core)) and len(shared) > 1 and re.search("[a-z]", shared):
                self._names.setdefault(shared, []).append(name)
                self._beginnings.update(shared[:length] for length in range(1, len(shared) + 1))
                words.update(atom for _, _, atom in atoms(core) if atom.isalpha())
        self._words = frozenset(words)
        self._long = [word for word in sorted(words) if len(word) >= _LONG]

    @kept_all
    def variants(self, text: str) -> Iterator[Variant]:
        """The names in a text that are written in another way; the longest counts."""
        found = [self._mended(text, atom) for atom in atoms(text)]
        past = 0
        for first, (start, _, _) in enumerate(found):
            if start >= past and (best := self._longest(text, found, first)):
                past = best.end
                if not self._is_right(text, best):
                    yield best

    def _mended(self, text: str, atom: Atom) -> Atom:
        """A capitalised word with a wrong letter in the spelling that it resembles; any other as it is."""
        start, end, word = atom
        if len(word) < _LONG - 1 or word in self._words or not word.isalpha() or not text[start].isupper():
            return atom
        if any(neighbour.islower() for neighbour in neighbours(text, start, end)):
            return atom  # an English sentence
        return start, end, next((known for known in self._long if one_edit(word, known)), word)

    def _longest(self, text: str, found: list[Atom], first: int) -> Variant | None:
        start, best = found[first][0], None
        for end, shared in phrases(text, found, first):
            if shared not in self._beginnings:
                break
            if shared in self._names and stands_alone(text, start, end):
                for name in self._names[shared]:
                    before, core, after = name.parts
                    if text[:start].rstrip(" ").endswith(before) and text[end:].lstrip(" ").startswith(after):
                        best = Variant(start, end, core, name)
                        break
        return best

    def _is_right(self, text: str, variant: Variant) -> bool:
        """Whether it is the correct name, or another word with the same letters."""
        start, end = variant.start, variant.end
        written = text[start:end].translate(_ALIKE)
        if written in self._exact or (is_digits(written[-1]) and _COUNTED.match(text, end)):
            return True
        letters = re.sub("[^A-Za-z]", "", written)
        if len(letters) < 3 and letters == written:
            return True  # a unit or an element: bp, Ge
        around = neighbours(text, start, end)
        if letters.islower():
            return len(letters) < 3 or bool(_WORD.fullmatch(letters)) or any(around)
        if letters.isupper():
            is_ticker = text[:start].endswith(("（", "(")) and text[end:].startswith(("）", ")", "，", ","))
            return is_ticker or written == text or any(len(word) > 1 and word.isupper() for word in around)
        return False


@lru_cache(maxsize=4)
def speller_of(names: tuple[KnownName, ...]) -> Speller:
    return Speller(names)


@dataclass(frozen=True, slots=True)
class Misheard:
    """A name mistyped at ``start`` to ``end``. It is certain unless the wrong character may belong to another word."""

    start: int
    end: int
    name: KnownName
    is_certain: bool


def misheard(passages: Sequence[Passage], names: Iterable[KnownName]) -> Iterator[tuple[Passage, Misheard]]:
    """Names of three characters and more of which one is another character of the same sound."""
    known = {name.text: name for name in names}
    candidates = [name for name in known.values() if len(name.text) > 2 and any(map(is_han, name.text))]
    whole = "\n".join(passage.text for passage in passages)
    places: dict[int, Misheard] = {}
    for name in candidates:
        for start in _resembling(whole, name.text):
            if found := _judged(whole, start, name, known):
                places[start] = found
    start = 0
    wrong = sorted(places.items())
    for passage in passages:
        end = start + len(passage.text)
        while wrong and wrong[0][0] < end:
            _, found = wrong.pop(0)
            yield passage, Misheard(found.start - start, found.end - start, found.name, found.is_certain)
        start = end + 1


def _resembling(text: str, name: str) -> Iterator[int]:
    """Where one half of a name stands, but not all of it."""
    middle = len(name) // 2
    for half, offset in ((name[:middle], 0), (name[middle:], middle)):
        at = text.find(half)
        while at >= 0:
            start = at - offset
            if start >= 0 and homophones(text[start : start + len(name)], name):
                yield start
            at = text.find(half, at + 1)


def _judged(text: str, start: int, name: KnownName, known: Iterable[str]) -> Misheard | None:
    end = start + len(name.text)
    written = text[start:end]
    if any(written in other for other in known) or (is_digits(name.text[-1]) and is_digits(text[end : end + 1])):
        return None
    wrong = next(i for i, pair in enumerate(zip(written, name.text, strict=True)) if pair[0] != pair[1])
    beyond = {0: text[max(0, start - 1) : start], len(written) - 1: text[end : end + 1]}.get(wrong, "")
    is_certain = not (beyond and is_han(beyond))
    return Misheard(start, end, name, is_certain) if is_certain or len(written) > 3 else None
