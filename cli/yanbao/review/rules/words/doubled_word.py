"""No character or word stands twice in a row.

What is left when a sentence is rewritten, or typed after an expression that prints it already: 国内内Chatbot,
指数指数, 个tokens after a value in 个tokens. Text is read as words, so that 公司公告, 行业业绩 and 中国国家队 are two
words that meet, and 刚刚, 大大 and 的的确确 are words. Words apart by a mark (很好，很好), measure words (一个一个)
and what comes whole from the ledger are ignored. Where two compounds may meet (新能源汽车汽车零部件), it is a hint.

PASS::

    text: 国内Chatbot访问量增长迅猛

FAIL::

    text: 国内内Chatbot访问量增长迅猛
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.ledger import Ledger
from yanbao.model.manuscript import Manuscript, Passage, Span
from yanbao.review.findings import Finding, on
from yanbao.review.reading.sentences import is_han, mentions, typed
from yanbao.review.reading.words import words_of
from yanbao.rules import define
from yanbao.segmentation import Segment, Word, segmenter

RULE = define("doubled-word", __doc__, "review", Level.WARNING)

_Repeat = tuple[int, int, Level | None]
"""Start and end of both copies, and a weaker level where they may be right."""

_LONGEST = 12
_CLAUSE = re.compile(r"[^，。！？；：、,;:!?()（）《》“”‘’「」【】|/\s—…·]+")
_CANDIDATE = re.compile(rf"([0-9]*[\u4e00-\u9fff][^\W_]{{0,{_LONGEST}}})\1")
_LATIN = re.compile(r"(?<![\w.-])([A-Za-z]{2,}) +\1(?![\w.-])", re.IGNORECASE)
_SIGNS = re.compile(r"(?<![%％])[%％][ ]?[%％](?![%％])|(?<=[0-9])(?:亿亿|万万)")

# What is a word wherever it stands, or where a clause begins; most reports have no other doubles, and then need no
# dictionary.
_DOUBLED = re.compile(
    "(?:纷纷|刚刚|仅仅|频频|屡屡|恰恰|悄悄|默默)|^(?:日日|天天|年年|时时|处处|层层|步步|往往|常常|渐渐)"
)

# English that doubles rightly.
_LATIN_DOUBLES = frozenset({"that", "had", "bye", "ha", "go", "bling", "duran"})

# Words that no other word of their kind follows: doubled, they are a slip even though each stands alone.
_PARTICLES = frozenset("的了是在和与及将把被从或为对由以较更已仍约近超而且并也亦均其该这那可能会有不元于至")

# Words that end no longer one: a character behind them does not belong to what stands before.
_STEMLESS = frozenset("的了是在和与及将把被从或为对而并也")

# Adverbs, and characters that are no word and end none before a word that begins with them: 较较大, 预预计.
_BEGINNINGS = frozenset(
    "较仍已也亦又却增预持提推加进达可该此这那虽但若且因然逐适采整参究积布严择识避维健继考突复基础普培努充执承观察措恢挥"
    "竞介激密烈奋召绍判贯述否贡障拓迅悉延泛疑敏鉴偿倡概截乏诞吁颁凝遵阻毫释巩侵扰实解决"
)

# What may stand alone after a word that ends with it: 目的的, 反对对, 占比比去年, 规则则, 全省省长, 销量量价齐升.
_INDEPENDENT = frozenset(
    "的地得了着过对为有会在将要到来以与和或及等由从自把被让使能可应需须该是不都也还再就又只均先后前本同按比受经据因至"
    "跟像当达超近约占指称即并则却更最略尚其此每两双单新旧上下中大小多少高低好老强全作用做说看出去随降升增涨跌打开走谈"
    "家人年月日时天周股份部局室站队班校院厂市省县区村镇乡国城路港州商学长员者手线版条张台届期"
    "类型号集组级层方面边点店单吨件户行车机器板量价费税金银煤电油气水"
)

# Verbs doubled to mean "a little", and emphasis; so are counts (一步一步) and adjectives (很多很多).
_REDUPLICATED = re.compile(
    "研究|讨论|考虑|商量|比较|了解|学习|交流|休息|体验|观察|琢磨|调研|照顾|许多|非常|特别|多少|如何|什么|.+着|[一二两三几每很太最更真好].*"
)
_NAMES_AND_COUNTS = ("nr", "ns", "nt", "nz", "m", "q")
_UNITS_OF_ONE = "%％元倍亿万月日吨"


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding on both copies, or on the copy that was typed beside an expression."""
    ledger = manuscript.project.ledger
    segment = segmenter(tuple(map(str, words_of(manuscript.project).vocabulary))).segment
    for passage in manuscript.passages:
        for start, end, level in _in_text(passage, ledger, segment):
            text = passage.text[start:end]
            half = len(text) // 2
            is_same = text[:half].casefold() == text[-half:].casefold() and text[half:-half] in ("", " ")
            mend = text[:half] if is_same else None
            yield on(passage, start, end, f"'{text}' says it twice", "delete one of the two", level, mend=mend)
        for start, end in _beside_values(passage, segment):
            text = passage.text[start:end]
            yield on(passage, start, end, f"'{text}' is printed by the expression beside it", "delete it", mend="")


def _in_text(passage: Passage, ledger: Ledger, segment: Segment) -> Iterator[_Repeat]:
    """What was typed twice."""
    for pattern in (_LATIN, _SIGNS):
        for match in pattern.finditer(passage.text):
            if typed(passage, match) and match[0].split()[0].lower() not in _LATIN_DOUBLES:
                yield match.start(), match.end(), None
    for clause in _CLAUSE.finditer(passage.text):
        if any(not _is_word(match) for match in _CANDIDATE.finditer(clause[0])):
            words = list(segment(clause[0]))
            for start, end, level in (*_words_twice(words), *_characters_twice(clause[0], words, ledger, segment)):
                if passage.is_typed(clause.start() + start, clause.start() + end):
                    yield clause.start() + start, clause.start() + end, level


def _is_word(double: re.Match[str]) -> bool:
    known = _DOUBLED.match(double.string, double.start())
    return known is not None and known.end() == double.end()


def _words_twice(words: list[Word]) -> Iterator[_Repeat]:
    """Words, alone or some in a row, that come once more."""
    texts = [word.text for word in words]
    at = 0
    while at < len(words):
        count = next((n for n in range(1, 7) if texts[at : at + n] == texts[at + n : at + 2 * n]), 0)
        repeated = "".join(texts[at : at + count])
        if len(repeated) > count and len(set(repeated)) > 1 and _is_slip(repeated):
            after = at + 2 * count
            yield words[at].start, words[after - 1].end, Level.HINT if _between_nouns(words, at, after) else None
        at += 2 * count or 1


def _is_slip(repeated: str) -> bool:
    return not _REDUPLICATED.fullmatch(repeated) and any(map(is_han, repeated))


def _between_nouns(words: list[Word], start: int, end: int) -> bool:
    """Whether both copies may be halves of compounds: 新能源汽车 and 汽车零部件."""
    around = (*words[max(0, start - 1) : start + 1], *words[end : end + 1])
    return len(around) == 3 and words[start].tag[0] == "n" and all(word.tag[0] in "njvbm" for word in around)


def _characters_twice(text: str, words: list[Word], ledger: Ledger, segment: Segment) -> Iterator[_Repeat]:
    """Characters that come once more, where no two words meet."""
    number = [at for at, word in enumerate(words) for _ in word.text]
    for match in re.finditer(r"([\u4e00-\u9fff])\1+", text):
        at, char = match.start(), match[1]
        one, other = words[number[at]], words[number[at + 1]]
        if match.end() - at != 2 or one is other or _is_paired(text, at):
            continue
        before, after = words[: number[at]][-1:], words[number[at + 1] + 1 :][:1]
        if _is_stray(char, before, one, other, after, segment):
            is_name = any(m.start <= at < m.end for m in mentions(text, ledger))
            yield from () if is_name else [(at, at + 2, None)]


def _is_paired(text: str, at: int) -> bool:
    """Whether the doubled character is half of a word such as 涨涨落落."""
    return any(len(pair) == 2 and pair[0] == pair[1] for pair in (text[max(0, at - 2) : at], text[at + 2 : at + 4]))


def _is_stray(char: str, before: list[Word], one: Word, other: Word, after: list[Word], segment: Segment) -> bool:
    """Whether a character is one too many: no word by itself, neither beside the word before nor the word behind."""
    if len(other.text) > 1:
        ends_nothing = all(word.text in _STEMLESS for word in before) and char not in _INDEPENDENT
        is_word = len(list(segment(char * 2))) == 1
        return len(one.text) == 1 and not is_word and (char in _BEGINNINGS or ends_nothing)
    if len(one.text) == 1:
        return char in _PARTICLES
    is_bound = one.tag in _NAMES_AND_COUNTS and char != "元"
    begins_unknown_word = any(
        len(word.text) == 1 and is_han(word.text) for word in after if word.text not in _PARTICLES
    )
    return not (char in _INDEPENDENT or is_bound or begins_unknown_word)


def _beside_values(passage: Passage, segment: Segment) -> Iterator[tuple[int, int]]:
    """What was typed before or after an expression although the expression prints it."""
    for span in passage.spans:
        if span.kind != "link":
            yield from _after(passage, span, segment)
            yield from _before(passage, span)


def _after(passage: Passage, span: Span, segment: Segment) -> Iterator[tuple[int, int]]:
    printed, rest = passage.text[span.start : span.end], passage.text[span.end : span.end + 2 * _LONGEST]
    start = span.end + rest.startswith(" ")
    rest = rest.removeprefix(" ")
    unit = re.search(r"[^0-9.,]*$", printed) if span.kind == "number" else None
    tails = [unit[0][at:] for at in range(len(unit[0]))] if unit else [printed, printed[-1:]]
    for tail in tails:
        is_tail = rest.startswith(tail) and passage.is_typed(start, start + len(tail))
        if is_tail and (len(tail) > 1 or tail in _UNITS_OF_ONE) and _ends_word(rest, len(tail), segment):
            yield start, start + len(tail)
            return


def _before(passage: Passage, span: Span) -> Iterator[tuple[int, int]]:
    printed = passage.text[span.start : span.end]
    sign = re.match(r"[+＋$¥￥]*", printed)
    head = sign[0] if sign and span.kind == "number" else printed
    start = span.start - len(head)
    is_head = head and len(printed) > 1 and start >= 0 and passage.text.startswith(head, start)
    if is_head and passage.is_typed(start, span.start):
        yield start, span.start


def _ends_word(text: str, end: int, segment: Segment) -> bool:
    """Whether a word of the text ends there: 元 does in 元左右, not in 元宇宙."""
    clause = _CLAUSE.match(text)
    return clause is None or any(word.end == end for word in segment(clause[0]))
