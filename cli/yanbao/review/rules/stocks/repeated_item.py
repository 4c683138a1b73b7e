"""An enumeration, a table of stocks and a comparison name each item once.

A repeated item was pasted twice, or replaces another. Checked are items joined by 、 in any text; names of known
stocks with commas between them; rows of one ticker or known stock in tables that the report uses; entities of fact
tables and charts. Exceptions: numbers, ratings and directions; values that stand for several things in turn
(分别为…); things listed under several heads (北京的仓库、门店、上海的仓库); rows of a stock that differ in their
date, year or any text.

PASS::

    text: 建议关注恺英网络、三七互娱、巨人网络等标的。

FAIL::

    text: 建议关注恺英网络、三七互娱、巨人网络、恺英网络等标的。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.diagnostics import Level, Marked
from yanbao.model.dataset import TEXT, TIME, Dataset
from yanbao.model.figures import EntityFigure
from yanbao.model.manuscript import Manuscript, Passage
from yanbao.model.words import WordLists
from yanbao.review.findings import Finding, at, on
from yanbao.review.reading.enumerations import Enumeration, Item, enumerations
from yanbao.review.reading.kept import kept
from yanbao.review.reading.patterns import either
from yanbao.review.reading.sentences import sentences
from yanbao.review.reading.stock_lists import StockList, known_lists
from yanbao.review.reading.stock_register import Register, is_same, name_column, register, ticker_column
from yanbao.review.reading.words import words_of
from yanbao.rules import define

RULE = define("repeated-item", __doc__, "review", Level.WARNING)

_VALUE = re.compile(r"[-+约超近逾~±<>≤≥]?[0-9].*|.*[0-9](\.[0-9]+)?\s*([%％‰元倍亿万个年月日]|[pP][cC][tT]|[bB][pP]).*")
"""What is a number, or says one: it may well be the same twice."""

_IN_TURN = re.compile("分别|依次|各自|先后|对应|交替|轮流")
"""Before an enumeration: its items go with those of another, one by one."""

_HEAD = re.compile("[的在对为是将把被：]|包括")
"""In an item after the first: what follows may be listed under it."""

_JOINT = re.compile(r"(?:[（(][^（()）]*[)）])?\s?[，,/、]\s?|\s?[和及]\s?")
_ENUMERATED = re.compile("、")
"""Between names: what joins them in a row; with 、 it is an enumeration."""

_YEAR = re.compile(r"(.*_)?(year|period|quarter)|.*(年份|年度|季度|报告期|期间)", re.IGNORECASE)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A warning at what stands in one list for the second time."""
    known = register(manuscript)
    given = _given(words_of(manuscript.project))
    for passage in manuscript.passages:
        for enumeration in enumerations(passage.text):
            yield from _items(passage, enumeration, known, given)
    for found in known_lists(manuscript, known):
        yield from _members(found)
    for dataset in manuscript.datasets:
        yield from _rows(dataset) if ticker_column(dataset) else _companies(dataset, known)
    for figure in manuscript.figures:
        if isinstance(figure.spec, EntityFigure):
            yield from _entities(figure.spec.entities)


@kept
def _given(lists: WordLists) -> re.Pattern[str]:
    """What several things in a row may be given alike: ratings and directions."""
    return re.compile(f"[“「]?(?:{either((*lists.ratings, *lists.verbs, *lists.directions))}|其他)[”」]?")


def _items(passage: Passage, enumeration: Enumeration, known: Register, given: re.Pattern[str]) -> Iterator[Finding]:
    items = enumeration.items
    lead = passage.text[_sentence(passage.text, items[0].start) : items[0].end]
    if _IN_TURN.search(lead):
        return
    seen: dict[str, int] = {item.text: 0 for item in enumeration.first}
    if name := known.last_name(items[0].text):
        seen[name] = 0
    for number, item in enumerate(items[1:], 1):
        forms = enumeration.last if number == len(items) - 1 else (item,)
        for form in forms:
            first = seen.get(form.text)
            if first is None or given.fullmatch(form.text) or not _can_repeat(form, item, passage):
                continue
            if not any(_HEAD.search(between.text) for between in items[max(1, first) : number]):
                message = f"'{form.text}' stands in this enumeration twice"
                yield on(passage, form.start, form.end, message, "delete one, or write what was meant")
                break
        seen.setdefault(item.text, number)


def _members(found: StockList) -> Iterator[Finding]:
    """Stocks that stand twice in a row of names between which there are commas or slashes."""
    text, members = found.passage.text, found.members
    start = 0
    for number, member in enumerate(members):
        between = text[members[number - 1].end : member.start] if number else ""
        if not _JOINT.fullmatch(between):
            start = number
        row = members[start:number]
        if member.key in {other.key for other in row} and not _ENUMERATED.search(text[row[0].end : member.start]):
            message = f"'{member.name}' stands in this list twice"
            yield on(found.passage, member.start, member.end, message, "delete one, or write what was meant")


def _can_repeat(form: Item, item: Item, passage: Passage) -> bool:
    """Whether an item is one that should not be there again. Before 和 it may be a part of something else."""
    is_first = form.start == item.start and form.text != item.text
    before_and = is_first and item.text[len(form.text)] in "和与及或以"
    return (
        len(form.text) > 1
        and (not before_and or "等" in item.text)
        and not _VALUE.fullmatch(form.text)
        and passage.offsets[form.start] < passage.offsets[form.end - 1]  # not bound, nor a gap left by a mistake
    )


def _sentence(text: str, place: int) -> int:
    """Where the sentence begins in which a place is."""
    return next((start for start, end in sentences(text) if start <= place < end), 0)


def _rows(dataset: Dataset) -> Iterator[Finding]:
    """Rows of one ticker that differ in numbers alone. Of two names for it another rule speaks."""
    code, name = ticker_column(dataset), name_column(dataset)
    if code is None:
        return
    same = [column for column in dataset.spec.columns if column != name and _tells_apart(dataset, column)]
    frame = dataset.frame[dataset.frame[code].notna()]
    frame = frame[frame.duplicated(same, keep=False)]
    first: dict[tuple[object, ...], int] = {}
    for row in map(int, frame.index):
        key = tuple(frame.at[row, column] for column in same)
        other = first.setdefault(key, row)
        if other == row or (name and not is_same(str(frame.at[row, name]), str(frame.at[other, name]))):
            continue
        mark, width = dataset.place(row, code)
        there = dataset.place(other, code)[0]
        ticker = str(frame.at[row, code])
        message = f"'{ticker}' is in '{dataset.name}' twice, first at {there.file}:{there.line}"
        yield Finding(mark, width, ticker, message, "delete one of the rows, or mend its ticker")


def _companies(dataset: Dataset, known: Register) -> Iterator[Finding]:
    """Rows of one stock, by its name, that differ in numbers alone."""
    texts = [column for column in dataset.spec.columns if _tells_apart(dataset, column)]
    if len(texts) != 1 or dataset.spec.columns[texts[0]].type not in TEXT:
        return
    cells = dataset.frame[texts[0]]
    for row in map(int, cells.index[cells.duplicated() & cells.isin(list(known.by_name))]):
        mark, width = dataset.place(row, texts[0])
        there = dataset.place(int(cells.index[cells == cells[row]][0]), texts[0])[0]
        message = f"'{cells[row]}' is in '{dataset.name}' twice, first at {there.file}:{there.line}"
        yield Finding(mark, width, str(cells[row]), message, "delete one of the rows, or mend its name")


def _tells_apart(dataset: Dataset, column: str) -> bool:
    """Whether rows that differ in a column are about different things: words, dates, years, not numbers."""
    kind = dataset.spec.columns[column].type
    return kind in (*TEXT, *TIME) or bool(_YEAR.fullmatch(dataset.label(column)))


def _entities(paths: tuple[Marked, ...]) -> Iterator[Finding]:
    for number, path in enumerate(paths):
        if path in paths[:number]:
            yield at(path, f"'{path}' is compared with itself", "delete one, or name the entity that was meant")
