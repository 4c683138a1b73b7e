"""Sentences reduced to their form: names, periods, quantities and words of one class are each one character.

沪浦港集2024年归母净利润149.5亿元，约为津沽港口的14.8倍 is ⓈⓅⓂⓆ，ⓈⓆ. What a sentence claims can be read from that by
short patterns, whatever the names are and however it is put.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from yanbao import periods
from yanbao.characters import is_digits
from yanbao.model.manuscript import Passage
from yanbao.periods import Moment
from yanbao.review.reading.chinese_numerals import value
from yanbao.review.reading.function_words import Lexicon
from yanbao.review.reading.quantities import Quantity, quantities_of

SUBJECT, MEASURE, PERIOD, QUANTITY, DAY = "ⓈⓂⓅⓆⒹ"

_YEAR = r"(?:(?:19|20)[0-9][0-9]|(?<![0-9])[0-9][0-9])"
_PART = r"(?:第?[一二三四1-4]季度|[上下]半年|前[一二三]季度|[0-9]{1,2}月份?(?![0-9])|Q[1-4](?![0-9])|H[12](?![0-9]))"
_PERIOD = re.compile(
    rf"(?<![0-9.])(?P<year>{_YEAR})(?:\s?年度?(?P<part>{_PART})?|(?P<code>Q[1-4]|H[12]|[EA](?![A-Za-z0-9]))"
    rf"|(?=\s?[-~—–至到/、和]\s?(?:(?:19|20)?[0-9][0-9])年))(?:全年)?[末底]?"
    rf"|(?P<many>前(?:[一二三四五六七八九十]|十一|[0-9]{{1,2}})个月|1[-~—至]1?[0-9]月)"
    rf"|(?<![0-9])(?P<quarter>[1-4])Q(?P<of>[0-9][0-9])(?![0-9])"
    r"|(?P<joint>[一二三四])(?=(?:[、和][一二三四]){0,2}[、和][一二三四]季度)"
    r"|(?<![0-9.])(?P<months>1[0-2]|[1-9])(?=(?:[、和](?:1[0-2]|[1-9])){0,5}[、和](?:1[0-2]|[1-9])月)"
    rf"|(?<![0-9每各首单])(?P<bare>[一二三四]季度(?!报)|[上下]半年|前三季度|(?<![0-9])(?:1[0-2]|[1-9])月份?(?![均活度内]))[末底]?"
    r"|(?P<report>一季报|中报|半年报|三季报)"
    r"|(?P<last>(?<![较比])[去上]年(?!同期|[末底])|去年(?=[0-9一二三四上下前]))(?P<its>[一二三四]季度|[上下]半年|前三季度|(?:1[0-2]|[1-9])月份?)?"
    r"|(?P<whole>全年)|(?P<this>今年)(?=以来)"
)
_REPORTS = {"一季报": "一季度", "中报": "上半年", "半年报": "上半年", "三季报": "前三季度"}
_COMPARING = ("较", "比", "与", "于")
"""Before a period that another is compared with, whose year is its own."""

_DIGITS = re.compile("[0-9]+")
_DAY = re.compile(
    r"(?:(?:19|20)?[0-9][0-9]年)?[0-9]{1,2}月[0-9]{1,2}日|(?:19|20)[0-9][0-9][-/.][0-9]{1,2}[-/.][0-9]{1,2}"
)
_TO = re.compile("[-~—–至到]{1,2}")
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_COMPANY = re.compile(
    "(?<!可比)(?:(?<=[，。；：、！？（(”’\\n年月日度末较比于但而])|(?<![^\\n]))公司(?![债章法治规名代])"
)
_COUNTING = re.compile("[二两三四五六七八九十][家项种类大个者]")
_MADE_OF = re.compile("[ⓈⓂⓅⓆⒹ]")


class Names:
    """Names by their first two characters, to find the longest one that begins at a place.

    ``published`` is the date of the report, which completes periods without a year; ``days`` are those of weeks,
    ``general`` the measures that any report has, and ``own`` the company that it is about, which texts call 公司.
    """

    def __init__(
        self,
        subjects: Iterable[str],
        measures: Iterable[str],
        general: Iterable[str],
        days: Iterable[str],
        published: str,
        lexicon: Lexicon,
        own: str,
    ) -> None:
        self.published, self.lexicon, self.own, self.days = published, lexicon, own, frozenset(days)
        self._of: dict[str, list[tuple[str, str]]] = {}
        self._general = frozenset(general)
        kinds = {**dict.fromkeys(subjects, SUBJECT), **dict.fromkeys(measures, MEASURE)}
        for name in sorted(kinds, key=lambda name: (-len(name), name)):
            if len(name) > 1:
                self._of.setdefault(name[:2], []).append((name, kinds[name]))

    def qualifies(self, name: str, text: str, end: int) -> bool:
        """Whether the short name of a measure only says more of another behind it: 快递业务量."""
        behind = self.at(text, end)
        return name not in self._general and behind is not None and behind[1] == MEASURE

    def at(self, text: str, start: int) -> tuple[str, str] | None:
        for name, kind in self._of.get(text[start : start + 2], ()):
            if text.startswith(name, start) and _is_whole(text, start, start + len(name), is_measure=kind == MEASURE):
                return name, kind
        return None


def _is_whole(text: str, start: int, end: int, *, is_measure: bool) -> bool:
    """Whether what begins or ends with a Latin letter or a digit is no part of a longer word; PE29 is a measure."""
    cuts_before = text[start].isascii() and text[start].isalnum() and start > 0 and _is_word(text[start - 1])
    cuts_after = text[end - 1].isascii() and text[end - 1].isalnum() and end < len(text) and _is_word(text[end])
    if text[start] in _SIDES and start > 0 and text[start - 1] in f"{_SIDES}中泛非":
        return False  # 中西部 is more than 西部
    return not cuts_before and not (cuts_after and not (is_measure and is_digits(text[end])))


_SIDES = "东西南北"


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
    """A sentence of a passage by its form. ``tokens`` are by their place in ``text``, ``places`` are their spans."""

    passage: Passage
    start: int
    text: str
    tokens: Mapping[int, Token]
    places: tuple[tuple[int, int], ...]

    def of_kind(self, kind: str, start: int = 0, end: int | None = None) -> list[Token]:
        """Its tokens of a kind between two places."""
        end = len(self.text) if end is None else end
        return [token for at, token in self.tokens.items() if start <= at < end and token.kind == kind]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the skeleton is in the passage."""
        return self.places[start][0], self.places[end - 1][1]

    def word(self, at: int) -> str:
        """What is written where one character stands."""
        start, end = self.places[at]
        return self.passage.text[start:end]


def skeletons(passage: Passage, names: Names) -> Iterator[Skeleton]:
    """The sentences of a passage, each by its form."""
    tokens = list(_tokens(passage, names))
    for match in _SENTENCE.finditer(passage.text):
        inside = [token for token in tokens if match.start() <= token.start < match.end()]
        if inside or _COUNTING.search(match[0]):
            yield _reduced(passage, match.start(), match.end(), inside, names.lexicon)


def _reduced(passage: Passage, start: int, end: int, inside: list[Token], lexicon: Lexicon) -> Skeleton:
    raw, spans, found = "", list[tuple[int, int]](), {}
    at = start
    for token in [*inside, None]:
        stop = token.start if token else end
        raw += _MADE_OF.sub(" ", passage.text[at:stop])
        spans += [(one, one + 1) for one in range(at, stop)]
        if token:
            found[len(raw)] = token
            raw += token.kind
            spans.append((token.start, token.end))
            at = token.end
    text, places, tokens, last = "", list[tuple[int, int]](), {}, 0
    for first, stop, kind in [*lexicon.words(raw), (len(raw), len(raw), "")]:
        for one in range(last, first):
            if one in found:
                tokens[len(text)] = found[one]
            text += raw[one]
            places.append(spans[one])
        if kind in _PAIR and (other := _one_of_two(kind, tokens)):
            tokens[len(text)] = replace(other, start=spans[first][0], end=spans[stop - 1][1])
            kind = other.kind
        if kind:
            text += kind
            places.append((spans[first][0], spans[stop - 1][1]))
        last = stop
    return Skeleton(passage, start, text, tokens, tuple(places))


_HALF_A_YEAR = 180  # days

_PAIR = {"Ⓐ": -2, "Ⓑ": -1}


def _one_of_two(kind: str, tokens: Mapping[int, Token]) -> Token | None:
    """What 前者 or 后者 stands for: of the two subjects or measures that the sentence has named last."""
    for of in (SUBJECT, MEASURE):
        named = {token.text: token for token in tokens.values() if token.kind == of}
        if len(named) > 1:
            return list(named.values())[_PAIR[kind]]
    return None


def _tokens(passage: Passage, names: Names) -> Iterator[Token]:
    text, year = passage.text, ""
    last: Moment | None = None
    fixed = [Token(QUANTITY, one.start, one.end, quantity=one) for one in quantities_of(passage)]
    dated = list(_days(text, names))
    fixed += dated
    days = [(one.start, one.end) for one in dated]
    for match in _PERIOD.finditer(text):
        if any(start < match.end() and match.start() < stop for start, stop in days) or (match["whole"] and not year):
            continue
        is_apart = match["report"] and not text[: match.start()].endswith("年")
        moment, told = _moment(match, "" if is_apart else year, names.published)
        if text[: match.start()].endswith(_COMPARING):
            told = year
        elif match["bare"] and moment and last and moment < last and _is_past(match["bare"], year, names.published):
            is_next = len(year) == 4 and "月" in match["bare"] and last[0] - moment[0] > _HALF_A_YEAR
            told = str(int(year) + 1) if is_next else ""  # the text goes on to the next year
            moment = periods.moment(f"{told}年{match['bare'].removesuffix('份')}") if told else None
        last, year = moment or last, told or year
        fixed.append(Token(PERIOD, *match.span(), match[0], moment=moment))
    starts = {token.start: token for token in sorted(fixed, key=lambda one: one.kind == QUANTITY, reverse=True)}
    at = 0
    while at < len(text):
        if token := starts.get(at):
            yield token
            at = token.end
            continue
        if names.own and _COMPANY.match(text, at):
            yield Token(SUBJECT, at, at + len("公司"), names.own)
        found = names.at(text, at)
        end = at + len(found[0]) if found else at + 1
        if found and not (found[1] == MEASURE and names.qualifies(found[0], text, end)):
            yield Token(found[1], at, end, found[0])
        at = end


def _days(text: str, names: Names) -> Iterator[Token]:
    """Days; of a range that is a week, or a day that stands for one, the period of a row."""
    last: Token | None = None
    for match in _DAY.finditer(text):
        said = match[0] if is_digits(match[0][:4]) or "月" not in match[0] else f"{names.published[:4]}年{match[0]}"
        moment = periods.moment(said.replace("号", "日"))
        day = periods.days_of(moment)[0].isoformat() if moment else ""
        kind = PERIOD if day in names.days else DAY
        token = Token(kind, match.start(), match.end(), match[0], moment=moment)
        if last and token.kind == PERIOD and _TO.fullmatch(text, last.end, token.start):
            token = replace(token, start=last.start)
        elif last:
            yield last
        last = token
    if last:
        yield last


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
    if joint := match["joint"] or match["months"]:
        part = f"{joint}季度" if match["joint"] else f"{joint}月"
        return periods.moment(f"{year or _latest(part, published)}年{part}"), year
    if match["last"]:
        year = str(int(year[-4:] if len(year) == 4 and match[0][0] == "上" else published[:4]) - 1)
        return periods.moment(f"{year}年{(match['its'] or '').removesuffix('份')}"), year
    if match["report"]:
        part = _REPORTS[match["report"]]
        return periods.moment(f"{year or _latest(part, published)}年{part}"), year
    if match["whole"]:
        return (periods.moment(f"{year}年") if year else None), year
    if match["this"]:
        return periods.moment(f"{published[:4]}年"), year
    if match["many"]:
        said = match["many"].removeprefix("前").removesuffix("月").removesuffix("个")
        last = value((_DIGITS.findall(said) or [said])[-1])
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
