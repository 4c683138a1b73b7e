"""Sentences reduced to their form: names of subjects, measures, periods and quantities are each one character.

沪浦港集2024年归母净利润149.5亿元，约为津沽港口的14.8倍 is ⓈⓅⓂⓆ，约为Ⓢ的Ⓠ. What a sentence claims can be read from that
by short patterns, whatever the names are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from yanbao import periods
from yanbao.model.manuscript import Passage
from yanbao.periods import Moment
from yanbao.review.reading.quantities import Quantity, quantities_of
from yanbao.review.reading.sentences import is_han

SUBJECT, MEASURE, PERIOD, QUANTITY, DAY = "ⓈⓂⓅⓆⒹ"

_YEAR = r"(?:(?:19|20)[0-9][0-9]|(?<![0-9])[0-9][0-9])"
_PART = r"(?:第?[一二三四1-4]季度|[上下]半年|前[一二三]季度|[0-9]{1,2}月份?(?![0-9])|Q[1-4](?![0-9])|H[12](?![0-9]))"
_PERIOD = re.compile(
    rf"(?<![0-9.])(?P<year>{_YEAR})(?:\s?年度?(?P<part>{_PART})?|(?P<code>Q[1-4]|H[12]|[EA](?![A-Za-z0-9]))"
    rf"|(?=\s?[-~—–至到]\s?(?:(?:19|20)?[0-9][0-9])年))(?:全年)?[末底]?"
    rf"|(?P<many>前(?:[一二三四五六七八九十]|十一|[0-9]{{1,2}})个月|1[-~—至]1?[0-9]月)"
    rf"|(?<![0-9])(?P<quarter>[1-4])Q(?P<of>[0-9][0-9])(?![0-9])"
    rf"|(?<![0-9每各首单])(?P<bare>[一二三四]季度(?!报)|[上下]半年|前三季度|(?<![0-9])(?:1[0-2]|[1-9])月份?(?![0-9均活度内]))[末底]?"
    r"|(?P<whole>全年)|(?P<this>今年)(?=以来)"
)
_COMPARING = ("较", "比", "与", "于")
"""Before a period that another is compared with, whose year is its own."""

_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_DIGITS = re.compile("[0-9]+")
_DAY = re.compile(
    r"(?:(?:19|20)?[0-9][0-9]年)?[0-9]{1,2}月[0-9]{1,2}日|(?:19|20)[0-9][0-9][-/.][0-9]{1,2}[-/.][0-9]{1,2}"
)
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_MADE_OF = re.compile("[ⓈⓂⓅⓆⒹ]")
_BEFORE_MEASURE = frozenset(
    "与，。；：、（(“的为达至约和与及现成在其司团年月末底期度家完单从由按较比且而，,;: \n/"
    "高低于过入位季计占国来起口行业厂商类者后前名省市企台店"
)
"""Characters after which the name of a measure begins; after another it is a part of a longer one (海外收入)."""


class Names:
    """Names by their first two characters, to find the longest one that begins at a place.

    ``published`` is the date of the report, which completes periods without a year.
    """

    def __init__(self, subjects: Iterable[str], measures: Iterable[str], published: str) -> None:
        self.published = published
        self._of: dict[str, list[tuple[str, str]]] = {}
        kinds = {**dict.fromkeys(subjects, SUBJECT), **dict.fromkeys(measures, MEASURE)}
        for name in sorted(kinds, key=lambda name: (-len(name), name)):
            if len(name) > 1:
                self._of.setdefault(name[:2], []).append((name, kinds[name]))

    def at(self, text: str, start: int) -> tuple[str, str] | None:
        for name, kind in self._of.get(text[start : start + 2], ()):
            if text.startswith(name, start) and _is_whole(text, start, start + len(name)):
                return name, kind
        return None


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether what begins or ends with a Latin letter or a digit is no part of a longer word."""
    cuts_before = text[start].isascii() and text[start].isalnum() and start > 0 and _is_word(text[start - 1])
    cuts_after = text[end - 1].isascii() and text[end - 1].isalnum() and end < len(text) and _is_word(text[end])
    return not cuts_before and not cuts_after


def _is_word(char: str) -> bool:
    return char.isascii() and char.isalnum()


@dataclass(frozen=True, slots=True)
class Token:
    """What a character of a skeleton stands for, at ``start`` to ``end`` of the passage."""

    kind: str
    start: int
    end: int
    text: str = ""
    quantity: Quantity | None = None
    moment: Moment | None = None


@dataclass(frozen=True)
class Skeleton:
    """A sentence of a passage by its form. ``tokens`` are by their place in ``text``."""

    passage: Passage
    start: int
    text: str
    tokens: Mapping[int, Token]
    places: tuple[int, ...]

    def of_kind(self, kind: str, start: int = 0, end: int | None = None) -> list[Token]:
        """Its tokens of a kind between two places."""
        end = len(self.text) if end is None else end
        return [token for at, token in self.tokens.items() if start <= at < end and token.kind == kind]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the skeleton is in the passage."""
        last = self.tokens.get(end - 1)
        return self.places[start], last.end if last else self.places[end - 1] + 1

    @cached_property
    def written(self) -> str:
        """The sentence as it is written."""
        start, end = self.place(0, len(self.text))
        return self.passage.text[start:end]


def skeletons(passage: Passage, names: Names) -> Iterator[Skeleton]:
    """The sentences of a passage, each by its form."""
    tokens = list(_tokens(passage, names))
    for match in _SENTENCE.finditer(passage.text):
        inside = [token for token in tokens if match.start() <= token.start < match.end()]
        if not inside:
            continue
        text, places, at, found = "", list[int](), match.start(), {}
        for token in inside:
            text += _MADE_OF.sub(" ", passage.text[at : token.start])
            places += range(at, token.start)
            found[len(text)] = token
            text += token.kind
            places.append(token.start)
            at = token.end
        text += _MADE_OF.sub(" ", passage.text[at : match.end()])
        places += range(at, match.end())
        yield Skeleton(passage, match.start(), text, found, tuple(places))


def _tokens(passage: Passage, names: Names) -> Iterator[Token]:
    text, end, year = passage.text, 0, ""
    last: Moment | None = None
    fixed = [Token(QUANTITY, one.start, one.end, quantity=one) for one in quantities_of(passage)]
    days = [match.span() for match in _DAY.finditer(text)]
    fixed += [Token(DAY, *span) for span in days]
    for match in _PERIOD.finditer(text):
        if any(start < match.end() and match.start() < stop for start, stop in days):
            continue
        moment, told = _moment(match, year, names.published)
        if text[: match.start()].endswith(_COMPARING):
            told = year
        elif match["bare"] and moment and last and moment < last and _is_past(match["bare"], year, names.published):
            moment = None  # of this year, or of the next
        last, year = moment or last, told
        fixed.append(Token(PERIOD, *match.span(), match[0], moment=moment))
    starts = {token.start: token for token in sorted(fixed, key=lambda one: one.kind == QUANTITY, reverse=True)}
    at = 0
    while at < len(text):
        if token := starts.get(at):
            yield token
            at = end = token.end
            continue
        found = names.at(text, at)
        if found and _begins(text, at, end, found[1]):
            yield Token(found[1], at, at + len(found[0]), found[0])
            end = at + len(found[0])
        at += len(found[0]) if found else 1


def _begins(text: str, at: int, end: int, kind: str) -> bool:
    if kind == SUBJECT or at in {0, end} or text[at - 2 : at] in {"新增", "净增"}:
        return True
    return text[at - 1] in _BEFORE_MEASURE or not is_han(text[at - 1])


def _is_past(part: str, year: str, published: str) -> bool:
    """Whether a month, quarter or half of the year after one has begun before a report was published."""
    return bool(year) and int(year[-2:]) < _latest(part.removesuffix("份"), published) % 100


def _latest(part: str, published: str) -> int:
    """The year of the last month, quarter or half of a name that began before a report was published."""
    found = periods.moment(f"{published[:4]}年{part}")
    is_over = found is None or periods.days_of(found)[0].isoformat()[: len(published)] <= published
    return int(published[:4]) - (not is_over)


def _moment(match: re.Match[str], year: str, published: str) -> tuple[Moment | None, str]:
    """The moment of a period, and the year that those after it may leave out."""
    if match["quarter"]:
        return periods.moment(f"{match['quarter']}Q{match['of']}"), match["of"]
    if match["whole"]:
        return (periods.moment(f"{year}年") if year else None), year
    if match["this"]:
        return periods.moment(f"{published[:4]}年"), year
    if match["many"]:
        said = match["many"].removeprefix("前").removesuffix("月").removesuffix("个")
        last = _MONTHS.index(said) + 1 if said in _MONTHS else int(_DIGITS.findall(said)[-1])
        return periods.moment(f"{year or published[:4]}年1-{last}月"), year
    if match["bare"]:
        part = match["bare"].removesuffix("份")
        return periods.moment(f"{year or _latest(part, published)}年{part}"), year
    year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
    part = (match["part"] or "").removesuffix("份")
    code = match["code"] or ""
    if code in {"E", "A"}:
        code = ""
    if part[:1] in {"Q", "H"}:
        part, code = "", part
    return periods.moment(f"{year}{code}" if code else f"{year}年{part}"), year
