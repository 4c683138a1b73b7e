"""The stocks that a project knows, by name and ticker; and tickers as prose has them: 中视传媒（600088.SH）."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from yanbao.chinese import HAN
from yanbao.diagnostics import Mark
from yanbao.model.dataset import ColumnType, Dataset
from yanbao.model.figures import EntityFigure
from yanbao.model.ledger import Entity
from yanbao.model.manuscript import Manuscript, Passage
from yanbao.model.tickers import is_ticker, likely_tickers
from yanbao.review.findings import where
from yanbao.review.reading.kept import kept, kept_all
from yanbao.review.reading.patterns import bounded, either

_NAME_KEY = re.compile(r"(.*_)?(name|stock|company|security|issuer)", re.IGNORECASE)
_NAME_LABEL = re.compile(r".*(简称|名称|公司|股票|个股|标的|证券|股名|企业)")
_NOT_ITS_NAME = re.compile("产品|行业|板块|主题|概念|客户|实控|控制人|股东|子公司|母公司|集团|竞争|对手|海外|参股|机构")
_TICKER_KEY = re.compile(r"(.*_)?(ticker|code|symbol)(_.*)?")

_PREFIX = re.compile(rf"(\*?ST|SST|S\*ST|XD|XR|DR|N|C)(?=[{HAN}])")
_SUFFIX = re.compile(rf"(?<=[{HAN}])(-?(UW|WD|SW|[ABDHRSUVW])|\([AH]股?\)|退市?|股份有限公司|有限公司)$")
_MAINLAND_SHARE = re.compile(r"(6[08]|00|30)[0-9]{4}\.S[HZ]")


@dataclass(frozen=True, slots=True)
class Listing:
    """A ticker with its name, as a table or the ledger declares it. ``names`` are the name and its aliases.

    ``is_used`` is True if the report uses that table or entity.
    """

    ticker: str
    names: tuple[str, ...]
    mark: Mark
    width: int
    is_used: bool

    @property
    def name(self) -> str:
        return self.names[0]

    @property
    def place(self) -> str:
        return where(self.mark)


@dataclass(frozen=True)
class Register:
    """All listings of tables and the ledger, in order."""

    listings: tuple[Listing, ...]
    by_ticker: Mapping[str, list[Listing]] = field(default_factory=dict)
    by_name: Mapping[str, list[Listing]] = field(default_factory=dict)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the names of stocks in a text, the longest first."""
        return bounded_names(self.by_name)

    def last_name(self, words: str) -> str | None:
        """The longest name of a stock that words end with."""
        ends = (words[start:] for start in range(len(words) - 1))
        return next((end for end in ends if end in self.by_name), None)


@kept
def register(manuscript: Manuscript) -> Register:
    """The stocks of the project: rows of tables that have a ticker and a name, entities that have a ticker."""
    listings = (*_of_tables(manuscript), *_of_entities(manuscript))
    by_ticker, by_name = defaultdict(list), defaultdict(list)
    for listing in listings:
        by_ticker[listing.ticker].append(listing)
        for name in dict.fromkeys([*listing.names, *map(core, listing.names)]):
            if len(name) > 1 and not name.isascii():
                by_name[name].append(listing)
    return Register(listings, dict(by_ticker), dict(by_name))


def name_column(dataset: Dataset) -> str | None:
    """The column with the names of the stocks whose tickers a table has."""
    texts = [name for name, column in dataset.spec.columns.items() if column.type is ColumnType.TEXT]
    texts = [name for name in texts if not _NOT_ITS_NAME.search(dataset.label(name))]
    labelled = [name for name in texts if _NAME_LABEL.fullmatch(dataset.label(name))]
    keyed = [name for name in texts if _NAME_KEY.fullmatch(name)]
    short = [name for name in labelled if dataset.label(name).endswith("简称")]
    return next(iter((*short, *keyed, *labelled)), None)


def ticker_column(dataset: Dataset) -> str | None:
    """The column with the tickers of a table."""
    columns = dataset.spec.columns.items()
    return next((name for name, column in columns if column.type is ColumnType.TICKER), None)


def core(name: str) -> str:
    """A short name without the prefixes and suffixes of exchanges: ST, XD, -U, 退."""
    plain = "".join(unicodedata.normalize("NFKC", name).split()).upper()
    return _SUFFIX.sub("", _PREFIX.sub("", plain)) or plain


def is_same(one: str, other: str) -> bool:
    """Whether two names may be of one company: equal, one in the other, or short for it; or in different scripts."""
    short, long = sorted((core(one), core(other)), key=len)
    if short in long or short.isascii() != long.isascii():
        return True
    letters = iter(long)
    return len(long) - len(short) > 1 and all(letter in letters for letter in short)


def is_share(ticker: str) -> bool:
    """Whether a ticker is that of an A share in Shanghai or Shenzhen, of which a company has one."""
    return bool(_MAINLAND_SHARE.fullmatch(ticker))


def _of_tables(manuscript: Manuscript) -> Iterator[Listing]:
    used = {dataset.name for dataset in manuscript.datasets}
    for dataset in manuscript.project.datasets.values():
        for ticker, stock, mark, width in _rows(dataset):
            yield Listing(ticker, (stock,), mark, width, dataset.name in used)


@kept_all
def _rows(dataset: Dataset) -> Iterator[tuple[str, str, Mark, int]]:
    """Ticker and name of each stock of a table, and where the name stands."""
    code, name = ticker_column(dataset), name_column(dataset)
    if code and name:
        for row, ticker, stock in dataset.frame[[code, name]].dropna().drop_duplicates().itertuples():
            yield str(ticker), str(stock), *dataset.place(row, name)


def _of_entities(manuscript: Manuscript) -> Iterator[Listing]:
    used = set(_used_paths(manuscript))
    for entity in manuscript.project.ledger.entities:
        for ticker in _tickers(entity):
            names = tuple(map(str, (entity.name, *entity.aliases)))
            yield Listing(ticker, names, entity.name.mark, len(entity.name), entity.path in used)


def _tickers(entity: Entity) -> Iterator[str]:
    for key, fact in entity.facts.items():
        value = str(fact.spec.value)
        if _TICKER_KEY.fullmatch(key) and is_ticker(value):
            yield value


def _used_paths(manuscript: Manuscript) -> Iterator[str]:
    for passage in manuscript.passages:
        for span in passage.spans:
            yield from (".".join(path.split(".")[:2]) for path in span.paths)
    for figure in manuscript.figures:
        if isinstance(figure.spec, EntityFigure):
            yield from map(str, figure.spec.entities)


def bounded_names(names: Iterable[str]) -> re.Pattern[str]:
    """Finds names in a text, the longest first; a Latin one is no part of a longer word."""
    return re.compile(either(names, bounded))


_LEVEL_ONE = range(3755)
"""GB 2312 orders its first characters by their sound, so that neighbours sound alike."""

_NEAR = 8


def one_off(name: str, known: Iterable[str]) -> str:
    """The known name that has one other character, two changed places, or one more or less; or an empty string."""
    return next((other for other in known if len(other) > 2 and _differs_once(name, other)), "")


def is_slip(name: str, meant: str) -> bool:
    """Whether names that differ once do so as a slip of the keyboard would: by characters of one sound.

    Many stocks have names that differ by a character of another sound: 招商银行 and 浙商银行.
    """
    if len(name) != len(meant):
        return True
    different = [(one, other) for one, other in zip(name, meant, strict=True) if one != other]
    return len(different) == 2 or _sounds_alike(*different[0])


def _differs_once(name: str, other: str) -> bool:
    if name == other or abs(len(name) - len(other)) > 1:
        return False
    same = 0
    while same < min(len(name), len(other)) and name[same] == other[same]:
        same += 1
    rest, wanted = name[same:], other[same:]
    if len(name) != len(other):  # what begins or ends as the other does is short for it, or more than it
        return (
            0 < same < min(len(name), len(other))
            and rest[len(rest) > len(wanted) :] == wanted[len(wanted) > len(rest) :]
        )
    return rest[1:] == wanted[1:] or (rest[1::-1] == wanted[:2] and rest[2:] == wanted[2:])


def _sounds_alike(one: str, other: str) -> bool:
    ranks = [_rank(one), _rank(other)]
    return all(rank in _LEVEL_ONE for rank in ranks) and abs(ranks[0] - ranks[1]) <= _NEAR


def _rank(character: str) -> int:
    code = character.encode("gb2312", "ignore")
    return (code[0] - 0xB0) * 94 + code[1] - 0xA1 if len(code) == 2 else -1


_CODE = re.compile(
    r"(?<![A-Za-z0-9._@=])(?:(?P<digits>[0-9]{4,6})(?:[.．](?P<market>SH|SZ|BJ|HK))?|(?P<american>[A-Z]{1,5}\.(?:O|N|US)))"
    r"(?![A-Za-z0-9%％]|[.．]\w)",
    re.ASCII,
)

_NAME = r"(?P<name>[\w*&·-]{2,16})\s?"
_BRACKET = re.compile(_NAME + r"[（(][0-9A-Z.．/、，, ]*$")
_BESIDE = re.compile(_NAME + "$")
_WINDOW = 50
_AFTER = tuple("）),，、/；; ")


@dataclass(frozen=True, slots=True)
class Written:
    """A ticker written after a name. ``words`` end with the name and may begin with others; ``start`` is where they do.

    Those in brackets are nothing but a name, with what leads in to it.
    """

    passage: Passage
    words: str
    start: int
    end: int
    ticker: str
    in_brackets: bool


@kept_all
def written(passage: Passage) -> Iterator[Written]:
    """The tickers of a passage that have words before them. One without market is what it is in the range of."""
    for match in _CODE.finditer(passage.text):
        window = max(0, match.start() - _WINDOW)
        before = passage.text[window : match.start()]
        bracket = _BRACKET.search(before)
        name = bracket or (_BESIDE.search(before) if match["market"] or match["american"] else None)
        ticker = match["american"] or _ticker(match["digits"], match["market"])
        if match["digits"] and not match["market"] and passage.text[match.end() : match.end() + 1] not in _AFTER:
            continue  # 300133万元
        if name and ticker:
            start = window + name.start()
            yield Written(passage, name["name"], start, match.end(), ticker, bool(bracket))


def _ticker(code: str, market: str | None) -> str:
    if market == "HK":
        return f"{code.zfill(5)}.HK" if len(code) < 6 else ""
    if market and is_ticker(f"{code}.{market}"):
        return f"{code}.{market}"
    likely = likely_tickers(code) if len(code) == 6 else [f"{code}.HK"]
    return likely[0] if len(likely) == 1 else ""
