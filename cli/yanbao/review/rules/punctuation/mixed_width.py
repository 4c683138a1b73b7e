"""Marks between Chinese are full-width; digits and letters are half-width.

Half-width marks in Chinese (国内,海外), brackets and list numbers of two widths, and full-width digits and letters
(１２３) come from switching the input method. Numbers, ratios, times, addresses and English are ignored. Brackets
are held against the rest of the report: one that has half-width brackets throughout gets one hint. Brackets around
Latin text, and those in labels and cells, are hints.

PASS::

    text: 净利润增长12%（同比），1）海外，2）国内

FAIL::

    text: 净利润增长12%(同比),1）海外，2)国内
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from yanbao.characters import is_digits
from yanbao.chinese import HAN
from yanbao.diagnostics import Level
from yanbao.model.manuscript import PROSE, Manuscript, Passage
from yanbao.review.findings import Finding, on, together
from yanbao.review.reading.kept import kept_all
from yanbao.review.reading.marks import INTERVAL, LABELS, LIST_NUMBER, NUMERAL, distinct, has_han, matches
from yanbao.review.reading.places import Place
from yanbao.rules import define

RULE = define("mixed-width", __doc__, "review", Level.WARNING)

_FULL = dict(zip(",;:?!.()", "，；：？！。（）", strict=True))
_POINT = re.compile(
    rf"(?<=[{HAN}》”’」』】）〕])[,;:?!]"
    rf"|(?<=[A-Za-z0-9%)\]+])[,;:](?= ?[{HAN}《“「【])"
    rf"|(?<=[A-Za-z0-9%)])\?(?=[{HAN}])"
    rf"|(?<=[{HAN}》”’」』】）%])\.(?= ?[{HAN}《“「【]|$)"
)
_LAST_POINT = re.compile(r"(?<=[0-9])\.$|(?<!\b[A-Z])(?<!Inc)(?<!Ltd)(?<!Co)(?<!Corp)(?<!etc)(?<!al)(?<=[A-Za-z])\.$")
_BETWEEN_LATIN = re.compile(r"(?<=[A-Za-z0-9]{2})[,;](?=[A-Za-z]{2})")
_LETTERS = re.compile("[０-９Ａ-Ｚａ-ｚ％＆＃＠＄](?:[０-９Ａ-Ｚａ-ｚ％＆＃＠＄．－＋]*[０-９Ａ-Ｚａ-ｚ％＆＃＠＄])?")
_THOUSANDS = re.compile(r"(?<![0-9，])[0-9]{1,3}(?:，[0-9]{3})+(?=\.[0-9]|[万亿元])")
_BETWEEN = " \n。；：，、！？,;:"
_PAIR = re.compile(r"[(（][^()（）]*[)）]")
_NUMERAL = re.compile(NUMERAL)


@dataclass(frozen=True, slots=True)
class _Bracketed(Place):
    """Brackets with what is in them, or the number of an item with its bracket; ``kind`` is what it is held against."""

    kind: str
    is_half: bool


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Warnings at marks, letters and list numbers; warnings and hints at brackets."""
    bracketed: dict[str, list[_Bracketed]] = defaultdict(list)
    for passage in distinct(manuscript):
        yield from _marks(passage)
        yield from _uneven(passage)
        for one in (*_numbers(passage), *_pairs(passage)):
            bracketed[one.kind].append(one)
    for kind in bracketed:
        yield from _minority(kind, bracketed[kind])


@kept_all
def _marks(passage: Passage) -> Iterator[Finding]:
    level = Level.HINT if passage.role in LABELS else None
    for match in matches(_POINT, passage):
        wide = _FULL[match[0]]
        if match[0] == "." and _NUMERAL.fullmatch(passage.text[: match.start()]):
            wide = "、"  # 一.
        message = f"half-width '{match[0]}' in Chinese text"
        yield on(passage, match.start(), match.end(), message, f"write {wide}", level, mend=wide)
    if passage.role in PROSE and has_han(passage.text):
        for match in matches(_LAST_POINT, passage):
            level = None if is_digits(passage.text[match.start() - 1]) else Level.HINT
            message = "half-width '.' in Chinese text"
            yield on(passage, match.start(), match.end(), message, "write 。", level, mend="。")
        for match in matches(_BETWEEN_LATIN, passage):
            message, remedy = f"half-width '{match[0]}' in Chinese text", f"write 、 or {_FULL[match[0]]}"
            yield on(passage, match.start(), match.end(), message, remedy, Level.HINT)
    for match in matches(_LETTERS, passage):
        narrow = unicodedata.normalize("NFKC", match[0])
        yield on(passage, match.start(), match.end(), f"full-width '{match[0]}'", f"write {narrow}", mend=narrow)
    for match in matches(_THOUSANDS, passage):
        message, remedy = f"a full-width comma in the number '{match[0]}'", f"write {match[0].replace('，', ',')}"
        yield on(passage, match.start(), match.end(), message, remedy, Level.HINT)


@kept_all
def _uneven(passage: Passage) -> Iterator[Finding]:
    """Pairs whose brackets are of two widths."""
    for match in matches(_PAIR, passage):
        is_number = LIST_NUMBER.search(passage.text, match.start() + 2, match.end())
        if (match[0][0] == "(") != (match[0][-1] == ")") and has_han(passage.text) and not is_number:
            half, wide = ("(", "（") if match[0][0] == "(" else (")", "）")
            at = match.start() if half == "(" else match.end() - 1
            message = f"'{match[0]}' has brackets of two widths"
            yield on(passage, at, at + 1, message, f"write {wide}", mend=wide)


@kept_all
def _numbers(passage: Passage) -> Iterator[_Bracketed]:
    text = passage.text
    intervals = {interval.end() for interval in INTERVAL.finditer(text)}
    for match in matches(LIST_NUMBER, passage):
        if not has_han(text) or text[match.start() - 1 : match.start()] in {"(", "（"} or match.end() in intervals:
            continue
        kind = f"{_script(match['number'])})"
        yield _Bracketed(passage, match.start(), match.end(), kind, match["bracket"] == ")")


@kept_all
def _pairs(passage: Passage) -> Iterator[_Bracketed]:
    for match in matches(_PAIR, passage):
        is_half = match[0][0] == "("
        before, content = passage.text[max(0, match.start() - 2) : match.start()], match[0][1:-1]
        if is_half != (match[0][-1] == ")"):
            continue
        if _NUMERAL.fullmatch(content) and has_han(passage.text) and (before == "" or before[-1] in _BETWEEN):
            kind = f"({_script(content)})"
        elif has_han(content) and not re.search("[A-Za-z0-9] $", before):
            kind = "words"
        elif re.search(f"[{HAN}》”」] ?$", before):
            kind = "Latin"
        else:
            continue
        yield _Bracketed(passage, match.start(), match.end(), kind, is_half)


def _script(number: str) -> str:
    return "1" if is_digits(number) else "a" if number.isascii() else "一"


def _minority(kind: str, bracketed: Sequence[_Bracketed]) -> Iterator[Finding]:
    counts = Counter(one.is_half for one in bracketed)
    half, full = counts[True], counts[False]
    if kind not in ("words", "Latin"):
        yield from _mixed_numbers([one for one in bracketed if one.is_half == (half <= full)], min(half, full))
    elif kind == "words" and half > full:
        one = next(one for one in bracketed if one.is_half)
        message = f"half-width brackets around Chinese, {half} times in this report"
        yield one.finding(message, "Chinese has full-width ones: （）", Level.HINT)
    elif full >= half:
        for one in bracketed:
            if one.is_half:
                message = f"half-width brackets in '{one.text}' beside full-width ones"
                level = Level.HINT if kind == "Latin" or one.passage.role in LABELS else None
                ends = ((one.start, "（"), (one.end - 1, "）"))
                edits = together(*(one.passage.edit(at, at + 1, bracket) for at, bracket in ends))
                yield one.finding(message, f"write （{one.text[1:-1]}）", level, edits=edits)


def _mixed_numbers(fewer: Iterable[_Bracketed], count: int) -> Iterator[Finding]:
    """List numbers of the rarer width, if there are both."""
    for one in fewer if count else ():
        width, other = ("half", "full") if one.is_half else ("full", "half")
        table = str.maketrans("()", "（）") if one.is_half else str.maketrans("（）", "()")
        message = f"the list number '{one.text}' has a {width}-width bracket, others of its kind a {other}-width one"
        right = one.text.translate(table)
        yield one.finding(message, f"write {right}", mend=right)
