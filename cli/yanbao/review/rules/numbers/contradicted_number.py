"""A typed number agrees with the fact or table cell of the same quantity.

Two kinds are found. The text gives another value: it names an entity (or a row of a table), what is measured by the
label of the fact or column, and a number in the same unit that does not match the value; 近14% matches 13.6%, and
超过100万 matches 120万. Or the value is right and its unit is not: 70万字 where 700,000 words are held. Numbers that
only the report has are compared too: the columns that its tables compute, and its statements by year. Numbers after
分别 are each compared with their own subject. Beside a table or chart, subject, measure and period may have been said
before: in the clause, in the paragraph, in the title of the page. What is about another date, a forecast or a range is
ignored.

PASS::

    text: Kimi的日活跃用户约350万人      # held: 346万人

FAIL::

    text: Kimi的日活跃用户为530万人      # held: 350万人
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding, on, where
from yanbao.review.reading.claims import false_claims
from yanbao.review.reading.claims.shown import slip_of
from yanbao.review.reading.held_numbers import Held, Holding, held_by
from yanbao.review.reading.number_sentences import Sentence, read
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.shown_numbers import shown_by
from yanbao.review.reading.subjects import is_short_for, squeeze
from yanbao.review.reading.units import KINDS
from yanbao.rules import define

RULE = define("contradicted-number", __doc__, "review", Level.WARNING)

_PERIOD = (
    r"(?:截至)?(?:[1-4]Q[0-9][0-9]|[0-9][0-9]Q[1-4]"
    r"|(?:(?:19|20)?[0-9][0-9]年(?:末|底)?)?(?:第?一季度(?:末|底)?|[0-9]{1,2}月(?:份|末|底)?)?)(?:全年)?"
)
_SUBJECT_TO_MEASURE = re.compile(
    rf"(?:[（(][A-Z0-9.]{{3,10}}[）)])?(?:的|：|:|（|\(|实现|在|于|公司|集团|目前|当前|最新|模型|大模型|产品|已|支持|拥有|具有|具备|，)*{_PERIOD}(?:的|末|底|，)?"
)
_MEASURE_TO_NUMBER = re.compile(
    r"(?:长度|规模|数量|数|量)?(?:已|仅|也|均)?"
    r"(?:分别|依次|为|是|达到|达|高达|扩展到|扩展至|提升至|提升到|增长至|增至|升至|降至|至|到|约|共|有|合计|：|:)*"
    r"(?:近|超过|超|逾|不足|接近|大约|将近)?(?:了)?\s?"
)
_NUMBER_TO_MEASURE = re.compile(r"(?:的|级|以上|左右)*(?:语境|文本)?")
_SUBJECT_TO_NUMBER = re.compile(
    r"(?:的|目前|当前|已|可|能|支持|拥有|具有|具备|提供|达到|实现|有)*(?:约|近|超过|超|逾|不足|接近|大约|将近|高达|多达)?\s?"
)
_OTHER_TIME = re.compile(
    r"预计|有望|预测|目标|计划|将|曾|此前|之前|原先|上一代|上代|前代|去年|上年|同期|[二三四]季度|前[二三]季度|[2-4]Q|Q[2-4]|上半年|下半年|半年|当日|单周|(?<=[0-9])[EＥ]|假设|若|如果|扩产"
)
_MONTH = re.compile(r"(?<![0-9.])([0-9]{1,2})月(?!内|度|均|活)")
_FIRST_QUARTER = re.compile(r"一季度|1Q|Q1|前三月")
_RESPECTIVELY = re.compile("分别|依次")
_JOINT = re.compile(r"\s?(?:、|/|和|及|与|以及)\s?")
_FAR = 60  # characters between a subject and its number at most
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9][0-9])(?:年|Q|H|[-/.])")


@dataclass(frozen=True, slots=True)
class _Context:
    """What a sentence says beside its numbers: whose they are, and of which years; none if it is about another time."""

    sentence: Sentence
    text: str
    subjects: Sequence[tuple[int, int, str]]
    years: frozenset[str] | None


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each typed number that contradicts what is held."""
    told = set()
    for finding in _typed(manuscript):
        told.add((finding.mark, finding.text))
        yield finding
    for claim in false_claims(manuscript):
        if claim.kind == "value" and (claim.mark, claim.text) not in told:
            yield claim.finding


def _typed(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each that names its subject and its measure."""
    held, shown = held_by(manuscript.project), shown_by(manuscript)
    for sentence in read(manuscript):
        typed = [q for q in sentence.quantities if not q.is_bound and not q.in_range]
        if not typed:
            continue
        text = sentence.text
        years = None if _OTHER_TIME.search(text) else frozenset(_YEAR.findall(text))
        context = _Context(sentence, text, held.named(text), years)
        for quantity in typed:
            if finding := _other_value(held, context, quantity) or _other_unit(held, context, quantity):
                yield finding
                continue
            own = _Context(sentence, text, shown.named(text), years)
            is_clear = len({name for _, _, name in own.subjects}) == 1  # it is not of a company that is named beside
            if is_clear and (finding := _other_value(shown, own, quantity)):
                yield finding


def _other_value(held: Held, context: _Context, quantity: Quantity) -> Finding | None:
    sentence, text = context.sentence, context.text
    start, end = quantity.start - sentence.start, quantity.end - sentence.start
    before = [subject for subject in context.subjects if subject[1] <= start]
    if not before or context.years is None:
        return None
    _, subject_end, name = before[-1]
    if _RESPECTIVELY.search(text, subject_end, start):
        numbers = _in_a_row(
            text, [(one.start - sentence.start, one.end - sentence.start) for one in sentence.quantities], start
        )
        subjects = _in_a_row(text, [(one[0], one[1]) for one in before], before[-1][0])
        if len(numbers) != len(subjects):
            return None
        name = before[numbers.index((start, end)) - len(subjects)][2]
        start, end = numbers[0]
    about = [
        holding
        for holding in held.by_name.get(name, ())
        if holding.fits(quantity)
        and any(_is_said_of(text, subject_end, start, end, measure) for measure in holding.measures)
        and not (context.years - {holding.as_of[:4]})
        and _is_then(text, holding.as_of)
    ]
    if len(about) != 1 or quantity.agrees(about[0].value):
        return None
    (holding,) = about
    quote = sentence.quote(quantity)
    message = f"'{quote}' contradicts {where(holding.mark)}, which holds {holding.shown} for {holding.subject}"
    if slip := _slip(quantity.value, holding.value):
        message = f"{message}: {slip}"
    message += slip_of(quantity.value, holding.value)
    remedy = (
        f"write {holding.write(quantity)}, or correct what is held" if holding.expression else "correct one of them"
    )
    return on(sentence.passage, quantity.start, quantity.end, message, remedy)


def _slip(said: float, held: float) -> str:
    """What is wrong with the scale of a number, if it has the right digits."""
    power = round(math.log10(said / held)) if said and held and said * held > 0 else 0
    if not power or not math.isclose(said / held, 10.0**power, rel_tol=1e-6):
        return ""
    names = {4: "万", 8: "亿", -4: "万", -8: "亿"}
    unit = f", as if {names[power]} had been {'added' if power > 0 else 'left out'}" if power in names else ""
    size = "large" if power > 0 else "small"
    return f"the digits are the same, the scale is {10 ** abs(power):,} times too {size}{unit}"


def _in_a_row(text: str, places: Sequence[tuple[int, int]], start: int) -> list[tuple[int, int]]:
    """The enumeration that a place is in, by where its items begin and end."""
    rows: list[list[tuple[int, int]]] = []
    for place in places:
        if rows and _JOINT.fullmatch(text, rows[-1][-1][1], place[0]):
            rows[-1].append(place)
        else:
            rows.append([place])
    return next(row for row in rows if any(first == start for first, _ in row))


def _is_then(text: str, as_of: str) -> bool:
    """Whether a text that names months or the first quarter speaks of the time that a value is of.

    A value of a day may be of the year up to then, and is left alone where a single month is meant.
    """
    months = {int(month) for month in _MONTH.findall(text)}
    if months:
        return months == {int(as_of[5:7])} if len(as_of) == len("2024-03") else False
    return not _FIRST_QUARTER.search(text) or as_of[5:7] == "03"


def _is_said_of(text: str, subject_end: int, start: int, end: int, measure: str) -> bool:
    """Whether a text reads SUBJECT MEASURE NUMBER or SUBJECT NUMBER MEASURE, with but filling words between."""
    if start - subject_end > _FAR:
        return False
    at = text.rfind(measure, subject_end, start)
    if at >= 0:
        after = text[at + len(measure) : start]
        return bool(_SUBJECT_TO_MEASURE.fullmatch(text[subject_end:at]) and _MEASURE_TO_NUMBER.fullmatch(after))
    at = text.find(measure, end, end + _FAR)
    return (
        at >= 0
        and bool(_SUBJECT_TO_NUMBER.fullmatch(text[subject_end:start]))
        and bool(_NUMBER_TO_MEASURE.fullmatch(text[end:at]))
    )


def _other_unit(held: Held, context: _Context, quantity: Quantity) -> Finding | None:
    """The held value in a unit that is easily taken for its own: 字 for 单词, 元 for 美元."""
    alike = list(held.like(quantity)) if quantity.power or quantity.digits >= 3 else []
    if not alike:
        return None
    sentence = context.sentence
    here = {name for _, _, name in context.subjects}
    above = {name for _, _, name in held.named(sentence.title)}
    if any(holding.family == quantity.family and _is_named(holding, here | above) for holding in alike):
        return None
    for holding in alike:
        if holding.family == quantity.family or not any({holding.family, quantity.family} <= kind for kind in KINDS):
            continue
        measured = holding.measured_in(context.text)
        if not _is_named(holding, here or above) or (holding.family in {"%", "个百分点"} and not measured):
            continue
        is_sure = measured and any(squeeze(name) in here for name in holding.names)
        quote = sentence.quote(quantity)
        message = f"'{quote}': {where(holding.mark)} holds {holding.shown} for {holding.subject}, in another unit"
        remedy = f"write {holding.write(quantity)}, or correct what is held"
        level = None if is_sure else Level.HINT
        return on(sentence.passage, quantity.start, quantity.end, message, remedy, level)
    return None


def _is_named(holding: Holding, names: set[str]) -> bool:
    """Whether one of the names is its subject's, or is that cut short: Gemini 1.5 for Gemini 1.5 Pro."""
    own = {squeeze(name) for name in holding.names}
    return any(name in own or is_short_for(name, holding.names) for name in names)
