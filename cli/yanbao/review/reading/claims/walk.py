"""The walk through the clauses of a passage: what is said of one is carried to those after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from yanbao.model.manuscript import Passage
from yanbao.review.reading.claims.clauses import ANY_OTHER, BASE, OTHER_CHAR, SOME, Clause, Scope
from yanbao.review.reading.claims.said import Said
from yanbao.review.reading.skeletons import MEASURE, PERIOD, QUANTITY, SUBJECT, Names, Token, skeletons
from yanbao.review.reading.spots import About

_FURTHER = re.compile("[（(＋]*(?:Ⓦ|ⓅⓅ)?[ⓎⒽⒺⒸℛℱ÷↑↓↘Σ]")
"""What begins a clause that says more of the number before it."""

_LEAD = re.compile(r"(?:[ⓈⓂⓅ＋（）()]){0,24}")


_CLAUSE = re.compile(r"(?:[^，；：。！？▲▼#]|[▲▼#](?!＋)|[▲▼]＋(?=[▲▼]))*(?:[▲▼#]＋|[，；：。！？]|$)")
_NAME = re.compile(rf"{OTHER_CHAR}{{2,8}}Ⓟ[ⓈⓂⓆ]")
_COMPANY = re.compile("公司(?!债)")
_PART_OF = re.compile("板块|业务|产品|渠道|项目|品类|地区|区域|产业|分部|品种|类别|指标|科目")
_WHOLE = re.compile("全国|全球|全市场|全行业|(?:行业|市场)整体")

_ROW = re.compile("Ⓜ∥?Ⓠ(?:[＋/]Ⓠ)+")
_TIMES = re.compile("ⓈⓂ?Ⓠ$")


_COMPARING = re.compile("[＞＜≻≺②⑵Ⓒ÷¬Ⓩ]")
_TOTAL = re.compile("[^ⒸⒻ＞＜≻≺÷]*Σ")
_OF_SEVERAL = re.compile("[ⓂⓅ（()）]*[Ⓝ⑤Ⓩ]")
_AMONG = re.compile("Ⓝ[^ⓈⓂⓅⓆ]{0,4}(?:[▲▼#]|$)")
"""Of a place among several, 居四家之首, or a clause that only says among whom: 五个项目中."""

_IS = re.compile("[▲▼]Ⓢ$")
_ASIDE = re.compile("[，；]?(?:仅?约?[是为]|相当于|仅?[为达]到?)")


def clauses(passage: Passage, first: About, scope: Scope, names: Names) -> Iterator[Clause]:
    """The clauses of a passage in order; what is said of one is carried to those after it."""
    about, said = first, Said()
    for skeleton in skeletons(passage, names):
        said.base = said.definition = said.than = said.reached = None
        for match in _CLAUSE.finditer(skeleton.text):
            if not match[0].strip("，；：。！？"):
                continue
            clause = Clause(skeleton, match.start(), match.end(), about, said, scope)
            if SUBJECT not in match[0] and (_WHOLE.search(clause.written) or _is_of_all(clause)):
                clause.before = replace(about, subject="")
            elif SUBJECT not in match[0] and _is_of_another(clause, about):
                clause.before = replace(about, subject=SOME)
            yield clause
            about = _carried(clause)
            _note(clause, said)


def _is_of_another(clause: Clause, about: About) -> bool:
    """Whether it begins with a name that no exhibit has, or is of the company, not of a part of it."""
    if SUBJECT not in clause.text and _OF_SEVERAL.match(clause.text):
        return not _AMONG.search(clause.text)
    if about.subject and _COMPANY.search(clause.written):
        own = (one for one in clause.scope.near if one.subject_of(about.subject) in one.subjects)
        return any(_PART_OF.search(one.head) for one in own)
    return not clause.start and bool(_NAME.match(clause.text))


def _is_of_all(clause: Clause) -> bool:
    """Whether it speaks of the total of a measure: 总销量."""
    text = clause.skeleton.passage.text
    return any(text[token.start - 1 : token.start] == "总" for token in clause.tokens(MEASURE))


def _is_aside(clause: Clause) -> bool:
    """Whether it only says of the number before what that is a multiple or part of: 是第二名甲公司66.2亿元的5.8倍."""
    if not clause.numbers or not _ASIDE.match(clause.written.lstrip()):
        return False
    return clause.quantity(clause.numbers[-1]).family in {"倍", "%"} and len(clause.all_tokens(len(clause.text))) > 1


def _is_base(clause: Clause, at: int) -> bool:
    """Whether a period is one that another is compared with."""
    return at > 0 and clause.skeleton.text[at - 1] in BASE


def _is_attribute(clause: Clause, at: int) -> bool:
    """Whether a period only says of another word of when it is: 扭转了2023年的下滑."""
    before, behind = clause.skeleton.text[at - 1 : at], clause.skeleton.text[at + 1 : at + 2]
    return at > clause.start and bool(ANY_OTHER.match(before)) and behind not in "ⓈⓂⓆ，"


def _carried(clause: Clause) -> About:
    """What the clauses after it are about: a subject or period that it compares with is not what it is about."""
    if _is_aside(clause):
        return clause.before
    lead = _LEAD.match(clause.text)
    end = clause.start + (lead.end() if lead else 0)
    tokens = [
        token
        for at, token in clause.skeleton.tokens.items()
        if clause.start <= at < clause.end
        and not (token.kind == PERIOD and (_is_base(clause, at) or _is_attribute(clause, at) or clause.is_since(token)))
        and not (token.kind == SUBJECT and at >= end and (lead and lead.end()) and not _IS.search(clause.text))
    ]
    if (times := _TIMES.search(clause.text)) and clause.quantity(times.end() - 1).family == "倍":
        tokens = [one for one in tokens if _at(clause, one) != times.start()]
    if cut := _COMPARING.search(clause.text):
        tokens = [one for one in tokens if _at(clause, one) < cut.start()]
    subjects = [token for token in tokens if token.kind == SUBJECT]
    if len(subjects) > 1 and "＋" not in clause.text:
        tokens = [token for token in tokens if token.kind != SUBJECT or token is subjects[0]]
    about = clause.before.told(
        one if clause.is_itself(clause.start + _at(clause, one), one) else replace(one, text=SOME) for one in tokens
    )
    if about.subject and not subjects and clause.spots and not any(spot.subject for spot in clause.spots):
        about = replace(about, subject="")  # of the whole, which an exhibit without subjects shows
    if re.search("[ℛℱ]", clause.text) and not any(token.kind == MEASURE for token in tokens):
        return replace(about, measure=SOME)  # of a rate that no word names
    if not about.subject and SUBJECT in clause.text:
        about = replace(about, subject=SOME)
    if clause.spots and clause.spots[0].measure.names and not any(token.kind == MEASURE for token in tokens):
        return about if about.measure in clause.spots[0].measure.names else replace(about, measure=clause.spots[0].name)
    is_of_other = "Ⓠ" in clause.text and not clause.spots and not _FURTHER.match(clause.text)
    is_of_other = is_of_other and bool(ANY_OTHER.search(clause.text))
    is_named = any(token.kind == MEASURE for token in tokens)
    return replace(about, measure="") if is_of_other and not is_named else about


def _at(clause: Clause, token: Token) -> int:
    return next(at for at, one in clause.skeleton.tokens.items() if one is token) - clause.start


def _note(clause: Clause, said: Said) -> None:
    """Remembers the quantities of a clause, each with the measure named last before it."""
    if clause.spots or ("Ⓠ" in clause.text and not _FURTHER.match(clause.text)):
        said.spots = clause.spots
    said.measures |= {token.text for token in clause.tokens(MEASURE)}
    said.periods |= {token.moment for token in clause.tokens(PERIOD) if token.moment}
    for token in clause.tokens(SUBJECT):
        said.named = [*(one for one in said.named if one.text != token.text), token]
    if match := _ROW.search(clause.text):
        said.lists[clause.token(match.start()).text] = [clause.quantity(at) for at in clause.places(match.span())]
    if "Ⓠ" in clause.text:
        said.row = [clause.quantity(at).like(clause.quantity(clause.numbers[-1])) for at in clause.numbers]
        said.words = re.split("Ⓠ", clause.text)[-2]
        said.changed, said.is_total = clause.changed, bool(_TOTAL.match(clause.text))
    measure, period = "", clause.before.period
    for at, token in clause.skeleton.tokens.items():
        if not clause.start <= at < clause.end:
            continue
        if token.kind == SUBJECT and token.text != clause.before.subject:
            said.measured.clear()
        elif token.kind == MEASURE:
            measure = token.text if clause.is_itself(at, token) else ""
            before = clause.skeleton.tokens.get(at - 1)
            if before and before.quantity and before.quantity.family == "倍" and measure:
                said.measured[measure] = before.quantity, period  # 25倍市盈率
        elif token.kind == QUANTITY and token.quantity:
            said.quantities.append(token.quantity)
            if measure:
                said.measured[measure] = token.quantity, period
                measure = ""
        elif token.kind == PERIOD and _is_base(clause, at):
            said.base = token
        elif token.kind == PERIOD:
            period = token.moment
